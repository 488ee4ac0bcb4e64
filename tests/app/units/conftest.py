"""The shipped units, read once for all tests here."""

from __future__ import annotations

import pytest

from app.units.units import Units, load_units


@pytest.fixture(name="units", scope="session")
def _units() -> Units:
    return load_units()
