"""Scanned pages: in chunks, resumed after any doubt, and never in the way of anything else."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from random import Random

import msgspec
import pytest

from app.errors import EnvironmentFault
from sync.contract.messages import Problem
from sync.contract.scans import UploadPlace
from sync.engine.answers import Answer
from sync.engine.engine import Engine
from sync.engine.reasons import Line
from sync.engine.scans_port import ScanUpload
from sync.engine.send import Lane, Send, Wait, Why
from sync.engine.settings import EngineSettings
from sync.engine.upload_scans import MAX_STARTS
from tests.faults.bench import NOW, Bench
from tests.faults.line import Fault, FaultyLine, random_plan
from tests.faults.scan_central import ScanCentral

SMALL_CHUNKS = EngineSettings(chunk_bytes=1_000, chunk_floor_bytes=100)


class ScanBench(Bench):
    """A bench whose central takes pages; the desk is enrolled, and has nothing else to say."""

    central: ScanCentral

    def __init__(self, settings: EngineSettings = SMALL_CHUNKS) -> None:
        super().__init__(settings=settings)
        central = ScanCentral()
        central.books = self.central.books
        self.central = central
        self.line = FaultyLine(central, self.clock)

    def attach(self, seed: int, size: int, **state: object) -> bytes:
        """A page waits at the desk."""
        data = Random(seed).randbytes(size)
        sha256 = hashlib.sha256(data).hexdigest()
        self.desk.scans.pages[sha256] = data
        page = ScanUpload(sha256=sha256, bytes=size, media_type="image/png")
        self.desk.scans.waiting[sha256] = msgspec.structs.replace(page, **state)
        return data

    def drain(self, *, calls: int = 400) -> int:
        """Go on, also over waits, until no page waits; returns how many calls it took."""
        for number in range(calls):
            if not self.desk.scans.waiting:
                return number
            move = self.engine.next(self.clock.now())
            if isinstance(move, Send):
                self.answer(move, self.line.execute(move))
            else:
                self.clock.advance(max(move.until - self.clock.now(), timedelta(milliseconds=1)))
        raise AssertionError(self.names()[-20:])

    def rush(self, random: Random) -> None:
        """Have as many calls under way as the engine likes; they are answered in any order."""
        under_way: list[Send] = []
        while True:
            engine = self.engine
            move = self.engine.next(self.clock.now()) if self._may_ask(under_way) else None
            if isinstance(move, Send):
                under_way.append(move)
            elif under_way:
                send = under_way.pop(random.randrange(len(under_way)))
                reply = self.line.execute(send)
                if engine is not self.engine:
                    under_way.clear()  # the process is a new one
                else:
                    self.answer(send, reply)
            else:
                return

    def _may_ask(self, under_way: list[Send]) -> bool:
        return self.settings.pipeline > 1 or not under_way

    def scan_calls(self) -> list[str]:
        """The calls about pages that reached the central."""
        return [name for name in self.names() if "scan" in name]


@pytest.fixture
def bench() -> ScanBench:
    """A desk, its engine and a central."""
    return ScanBench()


def hashes(*pages: bytes) -> set[str]:
    """By what they are kept."""
    return {hashlib.sha256(each).hexdigest() for each in pages}


def test_a_small_page_goes_with_its_creation(bench: ScanBench) -> None:
    """One round trip."""
    page = bench.attach(1, 1_000)
    bench.drain()
    assert bench.scan_calls() == ["create_scan"]
    assert set(bench.central.pages) == hashes(page)


def test_a_large_page_goes_in_chunks(bench: ScanBench) -> None:
    """The first with the creation; where it goes on was kept before the second was sent."""
    page = bench.attach(1, 3_500)
    bench.send()
    (waiting,) = bench.desk.scans.waiting.values()
    assert waiting.location == "upload-1"
    bench.drain()
    assert bench.scan_calls() == ["create_scan"] + ["continue_scan"] * 3
    assert bench.central.pages == {hashlib.sha256(page).hexdigest(): page}
    assert bench.central.received == 3_500


def test_small_pages_go_before_large_ones(bench: ScanBench) -> None:
    """So that most dossiers are whole soon; one that was begun is not left for a smaller one."""
    large, small = bench.attach(1, 2_500), bench.attach(2, 700)
    bench.send()
    smallest = bench.attach(3, 500)
    bench.drain()
    assert bench.desk.scans.done == [next(iter(hashes(each))) for each in (small, smallest, large)]


def test_nothing_waits_for_a_page(bench: ScanBench) -> None:
    """While a chunk is under way a dossier is registered, sent and answered."""
    bench.attach(1, 3_500)
    scan = bench.ask()
    assert scan.lane is Lane.BULK
    bench.desk.receive(bench.clock.now())
    push = bench.ask()
    assert push.operation.name == "push_events"
    assert bench.answer(push, bench.line.execute(push)).accepted
    bench.answer(scan, bench.line.execute(scan))
    bench.drain()


@pytest.mark.parametrize("fault", [each for each in Fault if each is not Fault.WRONG_ADDRESS])
@pytest.mark.parametrize("at", range(4))
def test_after_any_doubt_the_central_is_asked(bench: ScanBench, fault: Fault, at: int) -> None:
    """Whatever happens to which call: the page arrives, at most one chunk is sent again."""
    page = bench.attach(1, 3_500)
    left = [Fault.NONE] * at + [fault]
    bench.line.plan = lambda send: left.pop(0) if left and send.operation.tus else Fault.NONE
    bench.drain()
    assert set(bench.central.pages) == hashes(page)
    sent = sum(len(send.content or b"") for send, _ in bench.line.seen)
    assert sent <= 3_500 + 1_000
    assert not bench.desk.scans.aside


@pytest.mark.parametrize("seed", range(30))
def test_on_a_bad_line_every_page_arrives_once(seed: int) -> None:
    """Random faults on every third call, new processes in between: all are there, whole."""
    random = Random(seed)
    bench = ScanBench()
    pages = [bench.attach(number, random.randrange(1, 4_000)) for number in range(6)]
    plan = random_plan(random, 0.35)

    def faults(send: Send) -> Fault:
        if random.random() < 0.05:
            bench.restart()
        fault = plan(send)
        return Fault.NONE if fault is Fault.WRONG_ADDRESS else fault

    bench.line.plan = faults
    for _ in range(60):
        if not bench.desk.scans.waiting:
            break
        bench.rush(random)
        wait = bench.wait()
        bench.clock.advance(max(wait.until - bench.clock.now(), timedelta(seconds=1)))
        bench.line.deliver_late()
    assert not bench.desk.scans.waiting, seed
    assert set(bench.central.pages) == hashes(*pages), seed
    assert not bench.desk.scans.aside, seed


def test_a_new_process_goes_on_where_the_old_one_was(bench: ScanBench) -> None:
    """It asks first: the old one may have been cut behind any byte."""
    bench.attach(1, 3_500)
    bench.send()
    bench.send()
    bench.restart()
    bench.drain()
    assert bench.scan_calls() == [
        "create_scan",
        "continue_scan",
        "scan_place",
        "continue_scan",
        "continue_scan",
    ]
    assert bench.central.received == 3_500


def test_a_page_that_is_probably_there_is_asked_for_without_its_bytes(bench: ScanBench) -> None:
    """A central that was restored, a desk that was: pages that are there cost a round trip."""
    there = bench.attach(1, 3_500)
    bench.central.pages[hashlib.sha256(there).hexdigest()] = there
    for sha256, page in list(bench.desk.scans.waiting.items()):
        bench.desk.scans.waiting[sha256] = msgspec.structs.replace(page, ask_first=True)
    not_there = bench.attach(2, 3_600, ask_first=True)
    bench.drain()
    assert set(bench.central.pages) == hashes(there, not_there)
    assert bench.central.received == 3_600


def test_a_page_that_is_there_needs_no_bytes_at_the_desk(bench: ScanBench) -> None:
    """A desk that lost its disk, and whose pages had gone out before."""
    there = bench.attach(1, 3_500, ask_first=True)
    bench.central.pages[hashlib.sha256(there).hexdigest()] = there
    bench.desk.scans.pages.clear()
    bench.drain()
    assert not bench.desk.scans.aside


def test_a_page_that_is_gone_is_set_aside_with_its_reason(bench: ScanBench) -> None:
    """It is not tried for ever, and the others go on."""
    lost, here = bench.attach(1, 800), bench.attach(2, 900)
    del bench.desk.scans.pages[hashlib.sha256(lost).hexdigest()]
    bench.drain()
    assert set(bench.central.pages) == hashes(here)
    assert {name: why.code for name, why in bench.desk.scans.aside.items()} == {
        hashlib.sha256(lost).hexdigest(): "page_missing"
    }


def test_a_page_of_another_length_than_was_recorded_is_set_aside(bench: ScanBench) -> None:
    """What the dossier says of it can't be kept."""
    bench.attach(1, 800, bytes=801)
    bench.drain()
    assert [why.code for why in bench.desk.scans.aside.values()] == ["page_length"]
    assert bench.scan_calls() == []


