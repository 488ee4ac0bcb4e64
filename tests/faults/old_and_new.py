"""Desks and centrals of other versions against this one, each running its own program.

``python -m tests.faults.old_and_new 9a04932 9fd9fdd af51a7b``: for each commit its desk at this
central beside a desk of this version, then both desks at that version's central. Needs the commits
in the repository; the same environment runs all of them. From recorded bytes a part of it is done
at every commit: ``tests/sync/test_older_versions.py``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
AGENCY = "H26.107"
OFFICER = "Nguyễn Thị Minh Họa"
CARD = "001090000001|012345678|Nguyễn Văn A|01011990|Nam|Số 1 Tràng Thi, Hà Nội|15042021"
ROWS = 40
TODAY = "today"


@dataclass(frozen=True)
class Program:
    """One version of the program, in its own tree."""

    name: str
    tree: Path

    def verb(self, *words: object, stdin: str = "", status: int = 0) -> Any:
        finished = subprocess.run(
            [sys.executable, "main.py", *(str(word) for word in words)],
            cwd=self.tree, input=stdin, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert finished.returncode == status, (self.name, words, finished.stdout, finished.stderr)
        return json.loads(finished.stdout)

    @contextmanager
    def central(self, database: Path) -> Iterator[str]:
        """Its central, with the agency; the URL."""
        self.verb("central", "--database", database, "init")
        self.verb(
            "central", "--database", database, "agency", AGENCY, "Xã Thử", "--resolver",
            f"commune={AGENCY}", "--lookup-host", "MOTCUA.EXAMPLE",
        )  # fmt: skip
        with subprocess.Popen(
            [sys.executable, "main.py", "central", "--database", str(database), "--port", "0"],
            cwd=self.tree, stdout=subprocess.PIPE, text=True,
        ) as server:  # fmt: skip
            assert server.stdout is not None
            try:
                yield json.loads(server.stdout.readline())["url"]
            finally:
                server.terminate()


@dataclass(frozen=True)
class Desk:
    """A desk of ``program`` with its data below ``place``."""

    program: Program
    place: Path

    def verb(self, *words: object, stdin: str = "") -> Any:
        where = ("--data", self.place / "desk", "--key-file", self.place / "key")
        return self.program.verb(*words, *where, stdin=stdin)

    def enrol(self, code: str, url: str) -> None:
        self.place.mkdir()
        self.verb(
            "enrol", "--central", url, "--code", code, "--counter", self.place.name,
            "--officer", OFFICER,
        )  # fmt: skip

    def register(self) -> list[str]:
        rows = [
            {"ref": f"{self.place.name}-{number}", "procedure": "2.000815", "card": CARD}
            for number in range(ROWS)
        ]
        document = self.verb("register", "-", stdin=json.dumps(rows))
        return [one["id"] for one in document["registered"]]

    def sync(self) -> None:
        done = self.verb("sync")
        assert done["waiting"] == 0, (self.program.name, done)

    def dossiers(self) -> dict[str, str]:
        found = self.verb("dossiers", "", "--limit", 1_000)["dossiers"]
        return {one["id"]: one["code"] for one in found}


def together(central: Program, desks: list[Program], place: Path) -> dict[str, Any]:
    """Desks of different versions at one central: everybody ends with the same dossiers."""
    place.mkdir()
    database = place / "central.sqlite"
    with central.central(database) as url:
        working = [
            Desk(program, place / f"{number}-{program.name}")
            for number, program in enumerate(desks)
        ]
        for desk in working:
            code = central.verb("central", "--database", database, "installation", "code", AGENCY)
            desk.enrol(code["code"], url)
            desk.sync()
        made = {dossier for desk in working for dossier in desk.register()}
        for desk in (*working, *working):
            desk.sync()
        _correct_everywhere(working)
        _do_what_only_this_version_knows(working)
        known = [desk.dossiers() for desk in working]
        held = central.verb("central", "--database", database, "holdings")
        for desk in working:
            assert desk.verb("verify")["ok"]
    assert all(each == known[0] for each in known), "the desks differ"
    assert set(known[0]) == made
    assert (held["dossiers"], held["registered"], held["duplicates"]) == (len(made), len(made), 0)
    return {
        "central": central.name,
        "desks": [desk.program.name for desk in working],
        **{name: held[name] for name in ("dossiers", "events", "set_aside", "duplicates")},
    }


def _correct_everywhere(desks: list[Desk]) -> None:
    """Two desks correct the same field of one dossier: one is set aside, nothing is stuck."""
    code = next(iter(desks[0].dossiers().values()))
    for number, desk in enumerate(desks):
        desk.verb("correct", code, f"submitter.phone=090000000{number}", "--reason", "Số mới")
    for desk in (*desks, *desks):
        desk.sync()


def _do_what_only_this_version_knows(desks: list[Desk]) -> None:
    """Kinds of events and calls that the others have never heard of."""
    for desk in desks:
        if desk.program.name != TODAY:
            continue
        annulled, paid, claimed = list(desk.dossiers().values())[1:4]
        desk.verb("process", annulled, "annul", "--reason", "nhập hai lần")
        desk.verb("collect", paid, "--amount", 2_000)
        desk.verb("process", paid, "refund", "--amount", 1_000, "--reason", "thu thừa")
        desk.verb("process", claimed, "claim")
    for desk in (*desks, *desks):
        desk.sync()


@contextmanager
def _program_of(commit: str) -> Iterator[Program]:
    with tempfile.TemporaryDirectory(prefix="qmc-old-") as place:
        packed = Path(place) / "tree.tar"
        with packed.open("wb") as file:
            subprocess.run(["git", "archive", commit], cwd=ROOT, stdout=file, check=True)
        tree = Path(place) / "tree"
        tree.mkdir()
        subprocess.run(["tar", "xf", str(packed), "-C", str(tree)], check=True)
        yield Program(commit, tree)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commits", nargs="+")
    options = parser.parse_args()
    started, new = time.monotonic(), Program(TODAY, ROOT)
    runs = []
    for commit in options.commits:
        with _program_of(commit) as old, tempfile.TemporaryDirectory() as place:
            runs.append(together(new, [old, new], Path(place) / "old desk"))
            runs.append(together(old, [new, old], Path(place) / "old central"))
    document = {"runs": runs, "duration_s": round(time.monotonic() - started, 1)}
    print(json.dumps(document, ensure_ascii=False, indent=2))  # noqa: T201 - the campaign's result
    return 0


if __name__ == "__main__":
    sys.exit(main())
