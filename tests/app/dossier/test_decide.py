"""decide is where something is forbidden; each refusal names its field and reason."""

from __future__ import annotations

import msgspec
import pytest

from app.dossier.application import Authorisation, Channel, GivenComponent, Person
from app.dossier.commands import AttachPages, CollectFee, Command, Correct, RecordPrint
from app.dossier.decide import command_of, decide
from app.dossier.events import Change, Corrected, Opened, Page, Printed, Registered
from app.dossier.evolve import apply_body
from app.dossier.state import NATIONAL_STATE, Dossier, Stage
from app.errors import InvalidInput, QmcError, Refusal
from tests.app.dossier.samples import RULES, application, opening, registration

PAGE = Page("00" * 32, 1_000, "image/png", 100, 100, 200)
GIVER = Person(name="Trần Văn B", no_id_reason="Không khai")


def opened() -> Dossier:
    """The sample dossier, opened."""
    [body] = decide(None, opening(), RULES)
    return apply_body(None, body, dossier="dossier", agency="H26.107")


def registered() -> Dossier:
    """The sample dossier, registered."""
    state = opened()
    [body] = decide(state, registration(), RULES)
    return apply_body(state, body, dossier="dossier", agency="H26.107")


def refusal(state: Dossier | None, command: Command) -> QmcError:
    """The error that ``command`` ends in."""
    with pytest.raises(QmcError) as caught:
        decide(state, command, RULES)
    return caught.value


def test_a_complete_dossier_opens_and_registers() -> None:
    """The main job: what is complete goes through."""
    state = registered()
    assert state.code == "H26.107-261123-0001"
    assert state.stage is Stage.REGISTERED
    assert state.fee_total == 5_000


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"received_at": "2026-11-23T09:00:00+07:00"}, "received_in_future", "received_at"),
        ({"received_at": "2026-11-20T09:00:00+07:00"}, "late_without_reason", "late_reason"),
        ({"received_at": "gần đây"}, "bad_time", "received_at"),
        ({"application": application(resolver="Hà Nội")}, "bad_agency", "resolver"),
        ({"application": application(components=[])}, "components", "components"),
        ({"application": application(sets=0)}, "out_of_range", "sets"),
        ({"application": application(pages=10_001)}, "out_of_range", "pages"),
        ({"application": application(summary="x" * 200_000)}, "too_long", "summary"),
        ({"application": application(summary="a\x00b")}, "control_character", "summary"),
        ({"application": application(submitter=Person(name=" "))}, "missing", "submitter.name"),
        (
            {"application": application(submitter=Person(name="A"))},
            "missing",
            "submitter.id_number",
        ),
        (
            {"application": application(owner=Person(name="x" * 201, id_number="1"))},
            "too_long",
            "owner.name",
        ),
        (
            {"application": application(components=[GivenComponent("a", "A", originals=-1)])},
            "components",
            "components",
        ),
        (
            {"application": application(components=[GivenComponent("a", "A", photos=10_000)])},
            "components",
            "components",
        ),
        (
            {"application": application(authorisation=Authorisation(GIVER, "x" * 2_001))},
            "too_long",
            "authorisation",
        ),
        (
            {"application": application(authorisation=Authorisation(GIVER, "số\x07 1"))},
            "control_character",
            "authorisation",
        ),
        ({"late_reason": "x" * 2_001}, "too_long", "late_reason"),
        ({"origin": "x" * 201}, "too_long", "origin"),
        ({"application": application(procedure="9.999999")}, "unknown_procedure", "procedure"),
        ({"application": application(procedure="1.001193")}, "online_only", "procedure"),
        ({"application": application(channel=Channel.ONLINE)}, "paper_only", "channel"),
    ],
)
def test_an_opening_that_the_rules_forbid_names_its_field(
    changes: dict[str, object], code: str, field: str
) -> None:
    """Rules §9: no receipt without number of the person, time, components, sets."""
    error = refusal(None, opening(**changes))
    assert (error.code, error.field) == (code, field)


