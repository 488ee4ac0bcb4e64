"""The verb ``process``, the clock in ``dossier``, and ``due --happenings``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.clock.time import FixedClock, from_iso
from tests.app.processing.test_acts import BIRTH_AGAIN
from tests.app.reception.test_receiving import arrive
from tests.desks import MORNING, open_desk
from tests.ui.commands.command_line import Finished, run

CLOCK_KEYS = {
    *("state", "standing", "due", "first_due", "provisional", "remaining_working_days"),
    *("extended", "promised", "supplement_until", "close_from", "suspensions", "problems"),
    *("trace", "calendar_version"),
}


class Place:
    """A desk with one dossier, used by verbs only."""

    def __init__(self, directory: Path, *, procedure: str = BIRTH_AGAIN, numbers: int = 50) -> None:
        """``code`` is the dossier's, or its reference where there is no number for it."""
        self._directory = directory
        clock = FixedClock(MORNING)
        with open_desk(directory / "desk", clock=clock, numbers=numbers) as desk:
            received = arrive(desk, procedure=procedure)
            self.code = received.code or received.reference

    def run(self, *words: object, as_of: str, stdin: bytes = b"") -> Finished:
        keys = ("--key-file", self._directory / "desk.key")
        data = ("--data", self._directory / "desk")
        return run(*data, *keys, "--as-of", as_of, *words, stdin=stdin)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_dossiers_processing_by_verbs(place: Place) -> None:
    """Asked, completed, extended, done; each answers with the clock, ``dossier`` with the same."""
    asked = place.run(
        "process", place.code, "supplement", "--item", "Tờ khai", "--item", "Ảnh",
        "--reason", "thiếu chữ ký", as_of="2026-11-25T09:00",
    )  # fmt: skip
    assert (asked.status, asked["state"], asked["national_state"]) == (0, "supplement_awaited", 5)
    assert set(asked.document) == {*("id", "code", "state", "national_state", "clock", "warnings")}
    assert set(asked["clock"]) == CLOCK_KEYS
    assert (asked["clock"]["due"], asked["clock"]["close_from"]) == (None, "2026-12-11")
    seen = place.run("dossier", place.code, as_of="2026-11-25T10:00")
    assert (seen["due"], seen["clock"]["due"], seen["clock"]["overdue"]) == (None, None, False)
    assert set(seen["clock"]) == CLOCK_KEYS | {"started", "overdue"}
    [payload] = [
        each["payload"] for each in seen["events"] if each["type"] == "supplement_requested"
    ]
    assert (payload["items"], payload["until"]) == (["Tờ khai", "Ảnh"], "2026-12-10")
    done = place.run("process", place.code, "supplemented", as_of="2026-11-30T09:00")
    assert done["clock"]["due"] == "2026-12-07T17:00:00+07:00"
    again = place.run(
        "process", place.code, "extend", "--to", "2026-12-10", "--reason", "mưa bão",
        "--signer", "Lê Văn C", "--at", "2026-12-04", as_of="2026-12-04T10:00",
    )  # fmt: skip
    assert again["clock"]["due"] == "2026-12-10T17:00:00+07:00"
    over = place.run("process", place.code, "resolve", as_of="2026-12-10T20:00")
    assert (over["state"], over["clock"]["standing"]) == ("resolved", "on_time")
    seen = place.run("dossier", place.code, as_of="2026-12-31T10:00")
    assert (seen["due"], seen["clock"]["overdue"]) == ("2026-12-10T17:00:00+07:00", False)


REFUSED = [
    (("extend", "--to", "2026-12-07", "--reason", "x"), "missing", "signer"),
    (("extend", "--to", "chiều mai", "--reason", "x", "--signer", "C"), "bad_time", "to"),
    (("extend", "--to", "2026-11-30", "--reason", "x", "--signer", "C"), "not_later", "to"),
    (("apologise", "--reason", "x", "--signer", "C"), "missing", "to"),
    (("close", "--reason", "x"), "no_supplement_pending", None),
    (("suspend", "--cause", "mưa", "--reason", "x"), "bad_choice", "cause"),
    (("suspend", "--cause", "obligation", "--amount", "-1", "--reason", "x"), "bad_number",
     "amount"),
    (("resume", "--cause", "verification"), "not_suspended", "cause"),
    (("supplement", "--reason", "x"), "missing", "items"),
    (("resolve", "--outcome", "refused"), "missing", "note"),
    (("resolve", "--signer", "C"), "conflict", "signer"),
    (("stop", "--at", "2026-11-26T10:00"), "in_future", "at"),
    (("stop", "--at", "2026-11-20"), "before_receipt", "at"),
    (("stop", "--at", "x"), "bad_time", "at"),
    (("refuse", "--reason", "x"), "already_registered", None),
    (("refuse", "--to", "x"), "conflict", "to"),
    (("hand-over",), "missing", "to"),
    (("hand-over", "--to", "x", "--no-receipt"), "conflict", "no_receipt"),
    (("return-result", "--paper", "x"), "no_result", None),
    (("return-result", "--paper", "x", "--papers", "-"), "conflict", "papers"),
    (("return-result", "--papers", "/nowhere/at/all"), "unreadable", "papers"),
    (("return-result", "--papers", "-"), "bad_json", "papers"),
    (("certify", "--kind", "copy", "--paper", "x", "--signer", "C"), "not_certification", None),
    (("certify", "--papers", "-", "--copies", "2"), "conflict", "copies"),
    (("certify", "--paper", "x", "--copies", "0"), "bad_number", "copies"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "field"), REFUSED)
