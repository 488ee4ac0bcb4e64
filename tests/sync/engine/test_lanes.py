"""Several calls under way at once: lanes, batches behind batches, answers of another history."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import msgspec
import pytest

from app.dossier.events import make_event
from sync.contract.messages import BatchAnswer, Cursor, EnrolRequest, EventBatch, Problem
from sync.engine.answers import Answer, Failure, FailureKind, Reply
from sync.engine.engine import Engine
from sync.engine.reasons import Line
from sync.engine.send import Lane, Send, Why
from sync.engine.settings import EngineSettings
from tests.faults import intake
from tests.faults.bench import Bench
from tests.faults.desk import Own
from tests.faults.line import Fault
from tests.sync.engine.test_backoff import Most

TWO_EACH = EngineSettings(batch_events=2, feed_behind_s=0.0)


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """These are properties of several calls at once."""
    monkeypatch.setattr(Bench, "pipeline", 3)


def with_events(events: int, *, settings: EngineSettings = TWO_EACH, proven: bool = True) -> Bench:
    """A desk that has so many events to send, and nothing else to do.

    ``proven``: one batch got through already, so that others may go out behind one.
    """
    bench = Bench(settings=settings)
    bench.desk.wants_numbers = False
    bench.desk.blocks.clear()
    if proven:
        bench.desk.receive(bench.clock.now())
        bench.settle()
        bench.central.calls.clear()
    for _ in range(events):
        bench.desk.receive(bench.clock.now())
    return bench


def seqs(send: Send) -> list[int]:
    """The places in the chain of a batch's events."""
    assert isinstance(send.body, EventBatch)
    return [msgspec.json.decode(event.header)["seq"] for event in send.body.events]


def batches(bench: Bench) -> list[Send]:
    """All batches that may be under way now."""
    sent = []
    while isinstance(move := bench.engine.next(bench.clock.now()), Send):
        sent.append(move)
    assert move.why is Why.UNDER_WAY
    return sent


def test_three_batches_are_under_way_and_no_more() -> None:
    """The chain goes on behind what was not answered yet; a fourth waits for an answer."""
    bench = with_events(10)
    sent = batches(bench)
    assert [seqs(send) for send in sent] == [[2, 3], [4, 5], [6, 7]]
    assert {send.lane for send in sent} == {Lane.URGENT}
    assert len({send.ticket for send in sent}) == 3
    bench.answer(sent[0], bench.line.execute(sent[0]))
    [fourth] = batches(bench)
    assert seqs(fourth)[0] == 8


def test_one_batch_tries_the_way_for_all() -> None:
    """At first, and after a failure: three time-outs would tell no more than one."""
    bench = with_events(10, proven=False)
    [first] = batches(bench)
    bench.answer(first, Answer(503))
    bench.clock.advance(timedelta(seconds=40))
    sent = batches(bench)
    assert [send.operation.name for send in sent if send.lane is Lane.URGENT] == ["push_events"]


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 0, 2), (0, 2, 1)])
def test_answers_may_come_in_any_order(order: tuple[int, int, int]) -> None:
    """The central took them in their order; each answer finds its own batch."""
    bench = with_events(6)
    sent = batches(bench)
    replies = [bench.line.execute(send) for send in sent]
    for place in order:
        assert bench.answer(sent[place], replies[place]).accepted == 2
    assert not bench.desk.waiting()
    assert [own.position for own in bench.desk.own] == list(range(1, 8))


def test_a_batch_that_overtakes_the_one_before_comes_again_at_once() -> None:
    """``predecessor_missing`` for what was under way is no failure: nothing is waited for."""
    bench = with_events(6)
    sent = batches(bench)
    for send in reversed(sent):
        bench.answer(send, bench.line.execute(send))
    assert bench.desk.waiting() == 4
    bench.settle()
    assert not bench.desk.waiting()
    assert bench.clock.now() == Bench().clock.now(), "nothing was waited for"


def test_a_batch_that_overtakes_a_slow_one_is_not_sent_over_and_over() -> None:
    """One large batch on a slow line, a small one behind it: it waits for the answer."""
    bench = with_events(3)
    slow, quick = batches(bench)
    assert bench.answer(quick, bench.line.execute(quick)).try_again == 1
    assert not batches(bench)
    bench.answer(slow, bench.line.execute(slow))
    bench.settle()
    assert not bench.desk.waiting()


