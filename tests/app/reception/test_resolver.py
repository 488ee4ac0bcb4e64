"""New dossiers of a dissolved agency go to its successor (docs/adr/0019)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.agencies.succession import Succession, Successions
from app.errors import InvalidInput
from app.reception.desk import Desk
from app.reception.resolver import resolver_of
from app.store.verify import verify
from tests.app.reception.test_receiving import arrive, intake
from tests.desks import COMMUNE, DAY, POLICE, lease, open_desk

NEW, LAND = "H26.120", "H26.121"
FROM = date(2026, 11, 1)
SUCCESSIONS = Successions(
    [
        Succession(COMMUNE, NEW, FROM, "Nghị quyết mẫu"),
        Succession(COMMUNE, LAND, FROM, "Nghị quyết mẫu", "Đất đai"),
    ]
)
COPIES, RESIDENCE = "2.000815", "1.004222"


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield dataclasses.replace(desk, successions=SUCCESSIONS)


def test_a_new_dossier_is_the_successors(desk: Desk) -> None:
    """Its code has the successor's e-ID; the desk stays what it is."""
    lease(desk.store, 5, agency=NEW)
    received = arrive(desk)
    assert received.code == f"{NEW}-261123-0001"
    state = desk.dossier(received.dossier)
    assert state.agency == COMMUNE
    assert state.application is not None
    assert state.application.resolver == NEW
    assert verify(desk.store).problems == []


def test_without_a_number_of_the_successor_it_waits(desk: Desk) -> None:
    """No number of the dissolved agency is used up for it."""
    received = arrive(desk)
    assert received.code is None
    [waiting] = desk.store.waiting_for_number()
    assert waiting.series.agency == NEW


def test_a_late_entry_is_of_the_agency_of_its_day(desk: Desk) -> None:
    """What counts is the day of receipt."""
    procedure = desk.catalogue.procedure(COPIES, DAY)
    assert resolver_of(desk, procedure, date(2026, 10, 31)) == COMMUNE
    assert resolver_of(desk, procedure, FROM) == NEW


def test_a_field_may_go_elsewhere_than_the_rest(desk: Desk) -> None:
    """The entry of the field wins; what another agency resolves is not touched."""
    land = desk.catalogue.procedure("1.013967", DAY)
    assert land.field == "Đất đai"
    assert resolver_of(desk, land, DAY, named=COMMUNE) == LAND
    assert resolver_of(desk, desk.catalogue.procedure(RESIDENCE, DAY), DAY) == POLICE


def test_an_agency_that_a_file_names_is_followed_too(desk: Desk) -> None:
    """A batch of last year may still name the dissolved one."""
    assert intake(desk, resolver=COMMUNE).application.resolver == NEW
    assert intake(desk, resolver="H26.108").application.resolver == "H26.108"


def test_an_agency_that_nobody_named_is_still_asked_for(tmp_path: Path) -> None:
    """Succession makes up no agency."""
    with open_desk(tmp_path / "bare", resolvers={}) as bare:
        desk = dataclasses.replace(bare, successions=SUCCESSIONS)
        with pytest.raises(InvalidInput) as caught:
            resolver_of(desk, desk.catalogue.procedure(RESIDENCE, DAY), DAY)
        assert caught.value.field == "resolver"
