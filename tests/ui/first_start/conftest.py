"""A real central, an empty machine, and printers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock.time import FixedClock
from printing.printers.find import open_printer
from printing.printers.printer import Kind, Printer, PrinterInfo
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from tests.desks import COMMUNE, MORNING, RESOLVERS
from tests.ui.sign_in.by_keys import show
from ui.commands.context import CommandContext
from ui.first_start.first_start import FirstStart
from ui.first_start.groundwork import Groundwork
from ui.operations.operations import Operations
from ui.settings.printer_trial import PrinterTrial
from ui.theme.theme import apply_theme
from ui.theme.tokens import Scheme

AGENCY_NAME = "Phường Hoa Sữa"


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    """The program's own look."""
    apply_theme(qapp, Scheme.LIGHT)


class OnePrinter:
    """A machine with one printer, whose paper lands in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self) -> list[PrinterInfo]:
        return [PrinterInfo(f"folder:{self.folder}", "Máy in A4", Kind.FOLDER)]

    def open(self, printer: str) -> Printer:
        return open_printer(printer)


class Machine:
    """What lasts over the starts of the program, and the central."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.clock = FixedClock(MORNING)
        self.data = place / "desk"
        self.key = place / "desk.key"
        self.printers = OnePrinter(place / "paper")
        self._database = f"sqlite:///{(place / 'central.sqlite').as_posix()}"
        self.central = EmbeddedCentral(self._database, self.clock)
        add_agency(
            self.central.database, COMMUNE, AGENCY_NAME, RESOLVERS, lookup_host="MOTCUA.EXAMPLE"
        )

    @property
    def url(self) -> str:
        """The central's address, which stays when it restarts."""
        return self.central.url

    def code(self) -> str:
        """A fresh one-time code."""
        return add_installation_code(self.central.database, COMMUNE)

    def central_comes_back(self) -> None:
        """The central starts again, at the same address."""
        self.central = EmbeddedCentral(
            self._database, self.clock, urlsplit(self.central.url).port or 0
        )

    def context(self) -> CommandContext:
        """The surroundings of one start."""
        return CommandContext(
            clock=self.clock, named_data=self.data, key_file=self.key, officer=None
        )


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    """An empty machine beside a central."""
    made = Machine(tmp_path)
    yield made
    made.central.stop()


class Start:
    """One start of the program: the view, and how it ends."""

    def __init__(self, machine: Machine, qtbot: QtBot) -> None:
        self.operations = Operations()
        self.groundwork = Groundwork(machine.context(), machine.clock)
        trial = PrinterTrial(machine.printers, machine.clock)
        self.view = FirstStart(self.groundwork, self.operations, trial)
        self._qtbot = qtbot
        show(qtbot, self.view)
        self.settle()

    def settle(self) -> None:
        """Let everything that was asked end."""
        self._qtbot.waitUntil(lambda: not self.operations.pending, timeout=20_000)

    def end(self) -> None:
        """Close the program."""
        self.operations.close()
        self.settle()
        self.groundwork.close()


@pytest.fixture
def begin(machine: Machine, qtbot: QtBot) -> Iterator[Callable[[], Start]]:
    """Start the program; the start before, if there was one, is ended first."""
    starts: list[Start] = []

    def start() -> Start:
        if starts:
            starts.pop().end()
        starts.append(Start(machine, qtbot))
        return starts[-1]

    yield start
    for one in starts:
        one.end()
