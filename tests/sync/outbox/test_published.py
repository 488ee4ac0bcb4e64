"""Published data at a desk: taken whole or not at all, and why not is kept (docs/adr/0028)."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.calendar.working_calendar import load_calendar
from app.catalogue.catalogue import load_catalogue
from app.clock.time import FixedClock
from app.dated_data.toml_table import RESOURCES
from app.errors import InvalidInput
from app.provincial_law.folder import LawFolder
from app.provincial_law.law_in_force import load_law
from app.provincial_law.published import PublishedStanding, published_standing
from sync.contract.messages import AgencyFacts, AgencyList, Bundle, BundleFile
from tests.app.catalogue.made_up import entry
from tests.faults import intake
from tests.sync.outbox.test_desk import enrol
from tests.sync.real_desk import NOW, RealDesk

A = "9.999999"
DAY = date(2026, 11, 25)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[RealDesk]:
    """An enrolled desk without law of its own."""
    made = RealDesk(tmp_path / "quay-1", FixedClock(NOW))
    made.store.enrolment.prepare("https://trung-tam.example", "MA", "Quầy 1")
    enrol(made)
    yield made
    made.close()


def bundle(etag: str, **files: str) -> Bundle:
    named = {f"{name.removeprefix('y')}.toml": text for name, text in files.items()}
    return Bundle(etag, [BundleFile(name, text) for name, text in named.items()])


def keep(desk: RealDesk, kind: str, body: Bundle | AgencyList) -> bool:
    return desk.port.keep_published(kind, body, desk.clock.now())


def due(desk: RealDesk) -> dict[str, str]:
    return {each.kind: each.etag for each in desk.port.published_due(desk.clock.now())}


def standing(desk: RealDesk, kind: str = "catalogue") -> PublishedStanding:
    return next(each for each in published_standing(desk.store) if each.kind == kind)


def name_of(desk: RealDesk, code: str = A) -> str:
    folder = desk.directory / "law" / "catalogue"
    found = load_catalogue(province=folder).versions(code)
    return found[0].name if found else ""


def audit(desk: RealDesk, subject: str = "catalogue") -> list[dict[str, Any] | None]:
    lines = desk.store.audit_lines(subject)
    return [line.detail for line in lines if line.action == "published"]


def test_a_desk_asks_for_everything_at_first_and_then_once_an_hour(desk: RealDesk) -> None:
    """What it has is named, so that nothing comes twice; a clock set back is no reason to wait."""
    assert due(desk) == {"catalogue": "", "calendar": "", "agencies": ""}
    keep(desk, "catalogue", bundle("a1", f=entry(A, "2025-07-01")))
    keep(desk, "calendar", bundle("e0"))
    assert due(desk) == {"agencies": ""}
    desk.clock.advance(timedelta(hours=1))
    assert due(desk) == {"catalogue": "a1", "calendar": "e0", "agencies": ""}
    desk.port.published_unchanged("catalogue", desk.clock.now())
    assert "catalogue" not in due(desk)
    desk.clock.advance(-timedelta(days=1))
    assert due(desk)["catalogue"] == "a1"


def test_a_bundle_comes_into_force_whole_and_stays_over_a_restart(desk: RealDesk) -> None:
    """In one file of the layer; what came is told of in the log."""
    files = {"f": entry(A, "2025-07-01", name="Đăng ký thử"), "g": entry("9.999998", "2025-07-01")}
    assert keep(desk, "catalogue", bundle("a1", **files))
    assert (name_of(desk), standing(desk).in_force) == ("Đăng ký thử", True)
    folder = desk.directory / "law" / "catalogue"
    assert [each.name for each in folder.iterdir()] == ["published-catalogue.toml"]
    assert audit(desk) == [{"etag": "a1", "files": 2, "problem": ""}]
    desk.close()
    again = RealDesk(desk.directory, desk.clock)
    assert standing(again).in_force
    again.close()


def test_the_next_bundle_takes_the_place_of_the_one_before(desk: RealDesk) -> None:
    """What it does not hold any more is gone; an empty one leaves the program's law."""
    keep(
        desk, "catalogue", bundle("a1", f=entry(A, "2025-07-01"), g=entry("9.999998", "2025-07-01"))
    )
    assert keep(desk, "catalogue", bundle("a2", f=entry(A, "2025-07-01", name="Tên mới")))
    assert (name_of(desk), name_of(desk, "9.999998")) == ("Tên mới", "")
    assert keep(desk, "catalogue", bundle("e0"))
    assert (name_of(desk), standing(desk).in_force) == ("", True)


