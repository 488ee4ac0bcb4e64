"""The ministry's or the province's own annex drops in as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.errors import InvalidInput
from app.provincial_law.folder import LawFolder
from printing.all_forms import all_forms, check_forms
from printing.layout.reading import FORMS, layouts_of
from printing.registers import print_stickers
from tests.printing.every_paper import PaperDesk, open_paper_desk
from tests.printing.pdf_reading import texts

OWN = """
[[form]]
version = "HN-M02"
valid_from = {day}
source = "Phụ lục của tỉnh"
name = "Phiếu yêu cầu bổ sung"

[[form.part]]
kind = "title"
text = "PHIẾU CỦA TỈNH"

[[form.part]]
kind = "field"
label = "Người nộp:"
value = "{{submitter_name}}"
"""


def drop_in(office: PaperDesk, name: str, text: str) -> Path:
    folder = LawFolder.in_data(office.desk.store.directory).forms
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("form", sorted(dict(all_forms())))
def test_each_shipped_form_asks_only_for_what_its_paper_has(form: str) -> None:
    """And its periods do not end before they begin."""
    for layout in layouts_of(form, dict(all_forms())[form]):
        assert layout.valid_to is None or layout.valid_from <= layout.valid_to
        assert layout.source
        assert layout.confidence == "H" or layout.unsure, "what is not sure is said"


def test_every_file_of_forms_belongs_to_a_paper() -> None:
    """Nothing dead is left behind in resources/forms."""
    files = {path.relative_to(FORMS).with_suffix("").as_posix() for path in FORMS.rglob("*.toml")}
    others = {"declarations/procedures", "stickers/sheets"}
    assert files - others == {form for form, _ in all_forms()}


def test_the_provinces_form_is_printed_from_its_day(tmp_path: Path) -> None:
    """Its own period comes after ours; on the same day it takes our place."""
    with open_paper_desk(tmp_path / "desk") as office:
        drop_in(office, "supplement", OWN.format(day="2026-11-01"))
        paper = office.render("supplement")
        assert paper.form_version == "HN-M02"
        (text,) = texts(paper.pdf)
        assert "PHIẾU CỦA TỈNH" in text
        assert "Người nộp: Nguyễn Thị Ánh Tuyết" in text
        drop_in(office, "refusal", OWN.format(day="2026-12-01"))
        assert office.render("refusal").form_version == "TT03/2025-M03"


def test_labels_on_stickers_are_the_provinces_too(tmp_path: Path) -> None:
    """One way to a form for papers, labels and lists."""
    with open_paper_desk(tmp_path / "desk") as office:
        drop_in(office, "folder_label", OWN.format(day="2026-11-01"))
        out = tmp_path / "stickers.pdf"
        print_stickers(office.desk, [office.main], "3x8", out)
        assert "PHIẾU CỦA TỈNH" in texts(out.read_bytes())[0]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("suplement", OWN.format(day="2026-11-01")),
        ("supplement", OWN.format(day="2026-11-01").replace("submitter_name", "nguoi_nop")),
        ("supplement", "[[form]]\nversion = 3\n"),
        ("supplement", OWN.format(day="2026-11-01") + OWN.format(day="2026-11-01")),
    ],
)
def test_a_wrong_file_of_the_province_is_found_by_the_check(
    tmp_path: Path, name: str, text: str
) -> None:
    """Before anything is printed with it, with file and entry."""
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match="bad_data") as found:
        check_forms(tmp_path)
    assert f"{name}.toml" in found.value.message


def test_a_form_that_is_right_is_listed(tmp_path: Path) -> None:
    """``law check`` says what the province has of its own."""
    (tmp_path / "supplement.toml").write_text(OWN.format(day="2026-11-01"), encoding="utf-8")
    (form,) = check_forms(tmp_path)
    assert (form.version, form.valid_from) == ("HN-M02", date(2026, 11, 1))
    assert check_forms(tmp_path / "nothing") == []
