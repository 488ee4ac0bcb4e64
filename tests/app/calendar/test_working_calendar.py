"""The working calendar: §3.4 of the year's decisions, day by day, and a second opinion."""

from __future__ import annotations

from datetime import date, time, timedelta

import holidays
import pytest

from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.errors import InvalidInput

DIFFERENCES = {
    # day: (state bodies work by our calendar, by the package, the basis of ours)
    date(2026, 1, 2): (False, True, "Chính phủ đồng ý ngày 25/12/2025"),
    date(2026, 1, 10): (
        True,
        False,
        "Hoán đổi ngày làm việc 02/01/2026; Chính phủ đồng ý ngày 25/12/2025",
    ),
}
"""What the package (0.109) does not know. Every other day of ten years is the same in both."""

WEEKDAYS_OFF = {
    2019: "1/1 4-8/2 15/4 29-30/4 1/5 2/9",
    2020: "1/1 23-24/1 27-29/1 2/4 30/4 1/5 2/9",
    2021: "1/1 10-12/2 15-16/2 21/4 30/4 3/5 2-3/9",
    2022: "3/1 31/1 1-4/2 11/4 2-3/5 1-2/9",
    2023: "2/1 20/1 23-26/1 1-3/5 1/9 4/9",
    2024: "1/1 8-9/2 12-14/2 18/4 29-30/4 1/5 2-3/9",
    2025: "1/1 27-31/1 7/4 30/4 1-2/5 1-2/9",
    2026: "1-2/1 16-20/2 27/4 30/4 1/5 31/8 1-2/9 24/11",
    2027: "1/1 4-5/2 8-10/2 16/4 30/4 3/5 2-3/9 24/11",
    2028: "3/1 24-28/1 4/4 1-2/5 1/9 4/9 24/11",
}
WORKING_SATURDAYS = {
    2019: [(5, 1), (4, 5)],
    2024: [(4, 5)],
    2025: [(26, 4)],
    2026: [(10, 1), (22, 8)],
}


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return load_calendar()


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def named_days(year: int) -> set[date]:
    days = set()
    for part in WEEKDAYS_OFF[year].split():
        numbers, month = part.split("/")
        first, _, last = numbers.partition("-")
        days |= {date(year, int(month), day) for day in range(int(first), int(last or first) + 1)}
    return days


@pytest.mark.parametrize("year", sorted(WEEKDAYS_OFF))
def test_weekdays_off_and_working_saturdays_are_those_of_the_decisions(
    calendar: WorkingCalendar, year: int
) -> None:
    """The weekdays off and the working Saturdays of each year, from the published schedules."""
    off = {d for d in days_of(year) if d.weekday() < 5 and not calendar.is_working(d)}
    worked = [d for d in days_of(year) if d.weekday() >= 5 and calendar.is_working(d)]
    assert off == named_days(year)
    assert worked == [date(year, month, day) for day, month in WORKING_SATURDAYS.get(year, [])]


@pytest.mark.parametrize("year", range(2019, 2029))
def test_every_day_agrees_with_the_second_opinion_or_has_its_basis(
    calendar: WorkingCalendar, year: int
) -> None:
    """Every day against the ``holidays`` package, in both directions; differences have a basis."""
    opinion = holidays.country_holidays("VN", years=year)
    different = {
        day: (calendar.is_working(day), opinion.is_working_day(day), calendar.day(day).basis)
        for day in days_of(year)
        if calendar.is_working(day) != opinion.is_working_day(day)
    }
    assert different == {day: known for day, known in DIFFERENCES.items() if day.year == year}


@pytest.mark.parametrize("year", range(2019, 2029))
def test_every_weekday_off_and_working_saturday_has_a_reason_and_a_basis(
    calendar: WorkingCalendar, year: int
) -> None:
    """A citizen who asks why is told, and by which text; an ordinary day needs neither."""
    for number in days_of(year):
        day = calendar.day(number)
        special = day.working != (number.weekday() < 5)
        assert not special or (day.reason and day.basis)
        assert day.working or day.reason