def test_nothing_is_offered_again_because_batches_overtake_each_other() -> None:
    """However often: the central has lost nothing."""
    bench = with_events(0)
    for _ in range(12):
        for _ in range(4):
            bench.desk.receive(bench.clock.now())
        for send in reversed(batches(bench)):
            bench.answer(send, bench.line.execute(send))
        bench.settle()
    pushed = [seqs(send) for send in bench.central.calls if send.lane is Lane.URGENT]
    assert sum(1 in batch for batch in pushed) == 0, "the first event was sent again"


def test_a_chain_waits_for_what_is_under_way_when_something_before_it_is_due_again() -> None:
    """Its first batch was lost: what lies behind those under way would only be refused."""
    bench = with_events(10)
    first, second, third = batches(bench)
    bench.answer(first, Answer(429, retry_after_s=1.0))
    bench.clock.advance(timedelta(seconds=2))
    assert not batches(bench)
    for send in (second, third):
        bench.answer(send, bench.line.execute(send))
    again = batches(bench)
    assert seqs(again[0]) == [2, 3]
    bench.answer(again[0], bench.line.execute(again[0]))
    bench.settle()
    assert not bench.desk.waiting()


def test_a_chain_waits_where_one_event_of_a_batch_was_passed_over() -> None:
    """An answer that leaves one out: what is under way behind it goes first, then it, in order."""
    bench = with_events(10)
    first, second, third = batches(bench)
    reply = bench.line.execute(first)
    assert isinstance(reply, Answer)
    whole: BatchAnswer = reply.body
    bench.answer(first, Answer(200, body=BatchAnswer(whole.generation, whole.outcomes[:1])))
    bench.engine.retry_now()
    assert not [send for send in batches(bench) if send.lane is Lane.URGENT]
    for send in (second, third):
        bench.answer(send, bench.line.execute(send))
    assert seqs(bench.ask()) == [3, 8]


def test_an_answer_from_before_does_not_open_what_failed_since() -> None:
    """The first batch breaks the central each time, the second is answered: it still backs off."""
    bench = with_events(4)
    tries = 0
    began = bench.clock.now()
    while bench.clock.now() - began < timedelta(seconds=60):
        sent = [send for send in batches_or_wait(bench) if send.operation.name == "push_events"]
        for send in sent:
            bad = seqs(send)[0] == 2
            tries += bad
            bench.answer(send, Answer(503) if bad else bench.line.execute(send))
    assert tries < 20


def batches_or_wait(bench: Bench) -> list[Send]:
    """What goes out now, the feed answered; where nothing does time passes."""
    sent: list[Send] = []
    while isinstance(move := bench.engine.next(bench.clock.now()), Send):
        if move.lane is Lane.URGENT:
            sent.append(move)
        else:
            bench.answer(move, bench.line.execute(move))
    if not sent:
        bench.clock.advance(max(move.until - bench.clock.now(), timedelta(milliseconds=10)))
    return sent


def test_the_culprit_is_found_with_others_under_way() -> None:
    """A batch that is refused as a whole, and batches behind it: only the culprit is set aside."""
    for place in range(1, 21):
        bench = with_events(20, settings=EngineSettings(batch_events=6))
        bench.order = Random(place)
        culprit = bench.desk.own[place].event.header.id
        bench.central.poison.add(culprit)
        bench.settle(calls=200)
        assert not bench.desk.waiting()
        aside = [own.event.header.id for own in bench.desk.own if own.problem]
        assert aside == [culprit]
        assert len(bench.central.books.feed) == 20


def test_two_chains_with_a_culprit_each_get_through() -> None:
    """What one chain gets through does not make the other forget its culprit."""
    bench = with_events(4)
    now = bench.clock.now()
    other = type(bench.central.books.installations["quay-1"])(key_id=9, agency=bench.central.agency)
    bench.central.books.installations["quay-0"] = other
    last = None
    for seq in range(1, 6):
        own = bench.desk.append(f"d{seq}", intake.opened(now, 50 + seq), now)
        bench.desk.own.pop()
        header = msgspec.structs.replace(
            own.header,
            installation="quay-0",
            seq=seq,
            prev_hash=last.hash if last is not None else "0" * 64,
        )
        last = make_event(header, own.payload_bytes)
        bench.desk.own.insert(seq - 1, Own(last))
    bench.central.poison |= {bench.desk.own[1].event.header.id, bench.desk.own[7].event.header.id}
    bench.settle(calls=300)
    assert [bool(own.problem) for own in bench.desk.own].count(True) == 2
    assert not bench.desk.waiting()


