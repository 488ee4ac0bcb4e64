"""Make what an older version leaves: a desk with a full queue, its central, and their talk.

Run in the tree of that version, with its own code: ``python …/tests/data/wire/make.py FOLDER``.
Everything in it is fictitious. FOLDER gets

- ``desk/``, ``desk.key``, ``desk.key.record``: a desk that was offline for a while;
- ``central.sqlite``: the central as the desk left it when the line went;
- ``exchanges.json.gz``: what went over the wire when the line came back, and once before at the
  enrolment, as bytes.
"""

from __future__ import annotations

import contextlib
import gzip
import importlib.util
import io
import json
import shutil
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import app.keys.machine as machines
import main
from app.clock.time import FixedClock
from app.dossier.events import Page, PagesAttached
from app.keys.key_file import KeyFile
from app.store.store import open_store
from sync.central.administration import add_agency, add_installation_code
from sync.central.embedded import EmbeddedCentral
from tests.desks import COMMUNE, MORNING, OFFICER, RESOLVERS

MACHINE = "0123456789abcdef"
CARD = "001090000001|012345678|Nguyễn Văn A|01011990|Nam|Số 1 Tràng Thi, Hà Nội|15042021"
BEFORE, OFFLINE = 6, 100
HERE = Path(__file__).parent


class VerbDesk:
    """A desk of which only the verbs are used, but for what has no verb."""

    def __init__(self, place: Path, name: str, clock: FixedClock) -> None:
        self.data = place / name
        self.key = place / f"{name}.key"
        self.clock = clock

    def run(self, *words: object, stdin: bytes = b"") -> Any:
        output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        self.clock.advance(timedelta(seconds=20))
        options = ("--data", self.data, "--key-file", self.key, "--as-of", self.clock.now())
        sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        with contextlib.redirect_stdout(output):
            status = main.main([str(word) for word in (*words, *options)])
        output.flush()
        document = json.loads(output.buffer.getvalue())
        assert status == 0, (words, document)
        return document

    def register(self, first: int, rows: int) -> list[str]:
        batch = [
            {"ref": f"s{number}", "procedure": "2.000815", "card": CARD, "summary": f"Số {number}"}
            for number in range(first, first + rows)
        ]
        document = self.run("register", "-", stdin=json.dumps(batch).encode())
        assert not document["refused"], document["refused"]
        return [one["code"] for one in document["registered"]]

    @contextlib.contextmanager
    def store(self) -> Any:
        with open_store(self.data, KeyFile(self.key), clock=self.clock, machine=MACHINE) as opened:
            yield opened

    def enrol(self, central: EmbeddedCentral, url: str, counter: str) -> None:
        code = add_installation_code(central.database, COMMUNE, now=self.clock.now())
        self.run(
            "enrol", "--central", url, "--code", code, "--counter", counter, "--officer", OFFICER
        )


def make(target: Path) -> None:
    setattr(machines, "machine_fingerprint", lambda: MACHINE)  # noqa: B010 - for the stored desk
    recording = _recording_line()
    clock = FixedClock(MORNING)
    place = target / "making"
    place.mkdir(parents=True)
    central = EmbeddedCentral(f"sqlite:///{place / 'central.sqlite'}", clock)
    add_agency(central.database, COMMUNE, "Phường Hoa Sữa", RESOLVERS, "MOTCUA.EXAMPLE")
    line = recording(int(central.url.rpartition(":")[2]))
    desk, other = VerbDesk(place, "desk", clock), VerbDesk(place, "other", clock)
    desk.enrol(central, line.url, "Quầy 1")
    other.enrol(central, central.url, "Quầy 2")
    early = _before_the_cut(desk, other)
    clock.advance(timedelta(minutes=30))
    _offline(desk, other, early)
    other.register(2_000, 3)
    other.run("sync")
    _keep(place, target)
    before = len(line.exchanges)
    at = clock.now()
    drained = desk.run("sync")
    assert drained["waiting"] == 0, drained
    assert drained["set_aside"] == 1, drained
    recorded = {
        "at": at.isoformat(),
        "agency": COMMUNE,
        "codes": desk.run("dossiers", "", "--limit", 1_000)["total"],
        "sent": drained["sent"],
        "enrolment": line.exchanges[:before],
        "drain": line.exchanges[before:],
    }
    line.close()
    central.stop()
    text = json.dumps(recorded, indent=0).encode()
    (target / "exchanges.json.gz").write_bytes(gzip.compress(text, mtime=0))
    shutil.rmtree(place)