def test_an_exception_opens_an_online_only_procedure_on_paper() -> None:
    """Chỉ thị 24/CT-TTg has exceptions; each is written down."""
    allowed = application(procedure="1.001193", paper_exception="Không dùng được thiết bị")
    [body] = decide(None, opening(application=allowed), RULES)
    assert isinstance(body, Opened)


def test_a_late_entry_with_its_reason_opens() -> None:
    """What happened and when it was typed are two times."""
    command = opening(received_at="2026-11-20T09:00:00+07:00", late_reason="Mất điện")
    assert decide(None, command, RULES)


def test_a_person_without_a_number_needs_a_reason_only() -> None:
    """The no-card path is allowed, with its reason."""
    person = Person(name="Cụ C", no_id_reason="Chưa được cấp")
    assert decide(None, opening(application=application(submitter=person)), RULES)


def test_a_kind_of_proof_stands_for_a_number_and_must_be_known() -> None:
    """A newborn has no number; a word that nobody knows is no proof."""
    person = Person(name="Bé D", no_id_kind="newborn")
    assert decide(None, opening(application=application(submitter=person)), RULES)
    unknown = Person(name="Bé D", no_id_kind="witch")
    problem = refusal(None, opening(application=application(submitter=unknown)))
    assert (problem.code, problem.field) == ("bad_no_id_kind", "submitter.no_id_kind")
    both = Person(name="Cụ E", id_number="001090000001", no_id_kind="witness")
    problem = refusal(None, opening(application=application(submitter=both)))
    assert (problem.code, problem.field) == ("two_proofs", "submitter.no_id_kind")


def test_nothing_happens_to_a_dossier_that_was_not_opened() -> None:
    """Every other command needs an opened dossier."""
    assert refusal(None, registration()).code == "not_opened"
    assert refusal(opened(), opening()).code == "already_opened"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "H26.107-261124-0001"}, "wrong_series"),
        ({"code": "H26.108-261123-0001"}, "wrong_series"),
        ({"code": "0001"}, "bad_code"),
        (
            {"due": msgspec.structs.replace(registration().due, at="2026-11-20T17:00:00+07:00")},
            "due_before_receipt",
        ),
        (
            {"procedure": msgspec.structs.replace(registration().procedure, code="2.000884")},
            "wrong_procedure",
        ),
    ],
)
def test_a_number_must_be_of_the_dossiers_series(changes: dict[str, object], code: str) -> None:
    """NĐ 118/2025 Đ.28: agency competent to resolve, day of receipt."""
    assert refusal(opened(), registration(**changes)).code == code


def test_a_dossier_has_one_code() -> None:
    """NĐ 118/2025 Đ.17.3: one code per dossier."""
    assert refusal(registered(), registration(code="H26.107-261123-0002")).code == (
        "already_registered"
    )


def test_a_closed_dossier_is_neither_numbered_nor_corrected() -> None:
    """A final stage stays."""
    closed = msgspec.structs.replace(opened(), stage=Stage.WITHDRAWN)
    assert refusal(closed, registration()).code == "closed"
    assert refusal(closed, Correct([Change("summary", "", "x")], "lý do")).code == "closed"


def test_pages_belong_to_a_component_of_the_dossier() -> None:
    """A page of nothing is refused before it is kept."""
    assert decide(opened(), AttachPages("original", [PAGE]), RULES)
    assert refusal(opened(), AttachPages("other", [PAGE])).code == "unknown_component"
    assert refusal(opened(), AttachPages("original", [])).code == "pages"
    assert refusal(opened(), AttachPages("original", [PAGE] * 501)).code == "pages"


