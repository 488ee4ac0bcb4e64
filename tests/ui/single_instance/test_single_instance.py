"""One window for one data directory."""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from ui.single_instance.first_instance import FirstInstance
from ui.single_instance.second_start import SecondStart
from ui.single_instance.server_name import server_name

PATIENCE_MS = 10_000

_FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.single_instance.first_instance import FirstInstance
application = QCoreApplication([])
first = FirstInstance(Path(sys.argv[1]))
first.raised.connect(application.quit)
print(first.listen(), flush=True)
application.exec()
"""
_SECOND = """
import sys
from pathlib import Path
from ui.single_instance.second_start import SecondStart
print(SecondStart.raise_first(Path(sys.argv[1]), 10_000))
"""


def started(program: str, directory: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(directory)], stdout=subprocess.PIPE, text=True
    )


def assert_raises(qtbot: QtBot, first: FirstInstance, directory: Path) -> None:
    """A second start in ``directory`` raises ``first``."""
    with qtbot.waitSignal(first.raised, timeout=PATIENCE_MS):
        second = started(_SECOND, directory)
    out, _ = second.communicate(timeout=20)
    assert out == "True\n"


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Sockets of these tests are not where a real window's would be.

    A short path: a socket's name has room for some hundred bytes.
    """
    with tempfile.TemporaryDirectory(prefix="qmc-") as made:
        monkeypatch.setenv("XDG_RUNTIME_DIR", made)
        yield Path(made)


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path, runtime: Path) -> Iterator[FirstInstance]:
    made = FirstInstance(tmp_path / "desk")
    assert made.listen()
    yield made
    made.close()


def test_a_second_start_raises_the_first_window(
    qtbot: QtBot, first: FirstInstance, tmp_path: Path
) -> None:
    """From another process, and before that one has an application."""
    assert_raises(qtbot, first, tmp_path / "x" / ".." / "desk")


def test_without_a_first_window_there_is_nothing_to_raise(runtime: Path, tmp_path: Path) -> None:
    """The start goes on; nor does another directory's window count."""
    assert not SecondStart.raise_first(tmp_path / "desk", 1_000)


def test_another_directory_is_another_window(
    qtbot: QtBot, first: FirstInstance, tmp_path: Path
) -> None:
    """Two stores on one machine have two windows."""
    assert not SecondStart.raise_first(tmp_path / "other", 1_000)
    other = FirstInstance(tmp_path / "other")
    assert other.listen()
    other.close()


def test_a_living_windows_place_is_not_taken(
    qtbot: QtBot, first: FirstInstance, tmp_path: Path
) -> None:
    """A second one in the same place hears nothing; the first still does."""
    intruder = FirstInstance(tmp_path / "desk")
    assert not intruder.listen()
    intruder.close()
    assert_raises(qtbot, first, tmp_path / "desk")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Windows die with their process")
def test_the_place_of_a_killed_window_is_taken(qtbot: QtBot, tmp_path: Path, runtime: Path) -> None:
    """Its socket's file is left behind; nobody listens there."""
    killed = started(_FIRST, tmp_path / "desk")
    assert killed.stdout is not None
    assert killed.stdout.readline() == "True\n"
    killed.send_signal(signal.SIGKILL)
    killed.wait(20)
    killed.stdout.close()
    assert Path(server_name(tmp_path / "desk")).exists()
    assert not SecondStart.raise_first(tmp_path / "desk", 1_000)
    after = FirstInstance(tmp_path / "desk")
    assert after.listen()
    assert_raises(qtbot, after, tmp_path / "desk")
    after.close()


def test_a_window_that_hangs_says_no(qtbot: QtBot, first: FirstInstance, tmp_path: Path) -> None:
    """Connected is not raised: without an answer in time the second start knows."""
    assert not SecondStart.raise_first(tmp_path / "desk", 300)


@pytest.mark.skipif(sys.platform == "win32", reason="no file modes")
def test_only_this_user_may_connect(first: FirstInstance, tmp_path: Path) -> None:
    """The socket is closed to others."""
    mode = stat.S_IMODE(Path(server_name(tmp_path / "desk")).stat().st_mode)
    assert mode & 0o077 == 0


def test_strangers_words_raise_nothing(qtbot: QtBot, first: FirstInstance, tmp_path: Path) -> None:
    """Another text, or one without an end: the connection is closed."""
    for text in (b"hello\n", b"x" * 100_000):
        socket = QLocalSocket()
        socket.connectToServer(server_name(tmp_path / "desk"))
        assert socket.waitForConnected(PATIENCE_MS)
        with (
            qtbot.assertNotEmitted(first.raised),
            qtbot.waitSignal(socket.disconnected, timeout=PATIENCE_MS),
        ):
            socket.write(text)


def test_two_that_start_at_once_are_one(qtbot: QtBot, tmp_path: Path, runtime: Path) -> None:
    """Over a dead socket too: never does one remove the other's."""
    if sys.platform != "win32":
        Path(server_name(tmp_path / "desk")).touch()
    starts = [started(_FIRST, tmp_path / "desk") for _ in range(4)]
    said = []
    readers = [
        threading.Thread(target=lambda it=one: said.append((it, it.stdout.readline())))
        for one in starts
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(30)
    assert sorted(line for _, line in said) == ["False\n"] * 3 + ["True\n"]
    assert SecondStart.raise_first(tmp_path / "desk", PATIENCE_MS)
    for one, line in said:
        if line == "False\n":
            one.terminate()
        one.wait(20)
        one.stdout.close()
