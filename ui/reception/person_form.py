"""The fields of one person: submitter, owner or authoriser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from app.dossier.person_fields import SEXES
from app.drafts.draft import PersonDraft
from app.drafts.reading import shown_date
from app.identity.card_dates import read_card_date
from app.identity.kinds import PROOF_WORDS, Proof
from ui.components.choice_field import ChoiceField
from ui.components.text_field import TextField
from ui.theme.tokens import M

if TYPE_CHECKING:
    from ui.components.field import Field

LEAST_SEX_WIDTH = 72
LEAST_NUMBER_WIDTH = 136
"""Twelve digits are read whole in every window (px)."""
MAX_TYPED = 2_500
"""More than any field may hold, so that too much is told of, and little enough not to stall."""


class PersonForm(QWidget):
    """Two rows of fields; a third asks by what somebody without a number is known, and why."""

    edited = Signal(object)
    """PersonDraft: the officer changed something."""
    number_committed = Signal()
    """The officer left the number, or pressed Enter in it, after a change."""

    def __init__(self, *, with_document: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loading = False
        self._ward = ""
        self._build()
        self._place(with_document=with_document)
        self._connect()
        self.set_person(PersonDraft())

    def person(self) -> PersonDraft:
        """The fields as typed."""
        return PersonDraft(
            name=self.name.text(),
            id_number=self.id_number.text(),
            no_id_reason=self.no_id_reason.text(),
            birth=self.birth.text(),
            sex=self.sex.value(),
            address=self.address.text(),
            phone=self.phone.text(),
            email=self.email.text(),
            organisation=self.organisation.isChecked(),
            no_id_kind=self.no_id_kind.value(),
            ward=self._ward,
        )

    def set_ward(self, code: str) -> None:
        """The commune that the address names, by its code; it is kept with the address."""
        self._ward = code

    def set_person(self, person: PersonDraft) -> None:
        """Show a person; nothing is signalled, and what stands already is not touched."""
        self._loading = True
        for name, field in self._texts().items():
            text = getattr(person, name)
            if field.text() != text:
                field.set_text(text)
                field.editor.setCursorPosition(0)
        self.sex.set_value(person.sex if person.sex in SEXES else "")
        self.no_id_kind.set_value(person.no_id_kind if person.no_id_kind in set(Proof) else "")
        self._ward = person.ward
        self.organisation.setChecked(person.organisation)
        self._loading = False
        self._show_what_matters()

    def fields(self) -> dict[str, Field]:
        """The fields by their name in ``PersonDraft``, in the order in which they are filled."""
        return {
            "id_number": self.id_number,
            "name": self.name,
            "birth": self.birth,
            "sex": self.sex,
            "address": self.address,
            "phone": self.phone,
            "email": self.email,
            "no_id_kind": self.no_id_kind,
            "no_id_reason": self.no_id_reason,
        }

    @property
    def is_proof_named(self) -> bool:
        """Whether the kind of proof says by itself why there is no number."""
        return self.no_id_kind.value() not in {"", Proof.OTHER}

    def _texts(self) -> dict[str, TextField]:
        return {
            "id_number": self.id_number,
            "name": self.name,
            "birth": self.birth,
            "address": self.address,
            "phone": self.phone,
            "email": self.email,
            "no_id_reason": self.no_id_reason,
        }

    def _build(self) -> None:
        self.id_number = TextField(self.tr("Personal number"), placeholder=self.tr("Scan or type"))
        self.name = TextField(self.tr("Full name"))
        self.birth = TextField(self.tr("Date of birth"), placeholder=self.tr("24/11/1990"))
        self.sex = ChoiceField(self.tr("Sex"), [("", "–"), *((sex, sex) for sex in SEXES)])
        self.address = TextField(self.tr("Address"))
        self.phone = TextField(self.tr("Phone"))
        self.email = TextField(self.tr("E-mail"))
        self.no_id_kind = ChoiceField(
            self.tr("Identified by"),
            [("", "–"), *((proof.value, words) for proof, words in PROOF_WORDS.items())],
        )
        self.no_id_reason = TextField(self.tr("Why there is no number"))
        self.organisation = QCheckBox(self.tr("Organisation"))
        self.organisation.setAccessibleName(self.organisation.text())
        self.document = TextField(self.tr("Paper of authorisation"))
        for field in (*self._texts().values(), self.document):
            field.editor.setMaxLength(MAX_TYPED)
        self.sex.editor.setMinimumWidth(LEAST_SEX_WIDTH)
        self.id_number.editor.setMinimumWidth(LEAST_NUMBER_WIDTH)

    def _place(self, *, with_document: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(M)
        grid.setVerticalSpacing(0)
        for column in range(24):
            grid.setColumnStretch(column, 1)
        places = (
            (self.id_number, 0, 0, 6),
            (self.name, 0, 6, 9),
            (self.birth, 0, 15, 5),
            (self.sex, 0, 20, 4),
            (self.address, 1, 0, 12),
            (self.phone, 1, 12, 5),
            (self.email, 1, 17, 7),
            (self.no_id_kind, 2, 0, 9),
            (self.no_id_reason, 2, 9, 15),
            (self.document, 3, 0, 24),
        )
        for field, row, column, columns in places:  # at the top: messages differ in length
            grid.addWidget(field, row, column, 1, columns, Qt.AlignmentFlag.AlignTop)
        self.document.setVisible(with_document)
        self.no_id_kind.hide()
        self.no_id_reason.hide()

    def _connect(self) -> None:
        self.address.edited.connect(lambda _: self.set_ward(""))  # before the person is told
        for field in self._texts().values():
            field.edited.connect(self._on_field_edited)
        self.sex.chosen.connect(self._on_field_edited)
        self.no_id_kind.chosen.connect(self._on_field_edited)
        self.organisation.toggled.connect(self._on_organisation_toggled)
        self.id_number.committed.connect(self._on_number_committed)
        self.birth.committed.connect(self._on_birth_committed)

    def _on_field_edited(self, _text: str) -> None:
        self._show_what_matters()
        self.edited.emit(self.person())

    def _on_organisation_toggled(self) -> None:
        self._show_what_matters()
        if not self._loading:
            self.edited.emit(self.person())

    def _on_number_committed(self) -> None:
        """With a number nobody is identified by something else."""
        if self.id_number.text().strip() and self.no_id_kind.value():
            self.no_id_kind.set_value("")
            self._on_field_edited("")
        self.number_committed.emit()

    def _on_birth_committed(self) -> None:
        """Show a date that was typed as digits the way it is read."""
        read, problem = read_card_date(self.birth.text())
        shown = shown_date(read)
        if not problem and shown != self.birth.text():
            self.birth.set_text(shown)
            self.edited.emit(self.person())

    def _show_what_matters(self) -> None:
        """Ask for the reason only where there is no number, for birth and sex only of people."""
        organisation = self.organisation.isChecked()
        self.id_number.set_label(
            self.tr("Tax code") if organisation else self.tr("Personal number")
        )
        self.name.set_label(
            self.tr("Organisation's name") if organisation else self.tr("Full name")
        )
        self.birth.setEnabled(not organisation)
        self.sex.setEnabled(not organisation)
        missing = not self.id_number.text().strip() and bool(self.name.text().strip())
        asked = missing or bool(self.no_id_reason.text() or self.no_id_kind.value())
        # Not while they are being filled: emptied, they would go away under the cursor.
        row = (self.no_id_kind, self.no_id_reason)
        shown = asked or any(field.editor.hasFocus() for field in row)
        self.no_id_reason.setVisible(shown)
        self.no_id_kind.setVisible(shown and not (organisation and not self.no_id_kind.value()))
