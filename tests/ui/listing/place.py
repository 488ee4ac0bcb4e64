"""A counter's place for tests of lists: a real encrypted desk, an officer, real keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.accounts.account import Account
from app.accounts.roles import ALL_ROLES, Role
from app.clock.time import FixedClock, to_iso
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.desk import Desk
from app.reception.register import Received, receive
from app.store.records import EventState, Settled, SettledAs, StoredProblem
from tests.app.reception.test_batch import ROW
from tests.desks import MORNING, OFFICER, open_desk
from tests.workplaces import open_workplace
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme
from ui.workplace.workplace import Workplace

BIRTH = "1.001193"
COPIES = "2.000815"
EXCEPTION = "Người cao tuổi, không có điện thoại"


def account(name: str = OFFICER, roles: frozenset[Role] = ALL_ROLES) -> Account:
    """Somebody who may sit here."""
    return Account(id=name, sign_in_name="can.bo", name=name, roles=roles, has_password=True)


@dataclass
class Place:
    """The desk, what views stand on, and the keys."""

    qtbot: QtBot
    desk: Desk
    workplace: Workplace
    clock: FixedClock
    prints: Path
    shown: list[QWidget] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing that was asked is under way."""
        operations = self.workplace.operations
        self.qtbot.waitUntil(lambda: operations.pending == 0, timeout=20_000)

    def show(self, widget: QWidget, width: int = 1160, height: int = 700) -> None:
        """Show a page as the window does: on the screen, active, told of changes."""
        self.qtbot.addWidget(widget)
        self.shown.append(widget)  # a window without a parent lives as long as its Python object
        widget.resize(width, height)
        with self.qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        self.qtbot.waitUntil(widget.isActiveWindow)
        refresh = getattr(widget, "refresh", None)
        if refresh is not None:
            self.workplace.operations.changed.connect(refresh)
        activated = getattr(widget, "activated", None)
        if activated is not None:
            activated()
        self.settle()

    def sign_in(self, *roles: Role, name: str = OFFICER) -> None:
        """Somebody with these roles works here from now on; all of them without any."""
        self.workplace.sign_in(account(name, frozenset(roles) or ALL_ROLES), f"unlock {name}")

    def receive(self, name: str = "Nguyễn Thị Mẫu", **changes: Any) -> Received:
        """Receive a dossier now, behind the window's back."""
        row = {
            **ROW,
            "name": name,
            "ref": f"r{self.desk.store.search('', 1)[1]}",
            "received": to_iso(self.clock.now()),
            "paper_exception": EXCEPTION,
            **changes,
        }
        return receive(self.desk, intake_of(row, 1, Batch("file", {1: row}), self.desk))

    def set_aside(self, kind: str, problem: StoredProblem) -> str:
        """The central refuses the first waiting event of this kind; returns its id."""
        pending = self.desk.store.outbox.list(EventState.PENDING)
        event = next(entry.id for entry in pending if entry.type == kind)
        answer = Settled(event, SettledAs.SET_ASIDE, problem=problem)
        self.desk.store.outbox.settle([answer], self.clock.now())
        return event

    def accept_all(self) -> None:
        """The central takes everything that waits."""
        pending = self.desk.store.outbox.list(EventState.PENDING)
        answers = [
            Settled(entry.id, SettledAs.ACCEPTED, position=number)
            for number, entry in enumerate(pending, start=1)
        ]
        self.desk.store.outbox.settle(answers, self.clock.now())

    def looks(self) -> int:
        """How often a dossier was looked at, by the log."""
        return sum(line.action == "view" for line in self.desk.store.audit_lines())


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, to the widget that has the focus."""
    QTest.keyClick(focused(), key, held)


def type_text(text: str) -> None:
    """ASCII letters, to the widget that has the focus when each comes."""
    for letter in text:
        QTest.keyClicks(focused(), letter)


def focused() -> QWidget:
    """The widget that has the focus; there must be one."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@contextmanager
def open_place(qtbot: QtBot, directory: Path, *, numbers: int = 50) -> Iterator[Place]:
    """The place over the desk in ``directory``, its printer a folder."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if application.property("themed") is None:  # once: it styles every widget anew
        apply_theme(application, Scheme.LIGHT)
        application.setProperty("themed", True)
    clock = FixedClock(MORNING)
    prints = directory / "prints"
    prints.mkdir(parents=True)
    with ExitStack() as stack:
        desk = stack.enter_context(open_desk(directory / "store", clock=clock, numbers=numbers))
        desk.store.set_setting("printer", f"folder:{prints}")
        workplace = stack.enter_context(open_workplace(desk))
        made = Place(qtbot, desk, workplace, clock, prints)
        made.sign_in()
        try:
            yield made
        finally:
            made.settle()


@pytest.fixture
def place(qtbot: QtBot, tmp_path: Path) -> Iterator[Place]:
    """A place with fifty numbers."""
    with open_place(qtbot, tmp_path) as made:
        yield made
