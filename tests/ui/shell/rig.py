"""A signed-in window for tests: a real encrypted desk, the real pages, no line to the central."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.accounts.account import Account
from app.accounts.roles import ALL_ROLES, Role
from app.clock.time import FixedClock
from app.reception.desk import Desk
from tests.desks import MORNING, OFFICER, open_desk
from ui.line.line import Line
from ui.operations.operations import Operations
from ui.scanner.wedge import Wedge
from ui.search.search_box import SearchBox
from ui.shell.desk_pages import DeskPages
from ui.shell.main_window import MainWindow
from ui.shell.window import Window
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme
from ui.workplace.printers import InstalledPrinters
from ui.workplace.workplace import Workplace

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
CARD = (
    "001090000001|012345678|Nguyễn Văn An|24111990|Nam|"
    "Số 1 Tràng Thi, Phường Hoa Sữa, Hà Nội|15042021"
)


def account(roles: frozenset[Role] = ALL_ROLES, name: str = OFFICER) -> Account:
    """Somebody who works at this counter."""
    return Account(id=name, sign_in_name="can.bo", name=name, roles=roles, has_password=True)


@dataclass
class Shell:
    """The window and what is under it; ``seconds`` is the time that the idle watch sees."""

    qtbot: QtBot
    desk: Desk
    workplace: Workplace
    line: Line
    wedge: Wedge
    main: MainWindow
    window: Window
    seconds: list[float] = field(default_factory=lambda: [0.0])

    def settle(self) -> None:
        """Wait until nothing that was asked is under way."""
        operations = self.workplace.operations
        self.qtbot.waitUntil(lambda: operations.pending == 0, timeout=20_000)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key, where the focus is."""
        QTest.keyClick(focused(), key, held)
        self.settle()

    def type(self, text: str) -> None:
        """Letters, where the focus is."""
        QTest.keyClicks(focused(), text)
        self.settle()

    def scan(self, text: str) -> None:
        """What a scanner types, as the wedge tells it: its keys are the wedge's own tests."""
        self.wedge.scanned.emit(text)
        self.settle()

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        return self.main.deck.current


def focused() -> QWidget:
    """The widget that has the focus; there must be one."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@contextmanager
def open_shell(
    qtbot: QtBot, directory: Path, *, roles: frozenset[Role] = ALL_ROLES
) -> Iterator[Shell]:
    """The window over the desk in ``directory``, an officer with ``roles`` signed in."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if app.property("themed") is None:  # once: it styles every widget anew
        apply_theme(app, Scheme.LIGHT)
        app.setProperty("themed", True)
    clock = FixedClock(MORNING)
    with open_desk(directory / "desk", clock=clock) as desk:
        operations = Operations()
        workplace = Workplace(
            store=desk.store,
            catalogue=desk.catalogue,
            calendar=desk.calendar,
            clock=clock,
            operations=operations,
            printers=InstalledPrinters(),
        )
        seconds = [0.0]
        shell = _build(qtbot, app, desk, workplace, lambda: seconds[0])
        shell.seconds = seconds
        workplace.sign_in(account(roles), "unlock")
        shell.settle()
        try:
            yield shell
        finally:
            shell.main.save()
            workplace.sign_out()
            shell.settle()
            app.removeEventFilter(shell.wedge)  # it may outlive the test, and take another's keys
            operations.close()


def _build(
    qtbot: QtBot,
    app: QApplication,
    desk: Desk,
    workplace: Workplace,
    monotonic: Callable[[], float],
) -> Shell:
    line = Line(
        workplace.store,
        workplace.calendar,
        workplace.clock,
        desk=workplace.desk_if_signed_in,
        operations=workplace.operations,
        parent=workplace,
    )
    wedge = Wedge(app, parent=workplace)
    main = MainWindow(
        workplace,
        line,
        wedge,
        search=SearchBox(workplace),
        pages=DeskPages(workplace, line, workplace),
        monotonic=monotonic,
    )
    window = Window("Quầy một cửa")
    qtbot.addWidget(window)
    window.show_view(main)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Shell(qtbot, desk, workplace, line, wedge, main, window)
