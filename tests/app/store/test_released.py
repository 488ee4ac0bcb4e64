"""Databases of every released version are opened, upgraded, and complete."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from app.accounts.account import clean_sign_in_name
from app.accounts.directory import accounts_of
from app.accounts.roles import Role
from app.accounts.sign_in import sign_in
from app.deadlines.clock_face import ClockState
from app.dossier.events import BODY_TYPES, BookPlace
from app.dossier.processing_events import Extended, Resumed, SupplementRequested, Suspended
from app.dossier.state import Stage
from app.errors import EnvironmentFault
from app.keys.derive import derive
from app.numbering.series import SlipKind, slip_series
from app.processing.clock import clock_of
from app.processing.counting import counted
from app.store import projection, schema
from app.store.database import Database
from app.store.manifest import DATABASE_NAME, read_manifest
from app.store.records import EventState
from app.store.settings import write_setting
from app.store.verify import verify
from tests.app.store.rig import (
    COMMUNE,
    SERIES,
    DeskRig,
    OtherDesk,
    enrol,
    feed_item,
    lease,
    print_slip,
    receive,
)
from tests.data.make_released import PASSWORD
from tests.desks import calendar, catalogue

CODE = "H26.107-261123-0001"
RELEASED = Path(__file__).parents[2] / "data"


def released(version: int, directory: Path) -> DeskRig:
    """A writable copy of the data directory that a schema left."""
    root = directory / f"schema-{version}"
    shutil.copytree(RELEASED / f"schema-{version}", root)
    (root / "key").chmod(0o600)
    (root / "key.record").chmod(0o600)
    return DeskRig(root)


@pytest.fixture
def rig(tmp_path: Path) -> DeskRig:
    """What the first schema left."""
    return released(1, tmp_path)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_released_database_is_opened_with_its_full_outbox(version: int, tmp_path: Path) -> None:
    """Dossiers, outbox, numbers and pages are what they were; the desk goes on numbering."""
    rig = released(version, tmp_path)
    with rig.open() as store:
        assert verify(store).problems == []
        assert not store.must_succeed
        rows, total = store.search("", 10)
        assert total == 5
        assert [row.code for row in rows if row.code] == [
            "H26.107-261123-0003",
            "H26.107-261123-0002",
            "H26.107-261123-0001",
        ]
        counts = store.outbox.counts()
        assert (counts.waiting, counts.set_aside) == (8, 1)
        [aside] = store.outbox.list(EventState.SET_ASIDE)
        assert aside.problem is not None
        assert aside.problem.code == "changed_meanwhile"
        assert len(store.waiting_for_number()) == 1
        [sha256] = store.known_pages()
        assert store.pages.get(sha256) == b"a fictitious page"
        lease(store, SERIES, 4, 9, rig.clock)
        assert receive(store, rig.clock)[1] == "H26.107-261123-0004"


def test_schema_2_keeps_its_accounts_and_drafts(tmp_path: Path) -> None:
    """Who could sign in still can; what was being typed is still there."""
    rig = released(2, tmp_path)
    with rig.open() as store:
        [account] = accounts_of(store)
        assert sign_in(store, rig.clock, account.sign_in_name, PASSWORD).account == account
        assert [draft.summary for draft in store.drafts.all()] == ["đang gõ"]


@pytest.mark.parametrize("version", [1, 2])
def test_the_books_begin_with_the_first_dossier_after_the_upgrade(
    version: int, tmp_path: Path
) -> None:
    """What was registered before there were books has no place in one, and gets none."""
    rig = released(version, tmp_path)
    with rig.open() as store:
        [row] = store.search(CODE, 1)[0]
        before = store.dossier(row.id)
        assert before is not None
        assert before.book is None
        lease(store, SERIES, 4, 9, rig.clock)
        dossier, _ = receive(store, rig.clock)
        state = store.dossier(dossier)
        assert state is not None
        assert state.book == BookPlace(1, 1)
        slips = slip_series(SlipKind.SUPPLEMENT, COMMUNE, rig.clock.now().year)
        lease(store, slips, 1, 5, rig.clock)
        assert print_slip(store, row.id, slips) == 1
        assert store.parts.database.row("SELECT count(*) FROM print_job") == (0,)
        assert verify(store).problems == []


def open_old(rig: DeskRig) -> Database:
    """The database as its schema left it, not upgraded."""
    manifest = read_manifest(rig.data)
    assert manifest is not None
    master = rig.keys.read_key(manifest.store)
    assert master is not None
    return Database(rig.data / DATABASE_NAME, derive(master, manifest.store).database)


@pytest.mark.parametrize("version", [1, 2])
def test_a_desk_that_succeeded_others_before_there_were_books_writes_its_own_volume(
    version: int, tmp_path: Path
) -> None:
    """The manyeth of its line, as any other (docs/adr/0023); the next one goes on."""
    rig = released(version, tmp_path)
    old = open_old(rig)
    columns = "private_key, public_key, counter, central_url, code, prepared_at"
    with old.transaction():
        for before, name in ((None, "first"), ("first", "second")):
            old.write(
                f"INSERT INTO installation (id, state, predecessor, {columns}) SELECT ?,"
                f" 'retired', ?, {columns} FROM installation WHERE state = 'current'",
                (name, before),
            )
        old.write("UPDATE installation SET predecessor = 'second' WHERE state = 'current'")
    old.close()
    with rig.open() as store:
        with store.transaction(officer="x") as transaction:
            assert transaction.book_volume == 3
        store.enrolment.replace("BCDF")
        enrol(store, key_id=9)
        with store.transaction(officer="x") as transaction:
            assert transaction.book_volume == 4


def name_officers(rig: DeskRig, names: list[str]) -> None:
    """As a desk of schema 1 names them."""
    old = open_old(rig)
    with old.transaction():
        write_setting(old, "officers", msgspec.json.encode(names).decode())
    old.close()


@pytest.mark.parametrize(
    "names",
    [
        ["Hoa", "Hoa3", "Hoa"],  # the number that would tell them apart is a name already
        ["Hoa", "Hoa", "Hoa2", "Hoa", "Hoa4", "Hoa"],
        ["", " ", "李", "😀"],
        ["x" * 300] * 3,
        ["Nguyễn Thị Mẫu"] * 200,
    ],
)
def test_officers_of_odd_names_become_accounts_that_can_sign_in(
    rig: DeskRig, names: list[str]
) -> None:
    """Every name gets a sign-in name of its own that is allowed; the upgrade ends."""
    name_officers(rig, names)
    with rig.open() as store:
        sign_in_names = [one.sign_in_name for one in accounts_of(store)]
        assert [one.name for one in accounts_of(store)] == names
    assert len(set(sign_in_names)) == len(names)
    assert [clean_sign_in_name(one) for one in sign_in_names] == sign_in_names


def test_the_officers_of_schema_1_become_accounts(rig: DeskRig) -> None:
    """They were names in a setting; the first can give the others passwords."""
    name_officers(rig, ["Nguyễn Thị Mẫu", "Trần Văn Thử", "Nguyễn Thị Mẫu"])
    with rig.open() as store:
        accounts = accounts_of(store)
        assert [(one.name, one.sign_in_name) for one in accounts] == [
            ("Nguyễn Thị Mẫu", "mau.nguyen.thi"),
            ("Trần Văn Thử", "thu.tran.van"),
            ("Nguyễn Thị Mẫu", "mau.nguyen.thi3"),
        ]
        assert [Role.ADMINISTRATOR in one.roles for one in accounts] == [True, False, False]
        assert not any(one.has_password for one in accounts)
        assert store.setting("officers") is None


def test_what_an_older_program_projected_is_made_anew(
    rig: DeskRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later version's states hold more; a reader waits until a writer has rebuilt them."""
    rig.open().close()
    monkeypatch.setattr(projection, "_MADE_BY", 2)
    with pytest.raises(EnvironmentFault, match="old_database"):
        rig.open(read_only=True)
    with rig.open() as store, store.parts.database.transaction():
        store.parts.database.write("UPDATE dossier SET name = 'stale'")
    monkeypatch.setattr(projection, "_MADE_BY", 3)
    with rig.open() as store:
        assert verify(store).problems == []
        assert store.search("dang van thu", 1)[1] == 1
    with rig.open(read_only=True) as store:
        assert store.search("", 1)[1] == 5


