"""A central restored from a backup that is older than a desk's enrolment (docs/adr/0003)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.clock.time import FixedClock
from sync.central.administration import (
    add_agency,
    add_installation_code,
    list_installations,
    list_tasks,
)
from sync.central.embedded import EmbeddedCentral
from sync.central.generations import begin_generation
from sync.central.holdings import registered_codes
from sync.central.schema import event as event_table
from tests.desks import COMMUNE, MORNING, OFFICER, RESOLVERS
from tests.printing.pdf_reading import by_zxing, pages
from tests.sync.central import databases
from tests.sync.central.databases import DatabaseCopies
from tests.ui.commands.command_line import Finished, run

CARD = "001090000001|012345678|Nguyễn Văn A|01011990|Nam|Số 1 Tràng Thi, Hà Nội|15042021"
GAP = 1_000


# Fixtures, asked for by name.
backend = databases.backend
new_database = databases.new_database
database_url = databases.database_url
database_copies = databases.database_copies
postgresql = databases.postgresql


class Province:
    """A central over one database, on one port, that can be stopped, copied and put back."""

    def __init__(self, place: Path, database_url: str, copies: DatabaseCopies) -> None:
        self.place = place
        self.clock = FixedClock(MORNING)
        self.database_url = database_url
        self.copies = copies
        self.central = EmbeddedCentral(database_url, self.clock)
        self.url = self.central.url
        add_agency(
            self.central.database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, lookup_host="M.EXAMPLE"
        )

    def code(self) -> str:
        return add_installation_code(self.central.database, COMMUNE)

    def back_up(self) -> None:
        """Copy the database while the central is stopped."""
        self.central.stop()
        self.copies.back_up(self.database_url)
        self._start()

    def restore(self) -> None:
        """Put the old copy in place, and begin a generation."""
        self.central.stop()
        self.clock.advance(timedelta(minutes=1))
        self.copies.restore(self.database_url)
        self._start()
        begin_generation(self.central.database, GAP, clock=self.clock)

    def _start(self) -> None:
        port = int(self.url.rpartition(":")[2])
        self.central = EmbeddedCentral(self.database_url, self.clock, port)

    def events(self) -> list[tuple[str, str, str]]:
        """(type, dossier, outcome) of all that the central holds."""
        table = event_table.c
        with self.central.database.read() as connection:
            rows = connection.execute(select(table.type, table.dossier, table.outcome)).all()
        return sorted((row.type, row.dossier, row.outcome) for row in rows)


class Counter:
    """One desk by the verbs alone."""

    def __init__(self, province: Province, name: str) -> None:
        self.province = province
        self.name = name
        self.data = province.place / name
        self.key = province.place / f"{name}.key"

    def run(self, *words: object, stdin: bytes = b"") -> Finished:
        self.province.clock.advance(timedelta(seconds=1))
        at: datetime = self.province.clock.now()
        return run(
            *words, "--data", self.data, "--key-file", self.key, "--as-of", at.isoformat(),
            stdin=stdin,
        )  # fmt: skip

    def good(self, *words: object, stdin: bytes = b"") -> Finished:
        finished = self.run(*words, stdin=stdin)
        assert finished.status == 0, finished.document
        return finished

    def enrol(self) -> None:
        self.good(
            "enrol", "--central", self.province.url, "--code", self.province.code(),
            "--counter", self.name, "--officer", OFFICER,
        )  # fmt: skip

    def register(self, *refs: str) -> list[str]:
        rows: list[dict[str, Any]] = [
            {"ref": ref, "procedure": "2.000815", "card": CARD} for ref in refs
        ]
        finished = self.good("register", "-", stdin=json.dumps(rows).encode())
        return [one["code"] for one in finished["registered"]]

    def receipt(self, code: str) -> str:
        """Print the receipt; the text of its QR."""
        out = self.province.place / f"{code}.pdf"
        self.good("print", "receipt", code, "--pdf", out)
        [sheet] = pages(out.read_bytes())
        [text] = by_zxing(sheet, "QRCode")
        return text

    def sync(self) -> None:
        """Sync until nothing waits and nothing is set aside."""
        finished = self.good("sync")
        assert (finished["waiting"], finished["set_aside"]) == (0, 0), finished.document


@pytest.fixture(name="province")
def _province(
    tmp_path: Path, database_url: str, database_copies: DatabaseCopies
) -> Iterator[Province]:
    province = Province(tmp_path, database_url, database_copies)
    yield province
    province.central.stop()


def assert_whole(province: Province, codes: list[str], events: list[tuple[str, str, str]]) -> None:
    """Every dossier once, with its printed code, and every event that was there before."""
    held = registered_codes(province.central.database)
    assert sorted(held) == sorted(set(codes))
    assert all(outcome == "accepted" for _, _, outcome in province.events())
    assert set(events) <= set(province.events())
    registered = [dossier for kind, dossier, _ in province.events() if kind == "registered"]
    assert len(registered) == len(set(registered)) == len(codes)


def test_a_desk_that_a_restored_central_does_not_know_brings_everything_back(
    province: Province,
) -> None:
    """Stuck without a code; with one its dossiers, codes and receipts are there as before."""
    other, lost = Counter(province, "quay-1"), Counter(province, "quay-2")
    other.enrol()
    codes = other.register("a1")
    other.sync()
    province.back_up()

    lost.enrol()
    sent = lost.register("b1", "b2")
    mark = lost.receipt(sent[0])
    lost.sync()
    events = province.events()
    unsent = lost.register("b3")
    late_mark = lost.receipt(unsent[0])
    codes += sent + unsent

    province.restore()
    stuck = lost.good("sync", "--once")
    assert stuck["waiting"] > 0
    assert stuck["standing"] == "unknown_installation"
    assert "enrol --replace --code" in stuck["advice"]
    refused = lost.run("enrol", "--replace", "--code", "BCDF-GHJK-LMNP")
    assert refused["error"]["code"] == "not_enrolled"

    lost.good("enrol", "--replace", "--code", province.code())
    lost.sync()
    assert_whole(province, codes, events)
    other.sync()
    assert other.good("read-code", mark)["genuine"] is True
    assert other.good("read-code", late_mark)["genuine"] is True

    for counter, ref in ((other, "a2"), (lost, "b4")):
        codes += counter.register(ref)
        counter.sync()
    assert len(codes) == len(set(codes))
    assert lost.receipt(codes[-1]) != mark
    lost.sync()
    other.sync()
    assert_whole(province, codes, events)
    for counter in (other, lost):
        assert counter.good("dossiers", "")["total"] == len(codes)
        assert counter.good("verify")["ok"] is True
    tasks = list_tasks(province.central.database)
    assert [task["kind"] for task in tasks].count("installation_recovered") == 1


def test_a_second_restore_of_the_same_backup_loses_nothing_either(province: Province) -> None:
    """The desk's successor is forgotten, too: it brings itself and the one before it."""
    other, lost = Counter(province, "quay-1"), Counter(province, "quay-2")
    other.enrol()
    province.back_up()
    lost.enrol()
    codes = lost.register("b1")
    marks = [lost.receipt(codes[0])]
    lost.sync()
    for ref in ("b2", "b3"):
        events = province.events()
        province.restore()
        lost.good("enrol", "--replace", "--code", province.code())
        lost.sync()
        codes += lost.register(ref)
        marks.append(lost.receipt(codes[-1]))
        lost.sync()
        assert_whole(province, codes, events)
    other.sync()
    assert [other.good("read-code", mark)["genuine"] for mark in marks] == [True] * 3
    states = [each["state"] for each in list_installations(province.central.database)]
    assert sorted(states) == ["active", "active", "retired", "retired"]


def test_a_desk_whose_successor_is_forgotten_is_known_only_by_what_it_was(
    province: Province, tmp_path: Path
) -> None:
    """It moved after the central's backup: what it was is retired, and its numbers are burned."""
    other, moved = Counter(province, "quay-1"), Counter(province, "quay-2")
    other.enrol()
    moved.enrol()
    codes = moved.register("b1")
    moved.sync()
    province.back_up()
    codes += moved.register("b2")
    mark = moved.receipt(codes[-1])
    moved.sync()
    moved.good("backup", tmp_path / "desk.qmcb")
    moved.data = tmp_path / "restored"
    moved.good("restore", tmp_path / "desk.qmcb")
    moved.sync()
    codes += moved.register("b3")
    moved.sync()
    events = province.events()

    province.restore()
    assert moved.good("sync", "--once")["standing"] == "unknown_installation"
    moved.good("enrol", "--replace", "--code", province.code())
    moved.sync()
    assert_whole(province, codes, events)
    other.sync()
    assert other.good("read-code", mark)["genuine"] is True
    states = [each["state"] for each in list_installations(province.central.database)]
    assert sorted(states) == ["active", "active", "retired", "retired"]
