"""Packs that are carried to the central itself: no other desk, no passphrase (docs/adr/0029)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select

from app.clock.time import epoch_ms
from app.errors import EnvironmentFault, QmcError, Refusal
from sync.carrying.exporting import export_unsent
from sync.central.administration import resume, suspend
from sync.central.application import EveryProcedure
from sync.central.import_packs import Receiver, import_packs
from sync.central.scan_files import ScanFiles
from sync.central.schema import installation
from tests.sync.carrying.rig import Town, attach, in_hands
from tests.sync.central.databases import NewDatabase


def receiver(town: Town, *, scans: bool = True) -> Receiver:
    """The administrator's verb, beside the running server."""
    return Receiver(
        town.central.database,
        EveryProcedure(),
        ScanFiles(town.directory / "scans") if scans else None,
        epoch_ms(town.clock.now()),
    )


def stick_of(town: Town, name: str) -> tuple[Path, set[str], set[str]]:
    """A desk's disk dies, its stick is left: the pack, its events and pages."""
    desk = town.desk(name)
    pages = {attach(desk, dossier, seed=number) for number, dossier in enumerate(desk.receive(2))}
    events = {entry.id for entry in desk.store.outbox.list()}
    pack = town.directory / f"{name}.qmcgoi"
    assert "central" in export_unsent(in_hands(desk), pack).opens_with
    town.end(desk)
    shutil.rmtree(town.directory / name)
    return pack, events, pages


def test_a_stick_brought_to_the_central_gives_everything_back(town: Town) -> None:
    """Events once, pages where uploads put them; another desk sees the dossiers by the feed."""
    pack, events, pages = stick_of(town, "quay-1")
    found = import_packs(receiver(town), pack)
    assert (found.packs, found.events, found.accepted, found.pages) == (1, 6, 6, 2)
    assert set(town.event_ids()) == events
    assert town.scans() == pages
    other = town.desk("quay-2")
    other.sync(town.central.url)
    assert sorted(town.codes()) == other.codes()
    again = import_packs(receiver(town), pack)
    assert (again.accepted, again.duplicate) == (0, 6)
    assert len(town.event_ids()) == 6


def test_a_folder_of_packs_is_taken_whatever_their_order(town: Town, tmp_path: Path) -> None:
    """The second day's file comes first by name; nothing is left waiting."""
    desk = town.desk("quay-1")
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.receive(2)
    export_unsent(in_hands(desk), stick / "b.qmcgoi")
    two_days = desk.receive(120)
    export_unsent(in_hands(desk), stick / "a.qmcgoi")
    (stick / "c.qmcgoi").write_bytes(b"")
    found = import_packs(receiver(town), stick)
    assert [each.file for each in found.refused] == ["c.qmcgoi"]
    assert found.try_again == 0
    assert town.held().dossiers == 2 + len(two_days)


def test_a_part_without_its_beginning_waits(town: Town, tmp_path: Path) -> None:
    """It is told, and the same file brought again gets in once the rest has come."""
    desk = town.desk("quay-1")
    desk.receive(1)
    first = tmp_path / "1.qmcgoi"
    export_unsent(in_hands(desk), first)
    for entry in desk.store.outbox.list():  # as if the first day had gone out
        with desk.store.parts.database.transaction():
            desk.store.parts.database.write(
                "DELETE FROM outbox WHERE number = (SELECT number FROM event WHERE id = ?)",
                (entry.id,),
            )
    desk.receive(1)
    second = tmp_path / "2.qmcgoi"
    export_unsent(in_hands(desk), second)
    waits = import_packs(receiver(town), second)
    assert (waits.accepted, waits.try_again) == (0, 2)
    import_packs(receiver(town), first)
    assert import_packs(receiver(town), second).accepted == 2


def test_a_stolen_desks_pack_is_refused_until_it_is_lifted(town: Town) -> None:
    """Neither events nor pages of a suspended machine come in."""
    pack, _, _ = stick_of(town, "quay-1")
    with town.central.database.read() as connection:
        name = connection.execute(select(installation.c.id)).scalar_one()
    suspend(town.central.database, name)
    with pytest.raises(Refusal) as raised:
        import_packs(receiver(town), pack)
    assert raised.value.code == "origin_suspended"
    assert town.event_ids() == []
    assert town.scans() == set()
    resume(town.central.database, name)
    assert import_packs(receiver(town), pack).accepted == 6


def test_without_a_place_for_pages_it_says_so_and_keeps_the_events(town: Town) -> None:
    """The events are safe; the pages come when it is called rightly."""
    pack, events, pages = stick_of(town, "quay-1")
    with pytest.raises(EnvironmentFault) as raised:
        import_packs(receiver(town, scans=False), pack)
    assert raised.value.code == "no_scan_place"
    assert set(town.event_ids()) == events
    assert import_packs(receiver(town), pack).pages == 2
    assert town.scans() == pages


def test_the_pack_of_a_desk_of_another_central_is_none_of_ours(
    town: Town, tmp_path: Path, new_database: NewDatabase
) -> None:
    """It is not sealed for us; and opened by a passphrase it is of nobody we know."""
    elsewhere = Town(tmp_path / "elsewhere", new_database())
    try:
        desk = elsewhere.desk("quay-9")
        desk.receive(1)
        sealed, open_one = tmp_path / "s.qmcgoi", tmp_path / "o.qmcgoi"
        export_unsent(in_hands(desk), sealed)
        export_unsent(in_hands(desk), open_one, passphrase="bốn từ dễ nhớ")
    finally:
        elsewhere.close()
    town.desk("quay-1")
    for pack, passphrase, code in (
        (sealed, None, "cannot_open_pack"),
        (open_one, "bốn từ dễ nhớ", "unknown_signer"),
    ):
        with pytest.raises(QmcError) as raised:
            import_packs(receiver(town), pack, passphrase=passphrase)
        assert raised.value.code == code