def test_prints_are_counted() -> None:
    """A reprint is "In lại lần n"."""
    state = registered()
    for nth in (1, 2, 3):
        [body] = decide(state, RecordPrint("receipt", "v", 1), RULES)
        assert isinstance(body, Printed)
        assert body.nth == nth
        state = apply_body(state, body, dossier="dossier", agency="H26.107")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (CollectFee(0, "cash"), "bad_amount"),
        (CollectFee(-5, "cash"), "bad_amount"),
        (CollectFee(10**12, "cash"), "bad_amount"),
        (CollectFee(5_000, "gold"), "bad_method"),
        (CollectFee(5_001, "cash"), "over_collected"),
    ],
)
def test_no_more_is_taken_than_is_owed(command: CollectFee, code: str) -> None:
    """Money is whole đồng, by cash or transfer, at most what the law says."""
    assert refusal(registered(), command).code == code


def test_a_fee_waits_for_the_number() -> None:
    """What is owed is frozen at registration."""
    assert refusal(opened(), CollectFee(5_000, "cash")).code == "not_registered"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change("submitter.phone", "0900000009", "1"), "changed_meanwhile"),
        (Change("submitter.name", "Nguyễn Văn A", "  "), "missing"),
        (Change("submitter.name", "Nguyễn Văn A", "x" * 201), "too_long"),
        (Change("submitter.phone", "0900000001", "x" * 2_001), "too_long"),
        (Change("sets", "1", "0"), "out_of_range"),
        (Change("sets", "1", "٣"), "out_of_range"),
        (Change("sets", "1", "9" * 5_000), "out_of_range"),
        (Change("code", "H26.107-261123-0001", "H26.107-261123-0002"), "not_correctable"),
        (Change("received_at", "", ""), "not_correctable"),
        (Change("owner.name", "", "B"), "not_correctable"),
    ],
)
def test_a_correction_that_is_not_allowed_names_its_field(change: Change, code: str) -> None:
    """Number, times and fees are never corrected; nothing is overwritten in silence."""
    error = refusal(registered(), Correct([change], "lý do"))
    assert (error.code, error.field) == (code, change.field)


def test_a_correction_needs_a_reason_and_a_change() -> None:
    """Who corrects says why."""
    assert refusal(registered(), Correct([Change("sets", "1", "2")], " ")).field == "reason"
    assert refusal(registered(), Correct([], "lý do")).field == "changes"


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("sets", "1", "3"),
        ("summary", "", "Bản sao"),
        ("submitter.name", "Nguyễn Văn A", "Nguyễn Văn Á"),
        ("authoriser.phone", "", "0900000003"),
    ],
)
def test_a_correction_changes_what_it_names(field: str, old: str, new: str) -> None:
    """The request event stands for the command that the central decides by."""
    state = registered()
    [body] = decide(state, Correct([Change(field, old, new)], "lý do"), RULES)
    assert isinstance(body, Corrected)
    after = apply_body(state, body, dossier="dossier", agency="H26.107")
    command = command_of(body)
    assert isinstance(command, Correct)
    again = refusal(after, command)
    assert isinstance(again, Refusal)
    assert again.code == "changed_meanwhile"


def test_facts_are_no_commands_for_the_central() -> None:
    """Only requests are decided there (docs/adr/0002)."""
    [body] = decide(opened(), registration(), RULES)
    assert isinstance(body, Registered)
    assert command_of(body) is None


def test_every_stage_has_its_national_state() -> None:
    """TrangThaiHoSo 1 to 10; an annulled dossier is one that is not processed any more (8)."""
    assert sorted(set(NATIONAL_STATE.values())) == list(range(1, 11))
    assert NATIONAL_STATE[Stage.ANNULLED] == NATIONAL_STATE[Stage.STOPPED] == 8
    assert set(NATIONAL_STATE) == set(Stage)


def test_a_missing_field_is_the_persons_fault_not_ours() -> None:
    """Wrong input is InvalidInput, a rule is Refusal."""
    assert isinstance(refusal(None, opening(application=application(sets=0))), InvalidInput)
    assert isinstance(refusal(registered(), CollectFee(5_001, "cash")), Refusal)
