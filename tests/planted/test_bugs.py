"""The list of planted bugs keeps up with the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.planted.bugs import BUGS, Bug

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("bug", BUGS, ids=[bug.name for bug in BUGS])
def test_every_planted_bug_still_has_its_place(bug: Bug) -> None:
    """The sound text stands once in its file, the broken one is another, its tests exist."""
    assert (ROOT / bug.file).read_text(encoding="utf-8").count(bug.sound) == 1
    assert bug.broken != bug.sound
    assert all((ROOT / name).exists() for name in bug.tests)
