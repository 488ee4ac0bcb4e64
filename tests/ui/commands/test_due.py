"""The verb ``due``."""

from __future__ import annotations

import argparse

import pytest

from app.errors import InvalidInput
from tests.ui.commands.law import run
from ui.commands import due


def test_a_unit_is_counted() -> None:
    """The due time, whether it is provisional, the steps and the calendar's version."""
    document = run(due, "--received", "2026-11-20T09:00", "--unit", "working_day", "--amount", "3")
    assert document["due"] == "2026-11-26T17:00:00+07:00"
    assert document["provisional"] is False
    assert document["trace"]
    assert document["calendar_version"]
    assert set(document) == {"due", "provisional", "trace", "calendar_version"}


def test_amount_is_one_unless_given() -> None:
    """And the cut-off is none unless given."""
    assert run(due, "--received", "2026-08-28", "--unit", "working_day")["due"] == (
        "2026-09-03T17:00:00+07:00"
    )


def test_same_day_implies_the_result_the_next_day() -> None:
    """Received one second after 15:00."""
    document = run(due, "--received", "2026-11-23T15:00:01", "--unit", "same_day")
    assert document["due"] == "2026-11-25T17:00:00+07:00"


def test_a_cutoff_is_taken() -> None:
    """``start_next_day`` shifts the count by one working day."""
    document = run(
        due, "--received", "2026-11-20T15:01", "--unit", "working_day",
        "--cutoff-15h", "start_next_day",
    )  # fmt: skip
    assert document["due"] == "2026-11-25T17:00:00+07:00"


def test_a_procedure_counts_by_the_version_of_the_day_of_receipt() -> None:
    """Birth registration: same day until 28 February 2027, then 24 hours."""
    old = run(due, "--procedure", "1.001193", "--received", "2027-02-26T10:00")
    new = run(due, "--procedure", "1.001193", "--received", "2027-03-01T10:00")
    assert old["due"] == "2027-02-26T17:00:00+07:00"
    assert new["due"] == "2027-03-02T10:00:00+07:00"


def test_zones_are_converted() -> None:
    """08:00 UTC is 15:00 in Vietnam."""
    document = run(due, "--received", "2026-11-23T08:00:00Z", "--unit", "same_day")
    assert document["due"] == "2026-11-23T17:00:00+07:00"


BAD = [
    (("--received", "soon", "--unit", "hour"), "received"),
    (("--received", "2018-01-01", "--unit", "hour"), "received"),
    (("--received", "9999-12-31T23:59", "--unit", "hour"), "received"),
    (("--received", "2026-11-23", "--unit", "moon"), "unit"),
    (("--received", "2026-11-23", "--unit", "hour", "--amount", "x"), "amount"),
    (("--received", "2026-11-23", "--unit", "hour", "--amount", "0"), "amount"),
    (("--received", "2026-11-23", "--unit", "hour", "--amount", "-3"), "amount"),
    (("--received", "2026-11-23", "--unit", "hour", "--amount", "1.5"), "amount"),
    (("--received", "2026-11-23", "--unit", "hour", "--amount", "9" * 5000), "amount"),
    (("--received", "2026-11-23", "--unit", "hour", "--cutoff-15h", "x"), "cutoff_15h"),
    (("--received", "2026-11-23", "--procedure", "9.999999"), "procedure"),
    (("--received", "2026-11-23", "--procedure", "1.001193", "--amount", "2"), "amount"),
    (("--received", "2026-11-23", "--procedure", "1.001193", "--cutoff-15h", "none"), "cutoff_15h"),
]


@pytest.mark.parametrize(("arguments", "field"), BAD)
def test_a_bad_value_names_its_field(arguments: tuple[str, ...], field: str) -> None:
    """InvalidInput, which ends the process with 1 and a JSON document."""
    with pytest.raises(InvalidInput) as caught:
        run(due, *arguments)
    assert caught.value.field == field


@pytest.mark.parametrize("arguments", [(), ("--received", "2026-11-23")])
def test_wrong_usage_is_the_parsers(arguments: tuple[str, ...]) -> None:
    """Without a time of receipt, or without a rule."""
    with pytest.raises((SystemExit, argparse.ArgumentError)):
        run(due, *arguments)