def test_what_is_refused_names_its_field(
    place: Place, words: tuple[str, ...], code: str, field: str | None
) -> None:
    """Status 1, the reason in Vietnamese, and nothing is written."""
    ended = place.run("process", place.code, *words, as_of="2026-11-25T09:00")
    assert (ended.status, ended["error"]["code"]) == (1, code)
    assert ended["error"].get("field") == field
    assert len(place.run("dossier", place.code, as_of="2026-11-25T09:01")["events"]) == 2


def test_what_the_desk_does_itself_by_verbs(place: Place) -> None:
    """Handed over, resolved, given back with its papers from a file; ``dossier`` shows it all."""
    done = place.run(
        "process", place.code, "hand-over", "--to", "Phòng Kinh tế", "--received-by", "Trần Thị B",
        "--batch", "2026-11-25/1", as_of="2026-11-25T09:00",
    )  # fmt: skip
    assert (done.status, done["state"], done["national_state"]) == (0, "processing", 4)
    assert [warning["code"] for warning in done["warnings"]] == ["handed_over_late"]
    assert place.run("process", place.code, "resolve", as_of="2026-11-26T09:00").status == 0
    papers = json.dumps([{"name": "Trích lục", "number": "5/TLKS", "copies": 2}]).encode()
    given = place.run(
        "process", place.code, "return-result", "--papers", "-", "--receiver", "Trần Thị B",
        "--relation", "authorised", "--document", "Giấy ủy quyền", "--no-receipt",
        "--id-number", "079304000002", "--original", "Giấy chứng sinh",
        as_of="2026-11-27T09:00", stdin=papers,
    )  # fmt: skip
    assert (given.status, given["state"], given["national_state"]) == (0, "returned", 10)
    known = {*("id", "code", "state", "national_state", "clock", "warnings"), "claim"}
    assert set(given.document) == known
    seen = place.run("dossier", place.code, as_of="2026-11-28T10:00")
    assert seen["handed_over"] == "2026-11-25T09:00:00+07:00"
    assert seen["returned"] == {"at": "2026-11-27T09:00:00+07:00", "method": "desk"}
    [payload] = [each["payload"] for each in seen["events"] if each["type"] == "result_returned"]
    assert payload["papers"] == [{"name": "Trích lục", "number": "5/TLKS", "copies": 2}]
    assert (payload["receipt_shown"], payload["originals"]) == (False, ["Giấy chứng sinh"])


def test_a_certification_by_a_verb_prints_its_numbers(tmp_path: Path) -> None:
    """Each paper with its register and number, and the same in ``dossier``."""
    place = Place(tmp_path, procedure="2.000815")
    done = place.run(
        "process", place.code, "certify", "--kind", "copy", "--paper", "Bằng lái xe", "--paper",
        "Sổ hộ khẩu", "--copies", "3", "--signer", "Lê Văn C", "--signer-title", "Phó Chủ tịch",
        as_of="2026-11-23T09:00",
    )  # fmt: skip
    assert (done.status, done["state"]) == (0, "resolved")
    assert [(each["number"], each["copies"]) for each in done["certified"]] == [(1, 3), (2, 3)]
    seen = place.run("dossier", place.code, as_of="2026-11-23T10:00")
    assert seen["certified"] == done["certified"]
    assert (seen["returned"], seen["handed_over"]) == (None, None)
    papers = json.dumps([{"kind": "copy", "name": "Bằng lái xe"}]).encode()
    again = place.run(
        "process", place.code, "certify", "--papers", "-", "--signer", "Lê Văn C",
        as_of="2026-11-23T10:00", stdin=papers,
    )  # fmt: skip
    assert (again.status, again["error"]["code"]) == (1, "already_certified")


def test_a_refusal_by_a_verb(tmp_path: Path) -> None:
    """Before the number, by its reference; the words of the grounds are checked."""
    place = Place(tmp_path, numbers=0)
    wrong = place.run(
        "process", place.code, "refuse", "--ground", "not_qualified", as_of="2026-11-23T09:00"
    )
    assert (wrong["error"]["code"], wrong["error"]["field"]) == ("missing", "basis")
    done = place.run(
        "process", place.code, "refuse", "--ground", "not_qualified", "--basis",
        "Điều 8 Luật Hôn nhân và gia đình", as_of="2026-11-23T09:00",
    )  # fmt: skip
    assert (done.status, done["state"], done["national_state"]) == (0, "refused", 3)


