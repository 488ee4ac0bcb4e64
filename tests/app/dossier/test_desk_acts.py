"""What the desk does itself: what decide forbids, and what evolve makes of it."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from app.dossier.commands import Command, Process, RecordAct, RecordPrint
from app.dossier.decide import command_of, decide
from app.dossier.desk_act_fields import MAX_PAPERS
from app.dossier.desk_acts import MAX_CERTIFIED
from app.dossier.desk_events import (
    GROUNDS,
    NOT_QUALIFIED,
    OTHER,
    Certified,
    CertifiedPaper,
    DeskBody,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.events import EVENT_KINDS, AnyBody, EventKind
from app.dossier.evolve import evolve, replay
from app.dossier.processing_events import Supplemented, SupplementRequested
from app.dossier.refusal_words import ground_words, refusal_words
from app.dossier.state import NATIONAL_STATE, Dossier, Stage
from app.errors import QmcError
from tests.app.dossier.samples import RECORDED, RULES, Chain, opening, registration
from tests.app.dossier.test_processing import asked, completed, resolved, stopped, suspended

LATER = "2027-01-15T08:00:00+07:00"
AT = "2026-12-02T09:00:00+07:00"
REASON = "không thuộc địa bàn"


def refused(**changes: object) -> Refused:
    return msgspec.structs.replace(Refused(at=AT, reason=REASON), **changes)


def handed_over(at: str = "2026-11-24T08:00:00+07:00", **changes: object) -> HandedOver:
    return msgspec.structs.replace(HandedOver(at=at, to="Phòng Kinh tế"), **changes)


def returned(**changes: object) -> ResultReturned:
    body = ResultReturned(at=AT, receiver="Nguyễn Văn A", papers=[ReturnedPaper("Trích lục")])
    return msgspec.structs.replace(body, **changes)


def paper(name: str = "Bằng tốt nghiệp", number: int = 1, **changes: object) -> CertifiedPaper:
    body = CertifiedPaper("copy", name, "01-SCT/BS", 2026, number)
    return msgspec.structs.replace(body, **changes)


def certified(*papers: CertifiedPaper, **changes: object) -> Certified:
    body = Certified(at=AT, papers=list(papers or [paper()]), signer="Lê Văn C")
    return msgspec.structs.replace(body, **changes)


def after(*bodies: AnyBody, numbered: bool = True) -> Dossier:
    """The sample dossier after these events, decided or not."""
    state, chain = None, Chain()
    commands: list[Command] = [opening(), registration()]
    for command in commands[: 2 if numbered else 1]:
        [body] = decide(state, command, RULES)
        state = evolve(state, chain.event(body))
    for body in bodies:
        state = evolve(state, chain.event(body))
    assert state is not None
    return state


def objection(state: Dossier, body: DeskBody) -> tuple[str, str | None]:
    """Code and field of the error that recording ``body`` ends in."""
    with pytest.raises(QmcError) as caught:
        decide(state, RecordAct(body, LATER), RULES)
    assert caught.value.message
    return caught.value.code, caught.value.field


def records(state: Dossier, body: DeskBody) -> bool:
    return decide(state, RecordAct(body, LATER), RULES) == [body]


def test_a_dossier_goes_through_the_national_states() -> None:
    """2 Được tiếp nhận, 4 Đang xử lý, 9 Đã xử lý xong, 10 Đã trả kết quả."""
    bodies: list[AnyBody] = [handed_over(), resolved(), returned()]
    states = [after(*bodies[:count]) for count in range(4)]
    assert [NATIONAL_STATE[state.stage] for state in states] == [2, 4, 9, 10]
    assert (states[3].returned_at, states[3].returned_by) == (AT, "desk")


def test_a_refused_dossier_gets_no_number() -> None:
    """3 Không được tiếp nhận; it can't be numbered, processed or corrected after that."""
    state = after(refused(), numbered=False)
    assert NATIONAL_STATE[state.stage] == 3
    commands: list[Command] = [registration(), Process(resolved(), LATER)]
    for command in commands:
        with pytest.raises(QmcError) as caught:
            decide(state, command, RULES)
        assert caught.value.code in {"closed", "ended"}