def test_where_nothing_is_published_nothing_is_written(desk: RealDesk) -> None:
    """The desk pays nothing for a central without law: the program's own is read as it was."""
    assert not keep(desk, "catalogue", bundle("e0"))
    assert not (desk.directory / "law").exists()
    assert load_catalogue(province=desk.directory / "law" / "catalogue") is load_catalogue()
    assert standing(desk).in_force


WRONG = {
    "no TOML": bundle("b2", f="x ="),
    "another file's shape": bundle("b2", f="x = 1"),
    "one wrong of two": bundle("b2", f=entry(A, "2025-07-01", name="Hai"), g="x = 1"),
    "a path": Bundle("b2", [BundleFile("../../x.toml", "")]),
    "an absolute path": Bundle("b2", [BundleFile("/tmp/x.toml", "")]),
    "a name twice": Bundle("b2", [BundleFile("a.toml", ""), BundleFile("a.toml", "")]),
    "a name of 200,000 characters": Bundle("b2", [BundleFile("a" * 200_000 + ".toml", "")]),
    "a text of 200,000 characters": bundle("b2", f=entry(A, "2025-07-01", name="ư" * 200_000)),
    "too many files": Bundle("b2", [BundleFile(f"f{n}.toml", "") for n in range(501)]),
    "too large": bundle("b2", f="#" * (8 * 1024 * 1024)),
}  # fmt: skip


@pytest.mark.parametrize("body", WRONG.values(), ids=WRONG)
def test_a_bad_bundle_changes_nothing_and_its_reason_is_kept(desk: RealDesk, body: Bundle) -> None:
    """What was in force is; the reason is Vietnamese; next time all is sent again."""
    keep(desk, "catalogue", bundle("a1", f=entry(A, "2025-07-01", name="Một")))
    before = (desk.directory / "law" / "catalogue" / "published-catalogue.toml").read_bytes()
    assert not keep(desk, "catalogue", body)
    assert not keep(desk, "catalogue", body)
    now = standing(desk)
    assert (now.in_force, now.etag) == (False, "b2")
    assert "sai" in now.problem
    assert len(now.problem) <= 2_000
    assert (
        desk.directory / "law" / "catalogue" / "published-catalogue.toml"
    ).read_bytes() == before
    assert name_of(desk) == "Một"
    assert sorted(each.name for each in (desk.directory / "law").rglob("*")) == [
        "catalogue", "published-catalogue.toml",
    ]  # fmt: skip
    assert len(audit(desk)) == 2, "the same refusal is logged once"
    desk.clock.advance(timedelta(hours=1))
    assert due(desk)["catalogue"] == ""
    keep(desk, "catalogue", bundle("a1", f=entry(A, "2025-07-01", name="Một")))
    assert (standing(desk).in_force, standing(desk).problem) == (True, "")


def test_a_bundle_must_go_with_what_this_desk_has_of_its_own(desk: RealDesk) -> None:
    """Its administrator's file stands in the way: refused, with its name, until it is changed."""
    folder = desk.directory / "law" / "catalogue"
    folder.mkdir(parents=True)
    own = folder / "own.toml"
    own.write_text(entry(A, "2025-07-01", "2027-12-31", name="Của quầy"), "utf-8")
    body = bundle("a1", f=entry(A, "2026-06-01"))
    assert not keep(desk, "catalogue", body)
    assert "own.toml" in standing(desk).problem
    assert not (folder / "published-catalogue.toml").exists()
    own.write_text(entry(A, "2025-07-01", name="Của quầy"), "utf-8")
    assert keep(desk, "catalogue", body)


