"""One dossier, from the locked counter to the printed receipt, on a real screen."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.accounts.directory import add_first_account
from app.clock.time import FixedClock, to_iso
from app.dossier.state import Dossier
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.store.store import create_store, open_store
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.desk_sync import sync_desk
from tests.desks import COMMUNE, MORNING, OFFICER, RESOLVERS, calendar
from tests.ui.typed_by_hand.screen import Screen, open_screen, wait_until
from ui.loading.running_clock import RunningClock

ROOT = Path(__file__).parents[3]
NAME, PASSWORD = "can.bo", "sen-hong-2026"
CARD = (
    "001190000017|012345678|NGUYEN THI NGOC ANH|24111990|Nu|"
    "So 27 duong Hoa Ban, Phuong Hoa Sua, Ha Noi|15042021"
)

NEXT_CARD = (
    "001090000025|012345679|TRAN VAN BINH|24111990|Nam|"
    "So 3 duong Hoa Ban, Phuong Hoa Sua, Ha Noi|15042021"
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Xvfb is for X11")


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    """A central whose morning is the desk's."""
    url = f"sqlite:///{(tmp_path / 'central.sqlite').as_posix()}"
    with EmbeddedCentral(url, RunningClock(MORNING)) as started:
        add_agency(
            started.database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, lookup_host="MOTCUA.EXAMPLE"
        )
        yield started


def make_desk(directory: Path, central: EmbeddedCentral) -> None:
    """An enrolled desk with numbers, an officer, and a folder for a printer."""
    clock = FixedClock(MORNING)
    keys = KeyFile(directory / "key")
    machine = machine_fingerprint()
    with create_store(directory / "desk", keys, clock=clock, machine=machine) as store:
        add_first_account(store, OFFICER, MORNING, sign_in_name=NAME, password=PASSWORD)
        code = add_installation_code(central.database, COMMUNE, now=MORNING)
        store.enrolment.prepare(central_url=central.url, code=code, counter="Quầy 1")
        sync_desk(store, calendar(), clock, once=False)
        (directory / "prints").mkdir()
        store.set_setting("printer", f"folder:{directory / 'prints'}")


@contextmanager
def program(screen: Screen, directory: Path) -> Iterator[subprocess.Popen[str]]:
    """The program as an officer starts it; ended by the system's signal."""
    with subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "--data", str(directory / "desk"),
         "--key-file", str(directory / "key"), "--as-of", to_iso(MORNING)],
        cwd=ROOT, env=screen.environment, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        try:
            yield running
        finally:
            running.send_signal(signal.SIGTERM)
            _, errors = running.communicate(timeout=60)
    assert running.returncode == 0, errors


def test_an_officer_takes_a_dossier_without_the_mouse(
    tmp_path: Path, central: EmbeddedCentral
) -> None:
    """Sign in, scan the card, name the procedure, F8: received, printed, and at the central.

    The next citizen's card leaves the page count alone.
    """
    make_desk(tmp_path, central)
    prints = tmp_path / "prints"
    with open_screen() as screen, program(screen, tmp_path):
        screen.wait_for("Đăng nhập")
        screen.type(NAME)
        screen.press("Return")
        screen.type(PASSWORD)
        screen.press("Return")
        screen.wait_for("Tiếp nhận")
        screen.scan(CARD)
        screen.type("sao y")
        screen.press("Return")
        screen.type("12")
        screen.scan(NEXT_CARD)
        screen.press("F8")
        wait_until(lambda: any(prints.glob("*.pdf")), "the receipt was not printed")
        screen.press("ctrl+l")
        screen.wait_for("Đăng nhập")
    state = only_dossier(tmp_path)
    assert state.application is not None
    assert state.application.submitter.name == "NGUYEN THI NGOC ANH"
    assert state.application.submitter.id_number == "001190000017"
    assert (state.application.procedure, state.application.pages) == ("2.000815", 12)
    assert state.code == f"{COMMUNE}-261123-0001"
    assert state.prints == {"receipt": 1}


def only_dossier(directory: Path) -> Dossier:
    """The one dossier of the desk, which is closed."""
    with open_store(
        directory / "desk",
        KeyFile(directory / "key"),
        clock=RunningClock(MORNING),
        machine=machine_fingerprint(),
    ) as store:
        [row], total = store.search("", 2)
        assert total == 1
        assert store.drafts.all() == []
        state = store.dossier(row.id)
    assert state is not None
    return state