def _before_the_cut(desk: VerbDesk, other: VerbDesk) -> list[str]:
    """Some dossiers are at the central; a correction came too late and is set aside."""
    with desk.store() as store:
        store.set_setting("lease_block", str(OFFLINE + 20))
    codes = desk.register(0, BEFORE)
    desk.run("sync")
    other.run("sync")
    for code in codes[:2]:
        other.run("correct", code, "submitter.phone=0900000002", "--reason", "Số mới")
    other.run("sync")
    desk.run("correct", codes[0], "submitter.phone=0900000003", "--reason", "Số khác")
    assert desk.run("sync", "--once")["set_aside"] == 1
    return codes


def _offline(desk: VerbDesk, other: VerbDesk, early: list[str]) -> None:
    """A morning without the line: the queue fills up; one correction in it comes too late."""
    other.run("correct", early[2], "submitter.phone=0900000002", "--reason", "Số mới")
    other.run("sync")
    desk.run("correct", early[2], "submitter.phone=0900000003", "--reason", "Số khác")
    codes = desk.register(100, OFFLINE)
    papers = desk.data.parent / "papers"
    papers.mkdir()
    for code in codes[:8]:
        desk.run("print", "receipt", code, "--pdf", papers / f"{code}.pdf")
    for code in codes[:5]:
        desk.run("collect", code, "--amount", 2_000)
    for code in codes[10:20]:
        desk.run("correct", code, "submitter.phone=0900000009", "--reason", "Số mới")
    shutil.rmtree(papers)
    with desk.store() as store:
        for number, code in enumerate(codes[20:24]):
            data = f"a fictitious page {number}".encode() * 500
            page = Page(store.pages.put(data), len(data), "image/png", 10, 10, 300)
            dossier = store.find_dossier(code)
            with store.transaction(officer=OFFICER) as transaction:
                transaction.append(dossier, PagesAttached(component="", pages=[page]))
    _newer_acts(desk, codes, early)


def _newer_acts(desk: VerbDesk, codes: list[str], early: list[str]) -> None:
    """What the version knows beyond the first one."""
    if importlib.util.find_spec("app.drafts") is not None:
        from app.drafts.draft import Draft  # noqa: PLC0415 - the first version has none

        now = desk.clock.now().isoformat()
        with desk.store() as store:
            store.drafts.save(Draft("d-kept", now, OFFICER, summary="đang gõ"), now)
    if importlib.util.find_spec("ui.commands.process") is None:
        return
    desk.run("process", codes[30], "suspend", "--cause", "verification", "--reason", "hỏi nơi cấp")
    desk.run("process", codes[30], "resume", "--cause", "verification")
    desk.run("process", early[1], "resolve", "--outcome", "granted")
    if importlib.util.find_spec("app.store.print_jobs") is not None:
        desk.run(
            "process", early[1], "return-result", "--receiver", "Nguyễn Văn A", "--paper", "Bản sao"
        )


def _keep(place: Path, target: Path) -> None:
    shutil.copytree(place / "desk", target / "desk", ignore=shutil.ignore_patterns("*.lock"))
    for name in ("desk.key", "desk.key.record"):
        shutil.copy(place / name, target / name)
    with (
        contextlib.closing(sqlite3.connect(place / "central.sqlite")) as source,
        contextlib.closing(sqlite3.connect(target / "central.sqlite")) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _recording_line() -> Any:
    """From beside this file: the tree of the older version has none."""
    spec = importlib.util.spec_from_file_location("recording_line", HERE / "recording_line.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.RecordingLine


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    make(folder)
