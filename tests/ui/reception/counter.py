"""A counter for tests: a real encrypted desk, the reception page over it, and real keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.accounts.account import Account
from app.accounts.roles import ALL_ROLES, Role
from app.clock.time import FixedClock
from app.dossier.application import Application, Person
from app.dossier.state import Dossier
from app.drafts.draft import Draft
from app.drafts.reading import person_of_record, usual_components
from app.reception.desk import Desk
from app.reception.register import Received, receive_draft
from tests.desks import MORNING, OFFICER, POLICE, lease, open_desk
from tests.workplaces import open_workplace
from ui.reception.reception_page import ReceptionPage
from ui.scanner.reading import read_scan
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme
from ui.workplace.workplace import Workplace

K = Qt.Key
CARD = (
    "001090000001|012345678|Nguyễn Văn An|24111990|Nam|"
    "Số 1 Tràng Thi, Phường Hoa Sữa, Hà Nội|15042021"
)
OTHER_CARD = (
    "001190000002||Trần Thị Bích Hường|03021990|Nữ|Số 12 Lê Lợi, Phường Hoa Sữa, Hải Phòng|15042021"
)
REASON = "Người già không có điện thoại"


def account(name: str = OFFICER, roles: frozenset[Role] = ALL_ROLES) -> Account:
    """Somebody who may sit at the counter."""
    return Account(
        id=name, sign_in_name="can.bo", name=name, roles=roles, active=True, has_password=True
    )


@dataclass
class Counter:
    """The page and the desk under it; ``keys`` counts what was pressed but for typed data."""

    qtbot: QtBot
    desk: Desk
    workplace: Workplace
    page: ReceptionPage
    prints: Path
    keys: int = 0
    received: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing that was asked is under way."""
        operations = self.workplace.operations
        self.qtbot.waitUntil(lambda: operations.pending == 0, timeout=20_000)

    def scan(self, text: str) -> bool:
        """A card or code under the scanner, as the shell hands it to the page."""
        taken = self.page.receive_scan(read_scan(text, self.desk.clock.now()))
        self.settle()
        return taken

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """One key."""
        self.keys += 1
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        QTest.keyClick(focused(), key, held)

    def type(self, letters: str) -> None:
        """Letters that choose or command; each counts."""
        self.keys += len(letters)
        self.enter_data(letters)

    def enter_data(self, letters: str) -> None:
        """What the citizen says: typed, but not counted."""
        for letter in letters:
            send_letter(letter)

    def receive(self) -> Dossier:
        """F8, and what became of it."""
        before = len(self.received)
        self.press(K.Key_F8)
        self.settle()
        assert len(self.received) == before + 1, self.page.side.problems.texts()
        state = self.desk.store.dossier(self.received[-1])
        assert state is not None
        return state

    def focus(self) -> str:
        """The path of the field that has the focus; ``receive`` for the button."""
        widget = QApplication.focusWidget()
        if widget is self.page.side.receive:
            return "receive"
        return self.page.form.path_of(widget)

    def text(self, path: str) -> str:
        """What stands in a field."""
        text: Callable[[], str] = self.page.form.fields()[path].text  # type: ignore[attr-defined] # of text fields
        return text()

    def drafts(self) -> list[Draft]:
        """What the store holds of drafts."""
        return self.desk.store.drafts.all()

    def papers(self) -> list[str]:
        """The files that the printer made."""
        return sorted(path.name for path in self.prints.iterdir())


def focused() -> QWidget:
    """The widget that has the focus; there must be one."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def send_letter(letter: str) -> None:
    """One key; letters that no keyboard of QTest has come as an input method gives them."""
    if letter.isascii():
        QTest.keyClicks(focused(), letter)
        return
    held = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focused(), QKeyEvent(kind, 0, held, letter))


@contextmanager
def open_counter(
    qtbot: QtBot,
    directory: Path,
    *,
    numbers: int = 50,
    printer: str | None = "",
    at: datetime = MORNING,
) -> Iterator[Counter]:
    """The counter over the desk in ``directory``; ``printer`` None chooses none."""
    clock = FixedClock(at)
    prints = directory / "prints"
    prints.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        desk = stack.enter_context(open_desk(directory / "store", clock=clock, numbers=numbers))
        if printer is not None:
            desk.store.set_setting("printer", printer or f"folder:{prints}")
        if numbers:
            lease(desk.store, numbers, agency=POLICE)
        workplace = stack.enter_context(open_workplace(desk))
        workplace.sign_in(account(), "unlock")
        counter = Counter(qtbot, desk, workplace, _page(qtbot, workplace), prints)
        counter.page.dossier_received.connect(
            lambda receipt: counter.received.append(receipt.dossier.id)
        )
        counter.settle()
        try:
            yield counter
        finally:
            counter.page.flush()
            counter.settle()


def _page(qtbot: QtBot, workplace: Workplace) -> ReceptionPage:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if application.property("themed") is None:  # once: it styles every widget anew
        apply_theme(application, Scheme.LIGHT)
        application.setProperty("themed", True)
    page = ReceptionPage(workplace)
    qtbot.addWidget(page)
    page.resize(1170, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.activated()
    return page


def received_before(desk: Desk, procedure: str, *, person: Person | None = None) -> Received:
    """A dossier of an earlier visit: phone and e-mail of the person are known from it."""
    found = desk.catalogue.procedure(procedure, MORNING.date())
    online_only = found.reception(MORNING.date()) == "online_only"
    return receive_draft(
        desk,
        Draft(
            id=f"before-{procedure}",
            begun_at=MORNING.isoformat(),
            officer=OFFICER,
            procedure=procedure,
            submitter=person_of_record(person or AN),
            components=usual_components(found),
            paper_exception=REASON if online_only else "",
        ),
    )


AN = Person(
    name="Nguyễn Văn An",
    id_number="001090000001",
    birth="1990-11-24",
    sex="Nam",
    address="Số 1 Tràng Thi, Phường Hoa Sữa, Hà Nội",
    phone="0900000001",
    email="an@thu.example",
)


def application(state: Dossier) -> Application:
    """The content of a dossier; there must be one."""
    assert state.application is not None
    return state.application
