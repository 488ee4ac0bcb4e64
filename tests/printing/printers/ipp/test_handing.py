"""Handing over to a printer that misbehaves: what is certain, what is not, and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from app.errors import EnvironmentFault, InvalidInput
from printing.printers.ipp.client import MAX_ANSWER_BYTES, Patience
from printing.printers.ipp.message import Attributes, Group, Range, Section, Tag, attribute
from printing.printers.ipp.operations import Operation, Status
from printing.printers.ipp_printer import IppPrinter
from printing.printers.printer import JobState, Standing
from tests.printing.printers.ipp.fake_printer import (
    UUID,
    Answer,
    FakePrinter,
    fake_printer,
    job_group,
    printer_group,
    says,
)

JOB = f"7+{UUID.removeprefix('urn:uuid:').replace('-', '')}"
PATIENCE = Patience(ask_s=5, send_s=5, busy_s=0.05)


@pytest.fixture
def fake() -> Iterator[FakePrinter]:
    with fake_printer() as printer:
        yield printer


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"%PDF-1.7 a paper")
    return file


def printer_at(fake: FakePrinter) -> IppPrinter:
    return IppPrinter(fake.uri, patience=PATIENCE)


def fault_of_sending(fake: FakePrinter, paper: Path) -> EnvironmentFault:
    with pytest.raises(EnvironmentFault) as caught:
        printer_at(fake).send(paper, title="H26")
    return caught.value


def test_an_answer_that_was_lost_is_asked_for(fake: FakePrinter, paper: Path) -> None:
    """The job has its document: it was handed over, once, and will be followed."""
    fake.answers[Operation.SEND_DOCUMENT] = [None]
    handed = printer_at(fake).send(paper, title="H26")
    assert handed.job == JOB
    assert fake.documents == [paper.read_bytes()]


@pytest.mark.parametrize("after", [None, says(0, job_group(4, "job-incoming"))])
def test_a_paper_that_may_have_arrived_is_unanswered(
    after: Answer | None, fake: FakePrinter, paper: Path
) -> None:
    """A person has to look; it is not sent again by itself."""
    fake.answers[Operation.SEND_DOCUMENT] = [None]
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [after]
    assert fault_of_sending(fake, paper).code == "print_unanswered"
    assert fake.operations().count(Operation.SEND_DOCUMENT) == 1


def test_a_job_that_was_not_even_made_prints_nothing(fake: FakePrinter, paper: Path) -> None:
    """Its answer was lost before there was a document to print."""
    fake.answers[Operation.CREATE_JOB] = [None]
    assert fault_of_sending(fake, paper).code == "printer_unreachable"
    assert fake.documents == []


@pytest.mark.parametrize("status", [Status.BUSY, Status.TEMPORARY])
def test_a_busy_printer_is_tried_again(status: Status, fake: FakePrinter, paper: Path) -> None:
    """Until it takes the paper."""
    fake.answers[Operation.CREATE_JOB] = [says(status), says(0, job_group(3))]
    assert printer_at(fake).send(paper, title="H26").job == JOB
    assert fake.operations().count(Operation.CREATE_JOB) == 2


def test_a_printer_without_create_job_gets_all_in_one(fake: FakePrinter, paper: Path) -> None:
    """IPP/1.1 left it to choice; there a lost answer can't be asked for."""
    fake.answers[Operation.CREATE_JOB] = [says(Status.OPERATION_NOT_SUPPORTED)]
    fake.answers[Operation.PRINT_JOB] = [says(0, job_group(5))]
    assert printer_at(fake).send(paper, title="H26").job == JOB
    assert fake.documents == [paper.read_bytes()]
    fake.answers[Operation.PRINT_JOB] = [None]
    assert fault_of_sending(fake, paper).code == "print_unanswered"


