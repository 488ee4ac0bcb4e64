"""The tracking book: any number of rows, on pages that repeat its head, in flat memory."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec
import pikepdf
import pikepdf.pdfa
import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest

from app.accounts.roles import Role
from app.books.book_row import BookRow
from app.books.book_rows import book_rows
from app.clock.time import VIETNAM
from app.dossier.desk_events import HandedOver, ResultReturned, ReturnedPaper
from app.errors import InvalidInput, Refusal
from app.reception.desk import Desk
from printing.forms.tracking_book import FORM, PLACES, write_tracking_book
from printing.layout.description import Table
from printing.layout.long_table import KEPT_CELLS
from printing.layout.reading import layout_on
from printing.typesetting.page_size import MM, page_size
from tests.app.reception.test_receiving import arrive
from tests.desks import open_desk
from tests.printing import samples
from tests.printing.pdf_reading import poppler_text, texts

ROOT = Path(__file__).resolve().parents[3]
OLD_DAY = datetime(2025, 9, 14, 16, 0, tzinfo=VIETNAM)
ROW = BookRow(
    number=1,
    code="H26.107-261123-0042",
    procedure="Cấp Giấy xác nhận tình trạng hôn nhân",
    person="Nguyễn Thị Ánh Tuyết",
    address="Thôn Đoài, xã Đông Sơn, tỉnh Thanh Hóa",
    phone="0912345678",
    resolver="UBND xã Đông Sơn",
    received="2026-11-23T08:30:00+07:00",
    due="2026-11-27T17:00:00+07:00",
    handed_over="2026-11-23T16:05:00+07:00",
    returned="2026-11-26T09:10:00+07:00",
    how="post",
    signed="Trần Văn Khánh",
    sets=2,
)


def rows(count: int) -> Iterator[BookRow]:
    for number in range(1, count + 1):
        yield msgspec.structs.replace(
            ROW,
            number=number,
            code=f"H26.107-261123-{number:04d}",
            person=f"Nguyễn Văn Thứ {number % 97}",
            address=f"Số {number}, ngõ {number % 7}, thôn Đoài, xã Đông Sơn, tỉnh Thanh Hóa",
            phone=f"09{number:08d}",
        )


def book(
    given: Iterator[BookRow] | list[BookRow],
    *,
    issued: datetime = samples.ISSUED,
    demonstration: bool = False,
) -> tuple[bytes, int]:
    out = io.BytesIO()
    written = write_tracking_book(
        given,
        out,
        desk=samples.desk(demonstration=demonstration),
        issued=issued,
        field="Hộ tịch",
        volume="01",
        period="Từ ngày 01/11/2026 đến ngày 30/11/2026",
        number="3/STD-TTPVHCC" if issued == samples.ISSUED else "",
    )
    return out.getvalue(), written.pages


@pytest.mark.parametrize(("issued", "columns"), [(samples.ISSUED, 11), (OLD_DAY, 15)])
def test_a_line_has_what_the_form_of_its_day_asks_for(issued: datetime, columns: int) -> None:
    """TT 03/2025 Mẫu 07 has 11 columns; TT 01/2018 Mẫu 06 also says when the dossier moved on."""
    pdf, _ = book([ROW], issued=issued)
    (text,) = texts(pdf)
    table = next(
        part for part in layout_on(FORM, issued.date(), PLACES).part if isinstance(part, Table)
    )
    assert len(table.columns) == columns
    for column in table.columns:
        assert column.title in text
    expected = [
        "SỔ THEO DÕI HỒ SƠ",
        "Lĩnh vực: Hộ tịch – Quyển số: 01",
        "Từ ngày 01/11/2026 đến ngày 30/11/2026",
        ROW.person,
        ROW.phone,
        "08:30 23/11/2026",
        "17:00 27/11/2026",
        "09:10 26/11/2026",
        "Bưu chính",
        "Trang 1/1",
    ]
    assert [words for words in expected if words not in text] == []
    assert ("16:05 23/11/2026" in text) == (columns == 15)
    # A narrow column breaks a code after a dash, and nowhere else.
    assert ROW.code in text.replace("- ", "-")


def test_the_head_of_the_2025_form_and_its_notes_stand_once() -> None:
    """The paper's own number above, the notes below the last line."""
    pdf, pages = book(rows(40))
    shown = texts(pdf)
    assert pages == len(shown) > 2
    assert [number for number, text in enumerate(shown) if "Số: 3/STD-TTPVHCC" in text] == [0]
    assert [number for number, text in enumerate(shown) if "Ghi chú:" in text] == [pages - 1]
    assert "không cần thực hiện in sổ giấy" in shown[-1]


