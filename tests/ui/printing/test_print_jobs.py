"""What becomes of papers that were handed over: told as soon as somebody knows, and no longer."""

from __future__ import annotations

from datetime import timedelta

from app.print_jobs.job import Known, PrintJob
from app.reception.counter_settings import paper_settings
from printing.printers.printer import JobState
from printing.printers.recording import RecordingPrinter, Trouble
from tests.ui.listing.place import Place
from ui.operations.changes import Changes
from ui.printing.handing import print_receipt


def print_one(place: Place) -> str:
    """Receive a dossier and print its receipt; returns the job's id."""
    dossier = place.receive().dossier
    printed = print_receipt(place.desk, place.workplace.printers, dossier)
    assert printed is not None
    assert printed.job is not None
    place.workplace.operations.changed.emit(Changes(prints=True))
    return printed.job.id


def state_of(place: Place, job: str) -> Known:
    """How the job stands in the store."""
    found = place.desk.store.print_jobs.find(job)
    assert found is not None
    return found.state


def test_a_job_is_followed_until_it_is_printed(place: Place, printer: RecordingPrinter) -> None:
    """Each news is told once; then nobody is asked any more."""
    told: list[PrintJob] = []
    jobs = place.workplace.print_jobs
    jobs.learned.connect(told.append)
    printer.delay_next(JobState.HANDED, JobState.PRINTING, JobState.PRINTED)
    job = print_one(place)
    place.qtbot.waitUntil(lambda: state_of(place, job) is Known.PRINTED)
    place.qtbot.waitUntil(lambda: not jobs.is_following)
    place.settle()
    assert [one.state for one in told][-1] is Known.PRINTED
    assert {one.id for one in told} == {job}


def test_a_printer_without_paper_is_told_and_asked_on(
    place: Place, printer: RecordingPrinter
) -> None:
    """It has the paper: when somebody loads sheets it goes on, and that is told too."""
    jobs = place.workplace.print_jobs
    printer.fail_next(Trouble.MEDIA_EMPTY)
    with place.qtbot.waitSignal(jobs.learned) as told:
        job = print_one(place)
    assert told.args is not None
    assert told.args[0].stopped
    assert "Hết giấy" in told.args[0].said
    printer.mend("0001")
    place.qtbot.waitUntil(lambda: state_of(place, job) is Known.PRINTED)


def test_nothing_is_asked_where_no_printer_can_tell(place: Place) -> None:
    """A folder keeps its file; there is nothing more to know."""
    print_one(place)
    place.settle()
    assert not place.workplace.print_jobs.is_following


def test_what_a_printer_forgot_is_for_a_person_to_say(
    place: Place, printer: RecordingPrinter
) -> None:
    """It is listed as unsure, and nothing is sent again."""
    jobs = place.workplace.print_jobs
    printer.fail_next(Trouble.FORGOTTEN)
    with place.qtbot.waitSignal(jobs.unsure_changed):
        job = print_one(place)
    assert [one.id for one in jobs.unsure] == [job]
    place.qtbot.waitUntil(lambda: not jobs.is_following)
    assert len(printer.papers()) == 1


def test_an_officer_who_comes_finds_what_was_left_open(
    place: Place, printer: RecordingPrinter
) -> None:
    """Jobs of the last start of the program are followed as soon as somebody works here."""
    dossier = place.receive().dossier
    printed = print_receipt(place.desk, place.workplace.printers, dossier)
    assert printed is not None
    assert printed.job is not None
    job = printed.job.id
    assert state_of(place, job) is Known.HANDED
    place.clock.advance(timedelta(minutes=1))
    place.workplace.sign_out()
    place.sign_in()
    place.qtbot.waitUntil(lambda: state_of(place, job) is Known.PRINTED)
    assert paper_settings(place.desk.store).chosen
