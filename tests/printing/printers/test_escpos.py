"""Receipt printers: what comes out of a printer that speaks ESC/POS, over real sockets."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops

from app.errors import EnvironmentFault, InvalidInput
from printing.printers.find import open_printer
from printing.printers.lines.line import Patience
from printing.printers.printer import JobState, Kind, Printer, Standing
from printing.printers.raster.address import read_address
from printing.printers.raster.raw_printer import RawPrinter
from tests.printing.printers.escpos_firmware import EscPosFirmware
from tests.printing.printers.raw_papers import (
    as_head_sees,
    dot_page,
    drawn_page,
    reads_both,
    slip,
    without_blank_end,
)
from tests.printing.printers.raw_peer import Knobs, Peer, raw_peer

HURRIED = Patience(
    open_s=2,
    stall_s=0.3,
    answer_s=0.3,
    guess_s=0.2,
    total_s=5,
    slowest_bytes_s=1e9,
    done_s=0.5,
    slowest_mm_s=1e9,
)


def printer_at(peer: Peer, model: str, *, patience: Patience = HURRIED) -> RawPrinter:
    text = f"tcp://127.0.0.1:{peer.port}?model={model}"
    return RawPrinter(read_address(Kind.ESCPOS, text), patience=patience)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "paper.pdf"


def same(one: Image.Image, other: Image.Image) -> bool:
    """Dot for dot; what a row is filled up with to whole bytes is white."""
    wide = max(one.width, other.width)
    padded = []
    for image in (one, other):
        page = Image.new("L", (wide, image.height), 255)
        page.paste(image, (0, 0))
        padded.append(page)
    return one.height == other.height and ImageChops.difference(*padded).getbbox() is None


@pytest.mark.parametrize(
    ("model", "size", "dpi", "dots", "code"),
    [
        ("80mm", "80mm", 203.2, 576, "H41.04.18-261124-000123"),
        ("epson-tm-t88v", "80mm", 180.0, 512, "H41.04.18-261124-000123"),
        ("58mm", "58mm", 203.2, 384, "261124000123"),
    ],
)
def test_a_receipt_comes_out_dot_for_dot(  # noqa: PLR0917 - pytest hands them in by name
    model: str, size: str, dpi: float, dots: int, code: str, file: Path, tmp_path: Path
) -> None:
    """1:1 at the printer's own resolution, so that two independent readers read both codes."""
    file.write_bytes(slip(size, dpi, code=code))
    firmware = EscPosFirmware()
    with raw_peer(firmware) as peer:
        printer = printer_at(peer, model)
        assert printer.abilities().dpi == dpi
        printer.send(file, title="H41", size=size)
    firmware.end_paper()
    (paper,) = firmware.papers
    assert same(paper, without_blank_end(as_head_sees(file.read_bytes(), dpi, dots)))
    reads_both(paper, tmp_path, code=code)


def test_the_bytes_of_a_tiny_paper_are_those_of_the_manual(file: Path) -> None:
    """Init, no automatic status, one raster of 2 rows, cut: built by hand from the reference."""
    file.write_bytes(dot_page(16, 2, [(0, 0), (15, 0), (9, 1)]))
    with raw_peer(EscPosFirmware(tells=False)) as peer:
        printer = printer_at(peer, "80mm&answers=never")
        handed = printer.send(file, title="x", size="80mm")
        peer.wait()
    assert peer.received.hex(" ") == (
        "1b 40 1d 61 00 1d 76 30 00 02 00 02 00 80 01 00 40 1d 56 42 00"
    )
    assert printer.follow(handed.job).state is JobState.HANDED


def test_a_printer_that_tells_is_believed(file: Path) -> None:
    """Printed means that the printer said so, behind the last cut."""
    file.write_bytes(slip("80mm", 180.0))
    firmware = EscPosFirmware()
    with raw_peer(firmware) as peer:
        printer = printer_at(peer, "epson-tm-t88v")
        assert printer.abilities().follows
        status = printer.follow(printer.send(file, title="x", size="80mm").job)
    assert status.state is JobState.PRINTED
    assert status.ended


@pytest.mark.parametrize("low", [False, True])
def test_answers_are_told_apart_by_their_fixed_bits(low: bool, file: Path) -> None:
    """The word that the paper is done comes where another answer was waited for."""
    file.write_bytes(slip("80mm", 180.0))
    with raw_peer(EscPosFirmware(tells_late=True, paper_low=low)) as peer:
        printer = printer_at(peer, "epson-tm-t88v")
        status = printer.follow(printer.send(file, title="x", size="80mm").job)
    assert status.state is JobState.PRINTED


