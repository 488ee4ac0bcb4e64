"""The pages, one above the other; each is built when it is shown for the first time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.shell.page import Page, PageEntry

if TYPE_CHECKING:
    from ui.operations.changes import Changes
    from ui.scanner.reading import Scan


class PageDeck(QStackedWidget):
    """Only the pages of ``offer`` can be shown."""

    shown = Signal(str)
    """The name of the page that is shown now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._before = ""

    @property
    def before(self) -> str:
        """The name of the page that was shown before the current one."""
        return self._before

    @property
    def current(self) -> str:
        """The name of the page that is shown; empty before the first."""
        return self._current

    def offer(self, entries: Sequence[PageEntry]) -> None:
        """From now on these pages; built ones that are not among them go, the others stay."""
        self._entries = {entry.name: entry for entry in entries}
        for name in [name for name in self._pages if name not in self._entries]:
            page = cast("QWidget", self._pages.pop(name))
            self.removeWidget(page)
            page.deleteLater()
        if self._current not in self._entries:
            self._current = ""

    def entries(self) -> list[PageEntry]:
        """The pages that are offered."""
        return list(self._entries.values())

    def offers(self, name: str) -> bool:
        """Whether this officer has the page."""
        return name in self._entries

    def page(self, name: str) -> Page:
        """The page; it is built where it is not yet."""
        built = self._pages.get(name)
        if built is None:
            widget = self._entries[name].build()
            assert isinstance(widget, Page)
            built = self._pages[name] = widget
            self.addWidget(cast("QWidget", widget))
        return built

    def built(self, name: str) -> Page | None:
        """The page, where it has been built."""
        return self._pages.get(name)

    def show_page(self, name: str) -> bool:
        """Show a page; False where it is not offered, or the current one has to stay."""
        if name not in self._entries:
            return False
        if name != self._current and not self.may_leave():
            return False
        page = self.page(name)
        if name != self._current:
            self._before, self._current = self._current, name
        self.setCurrentWidget(cast("QWidget", page))
        self.shown.emit(name)
        page.activated()
        return True

    def may_leave(self) -> bool:
        """Whether the current page lets go; it has saved what it held."""
        current = self._pages.get(self._current)
        return current is None or current.may_leave()

    def save_all(self) -> None:
        """The window ends: every page saves what it holds."""
        for page in self._pages.values():
            page.may_leave()

    def refresh(self, changes: Changes) -> None:
        """Tell every built page."""
        for page in list(self._pages.values()):
            page.refresh(changes)

    def receive_scan(self, scan: Scan) -> bool:
        """Offer a scan to the current page."""
        current = self._pages.get(self._current)
        return current is not None and current.receive_scan(scan)
