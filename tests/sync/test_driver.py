"""The driver: one round, until empty, stuck, hooks."""

from __future__ import annotations

from datetime import timedelta

from sync.driver import Hooks, SyncBounds, SyncSummary, run
from sync.engine.answers import Answer, Reply
from sync.engine.changed import Changed
from sync.engine.reasons import Line
from sync.engine.send import Send
from sync.engine.settings import EngineSettings
from tests.faults import intake
from tests.faults.bench import Bench
from tests.faults.line import Fault, scripted


def drive(
    bench: Bench,
    *,
    once: bool = False,
    until_empty: bool = False,
    hooks: Hooks | None = None,
    bounds: SyncBounds | None = None,
) -> SyncSummary:
    return run(
        bench.engine,
        bench.line,
        bench.clock,
        lambda seconds: bench.clock.advance(timedelta(seconds=max(seconds, 0.001))),
        waiting=bench.desk.waiting,
        once=once,
        until_empty=until_empty,
        hooks=hooks,
        bounds=bounds,
    )


def test_one_round_tries_everything_once_and_waits_for_nothing() -> None:
    """``sync --once``."""
    bench = Bench(enrolled=False)
    bench.desk.receive(bench.clock.now())
    began = bench.clock.now()
    summary = drive(bench, once=True)
    assert bench.clock.now() == began
    assert (summary.enrolled, summary.accepted, summary.waiting) == (True, 1, 0)
    assert summary.uploaded_bytes == bench.line.uploaded_bytes > 0


def test_one_round_on_a_dead_line_ends_at_once() -> None:
    """What could not be sent waits."""
    bench = Bench(plan=lambda _: Fault.REQUEST_LOST)
    bench.desk.receive(bench.clock.now())
    began = bench.clock.now()
    summary = drive(bench, once=True)
    assert bench.clock.now() == began
    assert summary.sent == 0
    assert summary.waiting == 2
    assert summary.standing.line is Line.DOWN


def test_a_central_that_hangs_is_not_asked_for_everything_else() -> None:
    """Each call may take its whole time-out; two in a row tell enough."""
    calls = []
    for bounds in (SyncBounds(), SyncBounds(timeouts_in_a_row=99)):
        bench = Bench(plan=lambda _: Fault.LATE)
        bench.clock.advance(timedelta(days=1))
        bench.desk.receive(bench.clock.now())
        before = len(bench.line.seen)
        summary = drive(bench, once=True, bounds=bounds)
        calls.append(len(bench.line.seen) - before)
        assert summary.standing.code == "timeout"
    assert calls[0] == SyncBounds().timeouts_in_a_row < calls[1]


def test_until_empty_goes_on_over_failures() -> None:
    """Numbers come, dossiers that waited are registered and pushed in the same run."""
    bench = Bench(enrolled=False)
    bench.line.plan = scripted(Fault.REQUEST_LOST, Fault.NONE, Fault.ANSWER_LOST, Fault.ERROR_500)
    bench.desk.receive(bench.clock.now())
    changes: list[Changed] = []
    hooks = Hooks(
        after_leases=lambda: bench.desk.number_waiting(bench.clock.now()),
        changed=changes.append,
    )
    summary = drive(bench, until_empty=True, hooks=hooks)
    assert not bench.desk.waiting_dossiers
    assert (summary.waiting, summary.set_aside) == (0, 0)
    # The first event's answer was lost; the feed brought the news before it was sent again.
    assert (summary.sent, summary.accepted, summary.duplicate) == (2, 2, 0)
    assert summary.leases == 2
    assert any(change.failed for change in changes)
    assert len(bench.central.books.feed) == 2


def test_a_run_that_gets_nowhere_ends_stuck() -> None:
    """Bounded failures in a row; what is left is told."""
    bench = Bench(plan=lambda _: Fault.HTML)
    bench.desk.receive(bench.clock.now())
    summary = drive(bench, until_empty=True, bounds=SyncBounds(failures_in_a_row=4))
    assert len(bench.line.seen) - _before(bench) == 4
    assert summary.waiting == 2
    assert summary.standing.code == "not_contract"


def _before(bench: Bench) -> int:
    """Calls that were made to enrol the bench's desk."""
    return sum(fault is Fault.NONE for _, fault in bench.line.seen)


def test_the_bounds_on_time_and_calls_end_a_run() -> None:
    """A central that answers for ever something useless is not listened to for ever."""
    bench = Bench()
    bench.desk.receive(bench.clock.now())
    assert drive(bench, until_empty=True, bounds=SyncBounds(total_s=0)).waiting == 2
    assert drive(bench, until_empty=True, bounds=SyncBounds(calls=0)).waiting == 2


def test_a_central_that_asks_for_an_hour_does_not_keep_a_run_for_an_hour() -> None:
    """``Retry-After`` beyond a run's patience: it ends, and the store is free for the counter."""
    bench = Bench()
    bench.desk.receive(bench.clock.now())
    began = bench.clock.now()

    class Busy:
        uploaded_bytes = 0

        def execute(self, _send: Send) -> Reply:
            return Answer(429, retry_after_s=3_600.0)

    summary = run(
        bench.engine,
        Busy(),
        bench.clock,
        lambda seconds: bench.clock.advance(timedelta(seconds=max(seconds, 0.001))),
        waiting=bench.desk.waiting,
        until_empty=True,
    )
    assert bench.clock.now() - began < timedelta(minutes=2)
    assert (summary.waiting, summary.standing.code) == (2, "status_429")


def test_a_desk_that_is_not_enrolled_does_not_wait_for_it() -> None:
    """Until empty or stuck: this one is stuck."""
    bench = Bench(enrolled=False)
    bench.desk.enrolment_request = None
    bench.desk.receive(bench.clock.now())
    summary = drive(bench, until_empty=True)
    assert summary.waiting == 1
    assert summary.standing.line is Line.NOT_ENROLLED


def test_a_suspended_desk_ends_the_run() -> None:
    """Only a person can help."""
    bench = Bench()
    bench.desk.receive(bench.clock.now())
    bench.central.books.installations["quay-1"].suspended = True
    summary = drive(bench, until_empty=True)
    assert summary.waiting == 2
    assert summary.standing.line is Line.BLOCKED


def test_a_worker_runs_until_it_is_stopped() -> None:
    """The window's thread: it polls, and sends what is recorded meanwhile."""
    bench = Bench(settings=EngineSettings(poll_s=10.0))
    calls = 0

    def stop() -> bool:
        nonlocal calls
        calls += 1
        if calls == 8:
            bench.desk.receive(bench.clock.now())
        return calls > 30

    summary = drive(bench, hooks=Hooks(stop=stop))
    assert summary.accepted == 2
    assert bench.names().count("pull_feed") > 2


def test_requests_that_are_set_aside_are_counted() -> None:
    """``set_aside`` is part of what was sent: the central has answered."""
    bench = Bench()
    bench.desk.receive(bench.clock.now())
    drive(bench, until_empty=True)
    dossier = next(iter(bench.desk.dossiers()))
    bench.desk.correct(dossier, "0900000001", bench.clock.now())
    # Another desk's correction came first: what this one saw is not so any more.
    stale = intake.corrected("0911111111", "0900000002")
    bench.desk.append(dossier, stale, bench.clock.now())
    summary = drive(bench, until_empty=True)
    assert (summary.sent, summary.accepted, summary.set_aside) == (2, 1, 1)
