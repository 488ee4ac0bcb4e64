"""Lời chứng, its label and the register, of papers that were certified at a real desk."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.books.certification_row import CertificationRow, certification_rows
from app.clock.time import VIETNAM
from app.dossier.desk_events import COPY, SIGNATURE, TRANSACTION, TRANSLATION
from app.errors import InvalidInput
from app.processing.certifying import PaperToCertify, certify
from app.reception.desk import Desk
from printing.dossier_papers import certification_label, certification_statement
from printing.dossier_papers.certification_values import day_in_words, label_texts
from printing.forms.certification_register import write_certification_register
from printing.layout.paper import render_paper
from printing.layout.reading import layout_on
from printing.order import Order
from printing.paper_kinds import PaperModule
from printing.papers import RenderedPaper
from printing.registers import print_certification_register
from tests.app.reception.test_receiving import arrive
from tests.desks import MORNING, open_desk
from tests.printing import samples
from tests.printing.pdf_reading import texts

SIGNER, TITLE = "Lê Văn C", "Phó Chủ tịch Ủy ban nhân dân phường Hoa Sữa"
PAPERS = [
    PaperToCertify(COPY, "Bằng tốt nghiệp đại học", pages=2, copies=3),
    PaperToCertify(SIGNATURE, "Sơ yếu lý lịch", person="Nguyễn Văn A"),
    PaperToCertify(TRANSLATION, "Hộ chiếu", person="Trần Thị B"),
    PaperToCertify(TRANSACTION, "Hợp đồng tặng cho", pages=4, person="Nguyễn Văn A"),
]


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def rendered(
    desk: Desk, code: str, module: PaperModule, *, size: str = "A4", issued: datetime = MORNING
) -> RenderedPaper:
    order = Order(desk.dossier(code), module.FORM, size, 1, issued)
    return render_paper(module.paper(desk, desk.enrolled(), order), module.PLACES, size=size)


def certified(desk: Desk, papers: list[PaperToCertify] = PAPERS, ref: str = "s1") -> str:
    code = str(arrive(desk, ref=ref).code)
    certify(desk, code, papers, SIGNER, signer_title=TITLE)
    return code


@pytest.mark.parametrize("size", ["A4", "A5"])
def test_each_paper_has_its_statement_on_a_page_of_its_own(desk: Desk, size: str) -> None:
    """With its number and book, who signed it, before whom, and who certified."""
    paper = rendered(desk, certified(desk), certification_statement, size=size)
    assert (paper.pages, paper.draft) == (4, False)
    copy, signature, translation, transaction = texts(paper.pdf)
    assert "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH Số chứng thực: 01 quyển số 01-SCT/BS" in copy
    assert "Ngày 23 tháng 11 năm 2026" in copy
    for said in (
        "Bằng chữ: ngày hai mươi ba tháng mười một năm hai nghìn không trăm hai mươi sáu",
        "Tại: Ủy ban nhân dân phường Hoa Sữa",
        f"Tôi {SIGNER}, là {TITLE}",
        "Ông/bà Nguyễn Văn A, Giấy tờ tùy thân số 001090000001, cam đoan đã hiểu",
        "Nguyễn Thị Minh Họa là người tiếp nhận hồ sơ",
        "Người tiếp nhận hồ sơ",
        "Người thực hiện chứng thực",
    ):
        assert said in signature
    assert "LỜI CHỨNG CHỨNG THỰC CHỮ KÝ NGƯỜI DỊCH" in translation
    assert "Ông/bà Trần Thị B, Giấy tờ tùy thân số ………" in translation  # who is not known here
    assert "Hợp đồng tặng cho" in transaction
    assert all("In lại" not in page and "Trang" not in page for page in texts(paper.pdf))


def test_the_statement_is_the_one_of_the_day() -> None:
    """NĐ 280/2025 speaks of giao dịch where TT 01/2020 spoke of hợp đồng, giao dịch."""
    places = certification_statement.PLACES
    for day, version in (
        (date(2025, 10, 31), "TT01/2020-LC"),
        (date(2025, 11, 1), "ND280/2025-LC"),
    ):
        assert layout_on("certification_statement", day, places).version == version


def test_before_anything_is_certified_there_are_drafts(desk: Desk) -> None:
    """Blank ones of each kind, marked, which are not recorded."""
    paper = rendered(desk, str(arrive(desk).code), certification_statement)
    assert (paper.pages, paper.draft) == (4, True)
    assert all("BẢN NHÁP" in page for page in texts(paper.pdf))
    assert "Số chứng thực: ………" in texts(paper.pdf)[0]


def test_every_copy_has_its_label(desk: Desk) -> None:
    """Three copies of one paper bear the same number; a label is one sticker."""
    paper = rendered(desk, certified(desk), certification_label, size="70x50mm")
    pages = texts(paper.pdf)
    assert paper.pages == len(pages) == 3 + 1 + 1 + 1
    assert pages[0] == pages[1] == pages[2]
    assert "Số chứng thực: 01 quyển số 01-SCT/BS" in pages[0]
    assert SIGNER in pages[0]
    assert "Trang" not in pages[0]


def test_thousands_of_copies_are_left_to_the_printer() -> None:
    """One label for each paper then: no file of ten thousand pages."""
    rows = [{"copies": "9999"}, {"copies": "02"}]
    assert label_texts(rows) == rows
    assert len(label_texts([{"copies": "03"}, {}])) == 4


def test_long_names_are_whole(desk: Desk) -> None:
    """A title of a paper of 400 letters, a signer's of 150."""
    name = "Hợp đồng " + "chuyểnnhượng" * 30
    code = str(arrive(desk).code)
    certify(desk, code, [PaperToCertify(TRANSACTION, name)], SIGNER, signer_title="Phó " * 30)
    paper = rendered(desk, code, certification_statement, size="A5")
    assert name.replace(" ", "") in "".join(texts(paper.pdf)).replace(" ", "")


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-01-05T08:00:00+07:00", "ngày năm tháng một năm hai nghìn không trăm hai mươi sáu"),
        ("2028-10-31T08:00:00+07:00", "ngày ba mươi mốt tháng mười năm hai nghìn không trăm"),
        ("no day", "…"),
    ],
)
def test_a_day_in_words(iso: str, words: str) -> None:
    """As it is read out."""
    assert day_in_words(iso).startswith(words)


