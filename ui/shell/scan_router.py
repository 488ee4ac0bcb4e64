"""Where a scan goes: to the page that is shown, else to the page that is for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.scanner.reading import CardScan, CodeScan, UnknownScan, read_scan

if TYPE_CHECKING:
    from app.clock.time import Clock
    from app.identity.card_reading import CardReading
    from ui.search.search_box import SearchBox
    from ui.shell.desk_notices import DeskNotices
    from ui.shell.page_deck import PageDeck

RECEPTION = "reception"


class ScanRouter(QObject):
    """Routes scans into the pages of ``deck``; ``search`` finds the dossier of a code."""

    def __init__(
        self,
        deck: PageDeck,
        search: SearchBox,
        notices: DeskNotices,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._deck = deck
        self._search = search
        self._notices = notices
        self._clock = clock

    def route(self, text: str) -> None:
        """Bring a scan to where it belongs; under an open dialog it is refused by a sound."""
        if QApplication.activeModalWidget() is not None:
            QApplication.beep()
            return
        scan = read_scan(text, self._clock.now())
        self._notices.forget_scan()
        if self._deck.receive_scan(scan):
            return
        match scan:
            case CardScan(reading=reading):
                self.receive_card(reading)
            case CodeScan():
                self._search.receive_scan(scan)
            case UnknownScan(why=why):
                self._notices.show_scan_unread(why)

    def receive_card(self, reading: CardReading) -> None:
        """A dossier for the person of this card; who may not receive is shown what there is."""
        scan = CardScan(reading)
        if not self._deck.offers(RECEPTION):
            self._search.receive_scan(scan)
        elif self._deck.show_page(RECEPTION):
            self._deck.receive_scan(scan)
