"""Printing the test page."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import EnvironmentFault
from printing.printers.find import open_printer
from printing.printers.trial import print_test_page
from tests.desks import MORNING
from tests.printing.pdf_reading import texts


def test_the_test_page_goes_to_the_printer_that_is_tried(tmp_path: Path) -> None:
    """Under a title that nobody takes for a dossier's."""
    handed = print_test_page(
        open_printer(f"folder:{tmp_path}"),
        agency="UBND xã Đông Sơn",
        counter="Quầy số 2",
        label="Thư mục thử",
        now=MORNING,
    )
    assert Path(handed.job).name == "TRANG-IN-THU-0000.pdf"
    (text,) = texts(Path(handed.job).read_bytes())
    assert "Máy in: Thư mục thử" in text


def test_a_printer_that_is_not_there_is_said_before(tmp_path: Path) -> None:
    """The first start must not end in a riddle."""
    with pytest.raises(EnvironmentFault) as caught:
        print_test_page(
            open_printer(f"folder:{tmp_path / 'none'}"),
            agency="UBND xã Đông Sơn",
            counter="",
            label="Thư mục",
            now=MORNING,
        )
    assert caught.value.code == "printer_not_found"
