"""What F1 says of each page: its keys, and three lines of how the work goes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject


@dataclass(frozen=True, slots=True)
class PageHelp:
    """``keys`` are (key, what it does); ``lines`` say how the page is worked with."""

    keys: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]


class HelpTexts(QObject):
    """The texts of every page, by the page's name."""

    def everywhere(self) -> tuple[tuple[str, str], ...]:
        """The keys that work on every page."""
        return (
            ("F2", self.tr("new dossier")),
            ("F3", self.tr("search: name, number, dossier code")),
            ("F4", self.tr("today's dossiers")),
            ("Ctrl+K", self.tr("every command, found by typing")),
            ("Ctrl+L", self.tr("lock the counter")),
            ("Ctrl+U", self.tr("another officer takes over")),
            ("Esc", self.tr("back, close")),
        )

    def of(self, page: str) -> PageHelp:
        """The help of a page; a page without its own has only the keys of every page."""
        texts = {
            "reception": self._reception,
            "today": self._today,
            "dossier": self._dossier,
            "drafts": self._drafts,
            "queue": self._queue,
            "accounts": self._accounts,
            "law": self._law,
            "settings": self._settings,
        }
        return texts[page]() if page in texts else PageHelp((), ())

    def _reception(self) -> PageHelp:
        return PageHelp(
            keys=(
                ("Enter", self.tr("next field that matters")),
                ("F5", self.tr("name the owner; Shift+F5 the authoriser")),
                ("F6", self.tr("look at the paper before printing")),
                ("F7", self.tr("go to the next problem")),
                ("F8", self.tr("receive and print")),
                ("F9", self.tr("print the last receipt again")),
                ("Alt+V", self.tr("why the result is due on that day")),
            ),
            lines=(
                self.tr("Scan the identity card anywhere: the person's fields are filled in."),
                self.tr("Type a few letters of the procedure, without tone marks; Enter takes it."),
                self.tr("Everything typed is kept as a draft; nothing is lost when you leave."),
            ),
        )

    def _today(self) -> PageHelp:
        return PageHelp(
            keys=(
                ("Enter", self.tr("open the dossier")),
                ("F9", self.tr("print again")),
                ("← →", self.tr("another day")),
            ),
            lines=(
                self.tr("Everything that this desk received today, the newest on top."),
                self.tr("Scan a receipt's barcode to open its dossier."),
                self.tr("A dossier without a number gets it by itself once there is a network."),
            ),
        )

    def _dossier(self) -> PageHelp:
        return PageHelp(
            keys=(
                ("F5", self.tr("take the fee")),
                ("F6", self.tr("look at the paper")),
                ("F7", self.tr("correct")),
                ("F9", self.tr("print again")),
                ("Ctrl+Shift+P", self.tr("print another paper")),
                ("Esc", self.tr("back to the list")),
            ),
            lines=(
                self.tr("Each look at a dossier is written down, with your name."),
                self.tr("What is printed stays as it is; a wrong phone or address is corrected."),
                self.tr("A paper printed again says so, and how many times."),
            ),
        )

    def _drafts(self) -> PageHelp:
        return PageHelp(
            keys=(("Enter", self.tr("go on with the draft")), ("↑ ↓", self.tr("move in the list"))),
            lines=(
                self.tr("Dossiers that were begun and not received yet."),
                self.tr("Every officer of this counter can go on with them."),
                self.tr("A draft counts as handed in when it was begun; you can change that."),
            ),
        )

    def _queue(self) -> PageHelp:
        return PageHelp(
            keys=(("Enter", self.tr("open the dossier")), ("F5", self.tr("send now"))),
            lines=(
                self.tr("What waits is sent by itself as soon as there is a network."),
                self.tr("What has to be settled names its reason and what can be done."),
                self.tr("Receiving goes on meanwhile; nothing here holds up the counter."),
            ),
        )

    def _accounts(self) -> PageHelp:
        return PageHelp(
            keys=(("Enter", self.tr("open the account")), ("↑ ↓", self.tr("move in the list"))),
            lines=(
                self.tr("Who may sign in at this counter, and what each may do."),
                self.tr("A password that you give must be changed at the next sign-in."),
                self.tr("One administrator always stays."),
            ),
        )

    def _law(self) -> PageHelp:
        return PageHelp(
            keys=(
                ("Ctrl+N", self.tr("import from a file")),
                ("Enter", self.tr("show the difference")),
                ("F8", self.tr("apply what is shown")),
                ("Esc", self.tr("leave the import")),
            ),
            lines=(
                self.tr("What this desk decides by: procedures, calendar, fees, units."),
                self.tr("An import is shown first; only what you have seen is written."),
                self.tr("Receipts that were handed out keep their dates and amounts."),
            ),
        )

    def _settings(self) -> PageHelp:
        return PageHelp(
            keys=(("Tab", self.tr("next field")),),
            lines=(
                self.tr("The printer of this counter, and how the window looks."),
                self.tr("Print a test page after choosing a printer."),
                self.tr("What changes here is written down, with your name."),
            ),
        )
