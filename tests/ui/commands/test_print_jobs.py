"""The verbs ``print --printer`` and ``print-jobs``, and what ``dossier`` shows of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from printing.printers.recording import RecordingPrinter, Trouble
from tests.app.reception.test_receiving import arrive
from tests.desks import MORNING, OFFICER, open_desk
from tests.ui.commands.command_line import Finished, run


class Place:
    """A desk with one dossier and a recording printer, used by verbs only."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with open_desk(directory / "desk") as desk:
            self.code = str(arrive(desk).code)
        self.printer = RecordingPrinter(directory / "printer")

    def run(self, *words: object) -> Finished:
        keys = ("--key-file", self._directory / "desk.key")
        data = ("--data", self._directory / "desk")
        return run(*data, *keys, "--as-of", MORNING.isoformat(), *words)

    def good(self, *words: object) -> Finished:
        ended = self.run(*words)
        assert ended.status == 0, ended.document
        return ended

    def print(self, *words: object) -> Finished:
        return self.run("print", "receipt", self.code, "--printer", self.printer.info.id, *words)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_paper_is_printed_followed_and_shown(place: Place) -> None:
    """One process prints, another asks how it stands, a third shows the dossier."""
    printed = place.print("--copies", 2, "--tray", "tray-1", "--size", "58mm")
    assert printed.status == 0, printed.document
    assert {name: printed[name] for name in ("state", "copies", "nth", "draft", "number")} == {
        "state": "handed",
        "copies": 2,
        "nth": 1,
        "draft": False,
        "number": "",
    }
    assert (printed["spooler_job"], printed["printer"]) == ("0001", place.printer.info.id)
    followed = place.good("print-jobs", "follow")
    assert [(one["id"], one["state"]) for one in followed["changed"]] == [
        (printed["job"], "printed")
    ]
    assert (followed["waiting"], followed["unsure"]) == (0, 0)
    assert place.good("print-jobs", "follow")["changed"] == []
    listed = place.good("print-jobs", "list")
    assert [one["id"] for one in listed["jobs"]] == [printed["job"]]
    shown = place.good("dossier", place.code)
    assert (shown["prints"], shown["paper_numbers"]) == ({"receipt": 1}, {})
    [job] = shown["print_jobs"]
    assert (job["state"], job["title"], job["officer"]) == ("printed", place.code, OFFICER)


def test_the_question_is_answered_by_a_verb(place: Place) -> None:
    """``answer ID no`` prints nothing; the second word is refused, the same once more is not."""
    place.printer.fail_next(Trouble.UNANSWERED)
    assert place.print()["error"]["code"] == "print_unanswered"
    asked = place.good("print-jobs", "list", "--unsure")
    [job] = asked["jobs"]
    assert (asked["unsure"], job["state"]) == (1, "unsure")
    for _ in range(2):
        assert place.good("print-jobs", "answer", job["id"], "no")["state"] == "did_not"
    refused = place.run("print-jobs", "answer", job["id"], "yes")
    assert (refused.status, refused["error"]["code"]) == (1, "not_unsure")
    assert place.good("print-jobs", "list", "--unsure")["jobs"] == []
    assert len(place.printer.papers()) == 1


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--pdf", "r.pdf", "--copies", "2"), "copies"),
        (("--pdf", "r.pdf", "--tray", "tray-1"), "tray"),
        (("H26.107-261123-0002", "--pdf", "r.pdf"), "code"),
        (("--printer", "thing:x"), "printer"),
        (("--printer", "recording:x", "--copies", "0"), "copies"),
    ],
)
def test_what_cannot_be_printed_names_the_option(
    place: Place, tmp_path: Path, words: tuple[str, ...], field: str
) -> None:
    """Said, not passed over; nothing is printed."""
    del tmp_path
    ended = place.run("print", "receipt", place.code, *words)
    assert (ended.status, ended["error"]["field"]) == (1, field)
    assert place.good("dossier", place.code)["prints"] == {}


def test_a_paper_goes_to_a_file_or_to_a_printer(place: Place) -> None:
    """Wrong usage: neither, both, an answer that is none."""
    both = ("--pdf", "r.pdf", "--printer", place.printer.info.id)
    for words in (
        ("print", "receipt", place.code),
        ("print", "receipt", place.code, *both),
        ("print-jobs", "answer", "x", "maybe"),
        ("print-jobs",),
    ):
        assert place.run(*words).status == 2
