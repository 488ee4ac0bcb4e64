"""What must be true when the desks were killed, opened again, and have sent everything."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select

from app.store.records import EventState
from app.store.store import Store
from app.store.uploads import UploadState
from app.store.verify import verify
from sync.central.database import open_database
from sync.central.holdings import holdings
from sync.central.schema import event, scan
from tests.faults.kills.desk_life import DeskPlace

EVERY = 100_000


class Said:
    """What a desk told the world before it was killed."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.printed: dict[str, str] = {}
        self.pages: dict[str, str] = {}

    def add(self, lines: str) -> None:
        """Whole lines only: the last one may be cut."""
        for line in lines.splitlines():
            if line.endswith("}"):
                self._add(json.loads(line))

    def _add(self, what: dict[str, str]) -> None:
        if what.get("code"):
            self.codes[what["registered"]] = what["code"]
        if "printed" in what:
            self.printed[what["printed"]] = what["paper"]
        if "attached" in what:
            self.pages[what["page"]] = what["attached"]


def look_at_desk(place: DeskPlace, said: Said, at: datetime) -> None:
    """Right after a kill: the store opens, is whole, and everything that was said is in it."""
    with place.store(at) as store:
        assert verify(store).problems == []
        assert not store.must_succeed, store.must_succeed
        codes = _codes(store)
        assert len(set(codes.values())) == len(codes), "a number was used twice"
        assert said.codes.items() <= codes.items(), "a receipt's number is lost"
        for sha256 in said.pages:
            assert sha256 in store.known_pages()
            assert store.pages.get(sha256)
        for code in said.printed:
            found = store.find_dossier(code)
            assert found is not None
            state = store.dossier(found)
            assert state is not None
            assert state.prints.get("receipt"), "a print is lost"
    for paper in place.papers.glob("*.pdf"):
        content = paper.read_bytes()
        assert content.startswith(b"%PDF-"), paper
        assert content.rstrip().endswith(b"%%EOF"), paper
    assert set(said.printed.values()) <= {paper.name for paper in place.papers.glob("*.pdf")}


def drain(place: DeskPlace, at: datetime) -> None:
    """The verb ``sync``, until nothing waits."""
    for _ in range(20):
        done = place.good(at, "sync")
        with place.store(at) as store:
            pages = store.uploads.counts().waiting
        if not (done["waiting"] or pages):
            return
    raise AssertionError(done)


def look_at_both_ends(
    places: Iterable[DeskPlace], database_url: str, scans: Path, at: datetime
) -> int:
    """The central has everything once, and the desks agree with it; how many dossiers there are."""
    numbered: dict[str, str] = {}
    own: set[str] = set()
    pages: set[str] = set()
    for place in places:
        with place.store(at) as store:
            assert verify(store).problems == []
            for row in store.search("", EVERY)[0]:
                for stored in store.events(row.id):
                    assert stored.state is EventState.ACCEPTED, "an event was not accepted"
                    own.add(stored.event.header.id)
            numbered |= _codes(store)
            pages |= {page.sha256 for page in store.uploads.in_state(UploadState.DONE, limit=EVERY)}
    database = open_database(database_url)
    try:
        held = holdings(database)
        assert (held.duplicates, held.set_aside) == (0, 0), held
        assert held.codes == held.registered == len(set(numbered.values())) == len(numbered)
        with database.read() as connection:
            kept = connection.execute(select(event.c.id)).scalars().all()
            scanned = connection.execute(select(func.count()).select_from(scan)).scalar_one()
    finally:
        database.close()
    assert len(kept) == len(set(kept))
    assert set(kept) == own, "desk and central differ"
    assert scanned == len(pages), "a page is missing or doubled"
    assert len([path for path in scans.rglob("*") if path.is_file()]) >= scanned
    return held.dossiers


def _codes(store: Store) -> dict[str, str]:
    return {row.id: row.code for row in store.search("", EVERY)[0] if row.code is not None}
