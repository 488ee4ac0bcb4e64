"""PDF/A-2b: what an archive asks of every paper."""

from __future__ import annotations

import io
import os
import runpy
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pikepdf.pdfa
import pytest
from PIL import ImageCms

from app.clock.time import VIETNAM
from app.errors import EnvironmentFault
from printing.barcodes.code128 import code128
from printing.barcodes.qr import qr_symbol
from printing.typesetting import archive
from printing.typesetting.fonts import Face
from printing.typesetting.page_size import page_size
from printing.typesetting.sheet import Sheet

ROOT = Path(__file__).resolve().parents[3]
ISSUED = datetime(2026, 11, 23, 8, 35, tzinfo=VIETNAM)
TITLE = "Giấy tiếp nhận <H26.107-261123-0042> & hẹn"


def everything(size: str = "A4", *, created: datetime | None = ISSUED, title: str = TITLE) -> bytes:
    """Two pages with all that a sheet can draw."""
    where = page_size(size)
    sheet = Sheet(
        where.with_height(600) if where.roll else where,
        title=title,
        author="UBND xã Đông Sơn",
        created=created,
    )
    sheet.watermark("BẢN MINH HỌA")
    for row, face in enumerate(Face):
        sheet.text(20, 30 + 15 * row, "Hồ sơ (số 1)\\ Шевченко 李", face, 11, word_space=row / 10)
    sheet.next_page()
    sheet.line(10, 10, 90, 10, dotted=True)
    sheet.frame(10, 20, 50, 20)
    sheet.grey_box(10, 20, 20, 20)
    sheet.tick_box(70, 20, 10, ticked=True)
    sheet.code128(30, 50, 20, code128("H26-1"))
    sheet.qr(30, 80, qr_symbol("HTTPS://A.EXAMPLE/1"))
    return sheet.finish()


@pytest.mark.parametrize("size", ["A4", "A5 landscape", "80mm", "100x50mm"])
def test_an_independent_validator_passes_it(size: str) -> None:
    """pikepdf.pdfa approves only what it knows to conform."""
    with pikepdf.open(io.BytesIO(everything(size))) as document:
        report = pikepdf.pdfa.check(document, "2b")
    assert report.findings == []
    assert report.verdict == "pass"


def test_its_structure_has_no_fault() -> None:
    """As ``qpdf --check`` sees it: offsets, lengths, streams."""
    with pikepdf.open(io.BytesIO(everything()), attempt_recovery=False) as document:
        assert document.check_pdf_syntax() == []
        assert len(document.pages) == 2


def test_it_says_what_it_is() -> None:
    """Level, language, title, and no scaling when printed."""
    with pikepdf.open(io.BytesIO(everything())) as document:
        root = document.Root
        assert document.pdf_version == "1.7"
        assert str(root.Lang) == "vi-VN"
        assert root.ViewerPreferences.DisplayDocTitle
        assert root.ViewerPreferences.PrintScaling == "/None"
        assert str(document.docinfo["/CreationDate"]) == "D:20261123083500+07'00'"
        metadata = document.open_metadata()  # not as a context: that would write
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "B"
        assert metadata["dc:title"] == TITLE == str(document.docinfo["/Title"])
        assert metadata["dc:creator"] == ["UBND xã Đông Sơn"]
        assert metadata["dc:language"] == {"vi-VN"}
        assert metadata["xmp:CreateDate"] == "2026-11-23T08:35:00+07:00"
        first, second = document.trailer.ID
        assert bytes(first) == bytes(second)
        assert len(bytes(first)) == 16


def test_every_font_is_embedded_and_every_colour_has_a_profile() -> None:
    """No font by name only, no transparency, no transition, no action."""
    pdf = everything()
    for word in (b"Helvetica", b"/Trans", b"/ExtGState", b"/OpenAction", b"/AA "):
        assert word not in pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for one in page.Resources.Font.as_dict().values():
                descriptor = one.FontDescriptor
                assert str(one.BaseFont) == str(descriptor.FontName)
                data = descriptor.FontFile2.read_bytes()
                assert len(data) == descriptor.FontFile2.Length1
                assert len(one.Widths) == one.LastChar + 1
        (intent,) = document.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        profile = intent.DestOutputProfile.read_bytes()
    assert ImageCms.ImageCmsProfile(io.BytesIO(profile)).profile.xcolor_space.strip() == "RGB"


def test_the_profile_can_be_made_again() -> None:
    """The stored file is what its script makes."""
    made = runpy.run_path(str(ROOT / "resources" / "icc" / "make_srgb.py"))["profile"]()
    assert made == archive.PROFILE.read_bytes()


def test_a_missing_profile_is_the_machines_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A broken installation is told from a bug."""
    monkeypatch.setattr(archive, "PROFILE", tmp_path / "none.icc")
    archive.deflated_profile.cache_clear()
    try:
        with pytest.raises(EnvironmentFault, match="bảng màu"):
            everything()
    finally:
        archive.deflated_profile.cache_clear()


@pytest.mark.parametrize("title", ["", "]]>&lt;\x00\x0b\ud800\uffff", "Đ" * 200_000])
def test_no_title_breaks_the_metadata(title: str) -> None:
    """Whatever a catalogue's name holds; what XML and viewers can't hold is left out."""
    with pikepdf.open(io.BytesIO(everything(title=title))) as document:
        packet = document.Root.Metadata.read_bytes().decode("utf-8")
        shown = str(document.docinfo["/Title"])
    root = ET.fromstring(packet.partition("?>")[2].rpartition("<?")[0])
    assert root.tag == "{adobe:ns:meta/}xmpmeta"
    assert len(shown) <= 500
    assert shown.isprintable()
    assert f">{shown.replace('&', '&amp;').replace('>', '&gt;')}<" in packet


def test_without_a_day_of_its_own_it_names_none() -> None:
    """The clock is not asked."""
    pdf = everything(created=None)
    assert b"CreationDate" not in pdf
    assert b"CreateDate" not in pdf


def test_another_content_is_another_document() -> None:
    """The identifier comes from what is in it."""

    def identifier(pdf: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return bytes(document.trailer.ID[0])

    one = identifier(everything())
    assert identifier(everything()) == one
    assert identifier(everything(title="Khác")) != one
    assert identifier(everything(created=datetime(2026, 11, 24, tzinfo=UTC))) != one


def test_papers_drawn_at_the_same_time_do_not_mix() -> None:
    """The window's threads share the fonts, and nothing else."""
    sizes = ["A4", "A5 landscape", "80mm", "100x50mm"] * 4
    alone = {size: everything(size) for size in set(sizes)}
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(everything, sizes)) == [alone[size] for size in sizes]


def test_two_processes_in_two_places_draw_the_same_bytes() -> None:
    """Other hash seeds, zones and languages: a reprint is the same file."""
    program = (
        "import sys; from tests.printing.typesetting.test_archive import everything;"
        "sys.stdout.buffer.write(everything())"
    )
    drawn = []
    for seed, zone, language in (("1", "Asia/Ho_Chi_Minh", "vi_VN.UTF-8"), ("2", "UTC", "C")):
        there = {"PYTHONHASHSEED": seed, "TZ": zone, "LANG": language, "LC_ALL": language}
        drawn.append(
            subprocess.run(
                [sys.executable, "-c", program],
                cwd=ROOT,
                env=os.environ | there,
                stdout=subprocess.PIPE,
                check=True,
            ).stdout
        )
    assert drawn[0] == drawn[1] == everything()
