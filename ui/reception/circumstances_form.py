"""How: what the fee counts, exemption, channel, how the result comes back, reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dossier.application import Channel, ReturnBy
from app.dossier.correction import MAX_SETS
from app.fees.fee import MAX_COUNT
from ui.components.choice_field import ChoiceField
from ui.components.number_field import NumberField
from ui.components.text_field import TextField
from ui.reception.asked import COUNTS, Asked
from ui.reception.offered_field import OfferedField
from ui.reception.person_form import MAX_TYPED
from ui.theme.tokens import M

if TYPE_CHECKING:
    from app.drafts.draft import Draft
    from ui.components.field import Field

UNITS = 24
"""How much of what is asked stands in one row."""
ROWS = 4
LEAST_CHOICE_WIDTH, LEAST_NUMBER_WIDTH = 88, 64
"""Squeezed to this (px), the form still fits beside the receipt."""
_UNITS = {
    "pages": 3,
    "copies": 3,
    "cases": 3,
    "sets": 3,
    "channel": 5,
    "return_by": 5,
    "late": 5,
    "exemption": 6,
    "paper_exception": 14,
    "summary": 8,
    "return_at": 10,
    "late_reason": 24,
}
_LATE = "late"


class CircumstancesForm(QWidget):
    """A few rows; what the procedure does not ask is not there."""

    edited = Signal(str, object)
    """The field of ``Draft``, and its value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build()
        self._place()
        self._connect()
        self._show_reasons(return_at=False, paper_exception=False, late_reason=False)
        self.show_asked(Asked())

    def fields(self) -> dict[str, Field]:
        """The fields by their name in ``Draft``, in the order of the form."""
        return {
            **self._numbers,
            "channel": self.channel,
            "return_by": self.return_by,
            "late": self.late,
            "exemption": self.exemption,
            "paper_exception": self.paper_exception,
            "summary": self.summary,
            "return_at": self.return_at,
            "late_reason": self.late_reason,
        }

    def show_asked(self, asked: Asked) -> None:
        """Ask what the procedure asks."""
        for count in COUNTS:
            self._numbers[count].setVisible(count in asked.counts)
        grounds = [(ground.id, ground.name) for ground in asked.grounds]
        self.exemption.set_choices([("", self.tr("None")), *grounds])
        self.exemption.setVisible(bool(grounds))
        self.late.setVisible(asked.late)
        self.paper_exception.set_hint(self._about_paper(asked), asked.paper_exceptions)
        self._pack()

    def show_draft(self, draft: Draft, *, asks_why_paper: bool, asks_why_late: bool) -> None:
        """Show what a draft says; nothing is signalled."""
        for name, number in self._numbers.items():
            number.set_value(getattr(draft, name))
        for name, field in self._texts.items():
            if field.text() != getattr(draft, name):
                field.set_text(getattr(draft, name))
        known = self.exemption.editor.findData(draft.exemption) >= 0
        self.exemption.set_value(draft.exemption if known else "")
        self.late.set_value(_LATE if draft.late else "")
        self.channel.set_value(draft.channel.value)
        self.return_by.set_value(draft.return_by.value)
        self.show_asked_reasons(draft, asks_why_paper=asks_why_paper, asks_why_late=asks_why_late)

    def show_asked_reasons(
        self, draft: Draft, *, asks_why_paper: bool, asks_why_late: bool
    ) -> None:
        """Ask for the reasons that are wanted, and where to send a result that is sent."""
        self._show_reasons(
            return_at=draft.return_by is not ReturnBy.DESK,
            paper_exception=asks_why_paper and draft.channel is not Channel.ONLINE,
            late_reason=asks_why_late,
        )

    def _about_paper(self, asked: Asked) -> str:
        """One line: a second one would push the papers together."""
        if not asked.paper_law:
            return ""
        return self.tr("Online only, with exceptions ({law})").format(law=asked.paper_law)

    def _show_reasons(self, **asked: bool) -> None:
        fields = self.fields()
        if any(fields[name].isHidden() == shown for name, shown in asked.items()):
            for name, shown in asked.items():
                fields[name].setVisible(shown)
            self._pack()

    def _build(self) -> None:
        self._numbers = {
            "pages": NumberField(self.tr("Pages"), low=1, high=MAX_COUNT),
            "copies": NumberField(self.tr("Copies wanted"), low=1, high=MAX_COUNT),
            "cases": NumberField(self.tr("Cases"), low=1, high=MAX_COUNT),
            "sets": NumberField(self.tr("Sets"), low=1, high=MAX_SETS),
        }
        self.exemption = ChoiceField(self.tr("Exempt from the fee"), [("", self.tr("None"))])
        self.late = ChoiceField(
            self.tr("Registered"), [("", self.tr("in time")), (_LATE, self.tr("late"))]
        )
        self.channel = ChoiceField(
            self.tr("Handed in"),
            [
                (Channel.IN_PERSON.value, self.tr("In person")),
                (Channel.POST.value, self.tr("By post")),
                (Channel.ONLINE.value, self.tr("Online")),
            ],
        )
        self.return_by = ChoiceField(
            self.tr("Result"),
            [
                (ReturnBy.DESK.value, self.tr("At the desk")),
                (ReturnBy.POST.value, self.tr("By post")),
                (ReturnBy.ELECTRONIC.value, self.tr("Electronic")),
            ],
        )
        self.return_at = TextField(self.tr("Send the result to"))
        self.summary = TextField(self.tr("Summary"))
        self.paper_exception = OfferedField(self.tr("Why on paper"))
        self.late_reason = TextField(self.tr("Why it is entered late"))
        self._texts = {
            "return_at": self.return_at,
            "summary": self.summary,
            "paper_exception": self.paper_exception,
            "late_reason": self.late_reason,
        }
        for field in self._texts.values():
            field.editor.setMaxLength(MAX_TYPED)
        for choice in (self.exemption, self.late, self.channel, self.return_by):
            choice.editor.setMinimumWidth(LEAST_CHOICE_WIDTH)
        for number in self._numbers.values():
            number.editor.setMinimumWidth(LEAST_NUMBER_WIDTH)

    def _place(self) -> None:
        self._rows = [QHBoxLayout() for _ in range(ROWS)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self._rows:
            row.setSpacing(M)
            column.addLayout(row)
        for field in self.fields().values():  # in this order Tab goes through them
            field.setParent(self)

    def _pack(self) -> None:
        """Put what is asked into rows, in its order; a row takes UNITS."""
        fields = self.fields()
        for row in self._rows:
            for field in fields.values():
                row.removeWidget(field)
        number, used = 0, 0
        for name, field in fields.items():
            if field.isHidden():
                continue
            if used + _UNITS[name] > UNITS:
                number, used = number + 1, 0
            self._rows[number].addWidget(field, _UNITS[name], Qt.AlignmentFlag.AlignTop)
            used += _UNITS[name]

    def _connect(self) -> None:
        for name, number in self._numbers.items():
            number.changed.connect(lambda value, name=name: self.edited.emit(name, value))
        for name, field in self._texts.items():
            field.edited.connect(lambda text, name=name: self.edited.emit(name, text))
        self.exemption.chosen.connect(lambda ground: self.edited.emit("exemption", ground))
        self.late.chosen.connect(lambda value: self.edited.emit("late", value == _LATE))
        self.channel.chosen.connect(lambda value: self._tell("channel", Channel(value)))
        self.return_by.chosen.connect(lambda value: self._tell("return_by", ReturnBy(value)))

    def _tell(self, name: str, value: Any) -> None:
        self.edited.emit(name, value)
