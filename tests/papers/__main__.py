"""Draw one page of every paper into ``docs/papers`` (``make papers``); all people are made up.

``python -m tests.papers [OUT]``: the pictures are grey, 100 dpi, named after what prints them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from PIL import Image

from app.books.book_row import BookRow
from app.clock.time import VIETNAM
from app.dossier.desk_events import COPY
from app.reception.emergency_pad import make_pad
from printing.declarations.kinds import declarations
from printing.declarations.rendering import Wanted, render_declaration
from printing.forms import test_page, tracking_book
from printing.forms.emergency_pad import render_pad
from printing.paper_kinds import KINDS
from printing.printers.preview import PageImage, render_pages
from printing.registers import print_certification_register, print_separator, print_stickers
from printing.rendering import desk_itself
from tests.desks import catalogue
from tests.printing.declarations.samples import people
from tests.printing.dossier_papers.official_desk import open_busy_office
from tests.printing.every_paper import PAPERS, RESIDENCE, PaperDesk, open_paper_desk

OUT = Path(__file__).resolve().parents[2] / "docs" / "papers"
DPI = 90
OLD_DAY = datetime(2025, 9, 1, 9, 0, tzinfo=VIETNAM)
NEW_DAY = datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
OLD_PAPERS = ("receipt", "supplement", "refusal", "apology", "control")
ROLLS = ("80mm", "58mm")


def main() -> None:
    """Write the pictures; the folder is emptied of older ones first."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as directory:
        for name, pdf in _all(Path(directory)):
            _picture(render_pages(pdf, dpi=DPI)[0]).save(out / f"{name}.png", optimize=True)


def _all(directory: Path) -> Iterator[tuple[str, bytes]]:
    with open_paper_desk(directory / "desk") as office:
        for name in PAPERS:
            form = name.removeprefix(RESIDENCE)
            yield name.replace(" ", "-"), office.render(name, KINDS[form].sizes[0]).pdf
        yield "receipt-a5", office.render("receipt", "A5").pdf
        for roll in ROLLS:
            yield f"receipt-{roll}", office.render("receipt", roll).pdf
        yield from _of_many(office, directory)
        shown = desk_itself(office.desk)
    with open_busy_office(directory / "old") as old:
        for form in OLD_PAPERS:
            yield f"{form}-2018", old.render(form, issued=OLD_DAY, size="A5").pdf
    for kind in declarations():
        procedure = kind.procedures[0] if kind.procedures else "1.001193"
        wanted = Wanted(kind.form, NEW_DAY, people(kind), procedure, desk=shown)
        yield f"declare-{kind.form}", render_declaration(wanted, catalogue()).pdf


def _of_many(office: PaperDesk, directory: Path) -> Iterator[tuple[str, bytes]]:
    desk, out = office.desk, directory / "out.pdf"
    with (directory / "book.pdf").open("w+b") as file:
        tracking_book.write_tracking_book(
            _book_rows(),
            file,
            desk=desk_itself(desk),
            issued=desk.clock.now(),
            field="Hộ tịch",
            volume="01",
            period="Từ ngày 01/11/2026 đến ngày 30/11/2026",
        )
        file.seek(0)
        yield "book", file.read()
    print_certification_register(desk, COPY, 2026, out)
    yield "certification_register", out.read_bytes()
    names = [office.main, office.certified, office.residence]
    print_stickers(desk, names, "3x8", out, start=5)
    yield "stickers", out.read_bytes()
    print_separator(desk, out)
    yield "separator", out.read_bytes()
    pad = render_pad(make_pad(desk, 2), desk_itself(desk), desk.clock.now())
    yield "pad", pad.pdf
    trial = test_page.TrialPaper("Phường Hoa Sữa", "Quầy 1", "Máy in thử", desk.clock.now())
    yield "test_page", test_page.render(trial).pdf


def _book_rows() -> Iterator[BookRow]:
    for number in range(1, 40):
        day = date(2026, 11, 2 + number // 2).isoformat()
        yield BookRow(
            number=number,
            code=f"H26.107-{day[2:].replace('-', '')}-{number:04d}",
            procedure="Cấp bản sao trích lục hộ tịch, bản sao Giấy khai sinh",
            person=("Nguyễn Văn A", "Trần Thị B", "Lê Hoàng Minh C")[number % 3],
            address="Số 12, ngõ 5, thôn Đoài, xã Đông Sơn, tỉnh Thanh Hóa",
            phone=f"09000000{number:02d}",
            resolver="Ủy ban nhân dân phường Hoa Sữa",
            received=f"{day}T08:{number:02d}:00+07:00",
            due=f"{day}T17:00:00+07:00",
            returned=f"{day}T15:30:00+07:00" if number % 2 else "",
            how="desk",
            signed="Nguyễn Văn A" if number % 2 else "",
        )


def _picture(page: PageImage) -> Image.Image:
    image = Image.frombuffer("L", (page.width, page.height), page.data, "raw", "L", page.stride, 1)
    return image.quantize(8)


if __name__ == "__main__":
    main()
