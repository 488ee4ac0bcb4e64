"""Where two desks meet at one dossier: the cases behind docs/merging.md, for every type of event.

Another desk's event came first; this desk did not know of it when it recorded its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.dossier.correction import current_value
from app.dossier.decide import decide
from app.dossier.events import (
    AnyBody,
    Change,
    Corrected,
    FeeCollected,
    FeeRefunded,
    Opened,
    Page,
    PagesAttached,
    Printed,
    Referred,
)
from app.dossier.evolve import apply_body
from app.dossier.processing_events import Supplemented
from app.dossier.state import Dossier, Stage
from tests.app.dossier.samples import RULES, annulled, opening, procedure_changed, registration
from tests.app.dossier.test_desk_acts import certified, handed_over, paper, refused, returned
from tests.app.dossier.test_processing import (
    DUE,
    NEW_DUE,
    apologised,
    asked,
    closed,
    completed,
    extended,
    resolved,
    resumed,
    stopped,
    suspended,
)

PHONE = "0900000001"
"""The submitter's phone as it was handed in."""
CODE = "H26.107-261123-0001"

Made = AnyBody | Callable[[Dossier], AnyBody]


@dataclass(frozen=True)
class Meeting:
    """What both desks ``know`` of the sample dossier (besides that it was opened), and what ``came
    first`` at another desk and second.

    ``code`` is why the second, a request, is set aside, or the finding beside it, a fact; "" where
    it is as if its desk had been alone. ``counts`` looks at the state that everybody has then.
    """

    first: Made | list[AnyBody]
    second: Made
    code: str
    counts: Callable[[Dossier], bool]
    known: Sequence[Made] = ()
    numbered: bool = True


def made(body: Made, state: Dossier) -> AnyBody:
    """The body, as a desk makes it that knows the dossier as ``state``."""
    return body(state) if callable(body) else body


def came_first(meeting: Meeting, state: Dossier) -> list[AnyBody]:
    """What the other desk recorded, which knew the dossier as ``state``."""
    first = meeting.first
    return first if isinstance(first, list) else [made(first, state)]


def opened(reference: str = "CHM-7-1") -> Opened:
    wanted = opening(reference=reference)
    return Opened(
        received_at=wanted.received_at, application=wanted.application, reference=reference
    )


def registered(code: str = CODE) -> AnyBody:
    """The number of the sample dossier, due on 30 November."""
    before = apply_body(None, opened(), dossier="d", agency="H26.107")
    [body] = decide(before, registration(code=code, due=DUE), RULES)
    return body


def changed(state: Dossier) -> AnyBody:
    return procedure_changed(state, at="2026-11-27T09:00:00+07:00")


def corrected(new: str) -> Corrected:
    return Corrected(changes=[Change("submitter.phone", PHONE, new)], reason="nghe nhầm")


def collected(amount: int = 5_000) -> FeeCollected:
    return FeeCollected(amount=amount, method="cash")


def given_back(amount: int = 5_000) -> FeeRefunded:
    return FeeRefunded(at="2026-11-27T10:00:00+07:00", amount=amount, reason="thu thừa")


def referred() -> Referred:
    return Referred(at="2026-11-27T10:00", event="e1", what="corrected", note="xin ý kiến")


def pages(digit: str) -> PagesAttached:
    return PagesAttached(
        component="original", pages=[Page(digit * 64, 1_000, "image/png", 100, 100, 200)]
    )


def printed(form: str = "receipt") -> Printed:
    return Printed(form=form, form_version="2025", nth=1, pages=1)


def _phone(state: Dossier) -> str | None:
    return (
        None if state.application is None else current_value(state.application, "submitter.phone")
    )


def _is_annulled(state: Dossier) -> bool:
    return state.stage is Stage.ANNULLED


def _due(state: Dossier) -> str | None:
    return None if state.due is None else state.due.at