def test_a_refusal_may_follow_a_request_for_papers() -> None:
    """The papers that came show that the conditions are not met."""
    missing = SupplementRequested(stage="desk", items=["Tờ khai"], reason="thiếu", at=RECORDED)
    waiting = after(missing, numbered=False)
    assert records(waiting, refused())
    state = after(missing, refused(), Supplemented(at=AT), numbered=False)
    assert state.stage is Stage.REFUSED


def test_what_was_certified_offline_is_not_refused_after_that() -> None:
    """The paper has its number in the register: a refused dossier could never give it back."""
    state = after(certified(), numbered=False)
    assert objection(state, refused()) == ("already_certified", None)


@pytest.mark.parametrize("order", list(itertools.permutations(range(2))))
def test_a_number_in_a_citizens_hand_outlives_a_refusal(order: tuple[int, int]) -> None:
    """Two copies of a desk apart: whichever is told first, the printed receipt counts."""
    opened = after(numbered=False)
    [number] = decide(opened, registration(), RULES)
    told: list[AnyBody] = [number, refused()]
    state = after(*[told[index] for index in order], numbered=False)
    assert (state.stage, state.code) == (Stage.REGISTERED, "H26.107-261123-0001")


def test_of_two_returns_the_first_stays() -> None:
    """Both have happened; the state tells of the one that the central heard first."""
    state = after(resolved(), returned(), returned(at="2026-12-01T09:00", method="post"))
    assert (state.stage, state.returned_at, state.returned_by) == (Stage.RETURNED, AT, "desk")


def test_what_is_told_in_any_order_never_raises() -> None:
    """evolve never raises, whatever the desks have recorded apart."""
    bodies: list[AnyBody] = [
        refused(at="hôm qua"),
        handed_over(at=""),
        returned(),
        certified(),
        stopped(),
        resolved(),
    ]
    for told in itertools.permutations(bodies, 4):
        assert after(*told).applied == 6
        assert after(*told, numbered=False).applied == 5


def test_a_result_that_was_given_although_stopped_was_given() -> None:
    """A stop at one desk, the result in the citizen's hand at the other."""
    assert after(stopped(), returned()).stage is Stage.RETURNED
    assert after(returned(), resolved("2026-12-03")).stage is Stage.RETURNED


def test_what_was_handed_over_is_in_hand_whatever_comes_next() -> None:
    """Also before its number, and after papers were added at the desk."""
    assert after(handed_over(), numbered=False).stage is Stage.OPENED
    [number] = decide(after(numbered=False), registration(), RULES)
    assert after(handed_over(), number, numbered=False).stage is Stage.PROCESSING
    assert after(handed_over(), handed_over("2026-11-23T10:00")).handed_over == handed_over().at


FORBIDDEN: list[tuple[list[AnyBody], DeskBody, tuple[str, str | None]]] = [
    ([], refused(), ("already_registered", None)),
    ([resolved(), returned()], refused(), ("already_registered", None)),
    ([asked()], handed_over(), ("supplement_awaited", None)),
    ([resolved()], handed_over(), ("already_resolved", None)),
    ([stopped()], handed_over(), ("ended", None)),
    ([resolved(), returned()], handed_over(), ("already_returned", None)),
    ([], returned(), ("no_result", None)),
    ([suspended()], returned(), ("no_result", None)),
    ([asked()], returned(), ("no_result", None)),
    ([resolved(), returned()], returned(), ("already_returned", None)),
    ([resolved()], returned(papers=[]), ("missing", "papers")),
    ([stopped()], returned(), ("ended", "papers")),
    ([stopped()], returned(papers=[]), ("missing", "originals")),
    ([resolved("2026-12-03T09:00")], returned(), ("before_result", "at")),
    ([asked()], certified(), ("supplement_awaited", None)),
    ([stopped()], certified(), ("ended", None)),
    ([resolved(), returned()], certified(), ("already_returned", None)),
    ([resolved(outcome="refused")], certified(), ("already_resolved", None)),
]