def test_an_answer_of_another_history_counts_as_none() -> None:
    """Batches were sent to the central that was; the feed's answer tells of a new one."""
    bench = with_events(2)
    bench.settle()
    backup = bench.central.backup()
    for _ in range(4):
        bench.desk.receive(bench.clock.now())
    old = batches(bench)
    stale = bench.line.execute(old[0]), bench.line.execute(old[1])
    bench.central.restore(backup)
    bench.engine.retry_now()
    feed = bench.ask()
    assert bench.answer(feed, bench.line.execute(feed)).generation == 2
    for send, reply in zip(old, stale, strict=True):
        assert not bench.answer(send, reply).accepted
    assert bench.desk.waiting() == len(bench.desk.own), "everything is offered again"
    bench.settle()
    assert [own.position for own in bench.desk.own] == list(range(1, 8))
    bench.engine.retry_now()
    bench.settle()
    assert bench.desk.at == Cursor(2, 7)


def test_a_page_of_the_central_that_was_does_not_bring_it_back() -> None:
    """Else the desk would fall between two generations for ever."""
    bench = with_events(2)
    bench.settle()
    bench.engine.retry_now()
    feed = bench.ask()
    page = bench.line.execute(feed)
    bench.desk.receive(bench.clock.now())
    bench.central.restore(bench.central.backup())
    push = bench.ask()
    assert bench.answer(push, bench.line.execute(push)).generation == 2
    assert not bench.answer(feed, page).progress
    assert bench.desk.at.generation == 2
    bench.settle()
    assert not bench.desk.waiting()


def test_after_everything_is_offered_again_older_answers_count_as_none() -> None:
    """``bad_cursor``: what is under way comes again, in the order of the chain."""
    bench = with_events(6)
    sent = batches(bench)
    replies = [bench.line.execute(send) for send in sent]
    bench.desk.at = Cursor(1, 99)
    bench.engine.retry_now()
    feed = bench.ask()
    assert bench.answer(feed, bench.line.execute(feed)).again
    for send, reply in zip(sent, replies, strict=True):
        assert not bench.answer(send, reply).accepted
    bench.settle()
    assert not bench.desk.waiting()
    assert len(bench.central.books.feed) == 7


def test_the_lanes_go_beside_each_other() -> None:
    """A registration waits neither for the feed nor for the keys."""
    bench = Bench()
    bench.desk.keys_at = None
    bench.engine.retry_now()
    keys, feed = bench.ask(), bench.ask()
    assert (keys.lane, feed.lane) == (Lane.BULK, Lane.FEED)
    bench.desk.receive(bench.clock.now())
    push = bench.ask()
    assert push.lane is Lane.URGENT
    assert bench.wait().why is Why.UNDER_WAY
    for send in (push, keys, feed):
        bench.answer(send, bench.line.execute(send))
    assert not bench.desk.waiting()


def test_enrolment_has_nothing_beside_it() -> None:
    """Whose numbers and whose events it is about is only known after it."""
    bench = Bench(enrolled=False)
    bench.desk.receive(bench.clock.now())
    enrol = bench.ask()
    assert bench.wait().why is Why.UNDER_WAY
    bench.answer(enrol, bench.line.execute(enrol))
    assert bench.ask().operation.name == "push_events"


def test_a_successor_is_enrolled_while_older_calls_are_under_way() -> None:
    """Their answers speak of the installation that was: unknown, and sent again."""
    bench = with_events(4)
    sent = batches(bench)
    bench.desk.enrolment_request = EnrolRequest(
        "quay-1b", "A" * 43 + "=", "Quầy 1", predecessor="quay-1"
    )
    for send in sent:
        assert bench.wait().why is Why.UNDER_WAY
        bench.answer(send, bench.line.execute(send))
    assert bench.ask().operation.name == "enrol"


@pytest.mark.parametrize("lane", [Lane.FEED, Lane.BULK])
def test_a_feed_or_scan_that_breaks_off_does_not_hold_events(lane: Lane) -> None:
    """A proxy that cuts long polls, or large bodies, says nothing of small calls."""
    bench = Bench()
    bench.desk.keys_at = None
    bench.engine.retry_now()
    [send] = [each for each in (bench.ask(), bench.ask()) if each.lane is lane]
    bench.answer(send, Failure(FailureKind.CONNECTION, "rig"))
    assert bench.engine.standing.line is Line.DOWN
    bench.desk.receive(bench.clock.now())
    assert bench.ask().operation.name == "push_events"