def year(reason: str) -> str:
    seed = (RESOURCES / "calendar" / "2026.toml").read_text("utf-8")
    return seed + (
        f'\n[[off]]\nfrom = {DAY}\nkind = "holiday"\nreason = "{reason}"\nbasis = "QĐ mẫu"\n'
    )


def test_a_calendar_comes_into_force(desk: RealDesk) -> None:
    """The day is off from now on; dossiers keep their dates."""
    assert keep(desk, "calendar", bundle("c1", y2026=year("Ngày của tỉnh")))
    calendar = load_calendar(province=desk.directory / "law" / "calendar")
    assert (calendar.is_working(DAY), calendar.day(DAY).reason) == (False, "Ngày của tỉnh")
    assert standing(desk, "calendar").moved == []


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_disk_that_refuses_leaves_all_as_it_was(
    desk: RealDesk, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    """The reason is kept, the line goes on, and it is tried again."""
    keep(desk, "catalogue", bundle("a1", f=entry(A, "2025-07-01", name="Một")))
    real = os.replace

    def refuse(source: Path, target: Path) -> None:
        raise OSError(fault, os.strerror(fault), str(target))

    monkeypatch.setattr(os, "replace", refuse)
    assert not keep(desk, "catalogue", bundle("a2", f=entry(A, "2025-07-01", name="Hai")))
    monkeypatch.setattr(os, "replace", real)
    assert standing(desk).problem
    assert name_of(desk) == "Một"
    folder = desk.directory / "law" / "catalogue"
    assert [each.name for each in folder.iterdir()] == ["published-catalogue.toml"]
    assert keep(desk, "catalogue", bundle("a2", f=entry(A, "2025-07-01", name="Hai")))


def test_a_restored_database_is_not_believed_about_files(desk: RealDesk, tmp_path: Path) -> None:
    """The file is another one than the database says, or gone: all is asked for."""
    keep(desk, "catalogue", bundle("a1", f=entry(A, "2025-07-01")))
    keep(desk, "catalogue", bundle("a2", f=entry(A, "2025-07-01", name="Hai")))
    path = desk.directory / "law" / "catalogue" / "published-catalogue.toml"
    path.write_bytes(path.read_bytes().replace(b'etag = "a2"', b'etag = "a1"'))
    desk.clock.advance(timedelta(hours=1))
    assert due(desk)["catalogue"] == ""
    assert not standing(desk).in_force
    path.unlink()
    assert due(desk)["catalogue"] == ""
    assert keep(desk, "catalogue", bundle("a2", f=entry(A, "2025-07-01", name="Hai")))
    assert standing(desk).in_force


def test_the_agencys_facts_are_the_desks_from_now_on(desk: RealDesk) -> None:
    """Name, resolvers and host, which came with enrolment only; the change is logged."""
    facts = AgencyFacts(intake.AGENCY, "Xã Mới", {"commune": intake.AGENCY}, "tra-cuu.example")
    assert keep(desk, "agencies", AgencyList("f1", [facts]))
    installation = desk.store.installation
    assert installation is not None
    assert (installation.agency_name, installation.lookup_host) == ("Xã Mới", "tra-cuu.example")
    assert installation.resolvers == {"commune": intake.AGENCY}
    [line] = audit(desk, "agencies")
    assert line is not None
    assert line["before"][0] == "Xã Thử Nghiệm"
    assert not keep(desk, "agencies", AgencyList("f1", [facts]))


@pytest.mark.parametrize(
    "facts",
    [
        AgencyFacts("H99.999", "Xã khác"),
        AgencyFacts(intake.AGENCY, "Xã", {"commune": "không phải mã"}),
        AgencyFacts(intake.AGENCY, "Xã", {}, "https://tra-cuu.example/x"),
        AgencyFacts(intake.AGENCY, "Xã\nMới"),
    ],
)
def test_facts_that_can_not_be_are_not_taken(desk: RealDesk, facts: AgencyFacts) -> None:
    """Another agency's, a resolver that is none, a host that is none."""
    assert not keep(desk, "agencies", AgencyList("f1", [facts]))
    installation = desk.store.installation
    assert installation is not None
    assert installation.agency_name == "Xã Thử Nghiệm"
    assert standing(desk, "agencies").problem


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"\0" * len(data),
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda data: data.replace(b"valid_from", b"valid_form").replace(b"year = ", b"y = "),
        lambda data: data + b"so = " + b"1" * 5_000,
    ],
)
@pytest.mark.parametrize("kind", ["catalogue", "calendar"])
def test_a_bundle_that_was_spoilt_on_the_disk_stops_no_desk(
    desk: RealDesk, kind: str, spoil: Callable[[bytes], bytes]
) -> None:
    """It starts without, says so, and has it again with the first answer of the central."""
    body = bundle("a1", f=entry(A, "2025-07-01"))
    if kind == "calendar":
        body = bundle("a1", y2026=year("Ngày của tỉnh"))
    assert keep(desk, kind, body)
    assert keep(desk, "agencies", AgencyList("f1", [AgencyFacts(intake.AGENCY, "Xã")]))
    other = bundle("e0")
    keep(desk, "calendar" if kind == "catalogue" else "catalogue", other)
    folder = desk.directory / "law" / kind
    path = folder / f"published-{kind}.toml"
    path.write_bytes(spoil(path.read_bytes()))
    law = load_law(LawFolder.in_data(desk.directory))
    assert not law.catalogue.versions(A)
    assert law.calendar.is_working(DAY)
    desk.close()
    again = RealDesk(desk.directory, desk.clock)
    assert (standing(again, kind).in_force, bool(standing(again, kind).problem)) == (False, True)
    assert due(again) == {kind: ""}
    assert keep(again, kind, body)
    assert (due(again), standing(again, kind).problem) == ({}, "")
    assert [each.name for each in folder.iterdir()] == [path.name]
    again.close()


