"""Which machine this is."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from app.keys import machine
from app.keys.machine import machine_fingerprint


def test_a_machine_is_named_by_a_hash_of_its_id() -> None:
    """The raw id is kept nowhere; the same machine has the same name."""
    assert machine_fingerprint(lambda: "a") == machine_fingerprint(lambda: "a")
    assert machine_fingerprint(lambda: "a") != machine_fingerprint(lambda: "b")
    assert len(machine_fingerprint()) == 16
    assert machine_fingerprint() == machine_fingerprint()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its MachineGuid")
def test_the_first_machine_id_that_says_something_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Missing, empty and unreadable files are passed over; the host's name is the last resort."""
    empty, broken, good = tmp_path / "empty", tmp_path / "broken", tmp_path / "good"
    empty.write_text("\n")
    broken.write_bytes(b"\xff")
    good.write_text("0a1b\n")
    places = (tmp_path / "missing", empty, broken)
    monkeypatch.setattr(machine, "_MACHINE_ID_FILES", (*places, good))
    assert machine_fingerprint() == machine_fingerprint(lambda: "0a1b")
    monkeypatch.setattr(machine, "_MACHINE_ID_FILES", places)
    assert machine_fingerprint() == machine_fingerprint(socket.gethostname)
