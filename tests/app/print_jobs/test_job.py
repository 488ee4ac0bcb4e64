"""What can be learned of a print job after what."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from app.print_jobs.job import MAX_SAID, Known, PrintJob, learned

JOB = PrintJob(
    id="0193f1c2-0000-7000-8000-000000000001",
    dossier="d",
    form="receipt",
    nth=1,
    title="H26.107-261123-0001",
    printer="cups:Quay1",
    tray="",
    size="A4",
    copies=1,
    follows=True,
    officer="Nguyễn Văn A",
    made_at="2026-11-23T08:30:00+07:00",
    changed_at="2026-11-23T08:30:00+07:00",
)
LATER = "2026-11-23T08:31:00+07:00"
ENDS = (Known.PRINTED, Known.FAILED, Known.CAME_OUT, Known.DID_NOT)
POSSIBLE = {
    (Known.RECORDED, Known.HANDED),
    (Known.RECORDED, Known.FAILED),
    (Known.RECORDED, Known.UNSURE),
    (Known.HANDED, Known.PRINTED),
    (Known.HANDED, Known.FAILED),
    (Known.HANDED, Known.UNSURE),
    (Known.UNSURE, Known.CAME_OUT),
    (Known.UNSURE, Known.DID_NOT),
}


@pytest.mark.parametrize(("before", "after"), list(itertools.permutations(Known, 2)))
def test_a_job_goes_only_where_somebody_said_it_does(before: Known, after: Known) -> None:
    """docs/adr/0021: ends never change, and nothing becomes known that nobody can know."""
    job = msgspec.structs.replace(JOB, state=before)
    then = learned(job, after, at=LATER, said="nói", spooler_job="7")
    if (before, after) in POSSIBLE:
        assert (then.state, then.said, then.spooler_job) == (after, "nói", "7")
        assert (then.made_at, then.changed_at) == (JOB.made_at, LATER)
    else:
        assert then is job


def test_what_a_printer_says_while_it_has_a_paper_is_kept_until_it_says_something_else() -> None:
    """“Hết giấy” is told, and taken back when paper is there again; the same words are no news."""
    job = learned(JOB, Known.HANDED, at=LATER, spooler_job="7")
    stopped = learned(job, Known.HANDED, at=LATER, said="Hết giấy.", stopped=True)
    assert (stopped.state, stopped.stopped, stopped.spooler_job) == (Known.HANDED, True, "7")
    assert learned(stopped, Known.HANDED, at=LATER, said="Hết giấy.", stopped=True) is stopped
    assert not learned(stopped, Known.PRINTED, at=LATER).stopped


def test_a_printer_that_says_very_much_does_not_fill_the_store() -> None:
    """A limit on everything that comes from outside."""
    said = learned(JOB, Known.FAILED, at=LATER, said="x" * 200_000).said
    assert len(said) == MAX_SAID
