"""The law's data in people's words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.law.difference_rows import DayKind, DifferenceRow, RowKind
from ui.wording.shown_text import block, one_line
from ui.wording.state_words import StateMark


class LawWords(QObject):
    """Puts rows of a difference into words; it holds nothing and asks nothing."""

    def mark(self, kind: RowKind) -> StateMark:
        """What a row tells."""
        match kind:
            case RowKind.NEW:
                return StateMark(self.tr("New"), "plus", "success")
            case RowKind.CHANGED:
                return StateMark(self.tr("Changed"), "pencil", "info")
            case RowKind.ABOLISHED:
                return StateMark(self.tr("Abolished"), "circle-x", "danger")
            case RowKind.KEPT:
                return StateMark(self.tr("Kept"), "check", "muted")
            case RowKind.NOTE:
                return StateMark(self.tr("Note"), "info", "warning")
            case RowKind.MOVED:
                return StateMark(self.tr("Date differs"), "calendar-days", "warning")

    def count(self, kind: RowKind, count: int) -> str:
        """``3 new``, for a line that sums up."""
        match kind:
            case RowKind.NEW:
                said = self.tr("{count} new")
            case RowKind.CHANGED:
                said = self.tr("{count} changed")
            case RowKind.ABOLISHED:
                said = self.tr("{count} abolished")
            case RowKind.KEPT:
                said = self.tr("{count} kept as they are")
            case RowKind.NOTE:
                said = self.tr("{count} notes")
            case RowKind.MOVED:
                said = self.tr("{count} open dossiers counted otherwise")
        return said.format(count=count)

    def field(self, name: str) -> str:  # noqa: PLR0911 - one arm a field
        """A field of a procedure, as a label."""
        match name:
            case "name":
                return self.tr("Name")
            case "field":
                return self.tr("Field of work")
            case "deadline":
                return self.tr("Time limit")
            case "deadline_cases":
                return self.tr("Time limits of cases")
            case "components":
                return self.tr("Papers")
            case "fees":
                return self.tr("Fees")
            case "online":
                return self.tr("Online level")
            case "results":
                return self.tr("Results")
            case "legal_basis":
                return self.tr("Legal basis")
            case "unsure":
                return self.tr("Not certain")
        return name

    def about(self, row: DifferenceRow) -> str:
        """What a row is about, beside its code."""
        return self.field(row.field) if row.field else one_line(row.name)

    def old(self, row: DifferenceRow) -> str:
        """What stood there before."""
        return self._state(row.old, row.old_day)

    def new(self, row: DifferenceRow) -> str:
        """What stands there then."""
        if row.kind is RowKind.MOVED and not row.new:
            return self.tr("not known: a year is missing in the calendar")
        return self._state(row.new, row.new_day)

    def whole(self, row: DifferenceRow) -> str:
        """All of a row, to be read at leisure."""
        title = " · ".join(part for part in (row.subject, one_line(row.name)) if part)
        lines = [f"{title} – {self.field(row.field)}" if row.field else title]
        old, new = self.old(row), self.new(row)
        if old or row.kind is RowKind.CHANGED:
            lines.append(self.tr("Before: {text}").format(text=block(old) or "–"))
        if new or old:
            after = self.tr("After: {text}") if old or row.field else "{text}"
            lines.append(after.format(text=block(new) or "–"))
        lines += [f"{self.field(one.field)}: {block(one.new)}" for one in row.fields]
        return "\n".join(lines)

    def _state(self, reason: str, day: DayKind) -> str:
        if day is DayKind.NONE:
            return reason
        said = self.tr("worked") if day is DayKind.WORKING else self.tr("off")
        return f"{said}: {reason}" if reason else said
