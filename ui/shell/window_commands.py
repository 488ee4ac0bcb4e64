"""The commands of the palette: pages first, then what the window itself can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.shell.command import Command

if TYPE_CHECKING:
    from ui.shell.page import PageEntry


class WindowCommands(QObject):
    """Makes them anew each time the palette opens: another officer has other pages."""

    def pages(self, entries: Sequence[PageEntry], show: Callable[[str], object]) -> list[Command]:
        """One for each page in the navigation."""
        return [
            Command(
                title=entry.title,
                run=lambda name=entry.name: show(name),  # type: ignore[misc] # a default binds it
                icon=entry.icon,
                key=entry.key,
                words=entry.words,
            )
            for entry in entries
            if entry.listed
        ]

    def of_window(
        self,
        *,
        search: Callable[[], object],
        show_help: Callable[[], object],
        send_now: Callable[[], object],
        lock: Callable[[], object],
        switch: Callable[[], object],
        change_password: Callable[[], object],
        sign_out: Callable[[], object],
    ) -> list[Command]:
        """What works on every page."""
        return [
            Command(self.tr("Search dossiers"), search, "search", "F3"),
            Command(self.tr("Help for this page"), show_help, "circle-question-mark", "F1"),
            Command(self.tr("Send now"), send_now, "send"),
            Command(self.tr("Lock"), lock, "lock", "Ctrl+L"),
            Command(self.tr("Switch officer"), switch, "users", "Ctrl+U"),
            Command(self.tr("Change password"), change_password, "key-round"),
            Command(self.tr("Sign out"), sign_out, "log-out"),
        ]
