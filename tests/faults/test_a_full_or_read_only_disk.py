"""A real file system that is full or read-only: a clear error, nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock.time import FixedClock
from app.store.verify import verify
from tests.desks import MORNING, open_desk
from tests.ui.commands.command_line import Finished, run
from tests.ui.commands.test_a_desks_life import row

SIZE_KIB = 7_000


@pytest.fixture(name="disk")
def _disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own; only root can mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    if shutil.which("mount") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KIB}k", "none", str(place)],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode != 0:
        pytest.skip("this machine does not allow mounting")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


class Clerk:
    """Registers rows at the desk on the small disk."""

    def __init__(self, disk: Path) -> None:
        self.data = disk / "desk"
        self.clock = FixedClock(MORNING)
        with open_desk(self.data, clock=self.clock, numbers=900):
            pass
        self.key = disk / "desk.key"

    def register(self, *refs: str) -> Finished:
        self.clock.advance(timedelta(seconds=5))
        rows: list[dict[str, Any]] = [row(ref, summary="x" * 1_500) for ref in refs]
        return run(
            "register", "-",
            "--data", self.data, "--key-file", self.key, "--as-of", self.clock.now().isoformat(),
            stdin=json.dumps(rows).encode(),
        )  # fmt: skip

    def codes(self) -> dict[str, str | None]:
        """Origin to code, for every dossier at the desk; and the store is whole."""
        with open_desk(self.data, clock=self.clock) as desk:
            assert verify(desk.store).problems == []
            rows, _ = desk.store.search("", 10_000)
            states = [desk.dossier(one.id) for one in rows]
        return {state.origin: state.code for state in states}


def test_a_disk_that_fills_up_loses_and_doubles_nothing(disk: Path) -> None:
    """What if the disk is full: at many different moments of a registration."""
    clerk = Clerk(disk)
    refs, refused = [f"s{number}" for number in range(60)], 0
    for left_kib in range(0, 400, 20):
        filler = disk / "filler"
        before = clerk.codes()
        free_kib = shutil.disk_usage(disk).free // 1024
        filler.write_bytes(bytes(max(free_kib - left_kib, 0) * 1024))
        finished = clerk.register(*refs)
        if finished.status == 1:
            refused += 1
            assert finished["error"]["code"] in {"disk_full", "disk_fault"}, finished.document
        filler.unlink(missing_ok=True)
        after = clerk.codes()
        assert {origin: after[origin] for origin in before} == before
        if len(after) == len(refs):
            break
    assert refused > 0
    assert clerk.register(*refs).status == 0
    codes = clerk.codes()
    assert len(codes) == len(refs)
    assert None not in codes.values()
    assert len(set(codes.values())) == len(refs)


def test_a_read_only_disk_is_said_and_nothing_changes(disk: Path) -> None:
    """A read-only data directory: every writing verb says so; reading ones go on."""
    clerk = Clerk(disk)
    assert clerk.register("s1").status == 0
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    finished = clerk.register("s2")
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    assert finished.status == 1
    assert finished["error"]["code"] in {"not_permitted", "disk_fault", "read_only_disk"}
    assert list(clerk.codes()) == ["batch:s1"]
