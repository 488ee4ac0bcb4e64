"""Two desks, one result: claimed, refused, handed out anyway, lifted; by the verbs alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.clock.time import FixedClock
from sync.central.administration import add_agency
from sync.central.embedded import EmbeddedCentral
from tests.desks import COMMUNE, MORNING, RESOLVERS
from tests.ui.commands.command_line import Finished, run
from tests.ui.commands.test_a_desks_life import DeskByVerbs, row

BIRTH_AGAIN = "1.004884"


class Town:
    """Two desks of one commune, and a dossier whose result both know of."""

    def __init__(self, place: Path, central: EmbeddedCentral) -> None:
        self.place = place
        (place / "a").mkdir()
        (place / "b").mkdir()
        self.first = DeskByVerbs(place / "a", central)
        self.second = DeskByVerbs(place / "b", central)
        for desk in (self.first, self.second):
            desk.enrol()
        self.first.good("sync")
        received = self.first.register(row(procedure=BIRTH_AGAIN))["registered"]
        self.code = str(received[0]["code"])
        self.first.good("process", self.code, "resolve")
        self.first.good("sync")
        self.second.good("sync")

    def ask(self, desk: DeskByVerbs) -> Finished:
        """Ask, let the line bring the answer, look."""
        desk.good("process", self.code, "claim")
        desk.good("sync", "--once")
        return desk.good("process", self.code, "claim")

    def hand_out(self, desk: DeskByVerbs, *more: str) -> Finished:
        return desk.run("process", self.code, "return-result", "--paper", "Trích lục", *more)

    def central(self, *words: str) -> Finished:
        url = f"sqlite:///{(self.place / 'central.sqlite').as_posix()}"
        return run("central", "--database", url, *words, "--as-of", self.first.at.isoformat())


@pytest.fixture(name="town")
def _town(tmp_path: Path) -> Iterator[Town]:
    url = f"sqlite:///{(tmp_path / 'central.sqlite').as_posix()}"
    with EmbeddedCentral(url, FixedClock(MORNING)) as central:
        add_agency(central.database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, "motcua.example")
        yield Town(tmp_path, central)


def test_only_one_desk_hands_a_result_out(town: Town) -> None:
    """The other is told which counter has it, and needs a reason to go on."""
    granted = town.ask(town.first)
    assert granted["claim"] == {"state": "granted", "message": ""}
    refused = town.ask(town.second)
    assert refused["claim"]["state"] == "refused"
    assert refused["claim"]["message"].startswith("Quầy 1 đang trả kết quả hồ sơ này, từ ")
    stopped = town.hand_out(town.second)
    assert (stopped.status, stopped["error"]["code"]) == (1, "claimed_elsewhere")
    assert stopped["error"]["field"] == "anyway"
    done = town.hand_out(town.second, "--anyway", "Công dân đang ở đây")
    assert (done.status, done["claim"]["state"]) == (0, "refused")
    assert "claimed_elsewhere" in [warning["code"] for warning in done["warnings"]]
    town.second.good("sync")
    town.first.good("sync")
    whole = town.first.good("dossier", town.code)
    assert whole["state"] == "returned"
    late = town.hand_out(town.first)
    assert late["error"]["code"] == "already_returned"


def test_what_was_handed_out_stays_handed_out(town: Town) -> None:
    """Claimed, handed out, sent: a desk that has not heard of it yet is told by the claim."""
    town.ask(town.first)
    done = town.hand_out(town.first)
    assert (done.status, done["claim"], done["warnings"]) == (
        0,
        {"state": "granted", "message": ""},
        [],
    )
    town.first.good("sync")
    town.second.good("process", town.code, "claim")
    # Urgent goes before the feed: the claim's answer is there before the event is.
    town.second.good("sync", "--once")
    told = town.second.good("process", town.code, "claim")["claim"]
    assert told["state"] == "refused"
    assert "đã trả kết quả hồ sơ này" in told["message"]


def test_a_claim_is_lifted_and_given_back_and_without_a_line_unknown(town: Town) -> None:
    """By its desk, or by the administrator where that desk is broken."""
    town.ask(town.first)
    [held] = town.central("claims", "list")["claims"]
    assert (held["counter"], held["kind"], held["agency"]) == ("Quầy 1", "return_result", COMMUNE)
    assert town.central("claims", "list", "--agency", "H26.108")["claims"] == []
    lifted = town.central("claims", "lift", held["claim"])
    assert (lifted["lifted"], lifted["claims"]) == (held["claim"], [])
    again = town.central("claims", "lift", held["claim"])
    assert (again.status, again["error"]["code"]) == (1, "unknown_claim")
    assert town.ask(town.second)["claim"]["state"] == "granted"
    given = town.second.good("process", town.code, "unclaim")
    assert given["claim"]["state"] == "given_back"
    town.second.good("sync", "--once")
    assert town.central("claims", "list")["claims"] == []
    assert town.second.good("process", town.code, "unclaim")["claim"]["state"] == "none"
    town.first.central.stop()
    town.second.good("process", town.code, "claim")
    town.second.good("sync", "--once")
    done = town.hand_out(town.second)
    assert (done.status, done["claim"]["state"]) == (0, "unknown"), "the line is down: it goes on"
    assert "not_claimed" in [warning["code"] for warning in done["warnings"]]
