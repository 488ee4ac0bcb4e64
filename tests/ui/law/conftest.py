"""The page of the law's data, at a desk in an administrator's hands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.listing.place import Place, place
from ui.law.law_page import LawPage

__all__ = ["place"]

WriteFile = Callable[[str, bytes | str], Path]


@pytest.fixture
def page(place: Place) -> LawPage:
    """The page, shown."""
    made = LawPage(place.workplace)
    place.show(made)
    return made


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    """Writes a file to import."""

    def file(name: str, data: bytes | str) -> Path:
        path = tmp_path / "gửi" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return file
