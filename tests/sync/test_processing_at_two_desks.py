"""Two real desks process the same dossiers, each for itself; then they and the central agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.clock.time import FixedClock
from app.dossier.events import read_event
from app.dossier.evolve import replay
from app.dossier.state import Dossier
from app.store.verify import verify
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from sync.central.schema import event
from tests.faults import intake
from tests.sync.real_desk import NOW, RealDesk

SOME_WEEKS = timedelta(days=35)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    started = EmbeddedCentral(f"sqlite:///{tmp_path / 'central.db'}", FixedClock(NOW))
    add_agency(started.database, intake.AGENCY, "Xã Thử Nghiệm", {}, "tra-cuu.example")
    yield started
    started.stop()


@pytest.fixture
def desks(central: EmbeddedCentral, tmp_path: Path) -> Iterator[list[RealDesk]]:
    made = []
    for name in ("quay-1", "quay-2"):
        desk = RealDesk(tmp_path / name, FixedClock(NOW), ago=SOME_WEEKS)
        code = add_installation_code(central.database, intake.AGENCY, now=NOW)
        desk.store.enrolment.prepare(central.url, code, name)
        desk.sync(central.url)
        made.append(desk)
    yield made
    for desk in made:
        desk.close()


def state_at(central: EmbeddedCentral, dossier: str) -> Dossier | None:
    """As the events that the central has accepted make it."""
    query = (
        select(event.c.header, event.c.payload)
        .where(event.c.dossier == dossier, event.c.position.is_not(None))
        .order_by(event.c.position)
    )
    with central.database.read() as connection:
        rows = connection.execute(query).all()
    return replay(read_event(header, payload) for header, payload in rows)


@pytest.mark.parametrize("seed", range(4))
def test_what_two_desks_record_apart_is_one_dossier_in_the_end(
    desks: list[RealDesk], central: EmbeddedCentral, seed: int
) -> None:
    """docs/adr/0016: facts in any order, requests decided once; a printed date moves only where its
    receipt is replaced."""
    random = Random(seed)
    dossiers = desks[0].receive(5)
    printed = {}
    for desk in desks:
        desk.sync(central.url)
    for dossier in dossiers:
        state = desks[1].store.dossier(dossier)
        assert state is not None
        printed[dossier] = state.first_due
    recorded = 0
    for _ in range(150):
        recorded += random.choice(desks).process(random.choice(dossiers), random)
        if random.random() < 0.05:
            random.choice(desks).sync(central.url)
    for desk in (*desks, *desks):
        desk.sync(central.url)
    assert recorded > 10
    for dossier in dossiers:
        one, other = (desk.store.dossier(dossier) for desk in desks)
        assert one == other == state_at(central, dossier)
        assert one is not None
        assert one.replaced or one.first_due == printed[dossier]
    for desk in desks:
        assert verify(desk.store).problems == []
