"""Papers with a number of their own: leased, looked at, and their gaps listed (docs/adr/0023)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.dossier.events import Event, Printed
from app.numbering.series import SlipKind, slip_series
from sync.central.embedded import EmbeddedCentral
from sync.central.generations import begin_generation
from sync.central.holdings import holdings, list_gaps
from sync.contract.messages import EnrolAnswer, LeaseGrant
from tests.sync.central.desk import AGENCY, Desk

Enrolled = Callable[..., Desk]
SERIES = slip_series(SlipKind.SUPPLEMENT, AGENCY, 2026)
YEAR = SERIES.period


def lease_slips(desk: Desk, ask: str, count: int = 10) -> LeaseGrant:
    return desk.lease(id=ask, kind=SERIES.kind, period=YEAR, count=count)


def printed(desk: Desk, dossier: str, lease: str, sequence: int, series: str = "") -> Event:
    """The next event: a paper is issued under a number."""
    body = Printed(
        form="supplement",
        form_version="2025",
        nth=1,
        pages=1,
        number=f"{sequence}/PBS",
        series=series or SERIES.text,
        sequence=sequence,
        lease=lease,
    )
    return desk.event(body, dossier)


def codes(desk: Desk, *events: Event) -> list[list[str]]:
    return [[each.code for each in outcome.findings] for outcome in desk.push(*events)]


def test_slips_are_leased_apart_from_codes_and_from_each_other(
    desk: Desk, enrolled: Enrolled
) -> None:
    """(kind, agency, year): blocks that do not touch; codes count for themselves."""
    other = enrolled("desk-2")
    blocks = [lease_slips(desk, "a"), lease_slips(other, "b", 5)]
    assert [(each.first, each.last) for each in blocks] == [(1, 10), (11, 15)]
    assert desk.lease(id="c", kind="refusal", period=YEAR).first == 1
    assert desk.lease(id="d").first == 1


def test_a_paper_under_a_leased_number_is_in_order(desk: Desk, central: EmbeddedCentral) -> None:
    """No finding, and no dossier code more than there was."""
    grant = lease_slips(desk, "a")
    assert codes(desk, desk.opened("d1"), printed(desk, "d1", grant.id, 1)) == [[], []]
    assert holdings(central.database).codes == 0


@pytest.mark.parametrize(
    ("lease", "sequence", "series", "expected"),
    [
        ("a", 1, SERIES.text, "number_taken"),
        ("a", 11, SERIES.text, "number_not_leased"),
        ("unknown", 2, SERIES.text, "number_not_leased"),
        ("a", 2, "refusal/H26.107/2026", "number_not_leased"),
        ("a", 2, "supplement/H26.107/2027", "number_not_leased"),
        ("a", 2, "nonsense", "bad_code"),
        ("a", 2, "supplement/H26.107/20260", "bad_code"),
        ("a", 0, SERIES.text, "bad_code"),
        ("a", 10**12, SERIES.text, "bad_code"),
        ("a\x00", 2, SERIES.text, "number_not_leased"),
    ],
)
def test_a_number_that_is_not_the_desks_is_found(
    desk: Desk, lease: str, sequence: int, series: str, expected: str
) -> None:
    """A fact all the same: the citizen holds the paper (docs/adr/0002)."""
    lease_slips(desk, "a")
    desk.push(desk.opened("d1"), printed(desk, "d1", "a", 1))
    assert codes(desk, printed(desk, "d1", lease, sequence, series)) == [[expected]]


def test_a_reprint_uses_no_number(desk: Desk, central: EmbeddedCentral) -> None:
    """It repeats the text only."""
    grant = lease_slips(desk, "a")
    again = Printed(form="supplement", form_version="2025", nth=2, pages=1, number="1/PBS")
    found = codes(
        desk, desk.opened("d1"), printed(desk, "d1", grant.id, 1), desk.event(again, "d1")
    )
    assert found == [[], [], []]


def test_the_gaps_of_a_years_papers_are_listed(desk: Desk, central: EmbeddedCentral) -> None:
    """Given back by the desk, or burned when a successor came; what a paper bears is no gap."""
    grant = lease_slips(desk, "a")
    desk.push(desk.opened("d1"), printed(desk, "d1", grant.id, 2))
    desk.end_lease(grant.id, first=9, last=10, outcome="released", reason="hết kỳ")
    successor = Desk(central.url, "next")
    successor.ask_to_enrol(predecessor=desk).read(EnrolAnswer)
    gaps = list_gaps(central.database, SERIES)
    assert [(gap.first, gap.last, gap.outcome.value) for gap in gaps] == [
        (1, 1, "burned"),
        (3, 8, "burned"),
        (9, 10, "released"),
    ]


def test_a_restored_central_leases_no_number_that_a_paper_bears(
    desk: Desk, central: EmbeddedCentral
) -> None:
    """It learns of them from the desks' events, whose leases it has forgotten; and goes on above
    the gap."""
    desk.push(desk.opened("d1"), printed(desk, "d1", "forgotten", 4))
    grant = lease_slips(desk, "a")
    assert (grant.first, grant.last) == (5, 14)
    begin_generation(central.database, 100)
    assert lease_slips(desk, "b").first == 115
