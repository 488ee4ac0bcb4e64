"""evolve never raises, keeps what it does not know, and reads what older versions wrote."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dossier import evolve as evolving
from app.dossier.commands import (
    AttachPages,
    ChangeProcedure,
    CollectFee,
    Command,
    Correct,
    Process,
    RecordAct,
    RecordPrint,
    Refer,
    RefundFee,
)
from app.dossier.decide import decide
from app.dossier.desk_events import (
    Certified,
    CertifiedPaper,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from app.dossier.events import (
    BODY_TYPES,
    EVENT_KINDS,
    Change,
    Corrected,
    Due,
    FeeRefunded,
    Page,
    Printed,
    Referred,
    encode_payload,
    read_event,
    sha256_hex,
)
from app.dossier.evolve import evolve, read_body, replay
from app.dossier.processing_events import (
    Apologised,
    Closed,
    Extended,
    ProcessingBody,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from app.dossier.receipt_events import Annulled
from app.dossier.state import Dossier, Stage
from tests.app.dossier.samples import RULES, Chain, opening, procedure_changed, registration

LATER_DUE = Due("2026-11-30T17:00:00+07:00", False, ["5 ngày làm việc"], "v1")
PROCESSING: tuple[ProcessingBody, ...] = (
    SupplementRequested(stage="appraisal", items=["Bản chính"], reason="mờ", at="2026-11-23T09:00"),
    Supplemented(at="2026-11-23T10:00", due=LATER_DUE, under="desk-3"),
    Suspended(cause="verification", at="2026-11-23T11:00", reason="hỏi nơi cấp"),
    Resumed(cause="verification", at="2026-11-23T14:00", due=LATER_DUE, under="desk-3"),
    Extended(at="2026-11-25", to="2026-12-02T17:00:00+07:00", reason="mưa bão", signer="Lê Văn C"),
    Apologised(at="2026-11-26", new_due="2026-12-04", reason="mưa bão", signer="Lê Văn C"),
    Resolved(at="2026-12-01", outcome="granted"),
)
COPY = CertifiedPaper("copy", "Bằng tốt nghiệp", "01-SCT/BS", 2026, 12)
GIVEN = ResultReturned(
    at="2026-12-02T09:00", receiver="Nguyễn Văn A", papers=[ReturnedPaper("Bản sao")]
)
NOT_OF_THIS_LIFE = {Closed.TYPE, Stopped.TYPE, Refused.TYPE, Annulled.TYPE}
"""A dossier ends once: ``test_processing.py`` and its neighbours have the other ends."""


def life() -> Dossier:
    """A dossier after one event of each type."""
    chain = Chain()
    state: Dossier | None = None
    page = Page("00" * 32, 1_000, "image/png", 100, 100, 200)
    first: list[Command] = [opening(), registration(due=LATER_DUE)]
    for command in first:
        [body] = decide(state, command, RULES)
        state = evolve(state, chain.event(body))
    assert state is not None
    commands: list[Command] = [
        ChangeProcedure(procedure_changed(state, due=LATER_DUE)),
        AttachPages("original", [page]),
        RecordPrint("receipt", "v", 1),
        CollectFee(5_000, "cash"),
        RefundFee(FeeRefunded(at="2026-11-23T10:00", amount=1_000, reason="thu thừa")),
        Refer(Referred(at="2026-11-23T10:00", event="e", what="corrected", note="xem giúp")),
        Correct([Change("sets", "1", "2")], "lý do"),
        RecordAct(HandedOver(at="2026-11-23T08:50", to="Phòng Tư pháp")),
        *[Process(body) for body in PROCESSING],
        RecordAct(Certified(at="2026-12-01", papers=[COPY], signer="Lê Văn C")),
        RecordAct(GIVEN),
    ]
    for command in commands:
        [body] = decide(state, command, RULES)
        state = evolve(state, chain.event(body))
    assert state is not None
    return state


def test_one_event_of_each_type_tells_a_whole_life() -> None:
    """opened, registered, pages_attached, printed, fee_collected, corrected, and what follows."""
    state = life()
    assert state.applied == len(BODY_TYPES) - len(NOT_OF_THIS_LIFE)
    assert state.stage is Stage.RETURNED
    assert state.due is not None
    assert (state.due.at, state.first_due) == ("2026-12-02T17:00:00+07:00", LATER_DUE)
    assert (state.collected, state.refunded, state.referrals) == (4_000, 1_000, 1)
    assert [old.event for old in state.replaced] == [state.registered_event]
    assert state.application is not None
    assert state.application.sets == 2
    assert len(state.pages["original"]) == 1
    assert state.prints == {"receipt": 1}
    assert (state.handed_over, state.returned_at) == ("2026-11-23T08:50", "2026-12-02T09:00")
    assert state.certified == (COPY,)
    assert (state.unknown, state.unreadable) == (0, 0)


def test_every_type_is_a_fact_or_a_request() -> None:
    """docs/adr/0002."""
    assert set(EVENT_KINDS) == set(BODY_TYPES)


def test_the_first_code_and_the_first_opening_stay() -> None:
    """A printed number never changes, whatever is replayed."""
    chain = Chain()
    [body] = decide(None, opening(), RULES)
    state = evolve(None, chain.event(body))
    [first] = decide(state, registration(), RULES)
    [second] = decide(state, registration(code="H26.107-261123-0002"), RULES)
    state = evolve(evolve(state, chain.event(first)), chain.event(second))
    assert state.code == "H26.107-261123-0001"
    [other] = decide(None, opening(reference="CHM-7-9"), RULES)
    assert evolve(state, chain.event(other)).reference == "CHM-7-1"


def test_a_type_or_schema_of_tomorrow_is_counted_and_kept() -> None:
    """Unknown types and newer schemas do no harm."""
    chain = Chain()
    state = replay([chain.raw("blessed", 1, b"{}"), chain.raw("printed", 99, b"{}")])
    assert state is not None
    assert (state.unknown, state.unreadable, state.applied) == (2, 0, 2)


def test_an_unknown_field_survives_in_the_bytes() -> None:
    """Nobody re-encodes: what a newer desk wrote is what an older one passes on."""
    chain = Chain()
    payload = b'{"form":"receipt","form_version":"v","nth":1,"pages":1,"colour":"red"}'
    event = chain.raw("printed", 1, payload)
    again = read_event(event.header_bytes, event.payload_bytes)
    assert again.payload_bytes == payload
    assert again.hash == event.hash
    body = read_body(again)
    assert isinstance(body, Printed)
    assert body.nth == 1


def test_an_older_schema_is_upcast_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """By type and schema version, never by guessing from the fields."""
    monkeypatch.setattr(Printed, "SCHEMA", 3)
    monkeypatch.setitem(evolving.UPCASTS, ("printed", 1), lambda raw: {**raw, "pages": 2})
    monkeypatch.setitem(
        evolving.UPCASTS, ("printed", 2), lambda raw: {**raw, "nth": raw["pages"] + 1}
    )
    event = Chain().raw("printed", 1, b'{"form":"receipt","form_version":"v"}')
    body = read_body(event)
    assert isinstance(body, Printed)
    assert (body.pages, body.nth) == (2, 3)


def test_a_missing_upcast_counts_as_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gap in the chain of upcasts is no reason to fail."""
    monkeypatch.setattr(Printed, "SCHEMA", 2)
    state = evolve(None, Chain().raw("printed", 1, b"{}"))
    assert state.unknown == 1


