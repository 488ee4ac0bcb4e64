"""What a desk could not send reaches the central by another desk (docs/adr/0029)."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.accounts.roles import Role
from app.carrying.openers import Opening
from app.carrying.pack import SUFFIX, PackReader
from app.errors import InvalidInput, QmcError, Refusal
from app.store.carried import CarriedState, NewRun
from app.store.records import EventState
from app.store.settings import SEAL_KEY
from sync.carrying.exporting import export_unsent
from sync.carrying.files import packs_in
from sync.carrying.importing import import_unsent
from sync.central.administration import suspend
from tests.sync.carrying.rig import PASSPHRASE, Town, attach, in_hands
from tests.sync.central.databases import sqlite_url
from tests.sync.real_desk import RealDesk


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """How the central takes it in is proved on both databases in its own tests."""
    made = Town(tmp_path, sqlite_url(tmp_path))
    yield made
    made.close()


def work(desk: RealDesk) -> set[str]:
    """Three dossiers with a page each, while the line is down; returns the pages."""
    return {attach(desk, dossier, seed=number) for number, dossier in enumerate(desk.receive(3))}


def test_a_disk_dies_and_another_counter_brings_its_work(town: Town, tmp_path: Path) -> None:
    """The store is gone, only the pack is left: everything is at the central once."""
    dying, other = town.desk("quay-1"), town.desk("quay-2")
    pages = work(dying)
    events = {entry.id for entry in dying.store.outbox.list()}
    codes = set(dying.codes())
    exported = export_unsent(in_hands(dying), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    assert (exported.events, exported.pages, exported.dossiers) == (len(events), 3, 3)
    assert exported.opens_with == ["central", "passphrase", "store"]
    town.end(dying)
    shutil.rmtree(tmp_path / "quay-1")
    other.receive(1)
    imported = import_unsent(in_hands(other), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    assert (imported.new, imported.known, imported.pages) == (len(events), 0, 3)
    assert imported.counters == ["quay-1"]
    summary = other.sync(town.central.url)
    assert summary.waiting == 0
    assert events <= set(town.event_ids())
    assert len(town.event_ids()) == len(set(town.event_ids()))
    assert codes < set(town.codes())
    assert all(len(holders) == 1 for holders in town.codes().values())
    assert town.scans() == pages
    assert other.store.carried.counts().waiting == 0
    assert codes < set(other.codes())


def test_a_new_store_in_the_dead_desks_place_brings_it(town: Town, tmp_path: Path) -> None:
    """The same counter with a new disk: it enrols anew, imports, and sees its dossiers again."""
    dying = town.desk("quay-1")
    pages = work(dying)
    codes = dying.codes()
    export_unsent(in_hands(dying), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    town.end(dying)
    shutil.rmtree(tmp_path / "quay-1")
    (tmp_path / "quay-1.key").unlink()
    (tmp_path / "quay-1.key.record").unlink()
    again = town.desk("quay-1")
    import_unsent(in_hands(again), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    again.sync(town.central.url)
    assert again.codes() == codes == sorted(town.codes())
    again.receive(2)
    again.sync(town.central.url)
    held = town.held()
    assert (held.registered, held.codes, held.duplicates) == (5, 5, 0)
    assert town.scans() == pages


def test_an_older_copy_of_the_desk_gets_its_lost_work_back(town: Town, tmp_path: Path) -> None:
    """Restored from yesterday: the pack opens with the store's own key, and what comes back by
    the feed is its own again."""
    desk = town.desk("quay-1")
    desk.receive(2)
    desk.sync(town.central.url)
    town.end(desk)
    shutil.copytree(tmp_path / "quay-1", tmp_path / "yesterday")
    record = (tmp_path / "quay-1.key.record").read_bytes()
    desk = town.open("quay-1")
    pages = work(desk)
    lost = {entry.id for entry in desk.store.outbox.list()}
    codes = desk.codes()
    export_unsent(in_hands(desk), tmp_path / "a.qmcgoi")
    installation = desk.port.installation()
    town.end(desk)
    shutil.rmtree(tmp_path / "quay-1")
    shutil.move(tmp_path / "yesterday", tmp_path / "quay-1")
    assert (tmp_path / "quay-1.key.record").read_bytes() != record
    restored = town.open("quay-1")
    assert restored.store.must_succeed
    imported = import_unsent(in_hands(restored), tmp_path / "a.qmcgoi")
    assert (imported.new, imported.pages) == (len(lost), 3)
    restored.sync(town.central.url)
    assert restored.port.installation() != installation
    assert restored.codes() == codes == sorted(town.codes())
    stored = [
        event
        for row in restored.store.search("", 100)[0]
        for event in restored.store.events(row.id)
        if event.event.header.id in lost
    ]
    assert {event.event.header.id for event in stored} == lost
    assert all(event.own and event.state is EventState.ACCEPTED for event in stored)
    assert town.scans() == pages
    assert town.held().duplicates == 0


def test_importing_and_sending_twice_is_nothing_new(town: Town, tmp_path: Path) -> None:
    """The stick is brought again, also to a third desk; then the origin's line is back."""
    one, two, three = (town.desk(f"quay-{number}") for number in (1, 2, 3))
    work(one)
    out = tmp_path / "a.qmcgoi"
    export_unsent(in_hands(one), out, passphrase=PASSPHRASE)
    first = import_unsent(in_hands(two), out, passphrase=PASSPHRASE)
    again = import_unsent(in_hands(two), out, passphrase=PASSPHRASE)
    assert (again.new, again.known) == (0, first.new)
    import_unsent(in_hands(three), out, passphrase=PASSPHRASE)
    two.sync(town.central.url)
    one.sync(town.central.url)
    three.sync(town.central.url)
    ids = town.event_ids()
    assert len(ids) == len(set(ids))
    assert town.held().registered == 3
    assert one.store.outbox.counts().waiting == 0
    assert {state.value for state in set(one.states().values())} == {"accepted"}


