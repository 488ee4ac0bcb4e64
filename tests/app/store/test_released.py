"""Databases of every released version are opened, upgraded, and complete."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.errors import EnvironmentFault
from app.store import projection, schema
from app.store.database import Database
from app.store.records import EventState
from app.store.verify import verify
from tests.app.store.rig import SERIES, DeskRig, lease, receive

RELEASED = Path(__file__).parents[2] / "data"


@pytest.fixture
def rig(tmp_path: Path) -> DeskRig:
    """A writable copy of the data directory that schema 1 left."""
    root = tmp_path / "schema-1"
    shutil.copytree(RELEASED / "schema-1", root)
    (root / "key").chmod(0o600)
    (root / "key.record").chmod(0o600)
    return DeskRig(root)


def test_schema_1_is_opened_with_its_full_outbox(rig: DeskRig) -> None:
    """Dossiers, outbox, numbers and pages are what they were; the desk goes on numbering."""
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


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A schema 2 that adds a table; it fails where the list says so."""
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
        assert store.parts.database.version == 2
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
        assert store.parts.database.version == 2
        assert store.search("", 10)[1] == 5
