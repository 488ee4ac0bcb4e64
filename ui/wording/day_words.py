"""Days and times in words: “16:30 hôm nay”, “thứ Tư 25/11”, “còn 2 ngày làm việc”."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject

from ui.wording.time_left import TimeLeft, Unit


class DayWords(QObject):
    """Puts days and times into words; it holds nothing and asks nothing."""

    def weekday(self, day: date) -> str:
        """The day of the week, as it stands in a sentence."""
        return (
            self.tr("Monday"),
            self.tr("Tuesday"),
            self.tr("Wednesday"),
            self.tr("Thursday"),
            self.tr("Friday"),
            self.tr("Saturday"),
            self.tr("Sunday"),
        )[day.weekday()]

    def short_weekday(self, day: date) -> str:
        """The day of the week as calendars write it: ``T2`` to ``T7``, ``CN``."""
        return (
            self.tr("Mon"),
            self.tr("Tue"),
            self.tr("Wed"),
            self.tr("Thu"),
            self.tr("Fri"),
            self.tr("Sat"),
            self.tr("Sun"),
        )[day.weekday()]

    def day(self, day: date, today: date) -> str:
        """A day in a sentence: ``hôm nay``, ``thứ Tư 25/11``, with the year where it is another."""
        return self._near(day, today) or f"{self.weekday(day)} {_short(day, today)}"

    def brief(self, at: datetime, today: date) -> str:
        """A time in a narrow column: ``16:30 hôm nay``, ``16:30 T6 27/11``."""
        day = at.date()
        near = self._near(day, today) or f"{self.short_weekday(day)} {_short(day, today)}"
        return f"{at:%H:%M} {near}"

    def heading(self, day: date, today: date) -> str:
        """A day as a title: ``Hôm nay, thứ Hai 23/11``, ``Thứ Sáu, 20/11``."""
        name = self.weekday(day)
        if day in (today, today - timedelta(days=1)):
            return _capital(f"{self.day(day, today)}, {name} {_short(day, today)}")
        return _capital(f"{name}, {_short(day, today)}")

    def _near(self, day: date, today: date) -> str:
        if day == today:
            return self.tr("today")
        return self.tr("yesterday") if day == today - timedelta(days=1) else ""

    def moment(self, at: datetime, today: date) -> str:
        """A time in a sentence: ``16:30 hôm nay``."""
        return f"{at:%H:%M} {self.day(at.date(), today)}"

    def whole(self, at: datetime) -> str:
        """A time that must not be misread: ``16:30 thứ Hai 23/11/2026``."""
        return f"{at:%H:%M} {self.weekday(at.date())} {at:%d/%m/%Y}"

    def left(self, left: TimeLeft) -> str:
        """``còn 2 ngày làm việc``, ``quá hạn 3 giờ``."""
        one, many = self._overdue(left.unit) if left.overdue else self._ahead(left.unit)
        return one if left.amount == 1 else many.format(count=left.amount)

    def _ahead(self, unit: Unit) -> tuple[str, str]:
        """For one, and for another number."""
        match unit:
            case Unit.WORKING_DAYS:
                return self.tr("1 working day left"), self.tr("{count} working days left")
            case Unit.DAYS:
                return self.tr("1 day left"), self.tr("{count} days left")
            case Unit.HOURS:
                return self.tr("1 hour left"), self.tr("{count} hours left")
            case Unit.MINUTES:
                return self.tr("1 minute left"), self.tr("{count} minutes left")

    def _overdue(self, unit: Unit) -> tuple[str, str]:
        match unit:
            case Unit.WORKING_DAYS:
                return self.tr("1 working day overdue"), self.tr("{count} working days overdue")
            case Unit.DAYS:
                return self.tr("1 day overdue"), self.tr("{count} days overdue")
            case Unit.HOURS:
                return self.tr("1 hour overdue"), self.tr("{count} hours overdue")
            case Unit.MINUTES:
                return self.tr("1 minute overdue"), self.tr("{count} minutes overdue")


def _short(day: date, today: date) -> str:
    return f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