def test_the_living_desk_that_imports_its_own_pack_carries_nothing(
    town: Town, tmp_path: Path
) -> None:
    """It has all of it: its own way stays the way."""
    desk = town.desk("quay-1")
    work(desk)
    export_unsent(in_hands(desk), tmp_path / "a.qmcgoi")
    imported = import_unsent(in_hands(desk), tmp_path / "a.qmcgoi")
    assert (imported.new, imported.known) == (0, imported.events)
    assert desk.store.carried.counts().waiting == 0


def test_an_export_changes_nothing_and_leaves_out_what_the_central_has(
    town: Town, tmp_path: Path
) -> None:
    """The desk's own way stays open; the next export is of what is left."""
    desk = town.desk("quay-1")
    work(desk)
    before = desk.states(), desk.store.outbox.counts()
    first = export_unsent(in_hands(desk), tmp_path / "a.qmcgoi")
    assert (desk.states(), desk.store.outbox.counts()) == before
    assert first.waiting == before[1].waiting
    desk.sync(town.central.url)
    dossier = desk.receive(1)[0]
    second = export_unsent(in_hands(desk), tmp_path / "b.qmcgoi")
    assert (second.dossiers, second.pages, second.events) == (1, 0, 2)
    assert desk.store.outbox.list()[0].dossier == dossier


def test_what_is_set_aside_is_exported_too(town: Town, tmp_path: Path) -> None:
    """A person may carry it to where it can be settled."""
    desk = town.desk("quay-1")
    dossier = desk.receive(1)[0]
    desk.sync(town.central.url)
    desk.correct(dossier, "0911111111")
    two = town.desk("quay-2")
    two.correct(dossier, "0922222222")
    two.sync(town.central.url)
    desk.sync(town.central.url)
    assert desk.store.outbox.counts().set_aside == 1
    exported = export_unsent(in_hands(desk), tmp_path / "a.qmcgoi")
    assert (exported.events, exported.dossiers, exported.waiting) == (1, 1, 0)


