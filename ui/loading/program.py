"""The running program: what is loaded after the first paint, who is shown what, how it ends."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ui.loading.desk_files import desk_exists
from ui.sign_in.sign_in_view import SignInView

if TYPE_CHECKING:
    from app.errors import QmcError
    from app.store.store import Store
    from ui.commands.context import CommandContext
    from ui.first_start.first_start import Founded
    from ui.first_start.groundwork import Groundwork
    from ui.loading.opening import OpenDesk, Opening
    from ui.loading.running_desk import RunningDesk
    from ui.operations.operations import Operations
    from ui.shell.end_signals import EndSignals
    from ui.shell.unhandled import Unhandled
    from ui.shell.window import Window
    from ui.single_instance.first_instance import FirstInstance
    from ui.workplace.workplace import Workplace

RAISE_MS = 1_000
SAVE_MS = 3_000
"""The system ends the session: so long it may take to save what is typed."""


class Program(QObject):
    """Owns everything that is not a view, from the first paint until the store is closed."""

    def __init__(
        self,
        app: QApplication,
        window: Window,
        context: CommandContext,
        *,
        allow_demonstration: bool,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._window = window
        self._context = context
        self._allow_demonstration = allow_demonstration
        self._desk_waits = desk_exists(context.data)
        self._sign_in = SignInView()
        self._operations: Operations | None = None
        self._opening: Opening | None = None
        self._groundwork: Groundwork | None = None
        self._founded: Founded | None = None
        self._workplace: Workplace | None = None
        self._desk: RunningDesk | None = None
        self._first: FirstInstance | None = None
        self._unhandled: Unhandled | None = None
        self._signals: EndSignals | None = None
        self._shell_is_loaded = False
        self._is_closing = False
        self._connect()

    def _connect(self) -> None:
        self._window.add_view(self._sign_in)
        self._window.painted.connect(self._on_window_painted)
        self._window.close_asked.connect(self.close)
        self._sign_in.try_again_asked.connect(self._open_desk)
        self._app.commitDataRequest.connect(self.save_typed)
        self._app.aboutToQuit.connect(self.close)

    def show(self) -> None:
        """Show the window; where there is a desk, its first field is ready for keys."""
        if self._desk_waits:
            self._window.show_view(self._sign_in)
            self._sign_in.focus_first()
        else:
            self._window.show_view(QWidget())  # the first start has more to import than a paint
        self._window.show_up()

    def close(self) -> None:
        """Save what is typed, end every thread, close the store, and end the program."""
        if self._is_closing:
            return
        self._is_closing = True
        if self._first is not None:
            self._first.close()
        if self._desk is not None and self._workplace is not None and self._workplace.account:
            self._desk.leave()
        self._window.close_others()
        self._window.hide()
        if self._desk is not None:
            self._desk.stop()
        if self._operations is not None:
            self._operations.close()
        self._close_store()
        if self._signals is not None:
            self._signals.stop()
        if self._unhandled is not None:
            self._unhandled.remove()
        self._app.quit()

    def _close_store(self) -> None:
        """Also one that was opened by work whose result nobody took any more."""
        import logging  # noqa: PLC0415 - after the first paint

        from app.errors import QmcError  # noqa: PLC0415 - as above

        owners = (self._opening, self._groundwork)
        stores = {id(one.store): one.store for one in owners if one is not None and one.store}
        for store in stores.values():
            try:
                store.close()
            except QmcError:
                log = logging.getLogger(__name__)
                log.exception("the store did not close cleanly; the next start looks it through")

    @Slot()
    def _on_window_painted(self) -> None:
        """Keys that were pressed meanwhile come first: loading blocks for a moment."""
        QTimer.singleShot(0, self._load)

    def _load(self) -> None:
        from ui.operations.operations import Operations  # noqa: PLC0415 - as above
        from ui.shell.end_signals import EndSignals  # noqa: PLC0415 - as above
        from ui.shell.unhandled import Unhandled  # noqa: PLC0415 - as above

        gc.enable()
        if self._is_closing:
            return
        self._unhandled = Unhandled(self)
        self._unhandled.raised.connect(self._on_exception_raised)
        self._unhandled.install()
        self._signals = EndSignals(self)
        self._signals.ended.connect(self.close)
        self._operations = Operations(self)
        self._open_desk()
        if not self._is_closing:
            self._operations.paper(
                _load_shell,
                owner=self,
                on_success=self._on_shell_loaded,
                on_failure=self._on_opening_failed,
            )

    @Slot()
    def _open_desk(self) -> None:
        from ui.loading.opening import Opening  # noqa: PLC0415 - after the first paint

        assert self._operations is not None
        if self._is_second():
            self.close()
            return
        if self._opening is None:
            self._opening = Opening(self._context, allow_demonstration=self._allow_demonstration)
        if not self._desk_waits:
            self._begin_first_start(None)
            return
        self._operations.store(
            self._opening.open,
            owner=self,
            on_success=self._on_desk_opened,
            on_failure=self._on_opening_failed,
        )

    def _is_second(self) -> bool:
        """Whether another window of this directory came to the front; else later starts ask here.

        Also while the first start is shown: two would lay the same ground.
        """
        from ui.single_instance.first_instance import (  # noqa: PLC0415 - after the first paint
            FirstInstance,
        )
        from ui.single_instance.second_start import SecondStart  # noqa: PLC0415 - as above

        if self._first is not None:  # opening is tried again
            return False
        if SecondStart.raise_first(self._context.data, RAISE_MS):
            return True
        self._first = FirstInstance(self._context.data, self)
        self._first.raised.connect(self._window.raise_up)
        # Two that start at once: the one that may not listen has another before it.
        return not self._first.listen() and SecondStart.raise_first(self._context.data, RAISE_MS)

    def _begin_first_start(self, store: Store | None) -> None:
        """From an empty machine, or over the ``store`` of a first start that was cut."""
        from ui.first_start.first_start import FirstStart  # noqa: PLC0415 - once in a desk's life
        from ui.first_start.groundwork import Groundwork  # noqa: PLC0415 - as above
        from ui.settings.printer_trial import PrinterTrial  # noqa: PLC0415 - as above
        from ui.workplace.printers import InstalledPrinters  # noqa: PLC0415 - as above

        assert self._operations is not None
        assert self._opening is not None
        clock = self._opening.clock
        self._groundwork = Groundwork(self._context, clock, store)
        trial = PrinterTrial(InstalledPrinters(), clock)
        view = FirstStart(self._groundwork, self._operations, trial)
        view.finished.connect(self._on_desk_founded)
        self._window.show_view(view)
        view.focus_first()

    @Slot(object)
    def _on_desk_founded(self, founded: Founded) -> None:
        assert self._operations is not None
        assert self._opening is not None
        self._founded = founded
        opening = self._opening
        self._operations.store(
            lambda: opening.take(founded.store),
            owner=self,
            on_success=self._on_desk_opened,
            on_failure=self._on_opening_failed,
        )

    def _on_opening_failed(self, error: QmcError) -> None:
        self._window.show_view(self._sign_in)
        self._sign_in.opening_failed(error)

    def _on_desk_opened(self, desk: OpenDesk) -> None:
        from ui.loading.chosen_look import ChosenLook  # noqa: PLC0415 - after the first paint
        from ui.workplace.printers import InstalledPrinters  # noqa: PLC0415 - as above
        from ui.workplace.workplace import Workplace  # noqa: PLC0415 - as above

        assert self._operations is not None
        if desk.is_unfinished:
            self._begin_first_start(desk.store)
            return
        self._workplace = Workplace(
            store=desk.store,
            catalogue=desk.catalogue,
            calendar=desk.calendar,
            clock=desk.clock,
            successions=desk.successions,
            wording=desk.wording,
            operations=self._operations,
            printers=InstalledPrinters(),
            parent=self,
        )
        ChosenLook(self._app, self._workplace, desk.scheme, self)
        if desk.store.demonstration:
            self._show_demonstration(self._workplace)
        self._sign_in.desk_opened(self._workplace)
        if self._founded is not None:
            signed_in = self._founded.signed_in
            self._workplace.sign_in(signed_in.account, signed_in.unlock)
        self._begin_work()

    def _on_shell_loaded(self, _: object) -> None:
        assert self._operations is not None
        self._shell_is_loaded = True
        self._begin_work()
        if not self._is_closing:
            self._operations.paper(_load_work, owner=self)

    def _begin_work(self) -> None:
        """Once the store is open and the shell is imported."""
        if self._workplace is None or not self._shell_is_loaded or self._is_closing:
            return
        from ui.loading.running_desk import RunningDesk  # noqa: PLC0415 - after the first paint

        self._desk = RunningDesk(
            self._app,
            self._window,
            self._sign_in,
            self._workplace,
            parent=self,
        )

    def _show_demonstration(self, workplace: Workplace) -> None:
        from ui.shell.demonstration_banner import (  # noqa: PLC0415 - only where it is one
            DemonstrationBanner,
        )

        banner = DemonstrationBanner()
        workplace.officer_changed.connect(
            lambda account: banner.show_inside() if account else banner.show_outside()
        )
        self._window.add_banner(banner)

    @Slot(str)
    def _on_exception_raised(self, name: str) -> None:
        if self._desk is not None:
            self._desk.main.show_unhandled(name)

    @Slot()
    def save_typed(self) -> None:
        """The system ends the session: what is typed is on the disk before it may."""
        from PySide6.QtCore import QElapsedTimer, QEventLoop  # noqa: PLC0415 - at the end

        if self._desk is None or self._operations is None:
            return
        self._desk.main.save()
        clock = QElapsedTimer()
        clock.start()
        while self._operations.pending and clock.elapsed() < SAVE_MS:
            flags = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
            self._app.processEvents(flags, SAVE_MS)


def _load_shell() -> None:
    """On a worker, while somebody signs in: it is the importing that takes the time."""
    import ui.loading.running_desk  # noqa: PLC0415, F401 - as above


def _load_work() -> None:
    """On a worker, after the shell: the first citizen waits no longer than the next ones."""
    import printing.issuing  # noqa: PLC0415, F401 - as above
    import ui.reception.reception_page  # noqa: PLC0415, F401 - the page that is shown first
    from printing.typesetting.embedding import prepare  # noqa: PLC0415 - as above

    prepare()
