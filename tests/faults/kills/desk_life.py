"""What a desk does until it is killed: the verbs' own code over a store on disk with a key file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.clock.time import FixedClock
from app.dossier.events import Page, PagesAttached
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.store.store import Store, open_store
from sync.central.administration import add_agency, add_installation_code
from sync.central.database import open_database
from tests.desks import COMMUNE, MORNING, OFFICER, RESOLVERS
from tests.faults.kills.forked import Phase, Shared
from tests.ui.commands.command_line import Finished, run

CARD = "001090000001|012345678|Nguyễn Văn A|01011990|Nam|Số 1 Tràng Thi, Hà Nội|15042021"
ROWS = 2


@dataclass(frozen=True)
class DeskPlace:
    """One desk's directory, key file and papers below ``root``; its central's address."""

    root: Path
    central: str
    name: str = "desk"

    @property
    def data(self) -> Path:
        return self.root / self.name

    @property
    def key(self) -> Path:
        return self.root / f"{self.name}.key"

    @property
    def papers(self) -> Path:
        return self.root / f"{self.name}-papers"

    @contextmanager
    def store(self, at: datetime) -> Iterator[Store]:
        with open_store(
            self.data, KeyFile(self.key), clock=FixedClock(at), machine=machine_fingerprint()
        ) as opened:
            yield opened

    def verb(self, at: datetime, *words: object, stdin: bytes = b"") -> Finished:
        """Run a verb as the command line does."""
        options = ("--data", self.data, "--key-file", self.key, "--as-of", at.isoformat())
        return run(*words, *options, stdin=stdin)

    def good(self, at: datetime, *words: object, stdin: bytes = b"") -> Any:
        finished = self.verb(at, *words, stdin=stdin)
        assert finished.status == 0, (words, finished.document, finished.errors)
        return finished.document


def make_agency(database_url: str) -> None:
    """The commune at a new central."""
    database = open_database(database_url)
    add_agency(database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, lookup_host="MOTCUA.EXAMPLE")
    database.close()


def make_desk(place: DeskPlace, database_url: str) -> None:
    """Enrol it, with numbers for today."""
    database = open_database(database_url)
    code = add_installation_code(database, COMMUNE, now=MORNING)
    database.close()
    place.papers.mkdir()
    place.good(
        MORNING, "enrol", "--central", place.central, "--code", code, "--counter", place.name,
        "--officer", OFFICER,
    )  # fmt: skip
    place.good(MORNING, "sync")


def live(place: DeskPlace, shared: Shared, said: int, begun: int, *, rounds: int = 1_000) -> None:
    """Register, print, attach, sync, again and again; each thing is said once it is done."""
    at = MORNING + timedelta(seconds=begun)
    for number in range(rounds):
        if shared.must_stop:
            return
        shared.phase = Phase.REGISTERS
        rows = [
            {"ref": f"{place.name}-{begun}-{number}-{row}", "procedure": "2.000815", "card": CARD}
            for row in range(ROWS)
        ]
        document = place.good(at, "register", "-", stdin=json.dumps(rows).encode())
        for one in document["registered"]:
            _say(said, registered=one["id"], code=one["code"])
        codes = [one["code"] for one in document["registered"] if one["code"]]
        if codes:
            shared.phase = Phase.PRINTS
            paper = place.papers / f"{codes[0]}.pdf"
            place.good(at, "print", "receipt", codes[0], "--pdf", paper)
            _say(said, printed=codes[0], paper=paper.name)
        shared.phase = Phase.ATTACHES
        _attach(place, at, document["registered"][-1]["id"], said)
        shared.phase = Phase.SYNCS
        _say(said, sent=place.good(at, "sync", "--once")["sent"])


def _attach(place: DeskPlace, at: datetime, dossier: str, said: int) -> None:
    data = dossier.encode() * 200
    with place.store(at) as store:
        sha256 = store.pages.put(data)
        page = Page(sha256, len(data), "image/png", 10, 10, 300)
        with store.transaction(officer=OFFICER) as transaction:
            transaction.append(dossier, PagesAttached(component="", pages=[page]))
    _say(said, attached=dossier, page=sha256)


def _say(said: int, **what: object) -> None:
    os.write(said, json.dumps(what).encode() + b"\n")
