"""Several files that belong together are replaced all or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.disk.durable_file import write_all_durably
from app.errors import EnvironmentFault


@pytest.mark.parametrize("call", ["open", "fsync"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_disk_that_fills_up_between_them_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    """No name is taken before every file is on the disk."""
    names = ("communes", "provinces")
    for name in names:
        (tmp_path / name).write_bytes(b"old")
    monkeypatch.setattr(os, call, failing(getattr(os, call), number))
    with pytest.raises(EnvironmentFault, match="disk_full"):
        write_all_durably(tmp_path, dict.fromkeys(names, b"new"), mode=0o644)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys(
        names, b"old"
    )


def test_all_are_replaced(tmp_path: Path) -> None:
    """In their order; the paths come back."""
    files = {"a": b"1", "b": b"2"}
    paths = write_all_durably(tmp_path, files, mode=0o644)
    assert [(path.name, path.read_bytes()) for path in paths] == list(files.items())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def failing(real: Callable[..., Any], number: int) -> Callable[..., Any]:
    """``real``, whose call of that number finds the disk full."""
    calls = 0

    def call(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments, **named)

    return call