def test_wrong_usage_is_the_parsers(place: Place) -> None:
    """An act that there is not; no act at all."""
    for words in (("bless",), ()):
        ended = place.run("process", place.code, *words, as_of="2026-11-25T09:00")
        assert (ended.status, ended.document) == (2, None)


HAPPENINGS = [
    {"what": "suspended", "at": "2026-11-04T10:00", "cause": "verification"},
    {"what": "resumed", "at": "2026-11-10T10:00", "cause": "verification"},
    {"what": "extended", "at": "2026-11-11", "to": "2026-11-20"},
    {"what": "extended", "at": "2026-11-12", "to": "2026-11-27"},
]


def due(*words: object, happenings: object = None) -> Finished:
    told = HAPPENINGS if happenings is None else happenings
    return run(
        *("due", "--received", "2026-11-02T09:00", "--procedure", BIRTH_AGAIN),
        *("--happenings", "-", *words),
        stdin=told if isinstance(told, bytes) else json.dumps(told).encode(),
    )


def test_anybody_counts_a_clock_without_a_store(tmp_path: Path) -> None:
    """The date at receipt stays beside it; what the law forbids is told and not counted."""
    ended = due("--now", "2026-11-20T20:00")
    assert (ended.status, ended["due"]) == (0, "2026-11-09T17:00:00+07:00")
    clock = ended["clock"]
    assert set(clock) == CLOCK_KEYS
    assert (clock["due"], clock["standing"]) == ("2026-11-20T17:00:00+07:00", "due_soon")
    assert [(each["code"], each["counted"]) for each in clock["problems"]] == [
        ("extended_once", False)
    ]
    assert clock["suspensions"] == [
        {
            "cause": "verification",
            "begins": "2026-11-04T10:00:00+07:00",
            "ends": "2026-11-10T10:00:00+07:00",
        }
    ]
    file = tmp_path / "happenings.json"
    file.write_text(json.dumps(HAPPENINGS), "utf-8")
    words = ("due", "--received", "2026-11-02T09:00", "--procedure", BIRTH_AGAIN)
    again = run(*words, "--happenings", file, "--now", "2026-11-20T20:00")
    assert again["clock"] == clock


def test_at_a_time_in_between_only_what_had_happened_counts() -> None:
    """``--now``; without it, when the last of it happened or now."""
    assert due("--now", "2026-11-05")["clock"]["state"] == "suspended"
    later = [{"what": "resolved", "at": "2028-03-01T09:00"}]
    assert due(happenings=later)["clock"]["standing"] == "late"
    assert due(happenings=[])["clock"]["problems"] == []


BAD = [
    (b"[", "happenings"),
    (b"\xff", "happenings"),
    (b"{}", "happenings"),
    (json.dumps([HAPPENINGS[0]] * 501).encode(), "happenings"),
    (b"[1]", "happenings[0]"),
    (b'[{"what": "suspended"}]', "happenings[0].at"),
    (b'[{"what": "stopped", "at": "2026-11-05", "colour": "red"}]', "happenings[0].colour"),
    (b'[{"what": "blessed", "at": "2026-11-05"}]', "happenings[0].what"),
    (b'[{"what": "stopped", "at": "soon"}]', "happenings[0].at"),
    (b'[{"what": "suspended", "at": "2026-11-05"}]', "happenings[0].cause"),
    (b'[{"what": "supplement_requested", "at": "2026-11-05", "stage": "x"}]',
     "happenings[0].stage"),
    (b'[{"what": "resolved", "at": "2026-11-05", "outcome": "x"}]', "happenings[0].outcome"),
    (b'[{"what": "extended", "at": "2026-11-05"}]', "happenings[0].to"),
    (b'[{"what": "apologised", "at": "2026-11-05", "to": "mai"}]', "happenings[0].to"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "field"), BAD)
def test_a_wrong_list_names_its_place(told: bytes, field: str) -> None:
    """Status 1 and the field, counted from 0."""
    ended = due(happenings=told)
    assert (ended.status, ended["error"]["field"]) == (1, field)


def test_a_file_that_is_not_there_and_a_time_without_happenings() -> None:
    """Named as they were given."""
    words = ("due", "--received", "2026-11-02", "--unit", "working_day")
    missing = run(*words, "--happenings", "/nowhere.json")
    assert (missing.status, missing["error"]["field"]) == (1, "happenings")
    alone = run(*words, "--now", "2026-11-05")
    assert (alone.status, alone["error"]["field"]) == (1, "now")
    assert from_iso(run(*words)["due"]) == from_iso("2026-11-03T17:00")
