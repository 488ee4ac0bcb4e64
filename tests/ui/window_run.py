"""The whole program in a process of its own: its window, driven by real keys after the paint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.accounts.directory import add_first_account
from app.clock.time import SystemClock
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.store.store import create_store, open_store

ROOT = Path(__file__).resolve().parents[2]
NAME, PASSWORD = "can.bo", "13572468"
LONGEST_S = 60


def make_desk(directory: Path, *, demonstration: bool = False) -> tuple[str, ...]:
    """An enrolled desk with one account; returns the options that name it."""
    data, key = directory / "desk", directory / "key"
    clock = SystemClock()
    with create_store(
        data,
        KeyFile(key),
        clock=clock,
        machine=machine_fingerprint(),
        demonstration=demonstration,
    ) as store:
        add_first_account(
            store, "Nguyễn Thị Minh Họa", clock.now(), sign_in_name=NAME, password=PASSWORD
        )
        store.enrolment.prepare("http://127.0.0.1:9", "CODE", "Quầy 1")
        store.enrolment.enrolled(
            key_id=7,
            agency="H26.107",
            agency_name="Phường Hoa Sữa",
            generation=1,
            resolvers={"commune": "H26.107"},
            lookup_host="MOTCUA.EXAMPLE",
        )
    return "--data", str(data), "--key-file", str(key)


def drafts_of(directory: Path) -> list[str]:
    """The numbers of the submitters of the drafts that a desk holds; it must be closed."""
    keys, machine = KeyFile(directory / "key"), machine_fingerprint()
    with open_store(directory / "desk", keys, clock=SystemClock(), machine=machine) as store:
        return [draft.submitter.id_number for draft in store.drafts.all()]


def run_window(
    scene: str,
    *options: str,
    meanwhile: Callable[[subprocess.Popen[str]], object] | None = None,
) -> tuple[int, list[dict[str, Any]], str]:
    """Run the program with ``scene`` of ``tests.ui.window_scenes`` played in its window.

    ``meanwhile`` is called once the scene has said its first line. Returns exit status, what the
    scene said, and stderr.
    """
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.window_scenes", scene, *options],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as child:
        first = ""
        if meanwhile is not None:
            assert child.stdout is not None
            first = child.stdout.readline()
            meanwhile(child)
        try:
            said, errors = child.communicate(timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            child.kill()
            raise
    lines = [line for line in (first + said).splitlines() if line.startswith("{")]
    return child.returncode, [json.loads(line) for line in lines], errors
