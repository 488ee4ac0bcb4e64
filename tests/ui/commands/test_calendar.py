"""The verb ``calendar``."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import InvalidInput
from tests.ui.commands.law import run
from ui.commands import calendar

OFFICE = ["07:30-11:30", "13:30-17:00"]


def test_a_range_of_days() -> None:
    """Both ends are in it; a day off has its reason and its basis, and no hours."""
    document = run(calendar, "2026-11-23", "2026-11-24")
    assert document["days"] == [
        {
            "date": "2026-11-23",
            "working": True,
            "reason": "",
            "provisional": False,
            "hours": OFFICE,
            "reception": True,
            "reception_hours": OFFICE,
            "closed": "",
            "basis": "",
        },
        {
            "date": "2026-11-24",
            "working": False,
            "reason": "Ngày Văn hóa Việt Nam",
            "provisional": False,
            "hours": [],
            "reception": False,
            "reception_hours": [],
            "closed": "",
            "basis": "Nghị quyết 28/2026/QH16",
        },
    ]


def one_day(*arguments: str) -> dict[str, object]:
    days = run(calendar, *arguments)["days"]
    assert isinstance(days, list)
    [day] = days
    return dict(day)


def test_one_day_alone() -> None:
    """Without an end, or to itself; a computed year says so."""
    assert one_day("2027-11-24") == one_day("2027-11-24", "2027-11-24")
    assert one_day("2027-11-24")["provisional"] is True
    assert one_day("2028-02-29")["working"] is True


def test_a_working_saturday_names_what_it_stands_for() -> None:
    """Làm bù: office hours, the reason, the notice that set it."""
    day = one_day("2026-08-22")
    assert day["working"] is True
    assert day["reason"] == "Làm bù cho thứ Hai 31/08/2026"
    assert "9441/TB-BNV" in str(day["basis"])
    assert day["hours"] == day["reception_hours"] == OFFICE


def test_the_provinces_reception_and_closed_days_are_shown(tmp_path: Path) -> None:
    """Saturday reception on a day off; no reception on a working day, with its reason."""
    layer = tmp_path / "law" / "calendar"
    layer.mkdir(parents=True)
    (layer / "reception.toml").write_text(
        '[[reception]]\nvalid_from = 2019-01-01\nbasis = "Quyết định"\n'
        "saturday = [{ from = 07:30:00, to = 11:00:00 }]\n",
        encoding="utf-8",
    )
    (layer / "closed_days.toml").write_text(
        '[[closed]]\nfrom = 2026-11-26\nreason = "Bão số 14"\nbasis = "Công điện"\n', "utf-8"
    )
    days = run(calendar, "2026-11-26", "2026-11-28", data=tmp_path)["days"]
    assert isinstance(days, list)
    closed, open_day, saturday = days
    assert (closed["working"], closed["hours"], closed["reception"]) == (True, OFFICE, False)
    assert (closed["closed"], closed["basis"]) == ("Bão số 14", "Công điện")
    assert open_day["reception_hours"] == OFFICE
    assert (saturday["working"], saturday["hours"]) == (False, [])
    assert (saturday["reception"], saturday["reception_hours"]) == (True, ["07:30-11:00"])


def test_every_known_day_can_be_listed() -> None:
    """Ten years in one document."""
    days = run(calendar, "2019-01-01", "2028-12-31")["days"]
    assert isinstance(days, list)
    assert len(days) == 3_653


BAD = [
    (("today",), "from"),
    (("2026-11-24", "tomorrow"), "to"),
    (("2026-11-24", "2026-11-23"), "to"),
    (("2027-02-29",), "from"),
    (("2018-12-31",), "from"),
    (("2018-12-31", "2019-01-02"), "from"),
    (("2026-11-24", "2029-01-01"), "to"),
    (("2026-11-24", "9999-12-31"), "to"),
    (("9999-12-31", "2026-11-24"), "to"),
]


@pytest.mark.parametrize(("arguments", "field"), BAD)
def test_a_bad_value_names_its_field(arguments: tuple[str, ...], field: str) -> None:
    """Unreadable, in the wrong order, no day of the year, or outside the calendar."""
    with pytest.raises(InvalidInput) as caught:
        run(calendar, *arguments)
    assert caught.value.field == field
