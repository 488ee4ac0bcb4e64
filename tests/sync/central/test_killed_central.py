"""A central that is killed in the middle of its work has lost nothing that it answered."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import requests

from app.dossier.events import Event
from sync.central.administration import add_installation_code
from sync.central.database import open_database
from sync.contract.messages import EnrolAnswer, EventOutcome, Result
from tests.sync.central.desk import AGENCY, NOW, Desk, running_central

ROOT = Path(__file__).parents[3]
ANSWERS_BEFORE_THE_KILL = 15

SERVE = """
import sys
from tests.sync.central.desk import start_central
central = start_central(sys.argv[1])
print(central.url, flush=True)
sys.stdin.read()
"""


def test_every_answered_event_is_there_after_kill_9(database_url: str) -> None:
    """2xx only after the commit: the desk marks an event as sent by it, and may forget it."""
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, database_url],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    desk = Desk(server.stdout.readline().strip(), "desk-1")
    database = open_database(database_url)
    code = add_installation_code(database, AGENCY, now=NOW)
    database.close()
    desk.ask_to_enrol(code).read(EnrolAnswer)
    answered: list[EventOutcome] = []
    unknown: list[Event] = []
    enough = threading.Event()

    def push_until_the_line_breaks() -> None:
        for index in range(10_000):
            event = desk.opened(f"d{index}")
            unknown.append(event)
            try:
                answered.extend(desk.push(event))
            except requests.RequestException:
                return
            unknown.clear()
            if len(answered) == ANSWERS_BEFORE_THE_KILL:
                enough.set()

    pushing = threading.Thread(target=push_until_the_line_breaks)
    pushing.start()
    assert enough.wait(60)
    server.kill()
    pushing.join(60)
    server.communicate()
    with running_central(database_url) as again:
        desk.url = again.url
        kept = {entry.position for entry in desk.whole_feed()}
        assert {each.position for each in answered} <= kept
        assert len(answered) <= len(kept) <= len(answered) + 1
        outcomes = desk.push(*unknown, desk.opened("after"))
        assert outcomes[-1].result is Result.ACCEPTED
        assert len(desk.whole_feed()) == len(answered) + len(unknown) + 1
