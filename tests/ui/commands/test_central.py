"""``central``: the server's one ready line, and administration."""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import requests

from app.clock.time import FixedClock
from app.errors import QmcError
from sync.central.database import open_database
from sync.central.schema import SCHEMA_VERSION
from sync.contract.messages import EnrolAnswer
from tests.sync.central import databases
from tests.sync.central.desk import NOW, Desk, running_central
from tests.sync.central.pages import Uploads, page, sha256
from ui.commands import central as verb
from ui.commands.context import CommandContext

ROOT = Path(__file__).parents[3]


def run(*words: str) -> Any:
    """Run the verb in this process, as main does."""
    parser = argparse.ArgumentParser(prog="central", allow_abbrev=False)
    verb.add_arguments(parser)
    context = CommandContext(clock=FixedClock(NOW), named_data=None, key_file=None, officer=None)
    return verb.run(parser.parse_args(list(words)), context)


# Fixtures, asked for by name.
backend = databases.backend
new_database = databases.new_database
database_url = databases.database_url
postgresql = databases.postgresql


@pytest.fixture
def database(database_url: str) -> str:
    """What stands behind ``--database``: a URL, and of a SQLite file its bare path."""
    return database_url.removeprefix("sqlite:///")


def test_an_administrator_sees_which_pages_are_awaited(
    database: str, database_url: str, tmp_path: Path
) -> None:
    """``scans``: what came, and what accepted events name and never came."""
    one, two = page(1), page(2)
    with running_central(database_url, scans=tmp_path / "scans") as central:
        desk = Desk(central.url, "desk-1")
        desk.enrol(central)
        desk.push(desk.opened("d1"), desk.attached("d1", one, two))
        Uploads(desk).put(one)
        shown = run("--database", database, "scans", desk.agency)
    (awaited,) = shown["awaited"]
    assert (shown["pages"], shown["bytes"]) == (1, len(one))
    assert (awaited["sha256"], awaited["dossier"]) == (sha256(two), "d1")
    assert run("--database", database, "scans", "H26.108")["pages"] == 0
    with pytest.raises(QmcError) as refused:
        run("--database", database, "scans", "x")
    assert refused.value.code == "bad_agency"


def test_an_administrator_sets_up_a_commune_and_gives_a_desk_its_code(
    database: str, database_url: str
) -> None:
    """init, agency, installation code; ``--database`` before or after the action."""
    assert run("--database", database, "init") == {"schema_version": SCHEMA_VERSION}
    agency = run(
        *("agency", "--database", database, "H26.107", "Phường Hoa Sữa"),
        *("--resolver", "commune=H26.107", "--resolver", "commune_police=G01.899"),
        *("--lookup-host", "tra-cuu.example"),
    )
    assert agency["resolvers"] == {"commune": "H26.107", "commune_police": "G01.899"}
    code = run("--database", database, "installation", "code", "H26.107")["code"]
    with running_central(database_url) as central:
        desk = Desk(central.url, "desk-1")
        assert desk.ask_to_enrol(code).read(EnrolAnswer).agency == "H26.107"
        grant = desk.lease(count=3)
        desk.push(desk.opened("d1"), desk.registered("d1", grant, 1))
        desk.end_lease(grant.id, first=2, last=3)
        listed = run("--database", database, "installation", "list")["installations"]
        assert [(row["installation"], row["state"]) for row in listed] == [("desk-1", "active")]
        assert run("--database", database, "holdings")["registered"] == 1
        assert run("--database", database, "tasks") == {"tasks": []}
        gaps = run("--database", database, "gaps", "H26.107", "2026-11-24")["gaps"]
        assert json.loads(json.dumps(gaps)) == [
            {
                "lease": grant.id,
                "first": 2,
                "last": 3,
                "outcome": "burned",
                "reason": "máy hỏng",
            }
        ]
        desk.push(desk.registered("d2", grant, 1))
        tasks = run("--database", database, "tasks")["tasks"]
        assert [task["kind"] for task in tasks] == ["number_taken"]
        done = ("--done", tasks[0]["kind"], tasks[0]["subject"])
        assert run("--database", database, "tasks", *done) == {"tasks": []}
        with pytest.raises(QmcError):
            run("--database", database, "tasks", *done)
        run("--database", database, "installation", "suspend", "desk-1")
        assert desk.feed().problem.code == "installation_suspended"
        run("--database", database, "installation", "resume", "desk-1")
        assert desk.feed().status == 200
        assert run("--database", database, "generation", "--gap", "100")["generation"] > 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--database", "{}", "agency", "x", "Tên"], "bad_agency"),
        (["--database", "{}", "agency", "H26.107", "Tên", "--resolver", "x"], "bad_resolver"),
        (["--database", "{}", "installation", "code"], "missing"),
        (["--database", "{}", "installation", "code", "H26.1"], "unknown_agency"),
        (["--database", "{}", "gaps", "H26.107", "hôm qua"], "bad_date"),
        (["--database", "{}", "generation", "--gap", "0"], "bad_number"),
        (["--database", "{}", "--port", "70000"], "bad_number"),
        (["--database", "klingon://x", "init"], "central_url"),
    ],
)
def test_wrong_input_is_refused_with_its_code(database: str, words: list[str], code: str) -> None:
    """One code each."""
    with pytest.raises(QmcError) as caught:
        run(*[word.format(database) for word in words])
    assert caught.value.code == code


def test_without_a_database_it_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Status 2 and nothing on stdout."""
    for words in ([], ["init"], ["no-such-action"]):
        with pytest.raises(SystemExit) as caught:
            run(*words)
        assert caught.value.code == 2
    assert capsys.readouterr().out == ""


SERVE = """
import sys
from tests.ui.commands.test_central import run
run("--database", sys.argv[1], "--port", "0")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_the_server_prints_one_ready_line_and_stays_until_it_is_told_to_stop(
    database: str, database_url: str, ending: signal.Signals
) -> None:
    """A whole process: ready, answering on loopback, ended cleanly by the signal."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, database],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        ready = json.loads(server.stdout.readline())
        assert ready["ready"] is True
        assert ready["url"].startswith("http://127.0.0.1:")
        assert requests.get(f"{ready['url']}/v1/health", timeout=20).json()["status"] == "ok"
        server.send_signal(ending)
        rest, _ = server.communicate(timeout=30)
        assert (server.returncode, rest) == (0, "")
    finally:
        server.kill()
        server.communicate()
    open_database(database_url).close()
