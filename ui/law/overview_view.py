"""What is in force at this desk, from which files, and what is not certain in it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.provincial_law.overview import Overview
from ui.components.button import Button, ButtonKind
from ui.components.following_scroll import FollowingScroll
from ui.components.notice import Notice, NoticeKind
from ui.components.panel import Panel
from ui.components.text_label import TextLabel
from ui.law.law_work import LawOnDisk
from ui.law.unsure_panel import UnsurePanel
from ui.listing.notice_slot import NoticeSlot
from ui.listing.rebuilt_grid import RebuiltGrid
from ui.theme.tokens import XL, XS, L, M, TextRole
from ui.wording.shown_text import block

_LEFT_WIDTH = 360
_MOST_FILES = 40


class OverviewView(QWidget):
    """Left the versions and files, right what is not certain."""

    import_asked = Signal()
    take_asked = Signal()
    """The files are newer than what the desk works by, and are to count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: list[tuple[str, str]] = []
        self._file_lines: list[str] = []
        self._unpriced: dict[str, str] = {}
        self._build()
        self.bring.clicked.connect(self.import_asked)
        self.newer.acted.connect(self.take_asked)

    def show_law(self, found: LawOnDisk, *, is_newer: bool) -> None:
        """``is_newer``: the desk still works by what the files said before."""
        self.newer.setVisible(is_newer)
        self._show_facts(found.overview)
        self._show_files(found.overview)
        self._show_without_amount(found)
        self.unsure.show_index(found.unsure)

    def facts(self) -> dict[str, str]:
        """What is shown, by label."""
        return dict(self._facts)

    def files(self) -> list[str]:
        """The lines about the files of the administrator's layer."""
        return self._file_lines

    def charges_without_amount(self) -> dict[str, str]:
        """The keys that the province's file of fees has to name, and what they are called."""
        return self._unpriced

    def take_focus(self) -> None:
        """The keys go to the search."""
        self.unsure.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self.bring = Button(
            self.tr("Import from a file…"), ButtonKind.PRIMARY, icon="file-plus", key="Ctrl+N"
        )
        self.notices = NoticeSlot()
        self.newer = Notice(
            NoticeKind.WARNING,
            self.tr("The files have changed; this desk still works by what they said before"),
            self.tr("They count at the next start, or now. Dates on receipts stay as they are."),
            action=self.tr("Let them count now"),
        )
        self.newer.hide()
        self.unsure = UnsurePanel()
        head = QHBoxLayout()
        head.addWidget(TextLabel(self.tr("Law's data"), TextRole.TITLE), 1)
        head.addWidget(self.bring)
        row = QHBoxLayout()
        row.setSpacing(L)
        row.addWidget(self._build_left())
        row.addWidget(self.unsure, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(XL, L, XL, L)
        column.setSpacing(M)
        column.addLayout(head)
        column.addWidget(self.notices)
        column.addWidget(self.newer)
        column.addLayout(row, 1)

    def _build_left(self) -> QWidget:
        in_force, files = Panel(self.tr("In force")), Panel(self.tr("The province's files"))
        self._without = Panel(self.tr("Charges without an amount"))
        self._grid, self._files = RebuiltGrid(stretched=0), RebuiltGrid(stretched=0)
        self._charges = RebuiltGrid(stretched=0)
        in_force.body.addWidget(self._grid)
        files.body.addWidget(self._files)
        self._without.body.addWidget(self._charges)
        inside = QWidget()
        inside.setProperty("plain", "true")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(L)
        for panel in (in_force, files, self._without):
            column.addWidget(panel)
        column.addStretch(1)
        area = FollowingScroll(inside)
        area.setFixedWidth(_LEFT_WIDTH)
        return area

    def _show_facts(self, seen: Overview) -> None:
        self._facts = [
            (self.tr("Catalogue of procedures"), self._catalogue(seen)),
            (self.tr("Working calendar"), self._calendar(seen)),
            (self.tr("Fees of the council"), self._fees(seen)),
            (self.tr("Administrative units"), self._units(seen)),
        ]
        grid = self._grid.begin()
        for label, text in self._facts:
            self._add(grid, label, text)

    def _show_files(self, seen: Overview) -> None:
        shown = seen.files[:_MOST_FILES]
        self._file_lines = [f"{file.name} · {file.written:%H:%M %d/%m/%Y}" for file in shown]
        if len(seen.files) > len(shown):
            more = self.tr("… and {count} more").format(count=len(seen.files) - len(shown))
            self._file_lines.append(more)
        if not seen.files:
            self._file_lines = [self.tr("None yet: everything is as it came with the program.")]
        grid = self._files.begin()
        self._add(grid, self.tr("Folder"), str(seen.folder))
        self._add(grid, self.tr("Files"), "\n".join(self._file_lines))

    def _show_without_amount(self, found: LawOnDisk) -> None:
        """Under the name of a charge the key that the province's file of fees has to name."""
        keys = found.overview.without_rate
        self._unpriced = {key: found.charges.get(key, key) for key in keys}
        self._without.setVisible(bool(keys))
        grid = self._charges.begin()
        for key, name in self._unpriced.items():
            label = TextLabel(key, TextRole.CAPTION)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row = grid.rowCount()
            grid.addWidget(TextLabel(block(name)), row, 0)
            grid.addWidget(label, row + 1, 0)
            grid.setRowMinimumHeight(row + 2, XS)

    def _catalogue(self, seen: Overview) -> str:
        said = self.tr("{count} procedures, the newest from {day}; version {version}")
        newest = "–" if seen.newest is None else _day(seen.newest)
        return said.format(count=seen.procedures, day=newest, version=seen.catalogue)

    def _calendar(self, seen: Overview) -> str:
        said = self.tr("{first} to {last}; version {version}").format(
            first=seen.first_year, last=seen.last_year, version=seen.calendar
        )
        standing = self.tr("every year is decided")
        if seen.provisional:
            years = ", ".join(map(str, seen.provisional))
            standing = self.tr("provisional: {years}").format(years=years)
        return f"{said}\n{standing}"

    def _fees(self, seen: Overview) -> str:
        said = self.tr("no amount yet")
        if seen.rates_since is not None:
            said = self.tr("{count} amounts, the newest from {day}").format(
                count=seen.rates, day=_day(seen.rates_since)
            )
        if seen.without_rate:
            without = self.tr("{count} charges have none").format(count=len(seen.without_rate))
            said = f"{said}; {without}"
        return said

    def _units(self, seen: Overview) -> str:
        said = self.tr("{count} communes; version {version}")
        return said.format(count=seen.communes, version=seen.units)

    def _add(self, grid: QGridLayout, label: str, text: str) -> None:
        value = TextLabel(block(text))
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(f"{label}: {text}")
        row = grid.rowCount()
        grid.addWidget(TextLabel(label, TextRole.CAPTION), row, 0)
        grid.addWidget(value, row + 1, 0)
        grid.setRowMinimumHeight(row + 2, XS)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