def test_a_disk_that_does_not_answer_is_asked_again(
    bench: ScanBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is set aside for it; the page goes when the disk is back."""
    page = bench.attach(1, 800)

    def fails(_: str) -> bytes:
        raise EnvironmentFault("disk_fault", "Ổ đĩa báo lỗi.")

    monkeypatch.setattr(type(bench.desk), "scan_bytes", lambda _self, sha256: fails(sha256))
    assert bench.wait().why is Why.HELD
    monkeypatch.undo()
    bench.drain()
    assert set(bench.central.pages) == hashes(page)


def test_chunks_get_smaller_on_a_slow_line_and_larger_again(bench: ScanBench) -> None:
    """Halved at each time-out, down to the floor; doubled by each one that gets through."""
    bench.attach(1, 6_000)
    slow = [Fault.LATE] * 5
    bench.line.plan = lambda send: slow.pop(0) if slow and send.content else Fault.NONE
    bench.drain()
    sizes = [len(send.content) for send, _ in bench.line.seen if send.content]
    assert sizes[:6] == [1_000, 500, 250, 125, 100, 100]
    assert sizes[6:10] == [200, 400, 800, 1_000]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> ScanBench:
    """A desk whose driver makes several calls at a time."""
    monkeypatch.setattr(Bench, "pipeline", 3)
    return ScanBench()


def asked_at_once(bench: ScanBench) -> list[Send]:
    """All calls that the engine has under way without an answer, pages only."""
    sent: list[Send] = []
    while isinstance(move := bench.engine.next(bench.clock.now()), Send):
        sent.append(move)
    return [send for send in sent if send.operation.tus]


def test_small_pages_go_beside_each_other(at_once: ScanBench) -> None:
    """A line with a long round trip is used; together they are never more than one chunk."""
    for number, size in enumerate((200, 300, 400, 450)):
        at_once.attach(number, size)
    sent = asked_at_once(at_once)
    assert [len(send.content or b"") for send in sent] == [200, 300, 400]
    at_once.answer(sent[1], at_once.line.execute(sent[1]))
    assert asked_at_once(at_once) == []  # 200 + 400 + 450 would be more than a chunk
    at_once.answer(sent[2], at_once.line.execute(sent[2]))
    assert [len(send.content or b"") for send in asked_at_once(at_once)] == [450]
    assert len(at_once.desk.scans.done) == 2


def test_a_large_page_goes_alone(at_once: ScanBench) -> None:
    """One chunk is all that a cut may cost."""
    at_once.attach(1, 3_500)
    at_once.attach(2, 3_600)
    assert len(asked_at_once(at_once)) == 1


def test_beside_events_only_one_page_is_under_way(at_once: ScanBench) -> None:
    """What is urgent gets the line."""
    for number in range(3):
        at_once.attach(number, 200)
    at_once.desk.receive(at_once.clock.now())
    assert len(asked_at_once(at_once)) == 1


def test_pages_that_fail_together_fail_once(at_once: ScanBench) -> None:
    """Three time-outs tell no more than one: the pause is that of one."""
    for number in range(3):
        at_once.attach(number, 200)
    for send in asked_at_once(at_once):
        at_once.answer(send, Answer(503))
    wait = at_once.wait()
    assert wait.why is Why.HELD
    assert wait.until - at_once.clock.now() <= timedelta(seconds=1)


def test_published_data_and_keys_do_not_wait_for_all_pages(at_once: ScanBench) -> None:
    """Their lane always has room for one of them."""
    for number in range(3):
        at_once.attach(number, 200)
    sent = asked_at_once(at_once)
    assert len(sent) == 3
    at_once.desk.keys_at = None
    at_once.answer(sent[0], at_once.line.execute(sent[0]))
    assert at_once.ask().operation.name == "keys"


def test_an_older_central_is_asked_again_after_an_hour(bench: ScanBench) -> None:
    """Without this call nothing is set aside for it, nothing blocked, and nothing told."""
    bench.attach(1, 800)
    bench.central.refuse["create_scan"] = (404, "not_found")
    bench.settle()
    assert bench.engine.standing.line is Line.UP
    assert bench.wait().why is Why.IDLE
    assert bench.scan_calls() == ["create_scan"]
    bench.desk.receive(bench.clock.now())
    assert "push_events" in bench.settle()
    bench.central.refuse.clear()
    bench.clock.advance(timedelta(minutes=61))
    bench.drain()
    assert not bench.desk.scans.aside


@pytest.mark.parametrize("code", ["unknown_upload", "upload_expired"])
def test_an_upload_that_the_central_forgot_is_begun_anew(bench: ScanBench, code: str) -> None:
    """It may expire in a week without a line, or be gone with a disk."""
    page = bench.attach(1, 3_500)
    bench.send()
    bench.central.uploads.clear()
    bench.central.refuse["continue_scan"] = (410, code)
    bench.send()
    bench.central.refuse.clear()
    bench.drain()
    assert set(bench.central.pages) == hashes(page)


@pytest.mark.parametrize(
    ("operation", "status", "code"),
    [
        ("create_scan", 460, "scan_mismatch"),
        ("continue_scan", 460, "scan_mismatch"),
        ("continue_scan", 409, "offset_conflict"),
        ("continue_scan", 404, "unknown_upload"),
    ],
)
def test_what_fails_again_and_again_ends_with_a_person(
    bench: ScanBench, operation: str, status: int, code: str
) -> None:
    """A bounded number of new starts, slower and slower; then set aside with what was said."""
    bench.attach(1, 3_500)
    bench.central.refuse[operation] = (status, code)
    begun = bench.clock.now()
    bench.drain()
    assert [why.code for why in bench.desk.scans.aside.values()] == [code]
    assert bench.scan_calls().count("create_scan") == MAX_STARTS
    assert bench.central.received <= 1_000 * 7 * MAX_STARTS
    assert bench.clock.now() > begun


def test_a_page_that_the_central_refuses_is_set_aside(bench: ScanBench) -> None:
    """Another 4xx concerns the page: with the central's reason, and the next one goes on."""
    small, _ = bench.attach(1, 700), bench.attach(2, 900)
    bench.central.refuse["create_scan"] = (413, "too_large")
    bench.send()
    bench.central.refuse.clear()
    bench.drain()
    assert set(bench.desk.scans.aside) == hashes(small)
    assert len(bench.central.pages) == 1


def test_a_full_disk_at_the_central_is_waited_for(bench: ScanBench) -> None:
    """507 says *try again*; nothing is set aside, events go on."""
    bench.attach(1, 800)
    bench.central.refuse["create_scan"] = (507, "no_space")
    bench.send()
    assert bench.wait().why is Why.HELD
    bench.desk.receive(bench.clock.now())
    assert "push_events" in bench.settle()
    assert not bench.desk.scans.aside


@pytest.mark.parametrize(
    ("operation", "place"),
    [
        ("create_scan", UploadPlace(700, upload="upload-9")),
        ("create_scan", UploadPlace(3_501, upload="upload-9")),
        ("create_scan", UploadPlace(1_000)),
        ("continue_scan", UploadPlace(1_500)),
        ("continue_scan", UploadPlace(1_000)),
        ("continue_scan", UploadPlace(9_999)),
    ],
)
def test_a_place_that_can_not_be_is_no_answer(
    bench: ScanBench, operation: str, place: UploadPlace
) -> None:
    """Nothing is kept of it; the page arrives all the same."""
    page = bench.attach(1, 3_500)
    while (send := bench.ask()).operation.name != operation:
        bench.answer(send, bench.line.execute(send))
    kept = dict(bench.desk.scans.waiting)
    assert bench.answer(send, Answer(201, body=place)).failed
    assert bench.desk.scans.waiting == kept
    bench.drain()
    assert set(bench.central.pages) == hashes(page)


def test_an_upload_of_another_length_is_begun_anew(bench: ScanBench) -> None:
    """The central gave the place to something else."""
    page = bench.attach(1, 3_500, location="upload-7")
    send = bench.ask()
    bench.answer(send, Answer(200, body=UploadPlace(100, length=200)))
    bench.drain()
    assert set(bench.central.pages) == hashes(page)


def test_an_answer_from_before_a_new_generation_counts_for_nothing(bench: ScanBench) -> None:
    """The page was offered again meanwhile: the central is asked."""
    page = bench.attach(1, 3_500)
    bench.send()
    send = bench.ask()
    reply = bench.line.execute(send)
    backup = bench.central.backup()
    bench.central.restore(backup)
    bench.central.uploads.clear()
    bench.engine.retry_now()
    pull = bench.ask()
    while pull.operation.name != "pull_feed":
        bench.answer(pull, bench.line.execute(pull))
        pull = bench.ask()
    assert bench.answer(pull, bench.line.execute(pull)).generation is not None
    assert not bench.answer(send, reply).progress
    bench.drain()
    assert set(bench.central.pages) == hashes(page)


def test_a_central_that_refuses_this_desk_sets_no_page_aside(bench: ScanBench) -> None:
    """It concerns the desk as a whole: a person's case, told once."""
    bench.attach(1, 800)
    refusal = Problem(title="?", status=401, code="unknown_installation")
    send = bench.ask()
    bench.answer(send, Answer(401, problem=refusal))
    move = bench.engine.next(bench.clock.now())
    assert isinstance(move, Wait | Send)
    assert not bench.desk.scans.aside
    assert bench.engine.standing.line is Line.BLOCKED


def test_many_pages_that_are_gone_do_not_hold_up_the_feed() -> None:
    """A bounded number is set aside in one go; then the others have their turn."""
    bench = ScanBench()
    for number in range(120):
        bench.attach(number, 50 + number)
    bench.desk.scans.pages.clear()
    engine = Engine(bench.desk, Random(1), SMALL_CHUNKS)
    engine.next(NOW)
    assert 0 < len(bench.desk.scans.aside) < 120
    bench.drain()
    assert len(bench.desk.scans.aside) == 120