MEETINGS: dict[str, list[Meeting]] = {
    "opened": [
        Meeting(
            printed("unnumbered"), opened("CHM-8-1"), "already_opened",
            lambda state: state.reference == "CHM-7-1", numbered=False,
        ),
    ],
    "registered": [
        Meeting(
            registered(), registered("H26.107-261123-0002"), "already_registered",
            lambda state: state.code == CODE, numbered=False,
        ),
        Meeting(
            refused(), registered(), "",
            lambda state: (state.stage, state.code) == (Stage.REGISTERED, CODE), numbered=False,
        ),
    ],
    "pages_attached": [
        Meeting(
            pages("a"), pages("b"), "",
            lambda state: [page.sha256[0] for page in state.pages["original"]] == ["a", "b"],
        ),
    ],
    "printed": [
        Meeting(printed(), printed(), "", lambda state: state.prints == {"receipt": 2}),
        Meeting(changed, printed(), "receipt_replaced", lambda state: not state.prints),
        Meeting(annulled(), printed(), "annulled", _is_annulled),
    ],
    "fee_collected": [
        Meeting(collected(2_000), collected(3_000), "", lambda state: state.collected == 5_000),
        Meeting(
            collected(), collected(), "over_collected", lambda state: state.collected == 10_000
        ),
        Meeting(annulled(), collected(), "annulled", lambda state: state.collected == 5_000),
    ],
    "fee_refunded": [
        Meeting(
            given_back(2_000), given_back(3_000), "", lambda state: state.refunded == 5_000,
            known=[collected()],
        ),
        Meeting(
            given_back(), given_back(), "over_refunded",
            lambda state: (state.collected, state.refunded) == (-5_000, 10_000),
            known=[collected()],
        ),
        Meeting(
            annulled(), given_back(), "", lambda state: state.refunded == 5_000,
            known=[collected()],
        ),
    ],
    "referred": [
        Meeting(annulled(), referred(), "", lambda state: state.referrals == 1),
    ],
    "corrected": [
        Meeting(
            corrected("0900000002"), corrected("0900000003"), "changed_meanwhile",
            lambda state: _phone(state) == "0900000002",
        ),
        Meeting(
            Corrected(changes=[Change("sets", "1", "2")], reason="đếm lại"),
            corrected("0900000003"), "", lambda state: _phone(state) == "0900000003",
        ),
        Meeting(annulled(), corrected("0900000003"), "annulled", _is_annulled),
    ],
    "procedure_changed": [
        Meeting(changed, changed, "changed_meanwhile", lambda state: len(state.replaced) == 1),
        Meeting(suspended(), changed, "clock_stands", lambda state: not state.replaced),
        Meeting(
            apologised("2026-11-26T09:00"), changed, "",
            lambda state: len(state.replaced) == 1 and not state.happenings,
        ),
        Meeting(
            Supplemented(at="2026-11-26T10:00"), changed, "changed_meanwhile",
            lambda state: not state.replaced, known=[asked(), completed("2026-11-25T09:00")],
        ),
        Meeting(resolved(), changed, "already_resolved", lambda state: not state.replaced),
        Meeting(annulled(), changed, "annulled", _is_annulled),
    ],
    "annulled": [
        Meeting(annulled(), annulled(reason="trùng"), "annulled",
                lambda state: bool(state.annulled and state.annulled.reason == "nhập hai lần")),
        Meeting(resolved(), annulled(), "already_resolved",
                lambda state: state.stage is Stage.RESOLVED),
        Meeting([resolved(), returned()], annulled(), "already_returned",
                lambda state: state.stage is Stage.RETURNED),
    ],
    "supplement_requested": [
        Meeting(asked(), asked("2026-11-24T10:00"), "supplement_once",
                lambda state: state.stage is Stage.SUPPLEMENT_AWAITED),
    ],
    "supplemented": [
        Meeting(completed(), completed("2026-11-28T09:00"), "no_supplement_pending",
                lambda state: _due(state) == NEW_DUE.at, known=[asked()]),
    ],
    "suspended": [
        Meeting(suspended(), suspended("2026-11-25T10:00"), "already_suspended",
                lambda state: state.clock_stands),
    ],
    "resumed": [
        Meeting(resumed(), resumed("2026-11-28T09:00"), "not_suspended",
                lambda state: _due(state) == NEW_DUE.at, known=[suspended()]),
    ],
    "extended": [
        Meeting(extended(), extended("2026-11-26T10:00", to="2026-12-09T17:00:00+07:00"),
                "extended_once", lambda state: _due(state) == "2026-12-03T17:00:00+07:00"),
    ],
    "apologised": [
        Meeting(apologised(), apologised("2026-12-02T09:00"), "",
                lambda state: len(state.happenings) == 2),
    ],
    "resolved": [
        Meeting(resolved(), resolved("2026-11-30T10:00", outcome="refused", note="Đ.19.3"),
                "already_resolved", lambda state: state.happenings[0].outcome == "granted"),
    ],
    "closed": [
        Meeting(completed(), closed(), "no_supplement_pending",
                lambda state: state.stage is Stage.REGISTERED or state.stage is Stage.PROCESSING,
                known=[asked()]),
    ],
    "stopped": [
        Meeting(resolved("2026-11-25T09:00"), stopped(), "already_resolved",
                lambda state: state.stage is Stage.RESOLVED),
    ],
    "refused": [
        Meeting(registered(), refused(), "already_registered",
                lambda state: state.stage is Stage.REGISTERED, numbered=False),
    ],
    "handed_over": [
        Meeting(handed_over("2026-11-24T09:00:00+07:00"), handed_over(), "",
                lambda state: state.handed_over == "2026-11-24T09:00:00+07:00"),
        Meeting(resolved("2026-11-24T07:00:00+07:00"), handed_over(), "already_resolved",
                lambda state: state.stage is Stage.RESOLVED),
    ],
    "result_returned": [
        Meeting(returned(), returned(at="2026-12-03T09:00:00+07:00"), "already_returned",
                lambda state: state.returned_at == "2026-12-02T09:00:00+07:00",
                known=[resolved()]),
        Meeting(annulled(), returned(), "annulled",
                lambda state: bool(_is_annulled(state) and state.returned_at)),
    ],
    "certified": [
        Meeting(certified(paper(number=1)), certified(paper(number=2)), "already_certified",
                lambda state: [each.number for each in state.certified] == [1, 2]),
    ],
}  # fmt: skip
