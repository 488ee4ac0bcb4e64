"""Label printers: what comes out of printers that speak ZPL and TSPL, over real sockets."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ImageChops

from app.errors import EnvironmentFault, InvalidInput
from printing.printers.lines.line import Patience
from printing.printers.printer import JobState, Kind, Standing
from printing.printers.raster.address import read_address
from printing.printers.raster.raw_printer import RawPrinter
from tests.printing.printers.label_firmware import TsplFirmware, ZplFirmware
from tests.printing.printers.raw_papers import (
    as_head_sees,
    dot_page,
    drawn_page,
    reads_both,
    slip,
)
from tests.printing.printers.raw_peer import Peer, raw_peer

HURRIED = Patience(
    open_s=2,
    stall_s=0.3,
    answer_s=0.3,
    guess_s=0.2,
    total_s=5,
    slowest_bytes_s=1e9,
    done_s=0.6,
    slowest_mm_s=1e9,
)


def printer_at(peer: Peer, kind: Kind, model: str) -> RawPrinter:
    address = read_address(kind, f"tcp://127.0.0.1:{peer.port}?model={model}")
    return RawPrinter(address, patience=HURRIED)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "label.pdf"


@pytest.mark.parametrize(("model", "dpi"), [("zebra-203", 203.2), ("zebra-300", 300.0)])
def test_a_label_comes_out_dot_for_dot_by_zpl(
    model: str, dpi: float, file: Path, tmp_path: Path
) -> None:
    """At both resolutions; unpacked again by the manual's own rules, read by two readers."""
    file.write_bytes(slip("100x60mm", dpi))
    firmware = ZplFirmware(busy_asks=2)
    with raw_peer(firmware) as peer:
        printer = printer_at(peer, Kind.ZPL, model)
        handed = printer.send(file, title="x", size="100x60mm", copies=3)
    ((label, copies),) = firmware.labels
    assert copies == 3
    wanted = as_head_sees(file.read_bytes(), dpi, label.width)
    assert label.size == wanted.size
    assert ImageChops.difference(label, wanted).getbbox() is None
    reads_both(label, tmp_path)
    assert printer.follow(handed.job).state is JobState.PRINTED


@pytest.mark.parametrize(("model", "dpi"), [("tsc-203", 203.2), ("tsc-300", 300.0)])
def test_a_label_comes_out_dot_for_dot_by_tspl(
    model: str, dpi: float, file: Path, tmp_path: Path
) -> None:
    """Its bits are upside down: 0 is black."""
    file.write_bytes(slip("100x60mm", dpi))
    firmware = TsplFirmware(dpi / 25.4, answers=[0, 0x20, 0x20, 0])
    with raw_peer(firmware) as peer:
        printer = printer_at(peer, Kind.TSPL, f"{model}&gap=3")
        handed = printer.send(file, title="x", size="100x60mm", copies=3)
    ((label, copies, head),) = firmware.labels
    assert copies == 3
    assert "GAP 3.00 mm,0 mm" in head
    wanted = as_head_sees(file.read_bytes(), dpi, label.width)
    assert label.size == wanted.size
    assert ImageChops.difference(label, wanted).getbbox() is None
    reads_both(label, tmp_path)
    assert printer.follow(handed.job).state is JobState.PRINTED


def test_the_bytes_of_a_tiny_label_are_those_of_the_manuals(file: Path) -> None:
    """Built by hand: a row with ends black, an empty one, one of 16 and one as before."""
    black = [(0, 0), (15, 0), *((x, row) for row in (2, 3) for x in range(16))]
    file.write_bytes(dot_page(16, 4, black))
    with raw_peer(ZplFirmware()) as peer:
        printer_at(peer, Kind.ZPL, "zpl-203&answers=never").send(file, title="x", size="20x20mm")
        peer.wait()
    assert peer.received == b"^XA^LH0,0^PW16^LL4\n^FO0,0^GFA,8,8,2,8001,!:^FS\n^PQ1^XZ\n"
    with raw_peer(TsplFirmware()) as peer:
        printer_at(peer, Kind.TSPL, "tspl-203&answers=never").send(file, title="x", size="20x20mm")
        peer.wait()
    assert peer.received == (
        b"SIZE 2.00 mm,0.50 mm\r\nGAP 2.00 mm,0 mm\r\nDIRECTION 1\r\nREFERENCE 0,0\r\nCLS\r\n"
        b"BITMAP 0,0,2,4,0,\x7f\xfe\xff\xff\x00\x00\x00\x00\r\nPRINT 1,1\r\n"
    )


def test_a_large_label_is_several_fields(file: Path) -> None:
    """``^GF`` has at most 99,999 bytes; a label of 104 x 150 mm at 300 dpi has 272,000."""
    boxes = [(x, 7 * x % 1_700, 40, 30, 0.5 * (x % 2)) for x in range(0, 1_180, 59)]
    file.write_bytes(drawn_page(1_228, 1_772, boxes, dpi=300))
    firmware = ZplFirmware()
    with raw_peer(firmware) as peer:
        printer_at(peer, Kind.ZPL, "zebra-300").send(file, title="x", size="104x150mm")
    ((label, _),) = firmware.labels
    assert label.size == (1_228, 1_772)
    assert 50_000 < firmware.largest_field <= 99_999
    for x, y, wide, high, grey in boxes[::2]:
        assert grey == 0
        assert label.crop((x, y, x + wide, y + high)).getextrema() == (0, 0)


