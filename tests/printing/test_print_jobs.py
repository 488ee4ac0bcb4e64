"""Print jobs: what is known of a paper after it was handed to a printer (docs/adr/0021)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest

from app.accounts.roles import Role
from app.clock.time import FixedClock
from app.errors import EnvironmentFault, InvalidInput, Refusal
from app.keys.key_file import KeyFile
from app.keys.machine import machine_fingerprint
from app.print_jobs.answering import answer
from app.print_jobs.job import Known, PrintJob
from app.reception.desk import Desk
from app.store.store import open_store
from app.store.verify import verify
from printing.following import MAX_ASKED, follow_jobs
from printing.issuing import issue, print_paper
from printing.making import make_paper
from printing.order import FINE_DPI
from printing.paper_kinds import paper_kind
from printing.printers.find import open_printer
from printing.printers.printer import Abilities, Handed, JobState, Margins, Printer
from printing.printers.recording import RecordingPrinter, Trouble
from tests.app.reception.test_receiving import arrive
from tests.desks import open_desk
from tests.printing.pdf_reading import texts


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


@pytest.fixture(name="printer")
def _printer(tmp_path: Path) -> RecordingPrinter:
    return RecordingPrinter(tmp_path / "printer")


def arrived(desk: Desk, ref: str = "one") -> str:
    return str(arrive(desk, ref=ref).code)


def printed(desk: Desk, printer: Printer, code: str = "") -> PrintJob:
    job = print_paper(desk, code or arrived(desk), "receipt", printer).job
    assert job is not None
    return job


def followed(desk: Desk) -> list[PrintJob]:
    return follow_jobs(desk.store, open_printer, desk.clock.now())


def known(desk: Desk, job: PrintJob) -> PrintJob:
    found = desk.store.print_jobs.find(job.id)
    assert found is not None
    return found


def test_a_paper_is_handed_over_then_printed(desk: Desk, printer: RecordingPrinter) -> None:
    """“Handed over” is not "printed": it is said only when the printer says so, and then stays."""
    printer.delay_next(JobState.PRINTING)
    job = printed(desk, printer)
    assert (job.state, job.spooler_job, job.title) == (Known.HANDED, "0001", "H26.107-261123-0001")
    [printing] = followed(desk)
    assert (printing.state, printing.said) == (Known.HANDED, "Đang in.")
    [done] = followed(desk)
    assert (done.state, done.said) == (Known.PRINTED, "Đã in xong.")
    printer.forget(job.spooler_job)
    assert followed(desk) == []
    assert known(desk, job) == done
    assert [one.event for one in desk.store.print_jobs.of_dossier(job.dossier)] == [
        stored.event.header.id
        for stored in desk.store.events(job.dossier)
        if stored.event.header.type == "printed"
    ]


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (Trouble.ABORTED, Known.FAILED),
        (Trouble.CANCELED, Known.FAILED),
        (Trouble.FORGOTTEN, Known.UNSURE),
    ],
)
def test_what_went_wrong_in_the_spooler_is_told(
    desk: Desk, printer: RecordingPrinter, trouble: Trouble, state: Known
) -> None:
    """Aborted and canceled are certain; what the spooler has forgotten a person has to look at."""
    printer.fail_next(trouble)
    job = printed(desk, printer)
    [after] = followed(desk)
    assert (after.id, after.state) == (job.id, state)
    assert after.said
    assert len(printer.papers()) == 1


def test_a_stopped_printer_is_asked_until_somebody_has_seen_to_it(
    desk: Desk, printer: RecordingPrinter
) -> None:
    """“Hết giấy” is no failure: the same paper comes out when there is paper again."""
    printer.fail_next(Trouble.MEDIA_EMPTY)
    job = printed(desk, printer)
    [stopped] = followed(desk)
    assert (stopped.state, stopped.stopped) == (Known.HANDED, True)
    assert stopped.said == "Hết giấy Xem máy in."
    assert followed(desk) == []
    printer.mend(job.spooler_job)
    assert [one.state for one in followed(desk)] == [Known.PRINTED]


def test_a_printer_that_is_off_leaves_neither_record_nor_job(
    desk: Desk, printer: RecordingPrinter
) -> None:
    """What surely did not leave is not counted."""
    printer.fail_next(Trouble.OFFLINE)
    code = arrived(desk)
    with pytest.raises(EnvironmentFault) as caught:
        print_paper(desk, code, "receipt", printer)
    assert caught.value.code == "printer_unreachable"
    assert desk.dossier(code).prints == {}
    assert desk.store.print_jobs.newest(9) == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"tray": "tray-9"}, "no_such_tray"),
        ({"copies": 21}, "bad_copies"),
        ({"copies": 0}, "bad_copies"),
        ({"size": "A3"}, "unknown_size"),
    ],
)
def test_what_the_printer_cannot_do_is_said_before_anything_is_recorded(
    desk: Desk, printer: RecordingPrinter, wrong: dict[str, Any], code: str
) -> None:
    """Preflight: a wrong tray is no reason for "In lại lần 1"."""
    name = arrived(desk)
    with pytest.raises(InvalidInput) as caught:
        print_paper(desk, name, "receipt", printer, **wrong)
    assert caught.value.code == code
    assert desk.dossier(name).prints == {}
    assert desk.store.print_jobs.newest(9) == []
    assert printer.papers() == []


def test_a_paper_asks_for_its_tray_and_copies(desk: Desk, printer: RecordingPrinter) -> None:
    """The printer is asked for copies; the record, the job and the log say how many."""
    paper = print_paper(
        desk, arrived(desk), "receipt", printer, size="80mm", copies=3, tray="tray-2"
    )
    [sent] = printer.papers()
    assert (sent.size, sent.copies, sent.tray) == ("80mm", 3, "tray-2")
    assert paper.job is not None
    assert (paper.job.size, paper.job.copies, paper.job.tray) == ("80mm", 3, "tray-2")
    line = desk.store.audit_lines(paper.job.dossier)[0]
    assert (line.action, line.detail) == (
        "print",
        {"form": "receipt", "nth": 1, "printer": printer.info.id, "number": "", "copies": 3},
    )


def test_an_answer_that_is_lost_leaves_a_question(desk: Desk, printer: RecordingPrinter) -> None:
    """Nobody can know whether it came out; nothing is sent again by itself."""
    printer.fail_next(Trouble.UNANSWERED)
    code = arrived(desk)
    with pytest.raises(EnvironmentFault) as caught:
        print_paper(desk, code, "receipt", printer)
    assert caught.value.code == "print_unanswered"
    assert "đã được ghi vào hồ sơ" in caught.value.message
    [job] = desk.store.print_jobs.unsure()
    assert (job.state, job.nth) == (Known.UNSURE, 1)
    assert followed(desk) == []
    assert len(printer.papers()) == 1


def test_an_officer_who_looked_is_asked_once(desk: Desk, printer: RecordingPrinter) -> None:
    """The answer is on record; "chưa ra" sends nothing, and the next paper says what it is."""
    printer.fail_next(Trouble.FORGOTTEN)
    job = printed(desk, printer)
    followed(desk)
    seen = answer(desk, job.id, came_out=False)
    assert seen.state is Known.DID_NOT
    assert answer(desk, job.id, came_out=False) == seen
    with pytest.raises(Refusal) as caught:
        answer(desk, job.id, came_out=True)
    assert caught.value.code == "not_unsure"
    lines = [line for line in desk.store.audit_lines() if line.action == "print_answer"]
    assert [(line.subject, line.detail) for line in lines] == [
        (job.dossier, {"job": job.id, "form": "receipt", "nth": 1, "came_out": False})
    ]
    assert len(printer.papers()) == 1
    printed(desk, printer, job.title)
    assert "In lại lần 1" in texts(printer.pdf(printer.papers()[1]))[0]


def test_only_what_is_unsure_can_be_answered(desk: Desk, printer: RecordingPrinter) -> None:
    """What a printer said is not talked away; who may not print does not answer for papers."""
    job = printed(desk, printer)
    inspector = replace(desk, roles=frozenset({Role.INSPECTOR}))
    for who, name, code in (
        (desk, job.id, "not_unsure"),
        (desk, "nothing", "no_print_job"),
        (inspector, job.id, "not_permitted"),
    ):
        with pytest.raises((Refusal, InvalidInput)) as caught:
            answer(who, name, came_out=True)
        assert caught.value.code == code
    assert known(desk, job).state is Known.HANDED


class BrokenProgram(RecordingPrinter):
    """A bug of ours while bytes leave."""

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        super().send(pdf, title=title, copies=copies, size=size, tray=tray)
        raise ZeroDivisionError


class FullTray(RecordingPrinter):
    """It takes nothing, and says so for certain."""

    def send(
        self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
    ) -> Handed:
        del pdf, title, copies, size, tray
        raise EnvironmentFault("print_failed", "Máy in không nhận giấy.")


def test_a_bug_while_bytes_leave_leaves_a_question(desk: Desk, tmp_path: Path) -> None:
    """What is not surely before the first byte is unsure, whatever broke."""
    with pytest.raises(ZeroDivisionError):
        printed(desk, BrokenProgram(tmp_path / "printer"))
    assert [job.state for job in desk.store.print_jobs.newest(9)] == [Known.UNSURE]


def test_a_printer_that_refuses_for_certain_leaves_no_question(desk: Desk, tmp_path: Path) -> None:
    """The job has failed with the printer's reason; the record stays."""
    code = arrived(desk)
    with pytest.raises(EnvironmentFault):
        print_paper(desk, code, "receipt", FullTray(tmp_path / "printer"))
    [job] = desk.store.print_jobs.newest(9)
    assert (job.state, job.said) == (Known.FAILED, "Máy in không nhận giấy.")
    assert desk.dossier(code).prints == {"receipt": 1}


