"""The program's window from its start to its end, each in a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.store import manifest
from tests.ui.window_run import PASSWORD, drafts_of, make_desk, run_window
from ui.loading import desk_files

NUMBER = "001090000001"
HEAVY = (
    "requests", "urllib3", "keyring", "apsw", "reportlab", "sqlalchemy", "starlette", "PIL",
    "pypdfium2", "openpyxl", "cryptography", "zxingcpp", "argon2", "msgspec", "filelock",
    "PySide6.QtNetwork", "PySide6.QtPrintSupport", "app.catalogue.catalogue", "app.store.store",
    "ui.shell.main_window", "ui.reception", "ui.line.line",
)  # fmt: skip
"""None of these before the first paint."""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    """docs/adr/0011: Python, QtWidgets, the theme and the sign-in view."""
    status, said, errors = run_window("modules", *make_desk(tmp_path))
    assert status == 0, errors
    imported = set(said[0]["modules"])
    assert "PySide6.QtWidgets" in imported
    assert not imported & set(HEAVY)


def test_a_verb_imports_nothing_of_qt() -> None:
    """Scripts start a verb a thousand times."""
    script = (
        "import sys, main; main.main(['calendar', '2026-11-23']);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_closing_saves_what_is_typed_and_leaves_the_store_clean(tmp_path: Path) -> None:
    """Half a second has not passed: the draft is written by the closing itself."""
    status, said, errors = run_window("type-and-close", *make_desk(tmp_path))
    assert (status, said) == (0, [{"typed": NUMBER}]), errors
    assert drafts_of(tmp_path) == [NUMBER]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that can be caught")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_as_the_window_does(tmp_path: Path, number: signal.Signals) -> None:
    """A system that shuts down, and Ctrl+C in a terminal."""
    status, _, errors = run_window(
        "type-and-wait", *make_desk(tmp_path), meanwhile=lambda child: child.send_signal(number)
    )
    assert status == 0, errors
    assert "Traceback" not in errors
    assert drafts_of(tmp_path) == [NUMBER]


def test_the_end_of_the_session_saves_before_it_goes_on(tmp_path: Path) -> None:
    """The system may end the process right after it has asked."""
    status, said, errors = run_window("end-the-session", *make_desk(tmp_path))
    assert (status, said[-1]) == (0, {"saved": True}), errors
    assert drafts_of(tmp_path) == [NUMBER]


def test_closing_while_the_store_opens_ends_cleanly(tmp_path: Path) -> None:
    """Nobody waits for a store that nobody wants; what was opened is closed."""
    status, said, errors = run_window("close-at-once", *make_desk(tmp_path))
    assert (status, said) == (0, [{"closed": True}]), errors
    assert drafts_of(tmp_path) == []


def test_the_lock_hides_everything_and_the_password_brings_it_back_as_it_was(
    tmp_path: Path,
) -> None:
    """docs/adr/0012: drafts stay where they are; the window's keys do nothing meanwhile."""
    status, said, errors = run_window("lock", *make_desk(tmp_path))
    assert status == 0, errors
    assert said == [
        {"typed": NUMBER},
        {"desk": False, "sign_in": True, "page": "reception"},
        {"page": "reception"},
        {"desk": True, "typed": NUMBER},
    ]


def test_a_store_that_does_not_open_says_why_and_what_to_do(tmp_path: Path) -> None:
    """In the sign-in view, not in a terminal that nobody sees."""
    options = make_desk(tmp_path)
    (tmp_path / "key").write_bytes(b"\x01" * 32)
    status, said, errors = run_window("fault", *options)
    assert status == 0, errors
    assert said[0]["title"]
    assert said[0]["advice"]


def test_without_a_desk_the_first_start_is_shown(tmp_path: Path) -> None:
    """Decided by one look at the files."""
    options = ("--data", str(tmp_path / "none"), "--key-file", str(tmp_path / "key"))
    status, said, errors = run_window("first-start", *options)
    assert (status, said) == (0, [{"first_start": True}]), errors


def test_the_look_at_the_files_knows_their_names() -> None:
    """The store's own names, which cost too much to import before the paint."""
    assert desk_files.MANIFEST == manifest.FILE_NAME
    assert desk_files.DATABASE == manifest.DATABASE_NAME


def test_a_second_start_raises_the_first_window_and_ends(tmp_path: Path) -> None:
    """One window for one data directory."""
    options = make_desk(tmp_path)
    seconds: list[tuple[int, str]] = []

    def start_again(child: subprocess.Popen[str]) -> None:
        status, _, errors = run_window("wait", *options)
        seconds.append((status, errors))
        child.send_signal(signal.SIGTERM)

    status, _, errors = run_window("type-and-wait", *options, meanwhile=start_again)
    assert status == 0, errors
    assert seconds[0][0] == 0, seconds


def test_a_second_start_raises_a_first_start_too(tmp_path: Path) -> None:
    """Two of them would lay the same ground, and spend the enrolment code twice."""
    options = ("--data", str(tmp_path / "none"), "--key-file", str(tmp_path / "key"))
    seconds: list[tuple[int, str]] = []

    def start_again(child: subprocess.Popen[str]) -> None:
        status, _, errors = run_window("wait", *options)
        seconds.append((status, errors))
        child.send_signal(signal.SIGTERM)

    status, said, errors = run_window("first-start-and-wait", *options, meanwhile=start_again)
    assert (status, said) == (0, [{"first_start": True}]), errors
    assert seconds[0][0] == 0, seconds


def test_an_ordinary_start_refuses_a_demonstration(tmp_path: Path) -> None:
    """Nobody receives citizens into a store that is thrown away."""
    options = make_desk(tmp_path, demonstration=True)
    (tmp_path / "key").rename(tmp_path / "desk" / "demonstration.key")
    (tmp_path / "key.record").rename(tmp_path / "desk" / "demonstration.key.record")
    status, said, errors = run_window("fault", *options[:2])
    assert status == 0, errors
    assert "minh họa" in said[0]["title"]
    assert "demo --data" in said[0]["advice"]


def test_who_names_a_demonstrations_key_gets_it_with_a_banner(tmp_path: Path) -> None:
    """It says that nothing is real, and how to sign in."""
    status, said, errors = run_window("banner", *make_desk(tmp_path, demonstration=True))
    assert status == 0, errors
    assert PASSWORD in said[0]["banner"]


def test_without_a_screen_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt itself would abort."""
    if sys.platform in {"win32", "darwin"}:
        pytest.skip("these have a screen")
    from tests.ui.commands.command_line import run  # noqa: PLC0415 - it starts no window

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    finished = run("--data", tmp_path)
    assert finished["error"]["code"] == "no_display"
