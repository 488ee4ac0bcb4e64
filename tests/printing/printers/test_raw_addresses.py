"""Ids of printers of dots, and the models that come with the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.errors import InvalidInput
from printing.printers.find import open_printer
from printing.printers.printer import Kind
from printing.printers.raster.address import Way, read_address
from printing.printers.raster.models import Answers, Speech, model_of, models


def test_an_address_says_line_place_model_and_options() -> None:
    """All that is needed to print, in one line of the settings."""
    serial = read_address(
        Kind.ESCPOS, "serial:///dev/ttyUSB0?model=58mm&baud=9600&flow=xonxoff&answers=never"
    )
    assert (serial.way, serial.place, serial.baud) == (Way.SERIAL, "/dev/ttyUSB0", 9_600)
    assert serial.flow == "xonxoff"
    assert (serial.model.id, serial.model.answers) == ("58mm", Answers.NEVER)
    label = read_address(Kind.TSPL, "tcp://[2001:db8::7]:9101?model=tsc-300&size=50x30mm&gap=0")
    assert (label.place, label.port) == ("2001:db8::7", 9_101)
    assert (label.size, label.gap_mm) == ("50x30mm", 0.0)
    assert read_address(Kind.ZPL, "tcp://may-in?model=zebra-203").port == 9_100
    queue = read_address(Kind.ZPL, "spooler:///M%C3%A1y%20in%20%3F?model=zebra-203")
    assert (queue.place, queue.model.answers) == ("Máy in ?", Answers.NEVER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tcp://192.0.2.7:9100",
        "tcp://192.0.2.7:9100?model=",
        "tcp://192.0.2.7:9100?model=none",
        "tcp://192.0.2.7:9100?model=zebra-203",
        "tcp://192.0.2.7:0?model=80mm",
        "tcp://192.0.2.7:99999?model=80mm",
        "tcp://192.0.2.7:x?model=80mm",
        "tcp://?model=80mm",
        "tcp:///dev/usb/lp0?model=80mm",
        "tcp://a:b@192.0.2.7?model=80mm",
        "tcp://192.0.2.7/queue?model=80mm",
        "tcp://192.0.2.7?model=80mm#x",
        "tcp://192.0.2.7?model=80mm&model=58mm",
        "tcp://192.0.2.7?model=80mm&baud=9600",
        "tcp://192.0.2.7?model=80mm&size=50x30mm",
        "tcp://192.0.2.7?model=80mm&answers=often",
        "tcp://192.0.2.7?model",
        "tcp://[2001:db8::7?model=80mm",
        "tcp://hai may?model=80mm",
        "usb://lp0?model=80mm",
        "usb://dev/usb/lp0?model=80mm",
        "usb:///?model=80mm",
        "usb:///dev/../etc/passwd?model=80mm",
        "usb:///dev/lp%000?model=80mm",
        "serial:///dev/ttyUSB0?model=80mm&baud=115201",
        "serial:///dev/ttyUSB0?model=80mm&flow=maybe",
        "spooler:///?model=80mm",
        "http://192.0.2.7?model=80mm",
        "192.0.2.7:9100?model=80mm",
        " tcp://192.0.2.7?model=80mm",
        "tcp://192.0.2.7?model=80mm\n",
        "tcp://" + "a" * 200_000 + "?model=80mm",
    ],
)
def test_an_address_that_is_none_is_refused(text: str) -> None:
    """The settings are typed by people: the error says what is wrong, and nothing is opened."""
    with pytest.raises(InvalidInput) as caught:
        open_printer(f"escpos:{text}")
    assert (caught.value.code, caught.value.field) == ("bad_printer", "printer")
    assert len(caught.value.message) < 300
    assert caught.value.advice


@given(some.sampled_from(list(Speech)), some.text(max_size=60))
def test_whatever_is_typed_there_is_one_kind_of_error(kind: str, text: str) -> None:
    """Never another exception."""
    for typed in (text, f"tcp://{text}?model=80mm", f"usb:///{text}", f"tcp://h?model=80mm&{text}"):
        try:
            read_address(Kind(kind), typed)
        except InvalidInput as fault:
            assert fault.code == "bad_printer"  # noqa: PT017 - most of them raise, not all


def test_margins_are_what_a_head_in_the_middle_leaves() -> None:
    """80 mm less 72.25 mm of 512 dots at 180 dpi."""
    margins = open_printer("escpos:tcp://192.0.2.7?model=epson-tm-t88v").abilities().margins_mm
    assert margins is not None
    assert (margins.top, margins.bottom) == (0, 0)
    assert (margins.left, margins.right) == pytest.approx((3.88, 3.88), abs=0.01)


def test_every_model_that_ships_can_be_chosen() -> None:
    """Each of a language that exists, by its id."""
    assert len(models()) >= 10
    for model in models():
        assert model_of(model.id, model.language) is model
    assert {model.language for model in models()} == set(Speech)


def test_a_model_file_that_is_wrong_says_where(tmp_path: Path) -> None:
    """A province may add its own printers."""
    entry = 'language = "escpos"\ndpi = 203.2\ndots = 576\nanswers = "maybe"\nlabel = "Máy"\n'
    file = tmp_path / "own.toml"
    for text, field in (
        (f'[[model]]\nid = "a b"\n{entry}', "model[0].id"),
        (f'[[model]]\nid = "a"\ncuts = 1\n{entry}', "model[0].cuts"),
        (f'[[model]]\nid = "a"\n{entry}[[model]]\nid = "a"\n{entry}', "model[1].id"),
    ):
        file.write_text(text)
        with pytest.raises(InvalidInput) as caught:
            models(tmp_path)
        assert caught.value.code == "bad_data"
        assert field.split(".")[0] in (caught.value.field or "")
