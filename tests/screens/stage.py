"""The stage: a real desk, a real central behind a gate, and the window over them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.accounts.account import Account
from app.accounts.directory import accounts_named, accounts_of, add_account, add_first_account
from app.accounts.roles import Role
from app.clock.time import FixedClock
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.desk import Desk
from app.reception.register import receive
from app.store.store import Store, create_store
from printing.issuing import print_paper
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.desk_sync import sync_desk
from tests.desks import COMMUNE, MORNING, OFFICER, POLICE, RESOLVERS, calendar, catalogue
from tests.screens.picture_file import write_picture
from tests.screens.stage_printers import INFO, StagePrinters
from ui.demonstration.gate import Gate
from ui.demonstration.sample_intake import visit
from ui.line.line import Line
from ui.operations.changes import Changes
from ui.operations.operations import Operations
from ui.scanner.wedge import Wedge
from ui.search.search_box import SearchBox
from ui.shell.desk_pages import DeskPages
from ui.shell.main_window import MainWindow
from ui.shell.window import Window
from ui.workplace.workplace import Workplace

PASSWORD = "hoa sen nở"
GIVEN_PASSWORD = "tạm thời 2026"
"""Of the colleagues, who have to change it."""
COLLEAGUE, INSPECTOR = "Trần Văn Bảo", "Phạm Quốc Việt"
VISITS = 14
PATIENCE_S = 20.0


@dataclass
class Stage:
    """One desk and its window at one size. ``name`` ends the names of its pictures."""

    app: QApplication
    directory: Path
    out: Path
    name: str
    store: Store
    clock: FixedClock
    gate: Gate
    workplace: Workplace
    line: Line
    window: Window
    main: MainWindow
    pages: DeskPages
    wedge: Wedge
    central: EmbeddedCentral
    printers: StagePrinters
    made: list[Path]
    visits: int

    @property
    def account(self) -> Account:
        """The officer of the pictures."""
        return accounts_of(self.store)[0]

    def account_named(self, name: str) -> Account:
        """A colleague."""
        return accounts_named(self.store, name)[0]

    def receive_visit(self) -> None:
        """The next visit of the day, not by keys."""
        self.clock.advance(timedelta(minutes=1))
        self.visits += 1
        _receive_visit(self.workplace.desk, self.visits, self.clock, self.printers)
        self.workplace.operations.changed.emit(Changes(queue=True, today=True, leases=True))

    def settle(self) -> None:
        """Wait until nothing is under way and everything is painted."""
        for _ in range(2):  # what came in while it was painted is painted as well
            self.until(lambda: self.workplace.operations.pending == 0)
            for _ in range(3):
                self.app.processEvents()

    def until(self, there: Callable[[], bool]) -> None:
        """Let the window work until ``there``; a picture of half a view is worse than none."""
        deadline = time.monotonic() + PATIENCE_S
        while not there():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.name}: the view did not get ready")
            QTest.qWait(10)

    def picture(self, view: str, widget: QWidget | None = None) -> None:
        """Write what is on the screen now as ``<view>-<name>.png``."""
        self.settle()
        path = self.out / f"{view}-{self.name}.png"
        write_picture(widget or self.window, path)
        self.made.append(path)

    def cut(self) -> None:
        """The network goes."""
        self.gate.cut()
        self.line.retry_now()
        self.until(lambda: self.line.standing.line.value == "down")

    def restore(self) -> None:
        """The network is back, and everything is sent."""
        self.gate.restore()
        self.line.retry_now()
        self.until(lambda: self.line.standing.line.value == "up" and not self.line.counts.waiting)


@contextmanager
def open_stage(
    app: QApplication,
    directory: Path,
    out: Path,
    name: str,
    size: tuple[int, int],
    *,
    visits: int,
    made: list[Path],
) -> Iterator[Stage]:
    """A desk that has received ``visits`` dossiers this morning, its network up."""
    clock = FixedClock(MORNING)
    with ExitStack() as stack:
        central = stack.enter_context(
            EmbeddedCentral(f"sqlite:///{(directory / 'central.sqlite').as_posix()}", clock)
        )
        gate = stack.enter_context(Gate(int(central.url.rpartition(":")[2])))
        store = stack.enter_context(_enrolled(directory, central, gate, clock))
        printers = StagePrinters(directory / "prints")
        _receive(store, clock, printers, visits)
        operations = Operations()
        stack.callback(operations.close)
        workplace = Workplace(
            store=store,
            catalogue=catalogue(),
            calendar=calendar(),
            clock=clock,
            operations=operations,
            printers=printers,
        )
        line = Line(
            store, calendar(), clock, desk=workplace.desk_if_signed_in, operations=operations
        )
        stack.callback(line.stop)
        wedge = Wedge(app)
        main, pages, window = _window(workplace, line, wedge, size)
        stage = Stage(
            app=app,
            directory=directory,
            out=out,
            name=name,
            store=store,
            clock=clock,
            gate=gate,
            workplace=workplace,
            line=line,
            window=window,
            main=main,
            pages=pages,
            wedge=wedge,
            central=central,
            printers=printers,
            made=made,
            visits=visits,
        )
        stack.callback(_end, app, window, main)
        workplace.sign_in(stage.account, "screens")
        line.start()
        stage.until(window.isActiveWindow)
        stage.until(lambda: line.standing.line.value == "up" and not line.counts.waiting)
        yield stage


def _end(app: QApplication, window: Window, main: MainWindow) -> None:
    """Its keys must not answer for the next stage's window."""
    for widget in (main, window):
        widget.hide()
        widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _enrolled(directory: Path, central: EmbeddedCentral, gate: Gate, clock: FixedClock) -> Store:
    add_agency(central.database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, lookup_host="MOTCUA.EXAMPLE")
    add_agency(central.database, POLICE, "Công an Phường Hoa Sữa", {}, lookup_host="MOTCUA.EXAMPLE")
    keys = KeyFile(directory / "desk.key")
    store = create_store(directory / "desk", keys, clock=clock, machine=machine_fingerprint())
    add_first_account(store, OFFICER, clock.now(), sign_in_name="minh.hoa", password=PASSWORD)
    code = add_installation_code(central.database, COMMUNE, now=clock.now())
    store.enrolment.prepare(central_url=gate.url, code=code, counter="Quầy 1")
    sync_desk(store, calendar(), clock, once=False)
    (directory / "prints").mkdir()
    store.set_setting("printer", INFO.id)
    return store


