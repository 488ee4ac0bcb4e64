"""What desks fetch whole, and only when it is another (docs/adr/0028)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.errors import InvalidInput
from sync.central.administration import add_agency
from sync.central.embedded import EmbeddedCentral
from sync.central.publishing import list_published, publish, published_files, withdraw
from sync.contract.messages import AgencyFacts, AgencyList, Bundle, BundleFile
from tests.sync.central.desk import AGENCY, NOW, OTHER_AGENCY, POLICE, Desk, Reply

Enrolled = Callable[..., Desk]


def get(desk: Desk, what: str, etag: str = "") -> Reply:
    headers = {"If-None-Match": etag} if etag else {}
    return desk.call("GET", f"/v1/{what}", headers=headers)


def files(desk: Desk, what: str = "catalogue") -> list[BundleFile]:
    return get(desk, what).read(Bundle).files


def test_nothing_is_published_at_first(desk: Desk) -> None:
    """An empty bundle with a name of its own: the desk asks for nothing again until it changes."""
    for kind in ("catalogue", "calendar"):
        reply = get(desk, kind)
        assert reply.read(Bundle).files == []
        again = get(desk, kind, reply.headers["ETag"])
        assert (again.status, again.content) == (304, b"")


def test_what_is_published_comes_once(desk: Desk, central: EmbeddedCentral) -> None:
    """With its ETag; who names it gets 304 and no body."""
    etag, new = publish(central.database, "catalogue", "", {"a.toml": "x", "b.toml": "ư"}, now=NOW)
    assert new
    reply = get(desk, "catalogue")
    assert reply.read(Bundle) == Bundle(
        etag, [BundleFile("a.toml", "x"), BundleFile("b.toml", "ư")]
    )
    assert reply.headers["ETag"] == f'"{etag}"'
    for named in (f'"{etag}"', f'W/"{etag}"', f'"other", "{etag}"'):
        again = get(desk, "catalogue", named)
        assert (again.status, again.content) == (304, b"")
        assert again.headers["ETag"] == f'"{etag}"'
    assert get(desk, "catalogue", '"other"').status == 200


def test_the_same_again_is_nothing_new(desk: Desk, central: EmbeddedCentral) -> None:
    """Published twice, in whatever order of files; another text is another bundle."""
    first = publish(central.database, "catalogue", "", {"a.toml": "x", "b.toml": "y"}, now=NOW)
    again = publish(central.database, "catalogue", "", {"b.toml": "y", "a.toml": "x"}, now=NOW)
    other = publish(central.database, "catalogue", "", {"a.toml": "x", "b.toml": "z"}, now=NOW)
    assert (first[0], again, other[1]) == (again[0], (first[0], False), True)
    assert other[0] != first[0]
    assert [file.text for file in files(desk)] == ["x", "z"]


def test_an_agencys_own_bundle_takes_the_place_of_the_general_one(
    desk: Desk, enrolled: Enrolled, central: EmbeddedCentral
) -> None:
    """Withdrawn, the general one is back."""
    other = enrolled("desk-2", OTHER_AGENCY)
    publish(central.database, "calendar", "", {"2026.toml": "all"}, now=NOW)
    publish(central.database, "calendar", AGENCY, {"2026.toml": "own"}, now=NOW)
    assert files(desk, "calendar") == [BundleFile("2026.toml", "own")]
    assert files(other, "calendar") == [BundleFile("2026.toml", "all")]
    assert published_files(central.database, "calendar", AGENCY) == {"2026.toml": "own"}
    listed = [(each["kind"], each["agency"]) for each in list_published(central.database)]
    assert listed == [("calendar", ""), ("calendar", AGENCY)]
    assert withdraw(central.database, "calendar", AGENCY)
    assert not withdraw(central.database, "calendar", AGENCY)
    assert files(desk, "calendar") == [BundleFile("2026.toml", "all")]
    assert files(desk, "catalogue") == []


def test_an_agency_that_nobody_knows_gets_nothing_published(central: EmbeddedCentral) -> None:
    """A slip of the pen would be published for nobody."""
    with pytest.raises(InvalidInput) as refused:
        publish(central.database, "catalogue", "H99.999", {"a.toml": "x"}, now=NOW)
    assert refused.value.code == "unknown_agency"


def test_a_desk_hears_that_its_agency_has_changed(desk: Desk, central: EmbeddedCentral) -> None:
    """Name, host and resolvers, which it knew from enrolment only; its own agency is first."""
    first = get(desk, "agencies")
    answer = first.read(AgencyList)
    assert answer.agencies[0] == AgencyFacts(
        AGENCY,
        "Phường Hoa Sữa",
        {"commune": AGENCY, "commune_police": POLICE},
        "tra-cuu.example",
    )
    assert [each.agency for each in answer.agencies] == [AGENCY, POLICE]
    assert get(desk, "agencies", first.headers["ETag"]).status == 304
    add_agency(central.database, AGENCY, "Phường Hoa Sen", {"commune": AGENCY}, "tra-cuu.example")
    changed = get(desk, "agencies", first.headers["ETag"]).read(AgencyList)
    assert [(each.agency, each.name) for each in changed.agencies] == [(AGENCY, "Phường Hoa Sen")]


def test_published_data_is_for_desks_only(desk: Desk, enrolled: Enrolled) -> None:
    """Signed, as every call; a retired desk's successor asks."""
    for what in ("catalogue", "calendar", "agencies"):
        reply = desk.call("GET", f"/v1/{what}", signed=False)
        assert reply.problem.code == "unsigned"
    Desk(desk.url, "desk-1b").ask_to_enrol(predecessor=desk)
    assert get(desk, "catalogue").problem.code == "installation_suspended"


def test_a_large_bundle_comes_whole(desk: Desk, central: EmbeddedCentral) -> None:
    """Eight mebibytes, gzipped on the way."""
    text = "".join(f'name = "Thủ tục số {number}"\n' for number in range(200_000))
    publish(central.database, "catalogue", "", {"a.toml": text}, now=NOW)
    assert files(desk) == [BundleFile("a.toml", text)]
