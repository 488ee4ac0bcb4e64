"""The verb ``due``."""

from __future__ import annotations

import argparse

import pytest

from app.catalogue.catalogue import load_catalogue
from app.errors import InvalidInput
from tests.ui.commands.law import run
from ui.commands import due


def test_a_unit_is_counted() -> None:
    """The due time, whether it is provisional, the steps, the rule, the days between."""
    document = run(due, "--received", "2026-11-20T09:00", "--unit", "working_day", "--amount", "3")
    assert document["due"] == "2026-11-26T17:00:00+07:00"
    assert document["provisional"] is False
    assert document["trace"]
    assert document["calendar_version"]
    assert document["rule"] == {"unit": "working_day", "amount": 3, "cutoff_15h": "none"}
    assert document["working_days"] == 3


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


def test_a_case_of_the_procedure_has_its_own_limit() -> None:
    """Certified copies, many of them: two working days more instead of the same day."""
    document = run(
        due, "--procedure", "2.000815", "--case", "many", "--received", "2026-11-20T09:00"
    )
    assert document["due"] == "2026-11-25T17:00:00+07:00"
    rule = document["rule"]
    assert isinstance(rule, dict)
    assert (rule["unit"], rule["amount"]) == ("working_day", 2)


def test_a_procedure_without_a_limit_has_no_due_time() -> None:
    """Nothing is invented: due, rule and days are null, the trace says so."""
    code = next(one.code for one in load_catalogue().procedures if one.deadline is None)
    on = next(one.valid_from for one in load_catalogue().procedures if one.code == code)
    document = run(due, "--procedure", code, "--received", max(on.isoformat(), "2026-11-23"))
    assert [document[key] for key in ("due", "rule", "working_days")] == [None, None, None]
    assert document["trace"]


def test_zones_are_converted() -> None:
    """08:00 UTC is 15:00 in Vietnam."""
    document = run(due, "--received", "2026-11-23T08:00:00Z", "--unit", "same_day")
    assert document["due"] == "2026-11-23T17:00:00+07:00"


def test_the_working_days_between_are_counted() -> None:
    """Of any unit: those after the day of receipt, up to and with the due day."""
    document = run(
        due, "--received", "2026-11-09T09:00", "--unit", "calendar_day", "--amount", "15"
    )
    assert document["working_days"] == 11
    same_day = run(due, "--received", "2026-11-23T09:00", "--unit", "same_day")
    assert same_day["working_days"] == 0
    assert same_day["rule"] == {"unit": "same_day", "amount": 1, "cutoff_15h": "result_next_day"}


BAD = [
    (("--received", "2026-11-23", "--unit", "hour", "--case", "verified"), "case"),
    (("--received", "2026-11-23", "--procedure", "1.001193", "--case", "x"), "deadline_case"),
    (("--received", "2028-12-29T09:00", "--unit", "working_day"), "received"),
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


def test_a_limit_that_the_province_sets_is_not_called_none() -> None:
    """Nothing is promised, and the trace does not say that the law sets no limit."""
    document = run(due, "--received", "2026-11-20T09:00", "--procedure", "1.013949")
    assert document["due"] is None
    assert "theo quyết định công bố" in str(document["trace"])
    assert "không quy định" not in str(document["trace"])
