"""What the pill says of the line: one short line for the officer, the rest on asking."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from app.store.records import OutboxCounts
from sync.engine.reasons import Line, Standing
from ui.components.status_pill import StatusKind


@dataclass(frozen=True, slots=True)
class PillText:
    """What ``StatusPill.show_status`` shows. ``detail`` may have several lines, or be empty."""

    kind: StatusKind
    title: str
    detail: str = ""


class StandingText(QObject):
    """Puts how the line stands into words; it holds nothing and asks nothing."""

    def of(self, standing: Standing, counts: OutboxCounts) -> PillText:
        """The pill's text. What a person must act on stands in the title, whatever the line."""
        kind, title, detail = self._line(standing, counts)
        if not counts.set_aside:
            return PillText(kind, title, detail)
        set_aside = self.tr("To be settled: {count}").format(count=counts.set_aside_dossiers)
        if standing.line is Line.DOWN:  # both in full would not fit beside the search field
            title = self._with_waiting(self.tr("No network"), counts)
        return PillText(StatusKind.BAD, f"{title} · {set_aside}", detail)

    def _line(self, standing: Standing, counts: OutboxCounts) -> tuple[StatusKind, str, str]:
        match standing.line:
            case Line.UP:
                return self._up(counts)
            case Line.DOWN:
                return StatusKind.WAITING, self._down(counts), self._goes_on()
            case Line.UNKNOWN:
                kind, title, detail = StatusKind.BUSY, self.tr("Looking for the network"), ""
            case Line.DISTURBED:
                kind, title, detail = StatusKind.WAITING, self._disturbed(standing), self._goes_on()
            case Line.BLOCKED:
                kind, title, detail = StatusKind.BAD, self.tr("The central refuses this desk"), ""
            case Line.NOT_ENROLLED:
                kind, title, detail = StatusKind.BAD, self.tr("This desk is not enrolled"), ""
        reasons = [line for line in (standing.message, standing.advice) if line]
        return kind, self._with_waiting(title, counts), "\n".join(reasons) or detail

    def _up(self, counts: OutboxCounts) -> tuple[StatusKind, str, str]:
        if not counts.waiting:
            return StatusKind.GOOD, self.tr("Connected · everything is sent"), ""
        if counts.waiting_dossiers == 1:
            return StatusKind.BUSY, self.tr("Connected · sending 1 dossier"), ""
        title = self.tr("Connected · sending {count} dossiers")
        return StatusKind.BUSY, title.format(count=counts.waiting_dossiers), ""

    def _down(self, counts: OutboxCounts) -> str:
        if not counts.waiting:
            return self.tr("No network · receiving goes on as usual")
        if counts.waiting_dossiers == 1:
            return self.tr("No network · 1 dossier waits, receiving goes on as usual")
        return self.tr("No network · {count} dossiers wait, receiving goes on as usual").format(
            count=counts.waiting_dossiers
        )

    def _with_waiting(self, title: str, counts: OutboxCounts) -> str:
        if not counts.waiting:
            return title
        if counts.waiting_dossiers == 1:
            waiting = self.tr("1 dossier waits to be sent")
        else:
            waiting = self.tr("{count} dossiers wait to be sent").format(
                count=counts.waiting_dossiers
            )
        return f"{title} · {waiting}"

    def _disturbed(self, standing: Standing) -> str:
        if standing.code in {"timeout", "not_contract", "answer_too_large"}:
            return self.tr("The central does not answer well")
        if standing.code.startswith("status_"):
            return self.tr("The central is busy")
        return self.tr("Sending has paused")

    def _goes_on(self) -> str:
        return self.tr(
            "Receiving goes on as usual. What waits is sent by itself once the line is back."
        )