def test_a_part_whose_beginning_never_came_waits_for_a_person_and_then_for_it(
    town: Town, tmp_path: Path
) -> None:
    """Five times asked, then under "Cần xử lý" with what to do; the missing pack frees it."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    day_one = tmp_path / "a.qmcgoi"
    one.receive(100)
    export_unsent(in_hands(one), day_one, passphrase=PASSPHRASE)
    runs = _runs_of(day_one)
    assert len(runs) == 2
    with two.store.transaction(officer="") as transaction:
        transaction.keep_carried(runs[1])
    for _ in range(6):
        two.sync(town.central.url)
    [entry] = two.store.carried.list()
    assert entry.state is CarriedState.SET_ASIDE
    assert entry.problem is not None
    assert entry.problem.code == "predecessor_missing"
    assert entry.problem.advice
    import_unsent(in_hands(two), day_one, passphrase=PASSPHRASE)
    two.sync(town.central.url)
    assert two.store.carried.list() == []
    assert town.held().dossiers == 100


def test_a_part_that_was_set_aside_goes_out_as_it_is_brought_the_next_time(
    town: Town, tmp_path: Path
) -> None:
    """It can not be read here any more and says to import it again: then the new one counts."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    one.receive(1)
    export_unsent(in_hands(one), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    [run] = _runs_of(tmp_path / "a.qmcgoi")
    with two.store.transaction(officer="") as transaction:
        transaction.keep_carried(replace(run, body=run.body[:-1]))
    two.sync(town.central.url)
    [entry] = two.store.carried.list()
    assert entry.problem is not None
    assert entry.problem.code == "unreadable"
    import_unsent(in_hands(two), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    two.sync(town.central.url)
    assert two.store.carried.list() == []
    assert town.held().dossiers == 1


@pytest.mark.parametrize("key", [bytes(32), b"\1" + bytes(31), bytes(31), b""])
def test_a_central_key_that_nothing_can_be_sealed_for_is_not_kept(
    town: Town, tmp_path: Path, key: bytes
) -> None:
    """A hostile central, or a hand in the line: packs are still written, for the key before."""
    desk = town.desk("quay-1")
    desk.receive(1)
    before = desk.store.setting(SEAL_KEY)
    desk.port.keep_seal_key(base64.b64encode(key).decode(), desk.clock.now())
    assert desk.store.setting(SEAL_KEY) == before
    exported = export_unsent(in_hands(desk), tmp_path / "a.qmcgoi")
    assert exported.opens_with == ["central", "store"]


def test_a_desk_that_is_suspended_has_its_part_set_aside_and_can_be_tried_again(
    town: Town, tmp_path: Path
) -> None:
    """A stolen machine's pack: the carrier goes on, a person decides."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    work(one)
    export_unsent(in_hands(one), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    suspend(town.central.database, str(one.port.installation()))
    import_unsent(in_hands(two), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    two.receive(1)
    summary = two.sync(town.central.url)
    assert summary.waiting == 0
    [entry] = two.store.carried.list()
    assert entry.problem is not None
    assert entry.problem.code == "origin_suspended"
    assert two.store.carried.retry(entry.id).state is CarriedState.WAITING


def test_a_carrier_exports_what_it_carries(town: Town, tmp_path: Path) -> None:
    """From stick to stick: signed by who made it, brought by who has a line."""
    one, two, three = (town.desk(f"quay-{number}") for number in (1, 2, 3))
    two.sync(town.central.url)
    three.sync(town.central.url)
    pages = work(one)
    export_unsent(in_hands(one), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    import_unsent(in_hands(two), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    carried = export_unsent(in_hands(two), tmp_path / "b.qmcgoi", passphrase=PASSPHRASE)
    assert (carried.carried, carried.pages) == (1, 3)
    import_unsent(in_hands(three), tmp_path / "b.qmcgoi", passphrase=PASSPHRASE)
    three.sync(town.central.url)
    assert town.held().registered == 3
    assert town.scans() == pages


def test_a_central_that_was_restored_gets_carried_work_again(town: Town, tmp_path: Path) -> None:
    """The dead desk can't offer it again: who carried it keeps it."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    work(one)
    export_unsent(in_hands(one), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    import_unsent(in_hands(two), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    two.sync(town.central.url)
    assert two.store.carried.counts().waiting == 0
    two.store.feed.begin_generation(2_000)
    assert two.store.carried.counts().waiting == 1


def test_who_may_not_receive_neither_exports_nor_imports(town: Town, tmp_path: Path) -> None:
    """Packs hold people's data: an administrator of accounts does not take them away."""
    desk = town.desk("quay-1")
    out = tmp_path / "a.qmcgoi"
    for role in (Role.ADMINISTRATOR, Role.INSPECTOR):
        with pytest.raises(Refusal):
            export_unsent(in_hands(desk, role), out)
        with pytest.raises(Refusal):
            import_unsent(in_hands(desk, role), out)
    assert not out.exists()
    export_unsent(in_hands(desk, Role.OFFICER), out)


def test_exporting_and_importing_are_logged(town: Town, tmp_path: Path) -> None:
    """Who, what, how many, for whom it opens."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    work(one)
    export_unsent(in_hands(one), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    import_unsent(in_hands(two), tmp_path / "a.qmcgoi", passphrase=PASSPHRASE)
    [out] = [line for line in one.store.audit_lines() if line.action == "export_unsent"]
    assert out.detail is not None
    assert (out.detail["events"], out.detail["pages"]) == (9, 3)
    [into] = [line for line in two.store.audit_lines() if line.action == "import_unsent"]
    assert into.detail is not None
    assert into.detail["counter"] == "quay-1"
    assert out.officer == into.officer != ""


def test_a_pack_is_never_written_over_and_a_folder_gets_a_name(town: Town, tmp_path: Path) -> None:
    """Yesterday's stick may be the only copy."""
    desk = town.desk("quay-1")
    first = export_unsent(in_hands(desk), tmp_path / "a.qmcgoi")
    with pytest.raises(InvalidInput):
        export_unsent(in_hands(desk), tmp_path / "a.qmcgoi")
    assert Path(first.path).stat().st_size == first.bytes
    folder = tmp_path / "stick"
    folder.mkdir()
    named = export_unsent(in_hands(desk), folder)
    assert Path(named.path).parent == folder
    assert Path(named.path).suffix == ".qmcgoi"


def test_of_a_folder_each_pack_is_taken_by_itself(town: Town, tmp_path: Path) -> None:
    """One is cut, one is of a stranger, one is none: the good one gets in, each is told."""
    one, two, stranger = town.desk("quay-1"), town.desk("quay-2"), town.desk("quay-3")
    work(one)
    stick = tmp_path / "stick"
    stick.mkdir()
    good = export_unsent(in_hands(one), stick / "b.qmcgoi", passphrase=PASSPHRASE)
    (stick / "a.qmcgoi").write_bytes(Path(good.path).read_bytes()[:-1])
    (stick / "c.qmcgoi").write_bytes(b"")
    (stick / "d.txt").write_text("không phải gói")
    export_unsent(in_hands(stranger), stick / "e.qmcgoi", passphrase=PASSPHRASE)
    imported = import_unsent(in_hands(two), stick, passphrase=PASSPHRASE)
    told = {each.file: each.code for each in imported.refused}
    assert told == {
        "a.qmcgoi": "not_a_pack",
        "c.qmcgoi": "not_a_pack",
        "e.qmcgoi": "unknown_signer",
    }
    two.sync(town.central.url)
    assert town.held().registered == 3


def test_what_four_desks_copied_in_two_weeks_is_looked_through_in_one_go(tmp_path: Path) -> None:
    """A pack a change, of all of them in one folder: nobody has to sort it by hand."""
    for seq in range(1, 12_001):
        (tmp_path / f"quay-1_{seq}-{seq}_{'a' * 12}_{'b' * 6}{SUFFIX}").touch()
    assert len(packs_in(tmp_path)) == 12_000


def test_a_pack_that_this_desk_can_not_open_says_where_to_take_it(
    town: Town, tmp_path: Path
) -> None:
    """Without a passphrase another counter can't read it."""
    one, two = town.desk("quay-1"), town.desk("quay-2")
    export_unsent(in_hands(one), tmp_path / "a.qmcgoi")
    export_unsent(in_hands(one), tmp_path / "b.qmcgoi", passphrase=PASSPHRASE)
    for file, passphrase, code in (
        ("a.qmcgoi", None, "cannot_open_pack"),
        ("a.qmcgoi", PASSPHRASE, "cannot_open_pack"),
        ("b.qmcgoi", None, "cannot_open_pack"),
        ("b.qmcgoi", "khong dung roi", "wrong_passphrase"),
        ("none.qmcgoi", None, "no_file"),
    ):
        with pytest.raises(QmcError) as raised:
            import_unsent(in_hands(two), tmp_path / file, passphrase=passphrase)
        assert raised.value.code == code
    assert two.store.carried.list() == []


def _runs_of(pack: Path) -> list[NewRun]:
    """The runs of a pack."""
    with pack.open("rb") as file:
        reader = PackReader(file, Opening(passphrase=PASSPHRASE))
        return [
            NewRun(run.installation, run.counter, run.first_seq, run.last_seq, run.tip, body)
            for run, body in reader.runs()
        ]