def test_a_paper_that_was_put_in_another_s_place_is_taken_back(
    fake: FakePrinter, paper: Path
) -> None:
    """The printer said that it ignores the size: canceled before it has anything to print."""
    ignored = Group(
        Section.UNSUPPORTED, Attributes((attribute("media", Tag.KEYWORD, "iso_a4_210x297mm"),))
    )
    fake.answers[Operation.CREATE_JOB] = [says(0x0001, job_group(3), ignored)]
    assert fault_of_sending(fake, paper).code == "print_failed"
    assert fake.documents == []
    assert fake.operations()[-1] == Operation.CANCEL_JOB


def test_a_document_that_is_refused_leaves_no_job_behind(fake: FakePrinter, paper: Path) -> None:
    """It would hold the printer up until its time is over."""
    fake.answers[Operation.SEND_DOCUMENT] = [says(Status.FORMAT_NOT_SUPPORTED)]
    fault = fault_of_sending(fake, paper)
    assert (fault.code, "không nhận tệp PDF" in fault.message) == ("print_failed", True)
    assert fake.operations()[-1] == Operation.CANCEL_JOB


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (Status.BUSY, "printer_busy"),
        (Status.NOT_ACCEPTING, "printer_paused"),
        (Status.NOT_FOUND, "printer_not_found"),
        (Status.NOT_AUTHORIZED, "print_forbidden"),
        (Status.ATTRIBUTES_NOT_SUPPORTED, "print_failed"),
        (0x0500, "print_failed"),
    ],
)
def test_each_refusal_has_its_error(status: int, code: str, fake: FakePrinter, paper: Path) -> None:
    """With something that can be done about it."""
    fake.answers[Operation.CREATE_JOB] = [says(status)]
    fault = fault_of_sending(fake, paper)
    assert fault.code == code
    assert fault.advice


def test_more_copies_than_the_printer_makes_are_refused(fake: FakePrinter, paper: Path) -> None:
    """It would print one, and the second copy for the file would be missing."""
    one = printer_group(attribute("copies-supported", Tag.RANGE, Range(1, 1)))
    fake.answers[Operation.GET_PRINTER_ATTRIBUTES] = [says(0, one)]
    with pytest.raises(InvalidInput) as caught:
        printer_at(fake).send(paper, title="H26", copies=2)
    assert (caught.value.code, caught.value.field) == ("bad_copies", "copies")
    assert printer_at(fake).send(paper, title="H26", copies=1).job == JOB


@pytest.mark.parametrize(
    "status", [0x0500, 0x0504, Status.TEMPORARY, 0x0508, 0x0411, 0x0100, 0x7FFF]
)
def test_a_fault_while_it_printed_is_no_refusal(
    status: int, fake: FakePrinter, paper: Path
) -> None:
    """RFC 8011, B.1.5.5: a jam in the middle is answered too, when pages have come out."""
    fake.answers[Operation.SEND_DOCUMENT] = [says(status)]
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [says(0, job_group(4, "job-incoming"))]
    assert fault_of_sending(fake, paper).code == "print_unanswered"
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [says(0, job_group(6, "media-jam-error"))]
    assert printer_at(fake).send(paper, title="H26").job == JOB  # and is followed to its end


@pytest.mark.parametrize(
    "answer", [says(0), says(0x0504), says(Status.TEMPORARY), says(0, printer_group())]
)
def test_all_in_one_is_sent_once_and_certain_only_where_it_was_refused(
    answer: Answer, fake: FakePrinter, paper: Path
) -> None:
    """Taken, but without a number to ask for; or given up half-way."""
    fake.answers[Operation.CREATE_JOB] = [says(Status.OPERATION_NOT_SUPPORTED)]
    fake.answers[Operation.PRINT_JOB] = [answer]
    assert fault_of_sending(fake, paper).code == "print_unanswered"
    assert fake.documents == [paper.read_bytes()]


def test_all_in_one_waits_while_the_printer_is_busy(fake: FakePrinter, paper: Path) -> None:
    """Busy is a refusal: nothing of the paper was taken."""
    fake.answers[Operation.CREATE_JOB] = [says(Status.OPERATION_NOT_SUPPORTED)]
    fake.answers[Operation.PRINT_JOB] = [says(Status.BUSY), says(0, job_group(5))]
    assert printer_at(fake).send(paper, title="H26").job == JOB