@pytest.mark.parametrize(("before", "body", "expected"), FORBIDDEN)
def test_what_can_t_have_happened_is_not_recorded(
    before: list[AnyBody], body: DeskBody, expected: tuple[str, str | None]
) -> None:
    """The desk's decide forbids; the central would keep it with a finding."""
    assert objection(after(*before), body) == expected


def test_before_the_number_there_is_no_result_and_one_refusal() -> None:
    """Not registered; refused once."""
    waiting = after(numbered=False)
    assert objection(waiting, returned())[0] == "not_registered"
    assert objection(after(refused(), numbered=False), refused())[0] == "already_refused"
    assert objection(after(refused(), numbered=False), returned())[0] == "already_refused"
    assert records(waiting, handed_over())
    assert records(waiting, certified())


def test_a_stopped_dossier_gives_back_its_originals_and_stays_stopped() -> None:
    """Đ.21: the papers go back, there is no result."""
    back = returned(papers=[], originals=("Giấy chứng nhận quyền sử dụng đất",))
    assert records(after(stopped()), back)
    assert after(stopped(), back).stage is Stage.STOPPED


def test_a_refusal_after_appraisal_is_a_result_that_is_given_out() -> None:
    """Đ.19.3: through the desk, as a result."""
    assert records(after(resolved(outcome="refused", note="Điều 5")), returned())


WRONG: list[tuple[DeskBody, tuple[str, str | None]]] = [
    (refused(ground="mưa"), ("bad_choice", "ground")),
    (refused(reason=" "), ("missing", "reason")),
    (refused(ground=NOT_QUALIFIED), ("missing", "basis")),
    (refused(reason="x" * 2_001), ("too_long", "reason")),
    (refused(reason="a\u202eb"), ("control_character", "reason")),
    (refused(at="hôm qua"), ("bad_time", "at")),
    (refused(at="2026-11-22"), ("before_receipt", "at")),
    (refused(at="2027-01-15T08:06:00+07:00"), ("in_future", "at")),
    (handed_over(to="\n"), ("missing", "to")),
    (handed_over(to="x" * 201), ("too_long", "to")),
    (handed_over(note="x" * 2_001), ("too_long", "note")),
    (handed_over(received_by="x" * 201), ("too_long", "received_by")),
    (handed_over(batch="x" * 201), ("too_long", "batch")),
    (returned(relation="cháu"), ("bad_choice", "relation")),
    (returned(method="bồ câu"), ("bad_choice", "method")),
    (returned(receiver=""), ("missing", "receiver")),
    (returned(relation="authorised"), ("missing", "document")),
    (returned(receipt_shown=False), ("missing", "id_number")),
    (returned(id_number="12345678901"), ("bad_id_number", "id_number")),
    (returned(phone="không"), ("bad_phone", "phone")),
    (returned(papers=[ReturnedPaper("")]), ("missing", "papers[0].name")),
    (returned(papers=[ReturnedPaper("a", copies=0)]), ("out_of_range", "papers[0].copies")),
    (returned(papers=[ReturnedPaper("a")] * (MAX_PAPERS + 1)), ("too_many", "papers")),
    (returned(originals=("",)), ("missing", "originals")),
    (certified(papers=[]), ("missing", "papers")),
    (certified(paper(kind="tem")), ("bad_choice", "papers[0].kind")),
    (certified(paper(), paper("")), ("missing", "papers[1].name")),
    (certified(paper(pages=0)), ("out_of_range", "papers[0].pages")),
    (certified(paper(copies=10_000)), ("out_of_range", "papers[0].copies")),
    (certified(paper(number=0)), ("bad_number", "papers[0]")),
    (certified(paper(year=2027)), ("bad_number", "papers[0]")),
    (certified(signer=""), ("missing", "signer")),
]


@pytest.mark.parametrize(("body", "expected"), WRONG)
def test_a_wrong_field_is_named(body: DeskBody, expected: tuple[str, str | None]) -> None:
    """In Vietnamese, with its code; nothing is recorded."""
    returning = isinstance(body, ResultReturned)
    state = after(resolved()) if returning else after(numbered=isinstance(body, Certified))
    assert objection(state, body) == expected