def test_every_page_repeats_the_head_of_the_table_and_says_which_it_is() -> None:
    """A page that lies alone says what its columns are and where it belongs."""
    pdf, pages = book(rows(60))
    for number, text in enumerate(texts(pdf), start=1):
        assert f"Trang {number}/{pages}" in text
        assert text.count("Nhận và trả kết quả") == 1
        assert "Phương thức nhận kết quả" in text
        assert ("SỔ THEO DÕI HỒ SƠ (tiếp theo)" in text) == (number > 1)


def test_no_line_is_lost_or_told_twice_over_the_pages(tmp_path: Path) -> None:
    """Continuous from the first number to the last, as two readers have it."""
    pdf, _ = book(rows(150))
    for text in (" ".join(texts(pdf)), poppler_text(pdf, tmp_path)):
        found = [word for word in text.split() if word.startswith("H26.107-261123-")]
        assert found == [f"H26.107-261123-{number:04d}" for number in range(1, 151)]


@pytest.mark.parametrize("count", [0, 1])
def test_a_book_of_no_dossier_is_a_page_to_write_on(count: int) -> None:
    """A field that had nothing in the period still has its book."""
    pdf, pages = book(rows(count))
    assert pages == 1
    assert "Ký nhận" in texts(pdf)[0]


@pytest.mark.parametrize("issued", [samples.ISSUED, OLD_DAY])
def test_words_without_blanks_and_long_texts_stay_in_their_columns(issued: datetime) -> None:
    """200 letters without a blank, an address of pages: all of it is there, inside the margins."""
    long = msgspec.structs.replace(
        ROW,
        person="Ư" * 200,
        address=" ".join(f"thôn{number}" for number in range(900)),
        procedure="W" * 4_000,
        code="000.00.01.H26-261123-123456789",
    )
    pdf, pages = book([long, ROW], issued=issued)
    shown = "".join(" ".join(texts(pdf)).split())
    assert shown.count("Ư") == 200
    assert shown.count("W") == 4_000
    assert all(f"thôn{number}" in shown for number in range(900))
    assert "000.00.01.H26-261123-123456789" in shown
    assert pages > 3
    size = page_size("A4 landscape")
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        read = page.get_textpage()
        for at in range(read.count_rects()):
            left, bottom, right, top = read.get_rect(at)
            assert left >= size.left - 1
            assert right <= size.width - size.right + 1
            assert bottom >= size.bottom - 7 * MM
            assert top <= size.height
    document.close()


def test_letters_that_vietnamese_does_not_have_are_shown_too() -> None:
    """A foreigner's name: letters of other subsets, brackets and backslashes inside a line."""
    name = "Müller-Łukasz (Žižka) \\ Шевченко"
    pdf, _ = book([msgspec.structs.replace(ROW, person=name, address=name, how="(?)")])
    (text,) = texts(pdf)
    assert text.count("Müller-") == 2
    for word in ("(Žižka)", "\\", "Шевченко", "(?)"):
        assert word in text


def test_a_book_of_a_demonstration_says_so_on_every_page() -> None:
    """Nothing of a demonstration can be taken for a genuine book."""
    pdf, pages = book(rows(30), demonstration=True)
    shown = texts(pdf)
    assert len(shown) == pages > 1
    assert all("BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ" in text for text in shown)


def test_an_archive_takes_the_book() -> None:
    """PDF/A-2b, checked by a validator that is not ours."""
    pdf, pages = book([msgspec.structs.replace(ROW, person="Müller"), *rows(25)])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        report = pikepdf.pdfa.check(document, "2b")
        assert report.findings == []
        assert report.verdict == "pass"
        assert document.check_pdf_syntax() == []
        assert len(document.pages) == pages


