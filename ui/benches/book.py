"""How fast the tracking book is written, and that its memory does not grow with its rows."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from app.books.book_row import BookRow
from app.clock.time import VIETNAM, to_iso
from printing.forms.tracking_book import write_tracking_book
from printing.from_dossier import desk_on_paper
from printing.layout.long_paper import WrittenPaper

BUDGET = {"rows_per_second": 20_000.0, "grown_bytes_per_row": 100.0}
"""At least (docs/figures.md); at most: the places of its pages are all that is kept of a book."""
MEASURED = (3_000, 6_000)
"""Rows of the two books whose memory is compared: tracing it takes five times as long."""
_BEGUN = datetime(2026, 1, 5, 7, 30, tzinfo=VIETNAM)
_ISSUED = datetime(2026, 11, 23, 8, 35, tzinfo=VIETNAM)
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Lý")
_MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Minh", "Ngọc", "Thu", "Thanh", "Quang", "Hồng", "Xuân")
_GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Giang",
    "Hà",
    "Hạnh",
    "Hòa",
    "Hương",
    "Khánh",
    "Lan",
    "Nam",
    "Tâm",
)
_PROCEDURES = (
    "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp",
    "Đăng ký khai sinh",
    "Cấp Giấy xác nhận tình trạng hôn nhân",
    "Cấp bản sao trích lục hộ tịch",
    "Đăng ký khai tử",
)


def measure(rows: int) -> dict[str, object]:
    """The figures of a book of ``rows`` fictitious dossiers."""
    with TemporaryDirectory(prefix="quay-mot-cua-bench-") as directory:
        file = Path(directory) / "book.pdf"
        _write(file, _rows(100))  # fonts and forms are read once a process
        given = list(_rows(rows))  # making them up is no part of it
        began, busy = perf_counter(), process_time()
        written = _write(file, given)
        took_s, busy_s = perf_counter() - began, process_time() - busy
        size = file.stat().st_size
        smaller, larger = (_peak(file, count) for count in MEASURED)
    grown = max(larger - smaller, 0) / (MEASURED[1] - MEASURED[0])
    per_second = rows / took_s
    return {
        "bench": "book",
        "rows": rows,
        "pages": written.pages,
        "bytes": size,
        "seconds": round(took_s, 3),
        "rows_per_second": round(per_second),
        "rows_per_cpu_second": round(rows / busy_s),
        "peak_bytes": larger,
        "grown_bytes_per_row": round(grown, 1),
        "budget": BUDGET,
        "within_budget": per_second >= BUDGET["rows_per_second"]
        and grown <= BUDGET["grown_bytes_per_row"],
    }


def _write(file: Path, rows: Iterable[BookRow]) -> WrittenPaper:
    desk = desk_on_paper(
        "UBND xã Đông Sơn",
        counter="",
        officer="",
        lookup_host="",
        demonstration=False,
    )
    with file.open("wb") as out:
        return write_tracking_book(
            rows, out, desk=desk, issued=_ISSUED, field="Hộ tịch", volume="01"
        )


def _peak(file: Path, rows: int) -> int:
    tracemalloc.start()
    try:
        _write(file, _rows(rows))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _rows(count: int) -> Iterator[BookRow]:
    for number in range(1, count + 1):
        day, turn = divmod(number, 400)
        received = _BEGUN + timedelta(days=day % 300, minutes=turn)
        done = to_iso(received + timedelta(hours=30)) if number % 3 else ""
        yield BookRow(
            number=number,
            code=f"H26.107-{received:%y%m%d}-{turn + 1:04d}",
            procedure=_PROCEDURES[number * number % len(_PROCEDURES)],
            person=f"{_pick(_FAMILY, number)} {_pick(_MIDDLE, number // 3)}"
            f" {_pick(_GIVEN, number // 7)}",
            address=f"Số {number % 300 + 1}, ngõ {number % 17 + 1}, thôn {_pick(_GIVEN, number)},"
            " xã Đông Sơn, tỉnh Thanh Hóa",
            phone=f"09{number * 7919 % 10**8:08d}",
            resolver="UBND xã Đông Sơn",
            received=to_iso(received),
            due=to_iso(received + timedelta(days=3)),
            returned=done,
            how="desk",
            signed="",
        )


def _pick(names: Sequence[str], number: int) -> str:
    return names[number % len(names)]
