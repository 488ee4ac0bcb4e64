"""What people call printers."""

from __future__ import annotations

import pytest

from ui.printing.job_words import printer_name


@pytest.mark.parametrize(
    ("printer", "name"),
    [
        ("cups:HP_LaserJet", "HP_LaserJet"),
        ("windows:Máy in? tầng 2", "Máy in? tầng 2"),
        ("folder:/home/desk/Giấy/", "Giấy"),
        ("folder:C:\\Giấy tờ\\Quầy 1", "Quầy 1"),
        ("escpos:tcp://192.0.2.7:9100?model=80mm", "tcp://192.0.2.7:9100"),
        ("folder:", "folder:"),
        ("", ""),
    ],
)
def test_a_printer_is_called_by_its_name(printer: str, name: str) -> None:
    """Not by the id that stands in the settings."""
    assert printer_name(printer) == name
