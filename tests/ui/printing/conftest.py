"""The place as a fixture, its printer one that keeps what it is sent and can be made to fail."""

from __future__ import annotations

import pytest

from printing.printers.recording import RecordingPrinter
from tests.ui.listing.place import Place, place

__all__ = ["place"]


@pytest.fixture
def printer(place: Place) -> RecordingPrinter:
    """The counter's printer; it is asked at once how its papers stand."""
    made = RecordingPrinter(place.prints / "tray", clock=place.clock)
    place.desk.store.set_setting("printer", made.info.id)
    place.workplace.print_jobs.first_ms = 5
    return made