def test_a_job_of_another_day_is_unknown() -> None:
    """Nothing but the job's name says how it ended; a strange one says nothing."""
    printer = open_printer("escpos:tcp://127.0.0.1:1?model=epson-tm-t88v")
    for job in ("", "17", "printing-0", "x" * 10_000):
        assert printer.follow(job).state is JobState.UNKNOWN


def test_copies_and_pages_are_papers_of_their_own(file: Path) -> None:
    """Each page is cut; copies come out collated."""
    file.write_bytes(drawn_page(576, 64, [(8, 8, 64, 32, 0)], pages=2))
    firmware = EscPosFirmware()
    with raw_peer(firmware) as peer:
        printer_at(peer, "80mm").send(file, title="x", size="80mm", copies=3)
    assert len(firmware.papers) == 6
    assert firmware.commands.count("partial") == 6
    assert firmware.commands[0] == "init"


def test_a_printer_without_a_cutter_feeds_to_the_edge(file: Path) -> None:
    """So that the last line can be torn off whole."""
    file.write_bytes(slip("58mm", 203.2, code="261124000123"))
    firmware = EscPosFirmware()
    with raw_peer(firmware) as peer:
        printer_at(peer, "58mm").send(file, title="x", size="58mm")
    assert firmware.commands[-1] == "d5"
    assert firmware.papers == []


def test_bands_stay_below_what_small_buffers_hold(file: Path) -> None:
    """A receipt of 40 components is long; each command of it is short."""
    file.write_bytes(slip("80mm", 203.2, high_mm=900))
    firmware = EscPosFirmware()
    with raw_peer(firmware) as peer:
        printer_at(peer, "80mm").send(file, title="x", size="80mm")
    assert firmware.most_in_a_band <= 4_096


def test_a_watermark_is_not_lost_and_black_stays_black(file: Path) -> None:
    """A training receipt must never read as genuine: grey becomes a pattern, not white."""
    file.write_bytes(drawn_page(640, 80, [(40, 8, 160, 64, 0.84), (240, 8, 160, 64, 0.0)]))
    firmware = EscPosFirmware()
    with raw_peer(firmware) as peer:
        printer_at(peer, "80mm").send(file, title="x", size="80mm")
    (paper,) = firmware.papers
    grey, black, white = (paper.crop((x, 8, x + 160, 72)) for x in (8, 208, 400))
    assert 0.1 < grey.histogram()[0] / (160 * 64) < 0.25
    assert black.getextrema() == (0, 0)
    assert white.getextrema() == (255, 255)


def test_a_watermark_may_run_over_the_edges(file: Path) -> None:
    """It goes across the whole page of a training receipt; print goes before it."""
    file.write_bytes(drawn_page(640, 40, [(0, 0, 640, 40, 0.84), (32, 8, 576, 8, 0)]))
    firmware = EscPosFirmware()
    with raw_peer(firmware) as peer:
        printer_at(peer, "80mm").send(file, title="x", size="80mm")
    (paper,) = firmware.papers
    assert paper.size == (576, 40)
    assert paper.crop((0, 8, 576, 16)).getextrema() == (0, 0)


def test_half_of_a_frames_line_may_go(file: Path) -> None:
    """A dot at each side of a table whose frame lies on the margins; two dots are print."""
    file.write_bytes(drawn_page(640, 16, [(31, 0, 578, 16, 0)]))
    firmware = EscPosFirmware()
    with raw_peer(firmware) as peer:
        printer_at(peer, "80mm").send(file, title="x", size="80mm")
        file.write_bytes(drawn_page(640, 16, [(31, 0, 579, 16, 0)]))
        with pytest.raises(InvalidInput):
            printer_at(peer, "80mm").send(file, title="x", size="80mm")
    (paper,) = firmware.papers
    assert (paper.size, paper.getextrema()) == ((576, 16), (0, 0))


def test_a_paper_wider_than_the_head_is_refused_before_anything_is_sent(file: Path) -> None:
    """Never cropped in silence: 600 dots of print do not go onto 576."""
    file.write_bytes(drawn_page(640, 40, [(20, 8, 600, 8, 0)]))
    firmware = EscPosFirmware()
    with raw_peer(firmware) as peer:
        with pytest.raises(InvalidInput) as caught:
            printer_at(peer, "80mm").send(file, title="x", size="80mm")
        assert not peer.received
    assert caught.value.code == "too_wide"
    assert "75,0 mm" in caught.value.message


