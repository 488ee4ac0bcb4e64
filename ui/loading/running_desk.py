"""A desk at work: the line to the central, the scanner, the pages, and who may come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication

from ui.line.line import Line
from ui.scanner.wedge import Wedge
from ui.search.search_box import SearchBox
from ui.shell.desk_pages import DeskPages
from ui.shell.main_window import MainWindow
from ui.workplace.published_law import PublishedLaw
from ui.workplace.working_days import WorkingDays

if TYPE_CHECKING:
    from ui.shell.window import Window
    from ui.sign_in.sign_in_view import SignInView
    from ui.workplace.workplace import Workplace


class RunningDesk(QObject):
    """Made when the store is open and the shell is imported; ``stop`` ends its threads."""

    def __init__(
        self,
        app: QApplication,
        window: Window,
        sign_in: SignInView,
        workplace: Workplace,
        *,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._sign_in = sign_in
        self._line = Line(
            workplace.store,
            WorkingDays(workplace),
            workplace.clock,
            desk=workplace.desk_if_signed_in,
            operations=workplace.operations,
            parent=self,
        )
        self._published_law = PublishedLaw(workplace, self._line, self)
        self.main = MainWindow(
            workplace,
            self._line,
            Wedge(app, parent=self),
            search=SearchBox(workplace),
            pages=DeskPages(workplace, self._line, self),
        )
        window.add_view(self.main)
        self._connect(workplace)
        self._line.start()
        if workplace.account is not None:
            window.show_view(self.main)
            self.main.take_keys()

    def _connect(self, workplace: Workplace) -> None:
        self.main.lock_asked.connect(self._on_lock_asked)
        self.main.switch_asked.connect(self._on_switch_asked)
        self.main.sign_out_asked.connect(self._on_sign_out_asked)
        self._sign_in.signed_in.connect(self._on_officer_signed_in)
        self._sign_in.locked.connect(self._on_officer_left)
        # Dossiers that wait for a number get it in the name of who has just come.
        workplace.officer_changed.connect(self._line.poke)

    def leave(self) -> None:
        """Save what is typed while there is an officer in whose name, then the officer is out."""
        self.main.save()
        self._sign_in.sign_out()

    def stop(self) -> None:
        """End the threads of the line and of the running copy."""
        self._line.stop()

    @Slot()
    def _on_lock_asked(self) -> None:
        self.main.save()
        self._sign_in.lock()

    @Slot()
    def _on_switch_asked(self) -> None:
        self.main.save()
        self._sign_in.switch_officer()

    @Slot()
    def _on_sign_out_asked(self) -> None:
        self.leave()

    @Slot(object)
    def _on_officer_signed_in(self, signed_in: object) -> None:
        del signed_in  # the workplace has told everybody
        self._window.show_view(self.main)

    @Slot(object)
    def _on_officer_left(self, account: object) -> None:
        del account
        self._window.show_view(self._sign_in)
        self._sign_in.focus_first()
