"""Pages as dots by Qt, painted into PDF files: what a printer of Windows would get."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pikepdf
import pypdfium2  # type: ignore[import-untyped] # it ships no types
import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter

from app.errors import EnvironmentFault, InvalidInput
from app.numbering.receipt_mark import check, read_code
from printing.forms import receipt
from printing.printers.find import open_printer
from printing.printers.preview import rasterise
from printing.printers.printer import JobState, PrinterInfo, Standing
from printing.printers.windows import paint, windows_printers
from tests.printing import samples
from tests.printing.pdf_reading import by_zxing, pages
from tests.printing.printers.private_cups import private_cups

T = TypeVar("T")

pytestmark = pytest.mark.usefixtures("qapp")


def painted(pdf: bytes, out: Path, dpi: int, size: str = "A4") -> bytes:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    printer.setResolution(dpi)
    paint(pdf, printer, size=size)
    return out.read_bytes()


@pytest.mark.parametrize(("dpi", "true_dpi"), [(203, 203.2), (300, 300), (600, 600)])
def test_codes_come_out_dot_for_dot(dpi: int, true_dpi: float, tmp_path: Path) -> None:
    """Qt is handed the printer's own dots and leaves each as it is; both codes decode from them."""
    ours = receipt.render(samples.receipt()).pdf
    pdf = painted(ours, tmp_path / "out.pdf", dpi)
    dots = _only_image(pdf)
    (expected,) = rasterise(ours, dpi=true_dpi, smooth=False)
    assert dots.size == (expected.width, expected.height)
    assert {grey for _, grey in dots.getcolors(256) or []} == {0, 255}
    assert by_zxing(dots, "Code128") == [samples.CODE]
    (text,) = by_zxing(dots, "QRCode")
    assert check(read_code(text), samples.KEYS) is True


def _only_image(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        (found,) = document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        image: Image.Image = found.get_bitmap().to_pil().convert("L")
    finally:
        document.close()
    return image


@pytest.mark.parametrize(("size", "points"), [("A4", (595, 842)), ("A5", (420, 595))])
def test_the_page_fills_the_paper_unscaled(
    size: str, points: tuple[int, int], tmp_path: Path
) -> None:
    """Everything stands where it stands in our own paper, within two dots of 0.04 mm."""
    ours = receipt.render(samples.receipt(), size=size).pdf
    pdf = painted(ours, tmp_path / "out.pdf", 600, size)
    with pikepdf.open(BytesIO(pdf)) as document:
        _, _, width, height = (round(float(edge)) for edge in document.pages[0].mediabox)
    assert (width, height) == points
    edges = [_inked(pages(paper, 600)[0]) for paper in (pdf, ours)]
    assert max(abs(a - b) for a, b in zip(*edges, strict=True)) <= 2


def _inked(page: Image.Image) -> tuple[int, int, int, int]:
    box = page.point(lambda grey: 255 * (grey < 128)).getbbox()
    assert box is not None
    return box


def test_all_pages_are_painted_off_the_windows_thread(tmp_path: Path) -> None:
    """Printing never holds up the window."""
    ours = receipt.render(samples.long_receipt()).pdf
    with ThreadPoolExecutor(1) as pool:
        pdf = pool.submit(painted, ours, tmp_path / "out.pdf", 203).result()
    assert len(pages(pdf, 72)) == len(pages(ours, 72))


def test_a_page_that_lies_across_turns_the_paper(tmp_path: Path) -> None:
    """A tracking book is read with the long edge below; its paper is A4 all the same."""
    pdf = painted(_blank(297, 210), tmp_path / "out.pdf", 203)
    assert _page_mm(pdf) == (297, 210)


@pytest.mark.parametrize(("size", "page"), [("80mm", (80, 151)), ("50x30mm", (50, 30))])
def test_rolls_and_labels_have_the_measures_of_their_pages(
    size: str, page: tuple[int, int], tmp_path: Path
) -> None:
    """A roll is as long as its page."""
    assert _page_mm(painted(_blank(*page), tmp_path / "out.pdf", 203, size)) == page


def test_what_is_no_paper_is_refused(tmp_path: Path) -> None:
    """Which field, and why."""
    with pytest.raises(InvalidInput) as caught:
        painted(_blank(210, 297), tmp_path / "out.pdf", 203, "Z9")
    assert (caught.value.code, caught.value.field) == ("unknown_size", "size")


def _blank(width_mm: float, height_mm: float) -> bytes:
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(width_mm / 25.4 * 72, height_mm / 25.4 * 72))
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def _page_mm(pdf: bytes) -> tuple[int, int]:
    with pikepdf.open(BytesIO(pdf)) as document:
        _, _, width, height = (float(edge) / 72 * 25.4 for edge in document.pages[0].mediabox)
    return round(width), round(height)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_place_that_can_not_be_written_is_a_fault(tmp_path: Path) -> None:
    """A printer that does not begin."""
    with pytest.raises(EnvironmentFault) as caught:
        painted(receipt.render(samples.receipt()).pdf, tmp_path / "none" / "out.pdf", 203)
    assert caught.value.code == "print_failed"


def test_a_printer_of_the_system_is_found_and_gets_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here Qt drives CUPS as it drives Windows' spooler there: same calls, another plugin."""
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(receipt.render(samples.receipt()).pdf)
    with private_cups() as cups:
        cups.add_queue("QuayHai", driver=True)
        monkeypatch.setenv("CUPS_SERVER", cups.server)

        def look_and_print() -> list[PrinterInfo]:
            found, _ = windows_printers()
            printer = open_printer(found[0].id)
            assert printer.check().ready
            able = printer.abilities()
            assert "A4" in able.sizes
            assert able.follows is False
            assert able.margins_mm is not None
            handed = printer.send(paper, title=samples.CODE, copies=2, tray="Manual")
            assert printer.follow(handed.job).state is JobState.HANDED
            with pytest.raises(InvalidInput) as caught:
                printer.send(paper, title=samples.CODE, tray="Khay 9")
            assert caught.value.code == "no_such_tray"
            with pytest.raises(InvalidInput) as caught:
                printer.send(paper, title=samples.CODE, size="A5")
            assert caught.value.code == "no_such_size"
            return found

        found = _afresh(look_and_print)
        kept = cups.kept("QuayHai-1")
    assert [info.id for info in found] == ["windows:QuayHai"]
    assert (kept.title, kept.copies) == (samples.CODE, "2")
    (page,) = pages(kept.pdf, 600)
    assert by_zxing(page, "Code128") == [samples.CODE]


def test_a_printer_that_is_gone_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt would silently print into a file."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "none"))
    printer = open_printer("windows:Không có")
    assert _afresh(printer.check).standing is Standing.NOT_FOUND
    with pytest.raises(EnvironmentFault) as caught:
        _afresh(lambda: printer.send(tmp_path / "x.pdf", title="x"))
    assert caught.value.code == "printer_not_found"


def _afresh(work: Callable[[], T]) -> T:
    """Run ``work`` on a thread of its own: libcups remembers CUPS_SERVER for each thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@pytest.mark.parametrize("name", ["", "a\nb", "x" * 261])
def test_what_can_not_be_a_name_is_refused(name: str) -> None:
    """Names come from settings."""
    with pytest.raises(InvalidInput):
        open_printer(f"windows:{name}")