def test_a_roll_is_as_long_as_its_longest_page(fake: FakePrinter, tmp_path: Path) -> None:
    """The second copy may be longer than the first: nothing of it is cut."""
    roll = tmp_path / "roll.pdf"
    with pikepdf.new() as document:
        for high_mm in (100, 150, 120):
            document.add_blank_page(page_size=(80 / 25.4 * 72, high_mm / 25.4 * 72))
        document.save(roll)
    printer_at(fake).send(roll, title="H26", size="80mm")
    made = next(said for said in fake.asked if said.code == Operation.CREATE_JOB)
    assert made.first(Section.JOB).text("media") == "custom_80x150mm_80x150mm"


def test_a_name_longer_than_the_standard_has_is_none(fake: FakePrinter, paper: Path) -> None:
    """Names go back to the printer: one of 30,000 octets would not fit into a request."""
    name = b"\xff" * 30_000 + b"_210x297mm"
    fake.answers[Operation.GET_PRINTER_ATTRIBUTES] = [
        says(
            0,
            printer_group(
                attribute("media-supported", Tag.KEYWORD, name, "iso_a4_210x297mm"),
                attribute("media-source-supported", Tag.KEYWORD, name, "main"),
            ),
        )
    ]
    assert printer_at(fake).send(paper, title="H26").job == JOB
    assert [tray.id for tray in printer_at(fake).abilities().trays] == ["main"]


def test_a_stopped_printer_is_handed_nothing(fake: FakePrinter, paper: Path) -> None:
    """Also where nobody asked how it stands before."""
    fake.answers[Operation.GET_PRINTER_ATTRIBUTES] = [says(0, printer_group(state=5))]
    assert fault_of_sending(fake, paper).code == "printer_paused"
    assert fake.operations() == [Operation.GET_PRINTER_ATTRIBUTES]


@pytest.mark.parametrize("http", [302, 401, 404, 426, 500])
def test_what_http_refuses_is_a_fault_too(http: int, fake: FakePrinter, paper: Path) -> None:
    """No redirect is followed, no password is given."""
    fake.http = http
    fake.headers = {"Location": fake.uri, "WWW-Authenticate": "Basic"}
    fault = fault_of_sending(fake, paper)
    assert fault.code == ("print_forbidden" if http in {401, 426} else "bad_ipp")
    assert printer_at(fake).check().standing is Standing.UNREACHABLE
    assert len(fake.asked) == 2


@pytest.mark.parametrize(
    "said", [b"", b"<html>Printer</html>", bytes(20), b"\x03" * (MAX_ANSWER_BYTES + 1)]
)
def test_what_is_no_ipp_is_said_to_be_none(said: bytes, fake: FakePrinter, paper: Path) -> None:
    """A web page, noise, an answer without an end."""
    fake.answers[Operation.GET_PRINTER_ATTRIBUTES] = [lambda _: said]
    assert fault_of_sending(fake, paper).code == "bad_ipp"


def test_an_answer_to_another_request_is_none(fake: FakePrinter, paper: Path) -> None:
    """Nothing is believed that was not asked."""
    fake.answers[Operation.GET_PRINTER_ATTRIBUTES] = [
        lambda request: says(0, printer_group())(request)[:4] + bytes(4) + b"\x03"
    ]
    assert fault_of_sending(fake, paper).code == "bad_ipp"


