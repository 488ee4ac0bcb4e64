"""What an officer is told of a procedure: in a line, and where somebody files for another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.catalogue.procedure import FilingForAnother
from app.deadlines.rule import deadline_text
from ui.wording.confidence_words import COMPARED, ConfidenceWords
from ui.wording.shown_text import in_a_sentence

if TYPE_CHECKING:
    from app.catalogue.procedure import Procedure


class ProcedureWords(QObject):
    """Puts a procedure into words; it holds nothing and asks nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._confidence = ConfidenceWords(self)

    def detail(self, procedure: Procedure, on: date) -> str:
        """Code, field, time limit, and how it is taken on ``on``, in one line."""
        parts = [
            procedure.code,
            procedure.field,
            self._limit(procedure),
            self._level(procedure, on),
        ]
        if procedure.immediate:
            parts.append(self.tr("done at once"))
        if procedure.filing_for_another is FilingForAnother.NONE:
            parts.append(self.tr("in person only"))
        if self.is_doubtful(procedure):
            parts.append(self._confidence.word(procedure.confidence))
        return " · ".join(part for part in parts if part)

    def is_doubtful(self, procedure: Procedure) -> bool:
        """Whether the entry was not compared with a text in force.

        Nearly every entry leaves something to the province's decision: a mark on all would say
        nothing. What each leaves open is its ``unsure``.
        """
        return bool(procedure.unsure) and procedure.confidence != COMPARED

    def about_authorisation(self, procedure: Procedure) -> str:
        """What the paper must be where one files for another; empty where any written one does."""
        match procedure.filing_for_another:
            case FilingForAnother.NONE:
                return self.tr("Filed in person only: nobody can be authorised.")
            case FilingForAnother.CERTIFIED:
                return self.tr("It must be certified.")
            case FilingForAnother.KIN:
                return self.tr(
                    "It must be certified, but for grandparents, parents, children, husband, wife,"
                    " brothers and sisters."
                )
            case FilingForAnother.ANY:
                return ""

    def _limit(self, procedure: Procedure) -> str:
        """Without what 15:00 changes; words about another text would fill the line."""
        if procedure.deadline is None:
            return self.tr("no day promised")
        return in_a_sentence(deadline_text(procedure.deadline).partition(";")[0])

    def _level(self, procedure: Procedure, on: date) -> str:
        return {
            None: "",
            "none": self.tr("not online"),
            "partial": self.tr("partly online"),
            "full": self.tr("wholly online"),
        }[procedure.level(on)]
