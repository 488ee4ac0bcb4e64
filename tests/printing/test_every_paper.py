"""What holds for every paper that the desk prints."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import pikepdf
import pikepdf.pdfa
import pytest
import zxingcpp
from PIL import Image

from app.dossier.application import GivenComponent
from app.dossier.state import Dossier
from app.errors import InvalidInput
from app.numbering.receipt_mark import read_code
from app.pages.separator_code import ComponentSheet, read_sheet
from printing.layout.paper import Paper, render_paper
from printing.layout.values import Places
from printing.order import Order
from printing.paper_kinds import KINDS, ROLLS, SHEETS, module_of
from printing.rendering import render
from tests.printing.damage import DAMAGES, Damage, everything
from tests.printing.every_paper import PAPERS, RESIDENCE, PaperDesk, open_paper_desk
from tests.printing.pdf_reading import by_zbar, by_zxing, pages, texts

ROOT = Path(__file__).resolve().parents[2]
SIZED = [
    (name, size)
    for name in PAPERS
    for size in KINDS[name.removeprefix(RESIDENCE)].sizes
    if not (name.startswith(RESIDENCE) and size not in SHEETS)
]
WITHOUT_A_CODE = {"certification_statement", "certification_label", "result_handover"}
"""Papers that are not filed under a dossier's code, or have each of several in its row."""
LONG_NAME = "Công Tằng Tôn Nữ Thị Nguyễn Hoàng Minh Châu " * 5
ONE_WORD = "Nguyễnthịminhkhai" * 12


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperDesk]:
    with open_paper_desk(tmp_path_factory.mktemp("papers") / "desk") as opened:
        yield opened


@pytest.mark.parametrize(("name", "size"), SIZED)
def test_it_can_be_archived_and_names_its_language(office: PaperDesk, name: str, size: str) -> None:
    """PDF/A-2b, as an independent validator has it; the language is Vietnamese."""
    paper = office.render(name, size)
    with pikepdf.open(io.BytesIO(paper.pdf)) as document:
        report = pikepdf.pdfa.check(document, "2b")
        assert str(document.Root.Lang) == "vi-VN"
        assert len(document.pages) == paper.pages
    assert report.findings == []
    assert report.verdict == "pass"
    assert not paper.draft


