"""What the desk did itself, in people's words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject

from app.dossier.desk_events import (
    AUTHORISED,
    ELECTRONIC,
    KIN,
    POST,
    Certified,
    CertifiedPaper,
    DeskBody,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.happening import moment_of
from app.dossier.refusal_words import refusal_words
from ui.wording.day_words import DayWords
from ui.wording.shown_text import block, one_line


class DeskWords(QObject):
    """Puts the desk's own acts into words; it holds nothing and asks nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._days = DayWords(self)

    def tell(self, body: DeskBody) -> tuple[str, str, tuple[str, ...]]:
        """Icon, what happened, further lines."""
        when = self.tr("On {moment}").format(moment=self._moment(body.at))
        match body:
            case Refused():
                title = self.tr("Refused at the counter")
                return "circle-x", title, (*_filled(refusal_words(body)), when)
            case HandedOver():
                title = self.tr("Handed over to {unit}").format(unit=one_line(body.to))
                return "send", title, (*self._handed_over(body), when)
            case ResultReturned():
                return (*self._returned(body), (*self._return_lines(body), when))
            case Certified():
                return "scale", self._certified(body), (*self._certified_lines(body), when)

    def _handed_over(self, body: HandedOver) -> Iterator[str]:
        if body.received_by.strip():
            yield self.tr("Taken over by {name}").format(name=one_line(body.received_by))
        yield from _filled(body.note)

    def _returned(self, body: ResultReturned) -> tuple[str, str]:
        name = one_line(body.receiver)
        if not body.papers:
            return "undo-2", self.tr("Originals given back to {name}").format(name=name)
        return "circle-check", self.tr("Result given to {name}").format(name=name)

    def _return_lines(self, body: ResultReturned) -> Iterator[str]:
        yield from (self._paper(paper) for paper in body.papers)
        for original in body.originals:
            yield self.tr("Given back: {name}").format(name=one_line(original))
        if body.relation == KIN:
            yield self.tr("A close relative")
        elif body.relation == AUTHORISED:
            yield self.tr("Authorised by: {document}").format(document=one_line(body.document))
        if body.method == POST:
            yield self.tr("By post")
        elif body.method == ELECTRONIC:
            yield self.tr("Electronically")
        if not body.receipt_shown and body.id_number:
            number = one_line(body.id_number)
            yield self.tr("Without the receipt, identified by {number}").format(number=number)

    def _paper(self, paper: ReturnedPaper) -> str:
        name = one_line(paper.name)
        if paper.number.strip():
            number = one_line(paper.number)
            name = self.tr("{name}, number {number}").format(name=name, number=number)
        return f"• {name}" if paper.copies == 1 else f"• {name} (×{paper.copies})"

    def _certified(self, body: Certified) -> str:
        if len(body.papers) == 1:
            name = one_line(body.papers[0].name)
            return self.tr("Certified: {name}").format(name=name)
        return self.tr("{count} papers certified").format(count=len(body.papers))

    def _certified_lines(self, body: Certified) -> Iterator[str]:
        alone = len(body.papers) == 1
        for paper in body.papers:
            entry = self._entry(paper)
            yield entry if alone else f"• {one_line(paper.name)}: {entry}"
        yield from _filled(body.override_reason)
        yield self.tr("Signed by {name}").format(name=one_line(body.signer))

    def _entry(self, paper: CertifiedPaper) -> str:
        return self.tr("number {number} of {book}, {year}").format(
            number=paper.number, book=one_line(paper.book), year=paper.year
        )

    def _moment(self, text: str) -> str:
        at = moment_of(text)
        return one_line(text) if at is None else self._days.whole(at)


def _filled(text: str) -> tuple[str, ...]:
    return (block(text),) if text.strip() else ()