def test_the_register_has_every_number_of_its_kind_and_year(desk: Desk) -> None:
    """One line a paper in the order of numbers, with who asked and who signed."""
    certified(desk)
    certified(desk, [PaperToCertify(COPY, "Giấy phép lái xe", on_paper=False)], ref="s2")
    rows = list(certification_rows(desk.store, COPY, 2026))
    assert [(row.number, row.name, row.copies) for row in rows] == [
        (1, "Bằng tốt nghiệp đại học", 3),
        (2, "Giấy phép lái xe", 1),
    ]
    assert (rows[0].fee, rows[1].fee is not None) == (None, True)
    assert {row.person for row in rows} == {"Nguyễn Văn A"}
    assert list(certification_rows(desk.store, COPY, 2025)) == []
    with pytest.raises(InvalidInput):
        list(certification_rows(desk.store, "seal", 2026))
    text = texts(_register(rows))[0]
    for said in (
        "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH",
        "Quyển số: 01-SCT/BS – Năm 2026",
        "23/11/2026",
        "Giấy phép lái xe",
        "Bản điện tử",
        "Phó Chủ tịch",
        "Trang 1/1",
    ):
        assert said in text


def _register(rows: list[CertificationRow], kind: str = COPY) -> bytes:
    out = io.BytesIO()
    write_certification_register(
        rows, out, desk=samples.desk(), issued=MORNING, kind=kind, year=2026, book="01-SCT/BS"
    )
    return out.getvalue()


def _row(number: int) -> CertificationRow:
    at = datetime(2026, 1, 2, 8, 0, tzinfo=VIETNAM).isoformat()
    return CertificationRow(
        1, number, at, "Nguyễn Văn A", "001090000001", "Bằng tốt nghiệp", "01-SCT/BS", SIGNER,
        TITLE, 2, 3,
    )  # fmt: skip


def test_a_register_of_any_length_repeats_its_head_and_keeps_its_memory() -> None:
    """5,000 lines need no more than 500: pages go out as they fill."""

    def peak(count: int) -> tuple[int, int]:
        with Path("/dev/null").open("wb") as out:
            tracemalloc.start()
            written = write_certification_register(
                (_row(number) for number in range(1, count + 1)),
                out,
                desk=samples.desk(),
                issued=MORNING,
                kind=COPY,
                year=2026,
            )
            highest = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert written.rows == count
        return written.pages, highest

    peak(10)  # what is loaded once
    few, many = peak(500), peak(5_000)
    assert many[0] > 9 * few[0]
    assert many[1] < few[1] + 2_000_000
    pages = texts(_register([_row(number) for number in range(1, 80)]))
    assert len(pages) > 2
    assert all("Ghi chú" in page for page in pages)
    assert f"Trang 2/{len(pages)}" in pages[1]


def test_a_register_becomes_a_file_and_is_logged(desk: Desk, tmp_path: Path) -> None:
    """Who looked at everybody's papers is on record; a wrong one leaves no file."""
    certified(desk)
    out = tmp_path / "so.pdf"
    written = print_certification_register(desk, SIGNATURE, 2026, out)
    assert (written.rows, written.pages) == (1, 1)
    assert "SỔ CHỨNG THỰC CHỮ KÝ" in texts(out.read_bytes())[0]
    assert "SCT/CK" in texts(out.read_bytes())[0]
    line = desk.store.audit_lines(limit=1)[0]
    assert (line.action, line.detail) == (
        "print",
        {"form": "certification_register", "kind": SIGNATURE, "year": 2026},
    )
    with pytest.raises(InvalidInput):
        print_certification_register(desk, "seal", 2026, tmp_path / "other.pdf")
    assert not list(tmp_path.glob("*other*"))
    assert not list(tmp_path.glob(".*"))


def test_an_empty_register_is_a_register() -> None:
    """A year without a certification is shown as such."""
    assert "SỔ CHỨNG THỰC CHỮ KÝ NGƯỜI DỊCH" in texts(_register([], TRANSLATION))[0]


def test_the_same_papers_have_the_same_bytes(desk: Desk) -> None:
    """Statement and register of the same events."""
    code = certified(desk)
    first = rendered(desk, code, certification_statement)
    assert rendered(desk, code, certification_statement) == first
    assert _register([_row(1)]) == _register([_row(1)])