def test_every_page_is_a_label_of_its_own(file: Path) -> None:
    """Each as often as copies are wanted."""
    file.write_bytes(drawn_page(400, 240, [(8, 8, 64, 32, 0)], pages=3))
    zpl, tspl = ZplFirmware(), TsplFirmware(answers=[0, 0x20, 0])
    with raw_peer(zpl) as peer:
        printer_at(peer, Kind.ZPL, "zebra-203").send(file, title="x", size="50x30mm", copies=2)
    with raw_peer(tspl) as peer:
        printer_at(peer, Kind.TSPL, "tsc-203").send(file, title="x", size="50x30mm", copies=2)
    assert [copies for _, copies in zpl.labels] == [2, 2, 2]
    assert [copies for _, copies, _ in tspl.labels] == [2, 2, 2]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("paper_out", "hết giấy"),
        ("paused", "đang tạm dừng"),
        ("head_open", "đầu in đang mở"),
        ("ribbon_out", "hết ruy băng"),
    ],
)
def test_a_zebra_says_what_is_wrong_with_it(fault: str, words: str, file: Path) -> None:
    """Before anything is sent."""
    file.write_bytes(dot_page(16, 4, [(0, 0)]))
    firmware = ZplFirmware()
    setattr(firmware, fault, True)
    with raw_peer(firmware) as peer:
        printer = printer_at(peer, Kind.ZPL, "zebra-203")
        state = printer.check()
        with pytest.raises(EnvironmentFault) as caught:
            printer.send(file, title="x", size="50x30mm")
    assert state.standing is Standing.PAUSED
    assert words in state.message
    assert caught.value.code == "printer_paused"
    assert firmware.labels == []


def test_a_zebra_that_is_silent_may_be_out_of_paper() -> None:
    """By its manual it does not answer where media or ribbon are out or the head is open."""
    with raw_peer(ZplFirmware(dead=True)) as peer:
        state = printer_at(peer, Kind.ZPL, "zebra-203").check()
    assert state.standing is Standing.UNREACHABLE
    assert "hết giấy" in state.message


@pytest.mark.parametrize(
    ("byte", "words"),
    [
        (0x01, ["đầu in đang mở"]),
        (0x02, ["kẹt giấy"]),
        (0x05, ["đầu in đang mở", "hết giấy"]),
        (0x08, ["hết ruy băng"]),
        (0x10, ["đang tạm dừng"]),
        (0x80, ["báo lỗi"]),
    ],
)
def test_a_tsc_says_what_is_wrong_with_it(byte: int, words: list[str]) -> None:
    """One byte, a bit for each fault."""
    with raw_peer(TsplFirmware(answers=[byte])) as peer:
        state = printer_at(peer, Kind.TSPL, "tsc-203").check()
    assert state.standing is Standing.PAUSED
    assert all(word in state.message for word in words)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([0], id="never seen at work"),
        pytest.param([0, 0x20], id="at work for ever"),
        pytest.param([0, 0x20, 0x04], id="out of paper half-way"),
    ],
)
def test_a_tsc_that_was_not_seen_to_finish_leaves_it_unsure(answers: list[int], file: Path) -> None:
    """Its answer overtakes the job, so "ready" alone says nothing."""
    file.write_bytes(dot_page(16, 4, [(0, 0)]))
    with (
        raw_peer(TsplFirmware(answers=answers)) as peer,
        pytest.raises(EnvironmentFault) as caught,
    ):
        printer_at(peer, Kind.TSPL, "tsc-203").send(file, title="x", size="50x30mm")
    assert caught.value.code == "print_unanswered"


def test_a_zebra_that_never_gets_idle_leaves_it_unsure(file: Path) -> None:
    """Formats wait in its buffer when the bound is over."""
    file.write_bytes(dot_page(16, 4, [(0, 0)]))
    with (
        raw_peer(ZplFirmware(busy_asks=1_000_000)) as peer,
        pytest.raises(EnvironmentFault) as caught,
    ):
        printer_at(peer, Kind.ZPL, "zebra-203").send(file, title="x", size="50x30mm")
    assert caught.value.code == "print_unanswered"


def test_a_page_longer_than_its_label_is_refused_before_anything_is_sent(file: Path) -> None:
    """Its rest would come out on the next label; what rounding adds is no length."""
    firmware = ZplFirmware()
    with raw_peer(firmware) as peer:
        printer = printer_at(peer, Kind.ZPL, "zpl-203")
        file.write_bytes(drawn_page(400, 280, [(8, 8, 64, 200, 0)]))
        with pytest.raises(InvalidInput) as caught:
            printer.send(file, title="x", size="50x30mm")
        assert peer.received == b""
        file.write_bytes(drawn_page(400, 241, [(8, 8, 64, 200, 0)]))
        printer.send(file, title="x", size="50x30mm")
    assert (caught.value.code, caught.value.field) == ("too_high", "size")


def test_a_label_of_another_size_than_the_loaded_one_is_refused(file: Path) -> None:
    """Where the settings say what is loaded; else any label that the head is wide enough for."""
    file.write_bytes(dot_page(16, 4, [(0, 0)]))
    with raw_peer(ZplFirmware()) as peer:
        loaded = printer_at(peer, Kind.ZPL, "zebra-203&size=50x30mm")
        assert loaded.abilities().sizes == ("50x30mm",)
        for printer, size in (
            (loaded, "100x50mm"),
            (loaded, "A4"),
            (printer_at(peer, Kind.ZPL, "zebra-203"), "A5"),
        ):
            with pytest.raises(InvalidInput) as caught:
                printer.send(file, title="x", size=size)
            assert caught.value.code == "no_such_size"
        assert not peer.received
