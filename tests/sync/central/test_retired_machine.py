"""A machine that will not come back: the administrator retires it, and its numbers end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.errors import InvalidInput
from app.numbering.series import dossier_series
from sync.central.administration import list_installations, retire
from sync.central.embedded import EmbeddedCentral
from sync.central.holdings import list_gaps
from sync.contract.messages import Result
from tests.sync.central.desk import AGENCY, NOW, Desk

Enrolled = Callable[..., Desk]
TODAY = dossier_series(AGENCY, NOW.date())


def test_the_numbers_of_a_dead_machine_end_with_the_reason(
    central: EmbeddedCentral, enrolled: Enrolled
) -> None:
    """Its disk is gone and nobody can say what was used: every gap has a reason all the same."""
    desk = enrolled("desk-1")
    grant = desk.lease(count=10)
    desk.push(desk.opened("d-1"), desk.registered("d-1", grant, grant.first))
    retire(central.database, "desk-1", "Hỏng ổ đĩa", now=NOW)
    [gap] = list_gaps(central.database, TODAY)
    assert (gap.first, gap.last) == (grant.first + 1, grant.last)
    assert (gap.outcome, gap.reason) == ("burned", "Hỏng ổ đĩa")
    [listed] = list_installations(central.database)
    assert listed["state"] == "retired"
    assert desk.ask_lease(id="ask-2").problem.code == "installation_suspended"


def test_retiring_it_twice_changes_nothing(central: EmbeddedCentral, enrolled: Enrolled) -> None:
    """Whoever is not sure whether it went through does it again."""
    enrolled("desk-1").lease(count=10)
    for reason in ("Hỏng ổ đĩa", "Mất máy"):
        retire(central.database, "desk-1", reason, now=NOW)
    assert [gap.reason for gap in list_gaps(central.database, TODAY)] == ["Hỏng ổ đĩa"]


def test_what_was_kept_of_its_work_still_comes_in(
    central: EmbeddedCentral, enrolled: Enrolled
) -> None:
    """A number that turns out to be used is no gap: the paper is out."""
    desk = enrolled("desk-1")
    grant = desk.lease(count=2)
    events = [desk.opened("d-1"), desk.registered("d-1", grant, grant.last)]
    retire(central.database, "desk-1", "Hỏng ổ đĩa", now=NOW)
    assert [each.result for each in desk.push(*events)] == [Result.ACCEPTED] * 2
    [gap] = list_gaps(central.database, TODAY)
    assert (gap.first, gap.last) == (grant.first, grant.first)


def test_an_unknown_machine_or_no_reason_is_refused(central: EmbeddedCentral) -> None:
    """Nothing is guessed."""
    with pytest.raises(InvalidInput, match="unknown_installation"):
        retire(central.database, "desk-9", "Hỏng ổ đĩa", now=NOW)
    with pytest.raises(InvalidInput, match="bad_reason"):
        retire(central.database, "desk-9", " ", now=NOW)
