"""A town for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.carrying.rig import Town


@pytest.fixture
def town(tmp_path: Path, database_url: str) -> Iterator[Town]:
    """On SQLite and on PostgreSQL."""
    made = Town(tmp_path, database_url)
    yield made
    made.close()