def test_a_line_that_breaks_off_for_events_holds_every_lane() -> None:
    """One failed connection is enough to know."""
    bench = with_events(1)
    bench.desk.keys_at = None
    bench.answer(bench.ask(), Failure(FailureKind.CONNECTION, "rig"))
    assert bench.wait().why is Why.HELD
    bench.clock.advance(timedelta(seconds=2))
    assert bench.ask().operation.name == "push_events"


def test_one_wrong_clock_is_one_fault_however_many_calls_meet_it() -> None:
    """All that was signed with it is signed anew at once; nothing backs off."""
    bench = with_events(6)
    sent = batches(bench)
    bench.engine.retry_now()
    sent.append(bench.ask())
    skewed: Reply = Answer(
        401, problem=Problem(title="x", status=401, code="clock_skew"), clock_offset_ms=420_000
    )
    for send in sent:
        assert not bench.answer(send, skewed).failed
    began = bench.clock.now()
    bench.settle()
    assert not bench.desk.waiting()
    assert bench.clock.now() == began


def test_what_the_feed_told_before_its_own_answer_is_counted_once() -> None:
    """A page that came first confirms the event; the answer to it is no news."""
    bench = with_events(1)
    push = bench.ask()
    reply = bench.line.execute(push)
    bench.engine.retry_now()
    feed = bench.ask()
    assert bench.answer(feed, bench.line.execute(feed)).accepted == 1
    late = bench.answer(push, reply)
    assert (late.accepted, late.duplicate, late.failed) == (0, 0, False)
    assert not bench.desk.waiting()


def test_people_read_that_events_do_not_get_through_though_the_feed_does() -> None:
    """ "Connected" would be wrong; it is right again when they do, or nothing is left to send."""
    bench = with_events(2)
    bench.answer(bench.ask(), Answer(503))
    bench.engine.retry_now()
    sent = {send.lane: send for send in batches(bench)}
    bench.answer(sent[Lane.FEED], bench.line.execute(sent[Lane.FEED]))
    assert bench.engine.standing.code == "status_503"
    bench.answer(sent[Lane.URGENT], bench.line.execute(sent[Lane.URGENT]))
    assert bench.engine.standing.code == "up"


def test_a_held_line_says_so_when_the_last_answer_came() -> None:
    """``UNDER_WAY`` while answers are awaited, then what is waited for."""
    bench = with_events(4)
    first, second = batches(bench)
    bench.answer(first, Answer(429, retry_after_s=7.0))
    assert bench.wait().why is Why.UNDER_WAY
    bench.answer(second, bench.line.execute(second))
    wait = bench.wait()
    assert wait.why is Why.HELD
    assert wait.until - bench.clock.now() >= timedelta(seconds=7)


@pytest.mark.parametrize(
    "fault", [Fault.LATE, Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.HALF_BODY]
)
@pytest.mark.parametrize("lost", range(3))
def test_a_time_out_of_one_of_three_loses_and_doubles_nothing(fault: Fault, lost: int) -> None:
    """Each is unknown by itself: the same bytes under the same ids."""
    bench = with_events(6)
    sent = batches(bench)
    bad = sent[lost]
    bench.line.plan = lambda send: fault if send is bad else Fault.NONE
    for send in sent:
        bench.answer(send, bench.line.execute(send))
    while bench.desk.waiting():
        bench.send()
    bench.line.deliver_late(everything=True)
    assert bench.central.books.feed == [own.event.header.id for own in bench.desk.own]


def test_calls_that_break_off_together_shut_the_line_once() -> None:
    """One cut of the cable is one failure, however many batches were under way."""
    bench = with_events(6)
    bench.engine = Engine(bench.desk, Most(), bench.settings)  # always the longest delay
    bench.desk.receive(bench.clock.now())
    bench.send()
    sent = [send for send in batches(bench) if send.lane is Lane.URGENT]
    assert len(sent) == 3
    for send in sent:
        bench.answer(send, Failure(FailureKind.CONNECTION, ""))
    assert bench.wait().until - bench.clock.now() <= timedelta(
        seconds=bench.settings.backoff_base_s
    )
