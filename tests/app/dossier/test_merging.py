"""docs/merging.md has a row for every type of event, and each row is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.dossier.commands import Command
from app.dossier.decide import command_of, decide
from app.dossier.deed_words import DEEDS, deed_words
from app.dossier.events import BODY_TYPES, EVENT_KINDS, EventKind
from app.dossier.evolve import evolve
from app.dossier.state import Dossier
from app.errors import QmcError
from tests.app.dossier.meetings import MEETINGS, Meeting, came_first, made, opened, registered
from tests.app.dossier.samples import RULES, Chain

TABLE = Path(__file__).parents[3] / "docs" / "merging.md"
ROW = re.compile(r"^\| (`(?P<type>[a-z_]+)`)? ?\| (?P<kind>fact|request)? ?\|(?P<rest>.*)\|$", re.M)
CASES = [
    pytest.param(meeting, id=f"{name}-{number}")
    for name, meetings in MEETINGS.items()
    for number, meeting in enumerate(meetings, 1)
]


def rows() -> dict[str, tuple[str, str]]:
    """Kind and the other cells of all rows of a type; a row without one belongs to that above."""
    found: dict[str, tuple[str, str]] = {}
    name = ""
    for row in ROW.finditer(TABLE.read_text(encoding="utf-8")):
        name = row["type"] or name
        kind, rest = found.get(name, (row["kind"], ""))
        found[name] = (kind, rest + row["rest"])
    return found


def test_every_type_of_event_has_its_row_and_its_proof() -> None:
    """A type that nobody has thought about at two desks fails here."""
    assert set(rows()) == set(BODY_TYPES) == set(MEETINGS) == set(DEEDS)


def test_the_rows_say_what_the_code_does() -> None:
    """The kind of each type, every code of its cases, and the test that proves the row."""
    for name, (kind, rest) in rows().items():
        assert EVENT_KINDS[name] is EventKind(kind)
        for meeting in MEETINGS[name]:
            assert not meeting.code or f"`{meeting.code}`" in rest, f"{name}: {meeting.code}"
        assert f"`{name}-1`" in rest


def test_the_proofs_that_the_page_names_are_there() -> None:
    """Tests by their names, files by their paths."""
    text = TABLE.read_text(encoding="utf-8")
    root = TABLE.parents[1]
    for path in re.findall(r"`(tests/[a-z_/]+\.py)`", text):
        assert (root / path).is_file()
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (root / "tests").glob("*/**/test_*.py")
    )
    for name in re.findall(r"`(test_[a-z_]+)`", text):
        assert f"def {name}(" in sources


def states(meeting: Meeting) -> tuple[Dossier, Dossier, Dossier]:
    """As both desks knew it, after what came first, and after both."""
    both, other, this = Chain(), Chain(installation="first"), Chain(installation="second")
    known = evolve(None, both.event(opened()))
    if meeting.numbered:
        known = evolve(known, both.event(registered()))
    for body in meeting.known:
        known = evolve(known, both.event(made(body, known)))
    between = known
    for body in came_first(meeting, known):
        between = evolve(between, other.event(body))
    second = this.event(made(meeting.second, known))
    return known, between, evolve(between, second)


def refusal(state: Dossier, command: Command) -> QmcError | None:
    try:
        decide(state, command, RULES)
    except QmcError as error:
        return error
    return None


@pytest.mark.parametrize("meeting", CASES)
def test_a_row_of_the_table(meeting: Meeting) -> None:
    """What counts in the end; a request that is set aside has not happened."""
    known, between, after = states(meeting)
    second = made(meeting.second, known)
    command = command_of(second)
    if command is None:
        assert meeting.counts(after)
        return
    assert decide(known, command, RULES) == [second]
    refused = refusal(between, command)
    assert (refused.code if refused else "") == meeting.code
    assert meeting.counts(between if refused else after)


def test_a_type_of_tomorrow_is_told_as_what_is_not_known() -> None:
    """A sentence about who was first never names a type."""
    assert "blessed" not in deed_words("blessed")
