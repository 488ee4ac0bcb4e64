"""A machine with a desk on it: one disk under its databases and its small files."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from unittest.mock import patch

import apsw

from app.clock.time import FixedClock
from app.disk import durable_file
from tests.app.store.rig import DeskRig
from tests.faults.power.databases import Databases
from tests.faults.power.remains import Remains
from tests.faults.power.small_files import SmallFiles, WatchedOs
from tests.faults.power.trouble import Plan

_numbers = itertools.count()


class Machine:
    """Runs desks that lie in copies of a directory, with a plan of what goes wrong."""

    def __init__(self) -> None:
        self.databases = Databases(f"power{next(_numbers)}")  # the cipher remembers a name

    def close(self) -> None:
        self.databases.unregister()

    @contextlib.contextmanager
    def trouble(self, root: Path, plan: Plan, now: datetime) -> Iterator[Running]:
        """The desk in ``root`` on a disk with this ``plan``; all that lies there is durable."""
        files = SmallFiles(root)
        self.databases.forget()
        self.databases.plan = plan
        rig = DeskRig(root, clock=FixedClock(now), vfs=self.databases.below_cipher)
        with (
            patch.object(durable_file, "os", WatchedOs(plan, files)),
            patch.object(sys, "unraisablehook", _pass_over(sys.unraisablehook)),
        ):
            yield Running(rig, self.databases, files)
        self.databases.plan = Plan()


Hook = Callable[["sys.UnraisableHookArgs"], object]


def _pass_over(hook: Hook) -> Hook:
    """Some errors SQLite keeps to itself (a checkpoint that failed is made later): so do we."""

    def told(about: sys.UnraisableHookArgs) -> None:
        if not isinstance(about.exc_value, apsw.Error):
            hook(about)

    return told


class Running:
    """A desk in the middle of its work."""

    def __init__(self, rig: DeskRig, databases: Databases, files: SmallFiles) -> None:
        self.rig = rig
        self._databases = databases
        self._files = files

    def image(self, target: Path, kind: Remains, seed: int) -> DeskRig:
        """What a power cut leaves now, as a desk in ``target``."""
        root = self.rig.root
        chance = Random(seed)
        left = [*self._files.left(kind, chance), *self._databases.left(kind, chance)]
        for name, content in left:
            path = target / Path(name).relative_to(root)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(0o600)
        return DeskRig(target, clock=FixedClock(self.rig.clock.now()))

    def copy(self, target: Path) -> DeskRig:
        """What was handed to the system, as a killed process leaves it."""
        shutil.copytree(self.rig.root, target, dirs_exist_ok=True)
        return DeskRig(target, clock=FixedClock(self.rig.clock.now()))