@pytest.mark.parametrize(
    ("state", "reasons", "expected", "message"),
    [
        (3, [], JobState.HANDED, "Giấy đang chờ trong hàng đợi."),
        (4, ["job-incoming"], JobState.HANDED, "Giấy đang chờ trong hàng đợi."),
        (4, ["job-hold-until-specified"], JobState.STOPPED, "Giấy đang bị giữ lại trong hàng đợi."),
        (4, ["job-held-for-authorization"], JobState.STOPPED, "Giấy chờ được phép in."),
        (5, ["job-printing"], JobState.PRINTING, "Máy in đang in."),
        (5, ["media-empty-error"], JobState.STOPPED, "Hết giấy."),
        (6, ["job-completed-with-errors"], JobState.STOPPED, "Giấy bị dừng giữa chừng vì lỗi."),
        (7, ["job-canceled-at-device"], JobState.FAILED, "Giấy đã bị hủy ở máy in."),
        (
            8,
            ["aborted-by-system", "document-format-error"],
            JobState.FAILED,
            "Giấy bị bỏ: máy in không đọc được tệp.",
        ),
        (9, ["job-completed-successfully"], JobState.PRINTED, "Máy in báo đã in xong."),
        (
            9,
            ["job-completed-with-errors"],
            JobState.PRINTED,
            "Máy in báo đã in xong nhưng có lỗi.",
        ),
        (9, ["queued-in-device"], JobState.UNKNOWN, "Máy in không báo lại giấy đã ra hay chưa."),
        (42, [], JobState.UNKNOWN, "Máy in không còn nhớ lần in này."),
    ],
)
def test_each_state_of_a_job_has_its_words(  # noqa: PLR0917 - one row of a table
    state: int,
    reasons: list[str],
    expected: JobState,
    message: str,
    fake: FakePrinter,
    paper: Path,
) -> None:
    """What RFC 8011, 5.3.7 and 5.3.8 tell apart and an officer can act on."""
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [says(0, job_group(state, *reasons))]
    status = printer_at(fake).follow(JOB)
    assert (status.state, status.message) == (expected, message)


@pytest.mark.parametrize("status", [Status.NOT_FOUND, Status.GONE])
def test_a_job_that_is_gone_is_unknown(status: Status, fake: FakePrinter) -> None:
    """It left the printer's history: it may have come out."""
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [says(status)]
    assert printer_at(fake).follow(JOB).state is JobState.UNKNOWN


def test_an_answer_about_another_job_says_nothing_of_ours(fake: FakePrinter) -> None:
    """Not even where printers give no ids."""
    other = Attributes(
        (attribute("job-id", Tag.INTEGER, 8), attribute("job-state", Tag.ENUM, 9)),
    )
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [says(0, Group(Section.JOB, other))]
    assert printer_at(fake).follow("7").state is JobState.UNKNOWN
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [says(0, Group(Section.JOB, other), job_group(8))]
    assert printer_at(fake).follow("7").state is JobState.FAILED


def test_without_ids_a_job_is_known_by_its_time(fake: FakePrinter, paper: Path) -> None:
    """Old printers count from 1 again when they are switched on: their job 7 is another one."""

    def job(made_at: int, state: int) -> Group:
        return Group(
            Section.JOB,
            Attributes(
                (
                    attribute("job-id", Tag.INTEGER, 7),
                    attribute("job-state", Tag.ENUM, state),
                    attribute("time-at-creation", Tag.INTEGER, made_at),
                )
            ),
        )

    fake.answers[Operation.CREATE_JOB] = [says(0, job(4_711, 3))]
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [says(0, job(4_711, 9))]
    printer = printer_at(fake)
    handed = printer.send(paper, title="H26")
    assert printer.follow(handed.job).state is JobState.PRINTED
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [says(0, job(25, 9))]
    assert printer.follow(handed.job).state is JobState.UNKNOWN


def test_a_printer_that_says_hardly_anything_is_still_printed_on(
    fake: FakePrinter, paper: Path
) -> None:
    """No papers, no dots, no ids: what is not said is not checked."""
    bare = Group(Section.JOB, Attributes((attribute("job-id", Tag.INTEGER, 7),)))
    fake.answers[Operation.GET_PRINTER_ATTRIBUTES] = [says(0)]
    fake.answers[Operation.CREATE_JOB] = [says(0, bare)]
    fake.answers[Operation.GET_JOB_ATTRIBUTES] = [None]
    printer = printer_at(fake)
    able = printer.abilities()
    assert (able.sizes, able.trays, able.dpi, able.margins_mm) == ((), (), 0.0, None)
    assert printer.send(paper, title="H26", size="A5").job == "7"
