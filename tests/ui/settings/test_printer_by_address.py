"""What an officer types of a printer, and the id that it becomes."""

from __future__ import annotations

import pytest

from app.reception.paper_settings import checked_printer
from printing.printers.find import open_printer
from printing.printers.raster.models import models
from ui.settings.printer_by_address import is_by_address, printer_id, printer_models, typed_of

ROLL = "escpos:80mm"


@pytest.mark.parametrize(
    ("key", "typed", "printer"),
    [
        (ROLL, "192.0.2.7", "escpos:tcp://192.0.2.7?model=80mm"),
        (ROLL, "192.0.2.7:9101", "escpos:tcp://192.0.2.7:9101?model=80mm"),
        (ROLL, "2001:db8::7", "escpos:tcp://[2001:db8::7]?model=80mm"),
        (ROLL, "may-in.example", "escpos:tcp://may-in.example?model=80mm"),
        (ROLL, "/dev/usb/lp0", "escpos:usb:///dev/usb/lp0?model=80mm"),
        (ROLL, "/dev/ttyUSB0", "escpos:serial:///dev/ttyUSB0?model=80mm"),
        (ROLL, "COM3", "escpos:serial:///COM3?model=80mm"),
        (
            ROLL,
            "serial:///dev/ttyS0?baud=9600",
            "escpos:serial:///dev/ttyS0?model=80mm&baud=9600",
        ),
        ("zpl:zebra-203", "192.0.2.8", "zpl:tcp://192.0.2.8?model=zebra-203"),
        ("ipp", "192.0.2.9", "ipp:ipp://192.0.2.9/ipp/print"),
        ("ipp", "192.0.2.9:8631/printers/a", "ipp:ipp://192.0.2.9:8631/printers/a"),
        ("ipp", "ipps://may-in.example/ipp/print", "ipp:ipps://may-in.example/ipp/print"),
    ],
)
def test_what_is_typed_becomes_a_printer(key: str, typed: str, printer: str) -> None:
    """It can be opened and kept, and is shown again as it was typed, or as it is in full."""
    made = printer_id(key, typed)
    assert made == printer
    assert open_printer(made).info.id.partition(":")[0] == key.partition(":")[0]
    assert checked_printer(made)
    assert is_by_address(made)
    shown_key, shown = typed_of(made)
    assert shown_key == key
    assert printer_id(key, shown) == printer


def test_half_of_it_is_no_printer() -> None:
    """Nothing is asked of it before both are there."""
    assert printer_id("", "192.0.2.7") == ""
    assert printer_id(ROLL, "  ") == ""


def test_every_model_can_be_chosen() -> None:
    """Each opens a printer of its own language."""
    for one in printer_models(models()):
        assert one.label
        printer = printer_id(one.key, "192.0.2.7")
        assert open_printer(printer).info.id == printer