@pytest.mark.parametrize("year", range(2019, 2029))
def test_every_holiday_of_the_law_is_named(calendar: WorkingCalendar, year: int) -> None:
    """Ten days a year; from 2021 Quốc khánh has a second one, from 2026 there is 24 November."""
    named = {day for day in days_of(year) if calendar.is_named_off(day)}
    fixed = {(1, 1), (30, 4), (1, 5), (2, 9)} | ({(24, 11)} if year >= 2026 else set())
    assert {date(year, month, day) for day, month in fixed} <= named
    assert sum(calendar.day(day).reason == "Tết Âm lịch" for day in named) == 5
    assert sum(calendar.day(day).reason == "Quốc khánh" for day in named) == (
        1 if year < 2021 else 2
    )
    assert sum(calendar.day(day).reason == "Giỗ Tổ Hùng Vương" for day in named) == 1


def test_a_day_off_names_its_reason(calendar: WorkingCalendar) -> None:
    """Holiday, swap, week-end, working Saturday and ordinary day each say what they are."""
    reasons = {
        (2026, 11, 24): (False, "Ngày Văn hóa Việt Nam"),
        (2026, 1, 2): (False, "Nghỉ hoán đổi, làm bù thứ Bảy 10/01/2026"),
        (2026, 1, 10): (True, "Làm bù cho thứ Sáu 02/01/2026"),
        (2026, 4, 26): (False, "Giỗ Tổ Hùng Vương"),  # a Sunday, named all the same
        (2026, 11, 22): (False, "Chủ nhật"),
        (2026, 11, 21): (False, "Thứ Bảy"),
        (2028, 2, 29): (True, ""),
        (2026, 11, 23): (True, ""),
    }
    for (year, month, number), expected in reasons.items():
        day = calendar.day(date(year, month, number))
        assert (day.working, day.reason) == expected


def test_only_computed_years_are_provisional(calendar: WorkingCalendar) -> None:
    """2027 and 2028 have no official decision yet."""
    assert [year for year in range(2019, 2029) if calendar.is_provisional(year)] == [2027, 2028]


def test_next_working_day_crosses_holidays_and_years(calendar: WorkingCalendar) -> None:
    """The next working day is strictly after the day asked for."""
    assert calendar.next_working(date(2026, 11, 23)) == date(2026, 11, 25)
    assert calendar.next_working(date(2026, 2, 13)) == date(2026, 2, 23)
    assert calendar.next_working(date(2025, 12, 31)) == date(2026, 1, 5)
    assert calendar.next_working(date(2026, 1, 9)) == date(2026, 1, 10)


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2029, 1, 1), date(1, 1, 1), date.max])
def test_a_year_without_a_file_is_refused_not_guessed(calendar: WorkingCalendar, day: date) -> None:
    """Outside the known years every question is answered with ``calendar_unknown``."""
    for question in (calendar.is_working, calendar.next_working, calendar.day):
        with pytest.raises(InvalidInput) as caught:
            question(day)
        assert caught.value.code == "calendar_unknown"
    with pytest.raises(InvalidInput):
        calendar.is_provisional(day.year)
    with pytest.raises(InvalidInput):
        calendar.office_hours(day)


def test_the_last_known_day_has_no_next_working_day(calendar: WorkingCalendar) -> None:
    """The end of the last year is an edge, not a loop."""
    assert calendar.last_day == date(2028, 12, 31)
    assert calendar.first_day == date(2019, 1, 1)
    with pytest.raises(InvalidInput):
        calendar.next_working(date(2028, 12, 29))


def test_office_hours_are_morning_and_afternoon(calendar: WorkingCalendar) -> None:
    """7:30–11:30 and 13:30–17:00 unless the province says otherwise."""
    assert calendar.office_hours(date(2026, 11, 23)) == (
        (time(7, 30), time(11, 30)),
        (time(13, 30), time(17, 0)),
    )


def test_the_default_calendar_is_read_once(calendar: WorkingCalendar) -> None:
    """The same object, so that a batch of a thousand rows reads the files once."""
    assert load_calendar() is calendar
