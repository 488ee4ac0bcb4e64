"""``central publish`` and what becomes of it at a desk: by the verbs, over a real line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock.time import FixedClock
from app.dated_data.toml_table import RESOURCES
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.store.store import open_store
from sync.central.administration import add_agency
from sync.central.embedded import EmbeddedCentral
from tests.app.catalogue.made_up import entry
from tests.desks import COMMUNE, MORNING, RESOLVERS
from tests.ui.commands.command_line import Finished, run
from tests.ui.commands.test_a_desks_life import DeskByVerbs, row

A = "9.999999"
BIRTH_AGAIN = "1.004884"


class Town(DeskByVerbs):
    """A desk that is enrolled, its central, and an administrator with files."""

    def central_verb(self, *words: object) -> Finished:
        url = f"sqlite:///{(self.place / 'central.sqlite').as_posix()}"
        at = MORNING.isoformat()
        return run("central", "--database", url, *words, "--as-of", at)

    def files(self, folder: str, **texts: str) -> Path:
        place = self.place / folder
        place.mkdir(exist_ok=True)
        for name, text in texts.items():
            (place / f"{name.removeprefix('y')}.toml").write_text(text, "utf-8")
        return place

    def later(self) -> None:
        """Published data is looked for once an hour."""
        self.at += timedelta(hours=2)

    def agency_name(self) -> str:
        keys, machine = KeyFile(self.key), machine_fingerprint()
        clock = FixedClock(self.at)
        with open_store(self.data, keys, clock=clock, machine=machine, read_only=True) as store:
            assert store.installation is not None
            return store.installation.agency_name

    def name_of(self, code: str = A) -> str | None:
        found = self.run("procedure", code)
        return None if found.status else str(found["name"])

    def standing(self, kind: str = "catalogue") -> dict[str, object]:
        [found] = [each for each in self.good("law", "check")["published"] if each["kind"] == kind]
        return dict(found)


@pytest.fixture(name="town")
def _town(tmp_path: Path) -> Iterator[Town]:
    url = f"sqlite:///{(tmp_path / 'central.sqlite').as_posix()}"
    with EmbeddedCentral(url, FixedClock(MORNING)) as central:
        add_agency(central.database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, "motcua.example")
        town = Town(tmp_path, central)
        yield town


def test_a_published_procedure_is_taken_at_every_desk(town: Town) -> None:
    """Published before the desk enrols or after; the difference is shown at the central."""
    folder = town.files("catalogue", a=entry(A, "2025-07-01", name="Đăng ký thử"))
    (folder / "ghi-chu.txt").write_text("không phải luật", "utf-8")
    done = town.central_verb("publish", "catalogue", folder)
    assert (done.status, done["changed"], done["files"]) == (0, True, ["a.toml"])
    assert done["ignored"] == ["ghi-chu.txt"]
    [change] = done["difference"]
    assert (change["code"], change["change"], change["valid_from"]) == (A, "new", "2025-07-01")
    [listed] = done["published"]
    assert (listed["kind"], listed["agency"], listed["etag"]) == ("catalogue", "", done["etag"])
    town.enrol()
    town.good("sync")
    assert town.name_of() == "Đăng ký thử"
    standing = town.standing()
    assert (standing["in_force"], standing["problem"], standing["etag"]) == (True, "", done["etag"])
    assert "catalogue/published-catalogue.toml" in town.good("law", "check")["files"]
    again = town.central_verb("publish", "catalogue", folder)
    assert (again["changed"], again["difference"]) == (False, [])
    assert town.central_verb("publish", "catalogue", "--withdraw")["changed"] is True
    assert town.central_verb("publish")["published"] == []


def test_what_a_desk_would_refuse_is_not_published(town: Town) -> None:
    """The same reader; the fault names file and entry, and nothing is changed."""
    good = town.files("good", a=entry(A, "2025-07-01"))
    assert town.central_verb("publish", "catalogue", good).status == 0
    for bad in (
        town.files("bad1", a=entry(A, "2025-07-01"), b="x = 1"),
        town.files("bad2", a=entry(A, "2025-07-01"), b=entry(A, "2025-07-01")),
        town.files("empty"),
        town.files("name", **{"hộ tịch": entry(A, "2025-07-01")}),
        good / "nowhere.toml",
    ):
        refused = town.central_verb("publish", "catalogue", bad)
        assert refused.status == 1, refused.document
        assert refused["error"]["message"]
    refused = town.central_verb("publish", "catalogue", town.place / "bad1")
    assert "b.toml" in refused["error"]["message"]
    [listed] = town.central_verb("publish")["published"]
    assert listed["kind"] == "catalogue"
    assert town.central_verb("publish", "calendar", good).status == 1
    assert town.central_verb("publish", "catalogue", good, "--agency", "H99.999").status == 1
    assert town.central_verb("publish", "catalogue").status == 1
    assert town.central_verb("publish", "catalogue", good, "--withdraw").status == 1


def test_a_bundle_that_does_not_go_with_the_desks_own_law_is_told_of(town: Town) -> None:
    """``law check`` says why; the desk works on by what it had."""
    own = town.data / "law" / "catalogue"
    own.mkdir(parents=True)
    text = entry(A, "2025-07-01", "2027-12-31", name="Của quầy")
    (own / "own.toml").write_text(text, "utf-8")
    folder = town.files("catalogue", a=entry(A, "2026-06-01", name="Của tỉnh"))
    assert town.central_verb("publish", "catalogue", folder).status == 0
    town.enrol()
    town.good("sync")
    standing = town.standing()
    assert (standing["in_force"], town.name_of()) == (False, "Của quầy")
    assert "own.toml" in str(standing["problem"])
    assert town.register(row())["registered"]


def test_a_calendar_moves_no_date_but_says_which_it_would(town: Town) -> None:
    """The open dossiers over the new day off are listed where the standing is told."""
    town.enrol()
    code = town.register(row(procedure=BIRTH_AGAIN))["registered"][0]["code"]
    before = town.good("dossier", code)["due"]
    seed = (RESOURCES / "calendar" / "2026.toml").read_text("utf-8")
    off = '\n[[off]]\nfrom = 2026-11-26\nkind = "holiday"\nreason = "Ngày của tỉnh"\nbasis = "QĐ"\n'
    folder = town.files("calendar", y2026=seed + off)
    done = town.central_verb("publish", "calendar", folder)
    assert [each["date"] for each in done["difference"]] == ["2026-11-26"]
    town.later()
    town.good("sync")
    assert town.standing("calendar")["moved"] == [code]
    assert town.good("calendar", "2026-11-26")["days"][0]["working"] is False
    assert town.good("dossier", code)["due"] == before


def test_a_desk_hears_of_its_agencys_new_name(town: Town) -> None:
    """``central agency`` changes what receipts say; no desk has to enrol again."""
    town.enrol()
    town.good("sync")
    assert town.standing("agencies")["in_force"] is True
    town.central_verb("agency", COMMUNE, "Phường Hoa Sen", "--resolver", f"commune={COMMUNE}")
    town.good("sync")
    assert town.agency_name() == "Phường Hoa Sữa", "it was asked for a minute ago"
    town.later()
    town.good("sync")
    assert town.agency_name() == "Phường Hoa Sen"


def test_law_is_checked_also_where_the_store_can_not_be_opened(town: Town) -> None:
    """The key is not at hand: the files are looked at all the same, and it says so."""
    town.enrol()
    checked = run("law", "check", "--data", town.data, "--key-file", town.place / "nowhere.key")
    assert checked.status == 0
    assert (checked["ok"], checked["published"]) == (True, [])
    assert checked["published_unread"]
