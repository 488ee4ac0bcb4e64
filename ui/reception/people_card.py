"""Who: the submitter, and by a key the dossier's owner and the authoriser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.drafts.draft import Draft, PersonDraft
from ui.components.button import Button, ButtonKind
from ui.components.key_hint import KeyHint
from ui.reception.person_form import PersonForm
from ui.theme.icons import icon
from ui.theme.tokens import S

if TYPE_CHECKING:
    from ui.components.field import Field

WHO = ("submitter", "owner", "authoriser")
_KEYS = {"submitter": "", "owner": "F5", "authoriser": "Shift+F5"}


class PeopleCard(QWidget):
    """One person's fields at a time, with a row of names above them to go from one to the next."""

    person_edited = Signal(str, object)
    """Whose fields (``submitter``, ``owner``, ``authoriser``), and the PersonDraft."""
    person_opened = Signal(str)
    """The officer wants to name another person."""
    person_closed = Signal(str)
    """There is no such other person."""
    number_committed = Signal(str)
    """Whose number was typed."""
    document_edited = Signal(str)
    """The paper of authorisation, as typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = {"submitter"}
        self._shown = "submitter"
        self._build()
        self._connect()
        self.show_person("submitter")

    def form(self, who: str) -> PersonForm:
        """The fields of a person."""
        return self._forms[who]

    def shown(self) -> str:
        """Whose fields are shown."""
        return self._shown

    def fields(self) -> dict[str, Field]:
        """All fields by their path: ``owner.name``, ``authorisation``."""
        named: dict[str, Field] = {
            f"{who}.{name}": field
            for who, form in self._forms.items()
            for name, field in form.fields().items()
        }
        named["authorisation"] = self._forms["authoriser"].document
        return named

    def show_draft(self, draft: Draft) -> None:
        """Show the people of a draft."""
        people = {
            "submitter": draft.submitter,
            "owner": draft.owner,
            "authoriser": draft.authoriser,
        }
        self._open = {who for who, person in people.items() if person is not None}
        for who, person in people.items():
            self._forms[who].set_person(person or PersonDraft())
        document = self._forms["authoriser"].document
        if document.text() != draft.authorisation:
            document.set_text(draft.authorisation)
        self.show_person(self.shown() if self.shown() in self._open else "submitter")

    def show_person(self, who: str) -> None:
        """Show a person's fields; one who is not named yet is opened."""
        left = self.shown()
        if who not in self._open:
            self._open.add(who)
            self.person_opened.emit(who)
        self._shown = who
        for other, form in self._forms.items():
            form.setVisible(other == who)
        if left not in {who, "submitter"} and self._is_blank(left):
            self._close(left)
        self._show_tabs()

    def show_and_focus(self, who: str) -> None:
        """Show a person's fields and go to the first."""
        self.show_person(who)
        self._forms[who].id_number.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        self._forms = {who: PersonForm(with_document=who == "authoriser") for who in WHO}
        self._tabs = {who: self._tab(who) for who in WHO}
        self._away = Button("", ButtonKind.QUIET, icon="x")
        self._hint = KeyHint(_KEYS["owner"])
        head = QHBoxLayout()
        head.setSpacing(S)
        for who, tab in self._tabs.items():
            head.addWidget(tab)
            if who == "owner":  # no room for all keys: tips and help name the other one
                head.addWidget(self._hint)
        head.addStretch(1)
        head.addWidget(self._away)
        for form in self._forms.values():
            head.addWidget(form.organisation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S)
        column.addLayout(head)
        for form in self._forms.values():  # not stacked: each takes the room that it needs
            column.addWidget(form)

    def _tab(self, who: str) -> QToolButton:
        tab = QToolButton()
        tab.setCheckable(True)
        tab.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        tab.setIconSize(QSize(22, 16))  # with a gap before the text: Qt has none
        tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tab.setProperty("segment", "true")
        tab.setToolTip(_KEYS[who])
        tab.setAccessibleDescription(_KEYS[who])
        return tab

    def _connect(self) -> None:
        for who, form in self._forms.items():
            form.edited.connect(lambda person, who=who: self._on_form_edited(who, person))
            form.number_committed.connect(lambda who=who: self.number_committed.emit(who))
            self._tabs[who].clicked.connect(lambda _=False, who=who: self.show_and_focus(who))
        self._forms["authoriser"].document.edited.connect(self.document_edited)
        self._away.clicked.connect(self._on_away_clicked)

    def _on_form_edited(self, who: str, person: PersonDraft) -> None:
        self._show_tabs()
        self.person_edited.emit(who, person)

    def _on_away_clicked(self) -> None:
        left = self.shown()
        self._forms[left].set_person(PersonDraft())
        self._forms[left].document.set_text("")
        self.show_and_focus("submitter")

    def _is_blank(self, who: str) -> bool:
        form = self._forms[who]
        return form.person().is_empty and not form.document.text()

    def _close(self, who: str) -> None:
        self._open.discard(who)
        self.person_closed.emit(who)

    def _show_tabs(self) -> None:
        shown = self.shown()
        for who, form in self._forms.items():
            form.organisation.setVisible(who == shown)
        for who, tab in self._tabs.items():
            is_open = who in self._open
            tab.setText(self._words(who))
            tab.setAccessibleName(self._words(who))
            tab.setIcon(icon("user" if is_open else "plus"))
            tab.setChecked(who == shown)
        self._hint.setVisible("owner" not in self._open and shown == "submitter")
        self._away.setVisible(shown != "submitter")  # where the hint was: no room for both
        words = self.tr("No other owner") if shown == "owner" else self.tr("No authoriser")
        self._away.setToolTip(words)
        self._away.setAccessibleName(words)

    def _words(self, who: str) -> str:
        if who == "submitter":
            return self.tr("Submitter")
        return self.tr("Owner") if who == "owner" else self.tr("Authoriser")