def test_a_printer_that_cannot_tell_is_never_asked(desk: Desk, tmp_path: Path) -> None:
    """A folder ends as handed; the file may be taken away from it."""
    folder = tmp_path / "folder"
    folder.mkdir()
    job = printed(desk, open_printer(f"folder:{folder}"))
    Path(job.spooler_job).unlink()
    assert not job.is_asked
    assert followed(desk) == []
    assert known(desk, job).state is Known.HANDED


def test_a_draft_has_neither_record_nor_job(tmp_path: Path, printer: RecordingPrinter) -> None:
    """It stands for nothing; but who printed it is on the log."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        reference = arrive(desk).reference
        draft = print_paper(desk, reference, "receipt", printer)
        state = desk.dossier(reference)
        assert (draft.draft, draft.job, draft.nth, draft.number) == (True, None, 0, "")
        assert state.prints == {}
        assert desk.store.print_jobs.newest(9) == []
        assert desk.store.audit_lines(state.id)[0].action == "print_draft"
    assert "BẢN NHÁP" in texts(printer.pdf(printer.papers()[0]))[0]


def test_two_printers_do_not_wait_for_each_other(desk: Desk, tmp_path: Path) -> None:
    """One that is off keeps its papers; a week later a person is asked about them."""
    on, off = RecordingPrinter(tmp_path / "on"), Silent(tmp_path / "off")
    lost, there = printed(desk, off), printed(desk, on, arrived(desk, "two"))

    def opened(printer: str) -> Printer:
        return off if printer == off.info.id else on

    assert [one.id for one in follow_jobs(desk.store, opened, desk.clock.now())] == [there.id]
    assert known(desk, lost).state is Known.HANDED
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=8))
    [asked] = follow_jobs(desk.store, opened, desk.clock.now())
    assert (asked.id, asked.state) == (lost.id, Known.UNSURE)


class Silent(RecordingPrinter):
    """It took papers, and answers nobody since."""

    asked = 0

    def follow(self, job: str) -> NoReturn:
        del job
        self.asked += 1
        raise EnvironmentFault("printer_unreachable", "Máy in không trả lời.")


def test_a_printer_that_does_not_answer_is_asked_once_in_a_round(
    desk: Desk, tmp_path: Path
) -> None:
    """Each question to a dead printer takes a time-out: thirty papers must not take thirty."""
    off = Silent(tmp_path / "off")
    for number in range(3):
        printed(desk, off, arrived(desk, f"s{number}"))
    follow_jobs(desk.store, lambda _: off, desk.clock.now())
    assert off.asked == 1


def test_a_round_asks_a_bounded_number_and_the_next_goes_on(
    desk: Desk, printer: RecordingPrinter
) -> None:
    """The oldest first: printers print in the order they are handed."""
    code, jobs = arrived(desk), []
    assert isinstance(desk.clock, FixedClock)
    for _ in range(MAX_ASKED + 1):
        desk.clock.advance(timedelta(seconds=1))
        jobs.append(printed(desk, printer, code))
    assert [one.id for one in followed(desk)] == [job.id for job in jobs[:MAX_ASKED]]
    assert [one.id for one in followed(desk)] == [jobs[-1].id]


def test_jobs_that_a_printer_holds_do_not_hide_the_next_one(
    desk: Desk, printer: RecordingPrinter
) -> None:
    """A round asks a bounded number: what somebody has to see to is asked last."""
    code = arrived(desk)
    for _ in range(MAX_ASKED):
        printer.fail_next(Trouble.MEDIA_EMPTY)
        printed(desk, printer, code)
    followed(desk)
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(seconds=1))
    job = printed(desk, printer, code)
    assert [(one.id, one.state) for one in followed(desk)] == [(job.id, Known.PRINTED)]


def test_a_printer_that_no_longer_can_be_opened_leaves_a_question(
    desk: Desk, printer: RecordingPrinter
) -> None:
    """Its id comes from another version, or from another machine."""
    job = printed(desk, printer)

    def none(printer: str) -> Printer:
        raise InvalidInput("bad_printer", f"{printer} không phải một máy in.", field="printer")

    [after] = follow_jobs(desk.store, none, desk.clock.now())
    assert (after.id, after.state) == (job.id, Known.UNSURE)


@pytest.mark.parametrize(
    ("dots", "grid"), [(0.0, FINE_DPI), (72.0, FINE_DPI), (180.0, 180.0), (4_800.0, 2_400.0)]
)
def test_a_paper_is_set_on_the_grid_of_its_printer(
    desk: Desk, tmp_path: Path, dots: float, grid: float
) -> None:
    """Whole dots for every bar (docs/adr/0022), also where a printer has too few or too many."""

    class Drawn(RecordingPrinter):
        def abilities(self) -> Abilities:
            return Abilities(dpi=dots)

    printer, code = Drawn(tmp_path / "printer"), arrived(desk)
    expected = make_paper(desk, code, paper_kind("receipt", "A4"), size="A4", dpi=grid)
    print_paper(desk, code, "receipt", printer)
    assert printer.pdf(printer.papers()[0]) == expected.paper.pdf


def test_edges_that_a_printer_cannot_reach_are_a_warning(desk: Desk, tmp_path: Path) -> None:
    """The paper is printed all the same: an officer knows what is missing at its edge."""

    class WideEdges(RecordingPrinter):
        def abilities(self) -> Abilities:
            return Abilities(margins_mm=Margins(31, 4, 4, 4))

    paper = print_paper(desk, arrived(desk), "receipt", WideEdges(tmp_path / "printer"))
    [warning] = paper.warnings
    assert "31 mm ở mép trái" in warning


def test_a_job_under_way_in_another_thread_is_not_given_up(desk: Desk, tmp_path: Path) -> None:
    """A follower that looks while a paper is being handed over leaves it alone."""
    seen: list[list[PrintJob]] = []

    class LookedAt(RecordingPrinter):
        def send(
            self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
        ) -> Handed:
            seen.append(followed(desk))
            return super().send(pdf, title=title, copies=copies, size=size, tray=tray)

    job = printed(desk, LookedAt(tmp_path / "printer"))
    assert seen == [[]]
    assert job.state is Known.HANDED


def test_jobs_are_read_while_another_process_writes(
    tmp_path: Path, printer: RecordingPrinter
) -> None:
    """A reading verb beside an open window changes nothing of a paper that is on its way."""

    states: list[Known] = []

    class Watched(RecordingPrinter):
        def send(
            self, pdf: Path, *, title: str, copies: int = 1, size: str = "A4", tray: str = ""
        ) -> Handed:
            keys = KeyFile(tmp_path / "desk.key")
            with open_store(
                tmp_path / "desk", keys, clock=desk.clock, machine=machine_fingerprint(),
                read_only=True,
            ) as reader:  # fmt: skip
                states.extend(job.state for job in reader.print_jobs.newest(9))
            return super().send(pdf, title=title, copies=copies, size=size, tray=tray)

    watched = Watched(tmp_path / "printer")
    with open_desk(tmp_path / "desk") as desk:
        job = printed(desk, watched)
        assert known(desk, job).state is Known.HANDED
    assert states == [Known.RECORDED]


def test_a_paper_in_a_file_has_no_job(desk: Desk, tmp_path: Path) -> None:
    """There is nothing to follow; the log says that it went to a file."""
    code = arrived(desk)
    issue(desk, code, "receipt", tmp_path / "r.pdf")
    assert desk.store.print_jobs.newest(9) == []
    detail = desk.store.audit_lines(desk.find(code))[0].detail
    assert detail is not None
    assert (detail["printer"], detail["nth"]) == ("pdf", 1)
    assert verify(desk.store).problems == []
