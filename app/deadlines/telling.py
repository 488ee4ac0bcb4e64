"""The words of a count: dates, hours and days off as an officer tells them to a citizen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby

from app.calendar.working_calendar import WorkingCalendar, weekday_name
from app.calendar.year_file import SATURDAY

MAX_LISTED = 12
MAX_WEEKENDS = 3
_WEEKEND = "cuối tuần"
_ONE_DAY = timedelta(days=1)


def moment_words(moment: datetime) -> str:
    """``09:00 thứ Sáu 20/11/2026``; with seconds in the minute in which they can decide."""
    at = f"{moment:%H:%M}"
    if at == "15:00" and moment.second:
        at = f"{moment:%H:%M:%S}"
    return f"{at} {weekday_name(moment)} {moment:%d/%m/%Y}"


def day_words(day: date, year: int) -> str:
    """``thứ Hai 23/11``; with its year where that is not ``year``."""
    return f"{weekday_name(day)} {short_date(day, year)}"


def short_date(day: date, year: int) -> str:
    """``23/11``; with its year where that is not ``year``."""
    return f"{day:%d/%m}" if day.year == year else f"{day:%d/%m/%Y}"


def short_moment(moment: datetime, year: int) -> str:
    """``09:00 23/11``; with its year where that is not ``year``."""
    return f"{moment:%H:%M} {short_date(moment, year)}"


def span_words(first: date, last: date, year: int) -> str:
    """``21/11`` or ``21/11–22/11``."""
    if first == last:
        return short_date(first, year)
    return f"{short_date(first, year)}–{short_date(last, year)}"


def listed_days(days: list[date], year: int) -> str:
    """``23/11, 25/11``; many are summed up by the first and the last."""
    if len(days) <= MAX_LISTED:
        return ", ".join(short_date(day, year) for day in days)
    return f"{len(days)} ngày, từ {short_date(days[0], year)} đến {short_date(days[-1], year)}"


def length_words(length: timedelta) -> str:
    """``7 giờ 30 phút``; seconds only where there are any."""
    minutes, seconds = divmod(round(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "giờ"), (minutes, "phút"), (seconds, "giây")]
    return " ".join(f"{number} {word}" for number, word in parts if number) or "0 phút"


def why_off(calendar: WorkingCalendar, day: date) -> str:
    """``cuối tuần`` or the reason of the day off."""
    if day.weekday() >= SATURDAY and not calendar.is_named_off(day):
        return _WEEKEND
    return calendar.day(day).reason


def off_words(calendar: WorkingCalendar, first: date, last: date, year: int) -> list[str]:
    """The sentences for the days off and the working Saturdays of ``first`` … ``last``."""
    days = [first + n * _ONE_DAY for n in range((last - first).days + 1)]
    off, made_up = [], []
    weekends = 0
    for reason, run in groupby(days, key=lambda day: _why_not_counted(calendar, day)):
        span = list(run)
        if reason:
            off.append((span[0], span[-1], reason))
            weekends += len(span) if reason == _WEEKEND else 0
        made_up += [day for day in span if not reason and day.weekday() >= SATURDAY]
    sentences = []
    if off:
        sentences.append(f"Nghỉ: {_listed_spans(off, weekends, year)}.")
    if made_up:
        listed = ", ".join(day_words(day, year) for day in made_up[:MAX_LISTED])
        sentences.append(f"Làm bù, tính là ngày làm việc: {listed}.")
    return sentences


def _listed_spans(off: list[tuple[date, date, str]], weekends: int, year: int) -> str:
    many = sum(reason == _WEEKEND for _, _, reason in off) > MAX_WEEKENDS
    shown = [span for span in off if not (many and span[2] == _WEEKEND)]
    words = [f"{span_words(first, last, year)} ({reason})" for first, last, reason in shown]
    if len(words) > MAX_LISTED:
        words = [*words[:MAX_LISTED], f"{len(words) - MAX_LISTED} dịp khác"]
    if many:
        words.append(f"{weekends} ngày {_WEEKEND}")
    return ", ".join(words)


def _why_not_counted(calendar: WorkingCalendar, day: date) -> str:
    return "" if calendar.is_working(day) else why_off(calendar, day)