@pytest.mark.parametrize("name", [name for name in PAPERS if name not in WITHOUT_A_CODE])
def test_its_codes_are_read_by_two_readers_after_a_week_in_a_pocket(
    office: PaperDesk, name: str, tmp_path: Path
) -> None:
    """Printed in one bit, folded, askew by two degrees, noisy, blurred: zxing and ZBar read it."""
    codes = _codes_of(office, name)
    drawn = pages(office.render(name).pdf)
    seen = everything(drawn[1 if name == "group" else 0])  # whose codes stand in its list
    seen = seen.crop((0, 0, seen.width, seen.height * 11 // 20))  # readers need the less time
    found = _both_readers(seen, tmp_path)
    assert found
    assert {_dossier_of(text) for text in found} <= codes


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("size", ["A4", "80mm"])
def test_a_receipt_survives_each_damage(
    office: PaperDesk, size: str, damage: Damage, tmp_path: Path
) -> None:
    """Both codes, by both readers."""
    seen = damage(pages(office.render("receipt", size).pdf)[0])
    code = office.state("receipt").code
    for zxing, zbar in (("Code128", "code128"), ("QRCode", "qrcode")):
        (text,) = by_zxing(seen, zxing)
        assert by_zbar(seen, zbar, tmp_path) == [text]
        assert read_code(text).code == code


@pytest.mark.parametrize("dpi", [180.0, 203.2, 300.0, 304.8, 600.0])
@pytest.mark.parametrize("size", ["A4", "80mm", "58mm"])
def test_bars_are_whole_dots_of_every_printer(office: PaperDesk, size: str, dpi: float) -> None:
    """Rasterised at the printer's own dots, no dot of a code is grey."""
    (page,) = pages(office.render("receipt", size, dpi=dpi).pdf, dpi=dpi)
    box = _symbol_box(page)
    assert set(page.crop(box).tobytes()) <= {0, 1, 254, 255}


@pytest.mark.parametrize("name", PAPERS)
def test_long_and_wide_values_stay_inside_the_page(office: PaperDesk, name: str) -> None:
    """Names of 200 letters, one of them without a blank, and 40 components: nothing is cut off and
    nothing stands in the margins."""
    state = _overfilled(office.state(name))
    form = name.removeprefix(RESIDENCE)
    for size in KINDS[form].sizes[:2]:
        if name.startswith(RESIDENCE) and size in ROLLS:
            continue
        paper = render(office.desk, state, form, size=size)[0]
        words = "".join(texts(paper.pdf)).replace(" ", "").replace("\u00ad", "")
        if "Nguyễnthịminhkhai" in words:
            assert ONE_WORD in words
        for page in pages(paper.pdf, dpi=72):
            edge = _ink(page)
            assert edge[0] >= 5, size  # 1.8 mm: no letter on what a printer can't reach
            assert edge[2] <= page.width - 5, size
            assert edge[3] <= page.height - 2, size


def test_forty_components_take_pages_that_repeat_head_and_code(
    office: PaperDesk, tmp_path: Path
) -> None:
    """Page 2 of a receipt can be put back to page 1."""
    paper = render(office.desk, _overfilled(office.state("receipt")), "receipt")[0]
    following = pages(paper.pdf)[1:]
    assert following
    for page in following:
        assert by_zxing(page, "Code128") == by_zbar(page, "code128", tmp_path)
    for text in texts(paper.pdf)[1:]:
        assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ (tiếp theo)" in text


def test_two_processes_on_two_days_print_the_same_bytes(office: PaperDesk, tmp_path: Path) -> None:
    """Nothing in a paper comes from the clock, the machine or the order of a set."""
    names = ["receipt", "supplement", "handover", "certification_statement", "cover"]
    frozen = {name: _frozen(office, name) for name in names}
    here = {
        name: sha256(render_paper(paper, places).pdf).hexdigest()
        for name, (paper, places) in frozen.items()
    }
    kept = tmp_path / "papers.pickle"
    kept.write_bytes(pickle.dumps(frozen))
    for seed, zone, language in (("1", "UTC", "C"), ("7", "America/Lima", "vi_VN.UTF-8")):
        surroundings = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LANG": language,
            "PYTHONPATH": str(ROOT),
        }
        done = subprocess.run(
            [sys.executable, "-c", _AGAIN, str(kept)],
            env=surroundings,
            capture_output=True,
            check=True,
        )
        assert json.loads(done.stdout) == here


def test_a_demonstration_signs_nothing_and_says_so(tmp_path: Path) -> None:
    """A training receipt can never read as genuine: watermark on every page, no signature."""
    with open_paper_desk(tmp_path / "desk", demonstration=True) as office:
        paper = office.render("receipt")
        (page,) = pages(paper.pdf)
        (text,) = by_zxing(page, "QRCode")
        assert read_code(text).mark is None
        for shown in texts(paper.pdf):
            assert shown.count("BẢN MINH HỌA – KHÔNG CÓ GIÁ TRỊ") == 2


def test_residence_has_its_own_forms(office: PaperDesk) -> None:
    """CT04, CT05 and CT06 stand for receipt, supplement and refusal; there are no rolls of them."""
    for form, title in (
        ("receipt", "CT04"),
        ("supplement", "CT05"),
        ("refusal", "CT06"),
    ):
        assert title in office.render(f"{RESIDENCE}{form}").form_version
    with pytest.raises(InvalidInput, match="unknown_size"):
        office.render(f"{RESIDENCE}receipt", "80mm")


_AGAIN = """
import json, pickle, sys
from hashlib import sha256
from pathlib import Path
from printing.layout.paper import render_paper
frozen = pickle.loads(Path(sys.argv[1]).read_bytes())
pdfs = {name: render_paper(*both).pdf for name, both in frozen.items()}
print(json.dumps({name: sha256(pdf).hexdigest() for name, pdf in pdfs.items()}))
"""


def _frozen(office: PaperDesk, name: str) -> tuple[Paper, Places]:
    module = module_of(KINDS[name], size="A4", residence=False)
    order = Order(office.state(name), name, "A4", 1, office.desk.clock.now())
    return module.paper(office.desk, office.desk.enrolled(), order), module.PLACES


def _symbol_box(page: Image.Image) -> tuple[int, int, int, int]:
    """The QR's box without its edges: every receipt has one."""
    formats = zxingcpp.barcode_formats_from_str("QRCode")
    (found,) = zxingcpp.read_barcodes(page, formats=formats)
    at = found.position
    return at.top_left.x + 1, at.top_left.y + 1, at.bottom_right.x - 1, at.bottom_right.y - 1


def _overfilled(state: Dossier) -> Dossier:
    application = state.application
    assert application is not None
    long = msgspec.structs.replace(
        application.submitter, name=LONG_NAME, address=f"{ONE_WORD}, {LONG_NAME}", email="a" * 250
    )
    owner = msgspec.structs.replace(long, name=ONE_WORD)
    components = [
        GivenComponent(f"c{number}", f"{number}. {LONG_NAME}", originals=1) for number in range(40)
    ]
    given = msgspec.structs.replace(application, submitter=long, owner=owner, components=components)
    return msgspec.structs.replace(state, application=given)


def _codes_of(office: PaperDesk, name: str) -> set[str]:
    state = office.state(name)
    if name == "group":
        others = (office.main, office.certified, office.residence)
        return {office.desk.store.dossier(one).code or "" for one in others}  # type: ignore[union-attr]
    return {state.code or state.reference}


def _dossier_of(text: str) -> str:
    sheet = read_sheet(text)
    return sheet.code if isinstance(sheet, ComponentSheet) else read_code(text).code


def _both_readers(seen: Image.Image, tmp_path: Path) -> list[str]:
    found: list[str] = []
    for zxing, zbar in (("Code128", "code128"), ("QRCode", "qrcode")):
        here = sorted(by_zxing(seen, zxing))
        assert sorted(by_zbar(seen, zbar, tmp_path)) == here
        found += here
    return found


def _ink(page: Image.Image) -> tuple[int, int, int, int]:
    box = page.point(lambda grey: 255 if grey < 140 else 0).getbbox()
    assert box is not None
    return box


def test_a_reprint_after_a_correction_says_so(office: PaperDesk) -> None:
    """As first issued, but for what was wrong: number, day and form stay, the stamp tells."""
    first = office.state("receipt")
    again = msgspec.structs.replace(
        first, prints={"receipt": 1}, first_printed={"receipt": "2026-11-20T08:00:00+07:00"}
    )
    (text,) = texts(render(office.desk, again, "receipt")[0].pdf)
    assert "In lại lần 1" in text
    assert "ngày 20 tháng 11 năm 2026" in text
    assert "đính chính" not in text
    corrected = msgspec.structs.replace(again, corrections=1)
    (text,) = texts(render(office.desk, corrected, "receipt")[0].pdf)
    assert "In lại lần 1 – đã đính chính" in text


def test_a_slip_of_a_procedure_that_this_desk_does_not_know_is_printed(office: PaperDesk) -> None:
    """Opened elsewhere, under a law that is not here: the paper has the code alone."""
    state = office.state("unnumbered")
    assert state.application is not None
    unknown = msgspec.structs.replace(state.application, procedure="9.999999")
    other = msgspec.structs.replace(state, application=unknown)
    (text,) = texts(render(office.desk, other, "unnumbered")[0].pdf)
    assert "9.999999" in text