OLD_TYPES = ("opened", "registered", "pages_attached", "printed", "fee_collected", "corrected")


def test_what_a_newer_desk_has_told_counts_after_the_upgrade(
    rig: DeskRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that does not know an event keeps its bytes; the next one understands them."""
    other = OtherDesk(rig.clock)
    asked = SupplementRequested(
        stage="appraisal", items=["Ảnh"], reason="mờ", at="2026-11-23T09:00:00+07:00"
    )
    extended = Extended(
        at="2026-11-22T08:30:00+07:00",
        to="2026-11-30T17:00:00+07:00",
        reason="mưa bão",
        signer="Lê Văn C",
    )
    with monkeypatch.context() as older:
        known = {name: BODY_TYPES[name] for name in OLD_TYPES}
        older.setattr("app.dossier.evolve.BODY_TYPES", known)
        with rig.open() as store:
            [row] = [each for each in store.search("", 10)[0] if each.code == CODE]
            events = [other.event(row.id, body) for body in (extended, asked)]
            page = [feed_item(place, event) for place, event in enumerate(events, 900)]
            store.feed.apply(1, 901, page, rig.clock.now())
            before = store.dossier(row.id)
            assert before is not None
            assert (before.unknown, before.happenings) == (2, ())
            assert store.search(CODE, 1)[0][0].due == row.due
    monkeypatch.setattr(projection, "_MADE_BY", 2)
    with rig.open() as store:
        state = store.dossier(row.id)
        assert state is not None
        assert (state.unknown, len(state.happenings)) == (0, 2)
        assert state.stage is Stage.SUPPLEMENT_AWAITED
        assert store.search(CODE, 1)[0][0].due is None
        assert state.first_due == before.first_due
        kept = [stored.event.payload_bytes for stored in store.events(row.id)]
        assert {event.payload_bytes for event in events} <= set(kept)
        assert verify(store).problems == []


@pytest.mark.parametrize("version", [1, 2, 3])
def test_the_clock_of_a_dossier_whose_rule_was_not_kept_is_still_counted(
    version: int, tmp_path: Path
) -> None:
    """Before rules were frozen: by the catalogue of that day, or not at all; never an error."""
    rig = released(version, tmp_path)
    with rig.open() as store:
        rows, _ = store.search("", 10)
        faces = {}
        for row in rows:
            state = store.dossier(row.id)
            assert state is not None
            faces[row.code] = clock_of(state, catalogue(), calendar(), rig.clock.now())
            assert faces[row.code].due == row.due
            assert faces[row.code].problems == []
        assert faces[CODE].state is ClockState.RUNNING
        [row] = store.search(CODE, 1)[0]
        pause = Suspended(cause="verification", at="2026-11-23T09:00:00+07:00", reason="hỏi")
        with store.transaction(officer="can-bo") as transaction:
            transaction.append(row.id, pause)
        state = store.dossier(row.id)
        assert state is not None
        end = Resumed(cause="verification", at="2026-11-26T09:00:00+07:00")
        dated = counted(state, end, catalogue(), calendar(), rig.clock.now())
        assert dated.due is not None
        assert dated.due.at == "2026-11-26T17:00:00+07:00"  # within the day: when it goes on


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A later schema that adds a table; it fails where the list says so."""
    failures: list[str] = []

    def migration(database: Database) -> None:
        database.run_script("CREATE TABLE later (x INTEGER) STRICT")
        if failures:
            raise EnvironmentFault("disk_full", failures[0])

    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, migration))
    monkeypatch.setattr(schema, "NEWEST", schema.NEWEST + 1)
    return failures


def test_a_migration_keeps_the_old_database_beside_it(rig: DeskRig, next_schema: list[str]) -> None:
    """A file backup is made first; it opens with the same key as the old schema."""
    with rig.open() as store:
        assert store.parts.database.version == schema.NEWEST
        assert verify(store).problems == []
        key = store.parts.keys.database
    old = Database(rig.data / "before-schema-1.db", key)
    assert old.version == 1
    assert old.row("SELECT count(*) FROM dossier") == (5,)
    old.close()


def test_a_migration_that_fails_changes_nothing(rig: DeskRig, next_schema: list[str]) -> None:
    """It is one transaction; the next start tries again."""
    next_schema.append("Ổ đĩa đầy")
    with pytest.raises(EnvironmentFault, match="disk_full"):
        rig.open()
    next_schema.clear()
    with rig.open() as store:
        assert store.parts.database.version == schema.NEWEST
        assert store.search("", 10)[1] == 5