def _receive(store: Store, clock: FixedClock, printers: StagePrinters, visits: int) -> None:
    desk = Desk(
        store=store,
        catalogue=catalogue(),
        calendar=calendar(),
        clock=clock,
        officer=OFFICER,
        unlock="screens",
        roles=accounts_of(store)[0].roles,
    )
    for name, role in (
        (COLLEAGUE, Role.OFFICER),
        ("Lê Thị Thu Hà", Role.SUPERVISOR),
        (INSPECTOR, Role.INSPECTOR),
    ):
        add_account(desk, name, [role], password=GIVEN_PASSWORD)
    for index in range(visits):
        came = visit(index, VISITS * 2, day=MORNING.date(), calendar=calendar())
        late = came.received_at - clock.now()
        if late > timedelta(0):
            clock.advance(late)
        _receive_visit(desk, index, clock, printers)
        clock.advance(timedelta(minutes=3))


def _receive_visit(desk: Desk, index: int, clock: FixedClock, printers: StagePrinters) -> None:
    """Receive a visit now and print its paper."""
    came = visit(index, VISITS * 2, day=MORNING.date(), calendar=calendar())
    row = {**came.row, "received": clock.now().isoformat()}
    received = receive(desk, intake_of(row, index + 1, Batch("screens", {1: row}), desk))
    form = "receipt" if received.code else "unnumbered"
    print_paper(desk, received.dossier, form, printers.open(INFO.id))


def _window(
    workplace: Workplace, line: Line, wedge: Wedge, size: tuple[int, int]
) -> tuple[MainWindow, DeskPages, Window]:
    pages = DeskPages(workplace, line)
    main = MainWindow(workplace, line, wedge, search=SearchBox(workplace), pages=pages)
    window = Window("Quầy một cửa")
    window.add_view(main)
    window.resize(*size)
    window.show_view(main)
    window.show()
    window.activateWindow()
    return main, pages, window
