"""What the store's tests share."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.store.faulty_vfs import FaultyVfs
from tests.app.store.rig import DeskRig

_numbers = itertools.count()


@pytest.fixture
def rig(tmp_path: Path) -> DeskRig:
    """A desk in a fresh directory."""
    return DeskRig(tmp_path)


@pytest.fixture
def disk() -> Iterator[FaultyVfs]:
    """A disk with fault knobs."""
    vfs = FaultyVfs(f"faulty{next(_numbers)}")
    yield vfs
    vfs.unregister()