def test_blank_margins_may_go_wherever_they_are(file: Path) -> None:
    """Print at the very left of a wide page is kept, and so is print at the very right."""
    for x in (0, 640 - 576):
        file.write_bytes(drawn_page(640, 16, [(x, 0, 576, 16, 0)]))
        firmware = EscPosFirmware()
        with raw_peer(firmware) as peer:
            printer_at(peer, "80mm").send(file, title="x", size="80mm")
        assert firmware.papers[0].getextrema() == (0, 0)


@pytest.mark.parametrize("size", ["A4", "58mm", "100x50mm", "", "80", "80mm" * 50_000])
def test_another_size_than_the_roll_is_refused(size: str, file: Path) -> None:
    """Before anything is drawn or sent."""
    file.write_bytes(dot_page(16, 2, [(0, 0)]))
    with pytest.raises(InvalidInput) as caught:
        open_printer("escpos:tcp://127.0.0.1:1?model=80mm").send(file, title="x", size=size)
    assert caught.value.code in {"no_such_size", "unknown_size"}
    assert caught.value.field == "size"
    assert len(caught.value.message) < 200


def test_a_broken_pdf_and_an_empty_one_leave_the_printer_alone(file: Path) -> None:
    """What is wrong with a paper is found before the first byte."""
    for data, code in ((b"%PDF-nothing", "bad_pdf"), (dot_page(16, 2, []), "blank_paper")):
        file.write_bytes(data)
        with pytest.raises(InvalidInput) as caught:
            open_printer("escpos:tcp://127.0.0.1:1?model=80mm").send(file, title="x", size="80mm")
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("cover_open", "nắp đang mở"),
        ("paper_out", "hết giấy"),
        ("cutter_jammed", "kẹt dao cắt giấy"),
    ],
)
@pytest.mark.parametrize("model", ["epson-tm-t88v", "80mm"])
def test_a_printer_that_reports_a_fault_is_given_nothing(
    fault: str, words: str, model: str, file: Path
) -> None:
    """The officer reads what is wrong, and knows that nothing came out."""
    file.write_bytes(slip("80mm", 180.0))
    firmware = EscPosFirmware()
    setattr(firmware, fault, True)
    with raw_peer(firmware) as peer:
        printer = printer_at(peer, model)
        state = printer.check()
        with pytest.raises(EnvironmentFault) as caught:
            printer.send(file, title="x", size="80mm")
    assert state.standing is Standing.PAUSED
    assert words in state.message
    assert caught.value.code == "printer_paused"
    assert firmware.commands == []


def test_a_roll_that_is_nearly_at_its_end_is_said_and_printed_on() -> None:
    """A note, not a fault."""
    with raw_peer(EscPosFirmware(paper_low=True)) as peer:
        state = printer_at(peer, "80mm").check()
    assert state.ready
    assert "sắp hết giấy" in state.message


@pytest.mark.parametrize("model", ["epson-tm-t88v", "80mm"])
def test_a_roll_that_ends_in_the_middle_is_neither_printed_nor_failed(
    model: str, file: Path
) -> None:
    """Something came out, perhaps the rest follows when a roll is loaded: a person has to look."""
    file.write_bytes(slip("80mm", 180.0))
    with (
        raw_peer(EscPosFirmware(stops_after=100)) as peer,
        pytest.raises(EnvironmentFault) as caught,
    ):
        printer_at(peer, model).send(file, title="x", size="80mm")
    assert caught.value.code == "print_unanswered"
    assert "hết giấy" in caught.value.message


def test_silence_is_a_fault_only_where_a_model_always_answers(file: Path) -> None:
    """Clones and converters that never answer print all the same: handed over, no more."""
    file.write_bytes(slip("80mm", 203.2))
    firmware = EscPosFirmware()
    with raw_peer(firmware, Knobs(mute=True)) as peer:
        silent = printer_at(peer, "epson-tm-t88v")
        assert silent.check().standing is Standing.UNREACHABLE
        with pytest.raises(EnvironmentFault) as caught:
            silent.send(file, title="x", size="80mm")
        assert caught.value.code == "printer_unreachable"
        clone = printer_at(peer, "80mm")
        assert clone.check().ready
        assert not clone.abilities().follows
        handed = clone.send(file, title="x", size="80mm")
        assert clone.follow(handed.job).state is JobState.HANDED
    assert len(firmware.papers) == 1