def test_a_fault_in_the_desks_own_file_is_told_as_before(desk: RealDesk) -> None:
    """What is published is not guilty of it, and stays."""
    assert keep(desk, "catalogue", bundle("a1", f=entry(A, "2025-07-01")))
    folder = desk.directory / "law" / "catalogue"
    (folder / "rieng.toml").write_text("x = = 1", "utf-8")
    with pytest.raises(InvalidInput, match=r"rieng\.toml"):
        load_law(LawFolder.in_data(desk.directory))
    assert (folder / "published-catalogue.toml").exists()


def test_a_bundle_with_a_number_without_end_is_refused(desk: RealDesk) -> None:
    """The line goes on: it is the bundle's fault, not a bug."""
    assert not keep(desk, "catalogue", bundle("a1", f="so = " + "1" * 5_000))
    assert standing(desk).problem


@pytest.mark.parametrize("name", ["exists", "stat", "rglob"])
def test_a_folder_that_can_not_be_looked_at_is_a_reason_and_no_bug(
    desk: RealDesk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Copied there by another account, or on a dying disk: everything else goes on being sent."""
    keep(desk, "catalogue", bundle("a1", f=entry(A, "2025-07-01")))
    law = desk.directory / "law"
    real = getattr(Path, name)

    def refuse(path: Path, *args: Any, **options: Any) -> Any:
        if path.is_relative_to(law):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *args, **options)

    monkeypatch.setattr(Path, name, refuse)
    desk.clock.advance(timedelta(hours=1))
    assert "catalogue" in due(desk)
    keep(desk, "catalogue", bundle("a2", f=entry(A, "2025-07-01", name="Hai")))
    monkeypatch.undo()
    assert standing(desk).problem or name_of(desk) == "Hai"
