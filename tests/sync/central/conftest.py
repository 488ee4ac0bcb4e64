"""A running central and desks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from app.clock.time import FixedClock
from sync.central.embedded import EmbeddedCentral
from tests.sync.central.desk import AGENCY, NOW, Desk, start_central


@pytest.fixture
def clock() -> FixedClock:
    """The central's clock; it stands still until it is moved."""
    return FixedClock(NOW)


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    """Where the central's scanned pages lie."""
    return tmp_path / "scans"


@pytest.fixture(scope="session")
def stopping() -> Iterator[Callable[[EmbeddedCentral], None]]:
    """Stops centrals beside the next tests: a clean stop takes 0.2 s, mostly waiting."""
    with ThreadPoolExecutor(2) as pool:
        stops: list[Future[None]] = []
        yield lambda central: stops.append(pool.submit(central.stop))
        for each in stops:
            each.result()


@pytest.fixture
def central(
    database_url: str,
    clock: FixedClock,
    stopping: Callable[[EmbeddedCentral], None],
    scans: Path,
) -> Iterator[EmbeddedCentral]:
    """A central on loopback over a new database."""
    started = start_central(database_url, clock, scans=scans)
    yield started
    stopping(started)


@pytest.fixture
def enrolled(central: EmbeddedCentral) -> Callable[..., Desk]:
    """Makes a desk that has enrolled."""

    def make(installation: str = "desk-1", agency: str = AGENCY) -> Desk:
        desk = Desk(central.url, installation, agency)
        desk.enrol(central)
        return desk

    return make


@pytest.fixture
def desk(enrolled: Callable[..., Desk]) -> Desk:
    """An enrolled desk of the commune."""
    return enrolled()
