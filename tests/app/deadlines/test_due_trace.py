"""What a citizen is told about a due time: few words, in order, the law in brackets."""

from __future__ import annotations

import pytest

from app.calendar.working_calendar import load_calendar
from app.clock.time import from_iso
from app.deadlines.due import Cutoff, DeadlineRule, Unit, due_at

CALENDAR = load_calendar()
PLAIN = "kể cả ngày nghỉ, không tính ngày nhận (BLDS 2015 Đ.147.2): đến"


Case = tuple[str, DeadlineRule]


def trace(received: str, rule: DeadlineRule) -> list[str]:
    return due_at(from_iso(received), rule, CALENDAR).trace


def case(received: str, unit: Unit, amount: int = 1, cutoff: Cutoff = Cutoff.NONE) -> Case:
    return received, DeadlineRule(unit, amount, cutoff)


TOLD: list[tuple[Case, list[str]]] = [
    (
        case("2026-11-20T09:00", Unit.WORKING_DAY, 3),
        [
            "Nhận 09:00 thứ Sáu 20/11/2026.",
            "Thời hạn 3 ngày làm việc, không tính ngày nhận (BLDS 2015 Đ.147.2).",
            "Đếm: 23/11, 25/11, 26/11.",
            "Nghỉ: 21/11–22/11 (cuối tuần), 24/11 (Ngày Văn hóa Việt Nam).",
            "Hẹn trả kết quả: 17:00 thứ Năm 26/11/2026.",
        ],
    ),
    (
        case("2026-11-20T16:05", Unit.WORKING_DAY, 1, Cutoff.START_NEXT_DAY),
        [
            "Nhận 16:05 thứ Sáu 20/11/2026, sau 15 giờ: tính như nhận đầu giờ thứ Hai 23/11.",
            "Thời hạn 1 ngày làm việc, không tính ngày nhận (BLDS 2015 Đ.147.2).",
            "Đếm: 25/11.",
            "Nghỉ: 21/11–22/11 (cuối tuần), 24/11 (Ngày Văn hóa Việt Nam).",
            "Hẹn trả kết quả: 17:00 thứ Tư 25/11/2026.",
        ],
    ),
    (
        case("2026-08-22T15:00:01", Unit.SAME_DAY),
        [
            "Nhận 15:00:01 thứ Bảy 22/08/2026.",
            "Thời hạn: trong ngày làm việc.",
            "Nhận sau 15 giờ: trả trong ngày làm việc tiếp theo, thứ Hai 24/08.",
            "Nghỉ: 23/08 (cuối tuần).",
            "Làm bù, tính là ngày làm việc: thứ Bảy 22/08.",
            "Hẹn trả kết quả: 17:00 thứ Hai 24/08/2026.",
        ],
    ),
    (
        case("2026-11-09T09:00", Unit.CALENDAR_DAY, 15),
        [
            "Nhận 09:00 thứ Hai 09/11/2026.",
            f"Thời hạn 15 ngày, {PLAIN} thứ Ba 24/11.",
            (
                "Thứ Ba 24/11 nghỉ (Ngày Văn hóa Việt Nam): chuyển sang thứ Tư 25/11"
                " (BLDS 2015 Đ.148.5)."
            ),
            "Hẹn trả kết quả: 17:00 thứ Tư 25/11/2026.",
        ],
    ),
    (
        case("2026-11-21T09:00", Unit.CALENDAR_DAY, 7),
        [
            "Nhận 09:00 thứ Bảy 21/11/2026, ngày nghỉ: tính như nhận đầu giờ thứ Hai 23/11.",
            f"Thời hạn 7 ngày, {PLAIN} thứ Hai 30/11.",
            "Nghỉ: 21/11–22/11 (cuối tuần).",
            "Hẹn trả kết quả: 17:00 thứ Hai 30/11/2026.",
        ],
    ),
    (
        case("2025-12-31T17:40", Unit.MONTH, 2),
        [
            (
                "Nhận 17:40 thứ Tư 31/12/2025, sau giờ làm việc: vẫn là nhận trong ngày"
                " (BLDS 2015 Đ.148.6)."
            ),
            (
                "Thời hạn 2 tháng, tháng cuối không có ngày 31 nên lấy ngày cuối tháng"
                " (BLDS 2015 Đ.148.3): thứ Bảy 28/02/2026."
            ),
            (
                "Thứ Bảy 28/02/2026 nghỉ (cuối tuần): chuyển sang thứ Hai 02/03/2026"
                " (BLDS 2015 Đ.148.5)."
            ),
            "Hẹn trả kết quả: 17:00 thứ Hai 02/03/2026.",
        ],
    ),
    (
        case("2026-10-12T09:00", Unit.MONTH, 1),
        [
            "Nhận 09:00 thứ Hai 12/10/2026.",
            (
                "Thời hạn 1 tháng, đến ngày tương ứng của tháng cuối (BLDS 2015 Đ.148.3):"
                " thứ Năm 12/11."
            ),
            "Hẹn trả kết quả: 17:00 thứ Năm 12/11/2026.",
        ],
    ),
    (
        case("2026-02-13T16:00", Unit.HOUR, 24),
        [
            "Nhận 16:00 thứ Sáu 13/02/2026.",
            "Thời hạn 24 giờ, tính liên tục từ 16:00 (BLDS 2015 Đ.147.1): đến 16:00 thứ Bảy 14/02.",
            "Thứ Bảy 14/02 nghỉ (cuối tuần): chuyển sang thứ Hai 23/02 (BLDS 2015 Đ.148.5).",
            "Hẹn trả kết quả: 17:00 thứ Hai 23/02/2026.",
        ],
    ),
    (
        case("2026-02-13T16:30", Unit.WORKING_HOUR, 8),
        [
            "Nhận 16:30 thứ Sáu 13/02/2026.",
            "Thời hạn 8 giờ làm việc, chỉ tính trong giờ làm việc, từ lúc nhận.",
            "Đếm: 30 phút ngày 13/02, 7 giờ 30 phút ngày 23/02.",
            "Nghỉ: 14/02–15/02 (cuối tuần), 16/02–20/02 (Tết Âm lịch), 21/02–22/02 (cuối tuần).",
            "Hẹn trả kết quả: 17:00 thứ Hai 23/02/2026.",
        ],
    ),
    (
        case("2026-11-23T12:15", Unit.HALF_WORKING_DAY, 3),
        [
            "Nhận 12:15 thứ Hai 23/11/2026.",
            "Thời hạn 1 1/2 ngày làm việc, không tính buổi nhận (sáng 23/11).",
            "Đếm 3 buổi, đến hết buổi chiều thứ Tư 25/11.",
            "Nghỉ: 24/11 (Ngày Văn hóa Việt Nam).",
            "Hẹn trả kết quả: 17:00 thứ Tư 25/11/2026.",
        ],
    ),
    (
        case("2026-12-31T09:00", Unit.WORKING_DAY, 1),
        [
            "Nhận 09:00 thứ Năm 31/12/2026.",
            "Thời hạn 1 ngày làm việc, không tính ngày nhận (BLDS 2015 Đ.147.2).",
            "Đếm: 04/01/2027.",
            "Nghỉ: 01/01/2027 (Tết Dương lịch), 02/01/2027–03/01/2027 (cuối tuần).",
            "Hẹn trả kết quả: 17:00 thứ Hai 04/01/2027.",
            "Lịch nghỉ năm 2027 mới là dự kiến: ngày hẹn có thể đổi.",
        ],
    ),
]


@pytest.mark.parametrize(("received", "steps"), TOLD, ids=[told[0][0] for told in TOLD])
def test_the_steps_are_words_for_a_citizen(received: Case, steps: list[str]) -> None:
    """Receipt, limit, what was counted, what was not, the appointment."""
    assert trace(*received) == steps


def test_the_trace_stays_short_for_long_limits() -> None:
    """A year of working days is summed up, not listed."""
    steps = trace(*case("2025-01-02T09:00", Unit.WORKING_DAY, 250))
    assert "Đếm: 250 ngày, từ 03/01 đến 05/01/2026." in steps
    assert any("105 ngày cuối tuần" in step for step in steps)
    longest = trace(*case("2019-01-03T09:00", Unit.WORKING_DAY, 2_000))
    assert max(map(len, longest)) < 1_000
    assert any("dịp khác" in step for step in longest)
    assert max(map(len, trace(*case("2019-01-03T09:00", Unit.WORKING_HOUR, 10_000)))) < 1_000