def test_the_same_rows_give_the_same_bytes_in_another_process() -> None:
    """Nothing asks the clock, the time zone or the order of a hash."""
    program = (
        "import hashlib, sys; from tests.printing.forms.test_tracking_book import book, rows;"
        "sys.stdout.write(hashlib.sha256(book(rows(40))[0]).hexdigest())"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    }
    assert len(prints) == 1


class _Nowhere(io.RawIOBase):
    """Takes bytes and keeps none."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return len(memoryview(data))  # type: ignore[arg-type] # bytes, as a file takes them


def test_memory_does_not_grow_with_the_rows() -> None:
    """Twice as many rows need a little more for where their pages stand, no more."""

    def peak(count: int) -> int:
        tracemalloc.start()
        write_tracking_book(
            rows(count),
            io.BufferedWriter(_Nowhere()),
            desk=samples.desk(),
            issued=samples.ISSUED,
        )
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    book(rows(2))  # fonts and forms are read once a process
    small, large = peak(KEPT_CELLS + 500), peak(2 * KEPT_CELLS + 1_000)
    assert large < 8_000_000
    # Words and cells that are kept are bounded; a page costs a few numbers.
    assert large - small < 600_000


def test_a_fault_of_the_rows_reaches_who_asked() -> None:
    """A database that fails in the middle is no shorter book."""

    def broken() -> Iterator[BookRow]:
        yield ROW
        raise ConnectionError

    with pytest.raises(ConnectionError):
        book(broken())


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def test_the_desk_s_book_has_its_dossiers_in_order_with_what_became_of_them(desk: Desk) -> None:
    """By the places that registration gave out; hand-over and return come from their events."""
    first = arrive(desk, ref="one")
    second = arrive(desk, ref="two")
    state = desk.store.dossier(first.dossier)
    assert state is not None
    assert state.procedure is not None
    with desk.store.transaction(officer=desk.officer, unlock="test") as transaction:
        transaction.append(first.dossier, HandedOver(at=ROW.handed_over, to="Tư pháp"))
        transaction.append(
            first.dossier,
            ResultReturned(
                at=ROW.returned, receiver="Trần Văn Khánh", papers=[ReturnedPaper("Bản sao")]
            ),
        )
    day = date(2026, 11, 23)
    told = list(
        book_rows(desk, state.procedure.field, day, day, resolver_name=lambda _: "UBND phường")
    )
    assert [row.number for row in told] == [1, 2]
    assert [row.code for row in told] == [first.code, second.code]
    assert (told[0].handed_over, told[0].returned) == (ROW.handed_over, ROW.returned)
    assert (told[0].signed, told[0].how) == ("Trần Văn Khánh", "desk")
    assert (told[1].handed_over, told[1].returned, told[1].signed) == ("", "", "")
    assert told[0].received == state.received_at
    assert told[0].resolver == "UBND phường"


def test_a_book_is_of_its_field_and_its_days_only(desk: Desk) -> None:
    """A field's dossiers stand in its own book; other days on other pages."""
    received = arrive(desk)
    state = desk.store.dossier(received.dossier)
    assert state is not None
    assert state.procedure is not None
    day = date(2026, 11, 23)
    before = date(2026, 11, 22)

    def count(field: str, first: date, last: date) -> int:
        return len(list(book_rows(desk, field, first, last, resolver_name=lambda _: "")))

    assert count(state.procedure.field, before, day) == 1
    assert count(state.procedure.field, before, before) == 0
    assert count("Đất đai", before, day) == 0
    with pytest.raises(InvalidInput, match="bắt đầu"):
        count(state.procedure.field, day, before)


def test_who_may_not_look_at_dossiers_reads_no_book(tmp_path: Path) -> None:
    """A book is a list of people."""
    with (
        open_desk(tmp_path / "closed", roles=frozenset[Role]()) as desk,
        pytest.raises(Refusal) as refused,
    ):
        book_rows(desk, "Hộ tịch", date(2026, 1, 1), date(2026, 1, 2), resolver_name=lambda _: "")
    assert refused.value.code == "not_permitted"