@given(st.sampled_from(sorted(BODY_TYPES)), st.binary(max_size=200))
def test_no_payload_makes_evolve_raise(name: str, payload: bytes) -> None:
    """evolve never raises: what can't be read is counted and kept."""
    state = evolve(None, Chain().raw(name, 1, payload))
    assert state.applied == 1


@given(
    st.sampled_from(sorted(BODY_TYPES)),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    [
                        *("changes", "field", "new", "old", "pages", "reason"),
                        *("at", "cause", "due", "items", "outcome", "signer", "stage", "to"),
                        *("papers", "receiver", "method", "kind", "name", "book", "number"),
                        *("amount", "event", "what", "note", "old", "replaces", "procedure"),
                        *("fees", "happenings", "instead", "stands_for", "form", "under"),
                    ]
                ),
                inner,
            )
        ),
        max_leaves=12,
    ),
)
def test_no_json_makes_evolve_raise(name: str, document: object) -> None:
    """The same for JSON of the wrong shape, also on a dossier that has a life behind it."""
    payload = msgspec.json.encode(document)
    evolve(life(), Chain().raw(name, 1, payload))


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("sets", "9" * 5_000),
        ("sets", "0"),
        ("nowhere.name", "x"),
        ("owner.name", "x"),
        ("code", "x"),
    ],
)
def test_a_correction_that_names_nothing_changes_nothing(field: str, new: str) -> None:
    """An accepted correction of a newer version can't break an older desk."""
    state = life()
    body = Corrected(changes=[Change(field, "", new)], reason="lý do")
    after = evolve(state, Chain().event(body))
    assert after.application == state.application


def test_two_payloads_of_the_same_content_have_different_hashes() -> None:
    """The salt keeps a pruned name from being guessed from its hash."""
    body = Printed(form="receipt", form_version="v", nth=1, pages=1)
    assert sha256_hex(encode_payload(body)) != sha256_hex(encode_payload(body))