def test_a_printer_that_never_says_it_is_done_leaves_it_unsure(file: Path) -> None:
    """It answers, has taken everything, and the bound is over."""
    file.write_bytes(slip("80mm", 180.0))
    with raw_peer(EscPosFirmware(tells=False)) as peer, pytest.raises(EnvironmentFault) as caught:
        printer_at(peer, "epson-tm-t88v").send(file, title="x", size="80mm")
    assert caught.value.code == "print_unanswered"
    assert "không báo đã in xong" in caught.value.message


def test_a_picture_that_asks_by_chance_deceives_nobody(file: Path) -> None:
    """Printers obey ``DLE EOT`` inside a picture; answers nobody asked for are no "done"."""
    asks = [(3, 0), (13, 0), (21, 0)]  # bytes 10 04 04
    many = [(x + 32 * turn, 2 * row) for turn in range(16) for row in range(20) for x, _ in asks]
    file.write_bytes(dot_page(512, 40, many, dpi=180.0))
    firmware = EscPosFirmware(obeys_pictures=True)
    with raw_peer(firmware) as peer:
        printer = printer_at(peer, "epson-tm-t88v")
        status = printer.follow(printer.send(file, title="x", size="80mm").job)
        peer.wait()
        assert peer.received.count(b"\x10\x04\x04") > 300
    assert status.state is JobState.PRINTED
    assert len(firmware.papers) == 1


def test_nobody_at_the_address_is_unreachable(file: Path) -> None:
    """Nothing was sent, so nothing came out: it may be printed again."""
    file.write_bytes(slip("80mm", 203.2))
    with raw_peer(EscPosFirmware()) as peer:
        printer = printer_at(peer, "80mm")
    assert printer.check().standing is Standing.UNREACHABLE
    with pytest.raises(EnvironmentFault) as caught:
        printer.send(file, title="x", size="80mm")
    assert caught.value.code == "printer_unreachable"


def test_a_name_that_no_network_knows_is_not_found() -> None:
    """A slip in the settings, not a printer that is off."""
    printer = open_printer("escpos:tcp://may-in..invalid?model=80mm")
    assert printer.check().standing is Standing.NOT_FOUND


@pytest.mark.parametrize("after", [1, 5, 20, 900, 4_200, 12_000, 20_000])
@pytest.mark.parametrize("knob", ["reset_after", "closes_after"])
def test_a_line_that_breaks_after_any_byte_is_unsure(knob: str, after: int, file: Path) -> None:
    """Reset, or closed with bytes unread: never "handed", never "nothing came out"."""
    file.write_bytes(slip("80mm", 203.2))
    knobs = Knobs()
    setattr(knobs, knob, after)
    with (
        raw_peer(EscPosFirmware(), knobs) as peer,
        pytest.raises(EnvironmentFault) as caught,
    ):
        printer_at(peer, "80mm&answers=never").send(file, title="x", size="80mm")
    assert caught.value.code == "print_unanswered"
    assert "không rõ giấy có ra" in caught.value.message


def test_a_printer_that_stops_reading_holds_nobody_up(file: Path) -> None:
    """The bound is on time without a byte, and what it took may come out."""
    file.write_bytes(slip("80mm", 203.2, high_mm=4_000))
    with (
        raw_peer(EscPosFirmware(), Knobs(reads=False)) as peer,
        pytest.raises(EnvironmentFault) as caught,
    ):
        printer_at(peer, "80mm&answers=never").send(file, title="x", copies=20, size="80mm")
    assert caught.value.code == "print_unanswered"
    assert "ngừng nhận" in caught.value.message


def test_a_printer_that_reads_for_ever_holds_nobody_up(file: Path) -> None:
    """A few bytes now and then are no stall; the whole paper has its bound too."""
    file.write_bytes(slip("80mm", 203.2, high_mm=4_000))
    patience = replace(HURRIED, open_s=0.1, total_s=0.4)
    with (
        raw_peer(EscPosFirmware(), Knobs(chunk=4_096, pause_s=0.01)) as peer,
        pytest.raises(EnvironmentFault) as caught,
    ):
        printer_at(peer, "80mm&answers=never", patience=patience).send(
            file, title="x", size="80mm", copies=20
        )
    assert caught.value.code == "print_unanswered"
    assert "quá chậm" in caught.value.message


def test_open_printer_knows_the_kind() -> None:
    """From the settings to a printer, with a label for people."""
    printer: Printer = open_printer("escpos:tcp://192.0.2.7?model=epson-tm-t88v")
    assert printer.info.kind is Kind.ESCPOS
    assert printer.info.id == "escpos:tcp://192.0.2.7?model=epson-tm-t88v"
    assert printer.info.label == "Epson TM-T88V (192.0.2.7)"