@pytest.mark.parametrize("ground", GROUNDS)
def test_each_ground_has_its_words_and_another_one_its_reason(ground: str) -> None:
    """Mẫu 03: lý do cụ thể."""
    body = refused(ground=ground, basis="Điều 18 Luật Hộ tịch", reason="chưa đủ tuổi")
    assert records(after(numbered=False), body)
    assert refusal_words(body).endswith("Điều 18 Luật Hộ tịch: chưa đủ tuổi")
    assert (ground_words(ground) == "") is (ground == OTHER)
    bare = refused(ground=ground, reason="")
    assert refusal_words(bare) == ground_words(ground)


def test_who_shows_no_receipt_is_identified_and_by_post_nobody_shows_one() -> None:
    """Đ.6: lost, an identity paper is shown instead."""
    state = after(resolved())
    assert records(state, returned(receipt_shown=False, id_number="001090000001"))
    assert records(state, returned(receipt_shown=False, method="post"))
    assert records(state, returned(relation="authorised", document="Giấy ủy quyền 01/2026"))


def test_a_paper_is_not_certified_twice_unless_somebody_means_it() -> None:
    """A second click, or a script that runs again, uses no second number."""
    once = after(certified(paper("Bằng tốt nghiệp")))
    again = certified(paper("  bằng  Tốt nghiệp", number=2))
    assert objection(once, again) == ("already_certified", "override_reason")
    assert records(once, msgspec.structs.replace(again, override_reason="rách bản đầu"))
    assert records(once, certified(paper("Bằng lái xe", number=2)))
    assert records(once, certified(paper(number=2, person="Trần Thị B")))
    assert records(once, certified(paper(number=2, kind="signature")))
    two_of_a_name = certified(paper("Giấy khai sinh"), paper("Giấy khai sinh", number=2))
    assert records(after(), two_of_a_name)


def test_a_dossier_keeps_a_bounded_number_of_certified_papers() -> None:
    """500; beyond it is refused, and evolve keeps the first."""
    papers = [paper(f"Giấy {index}", index + 1) for index in range(MAX_CERTIFIED)]
    state = after(*[certified(*papers[at : at + 50]) for at in range(0, MAX_CERTIFIED, 50)])
    assert len(state.certified) == MAX_CERTIFIED
    assert objection(state, certified(paper("Giấy khác"))) == ("too_many", None)
    more = evolve(state, Chain().event(certified(paper("Giấy khác"))))
    assert more.certified == state.certified


def test_papers_can_still_be_printed_when_it_is_over() -> None:
    """The result receipt is printed after the result was given, the refusal after it."""
    ends = [after(resolved(), returned()), after(refused(), numbered=False), after(stopped())]
    for state in ends:
        [body] = decide(state, RecordPrint("result_receipt", "2026", 1), RULES)
        assert evolve(state, Chain().event(body)).stage is state.stage


def test_all_of_them_are_facts() -> None:
    """docs/adr/0002: the central never decides them again."""
    for body in (refused(), handed_over(), returned(), certified()):
        assert EVENT_KINDS[body.TYPE] is EventKind.FACT
        assert command_of(body) is None


def test_what_the_next_version_adds_does_no_harm() -> None:
    """Unknown words and fields are kept; the state is what this version can make of it."""
    chain = Chain()
    raw = (
        b'{"at":"2026-12-02","receiver":"A","papers":[{"name":"a","seal":1}],"relation":"robot",'
        b'"method":"drone"}'
    )
    state = replay([chain.raw("result_returned", 1, raw)])
    assert state is not None
    assert (state.stage, state.returned_by) == (Stage.RETURNED, "drone")


def test_the_clock_of_a_dossier_is_not_touched_by_a_hand_over() -> None:
    """Due time and supplements stay as they were."""
    state = after(handed_over(), asked(), completed())
    plain = after(asked(), completed())
    assert (state.due, state.stage) == (plain.due, plain.stage)
