"""Drafts: what is typed is kept, and becomes one dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.clock.time import FixedClock, to_iso
from app.drafts.draft import ComponentDraft, Draft, PersonDraft, begin_draft
from app.drafts.reading import person_of_card, person_of_record, usual_components
from app.errors import InvalidInput, Refusal
from app.identity.citizen_card import read_card
from app.identity.reading import read_identity
from app.reception.assess import assess
from app.reception.desk import Desk
from app.reception.known_person import known_person
from app.reception.register import receive_draft
from app.store.drafts import MAX_DRAFTS
from tests.desks import COMMUNE, DAY, MORNING, OFFICER, catalogue, open_desk

CARD = "001190000017|123456789|Nguyễn Thị Mẫu|24111990|Nữ|Số 1, Phường Hoa Sữa, Hà Nội|01072021"
BIRTH_REGISTRATION = "1.001193"
COPIES = "2.000815"


@pytest.fixture
def clock() -> FixedClock:
    """The counter's clock."""
    return FixedClock(MORNING)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk with fifty numbers."""
    with open_desk(tmp_path / "desk", clock=clock) as opened:
        yield opened


def typed(desk: Desk, **changes: object) -> Draft:
    """A draft with everything that certification of copies needs."""
    draft = begin_draft(desk.clock.now(), to_iso(desk.clock.now()), OFFICER)
    procedure = catalogue().procedure(COPIES, DAY)
    card = read_card(CARD)
    filled = {
        "procedure": COPIES,
        "submitter": msgspec.structs.replace(
            person_of_card(card, PersonDraft()), phone="0900000001"
        ),
        "components": usual_components(procedure),
        **changes,
    }
    return msgspec.structs.replace(draft, **filled)


def test_a_draft_is_kept_as_typed(tmp_path: Path) -> None:
    """Also what is wrong in it; it is there again when the store is opened again."""
    with open_desk(tmp_path / "desk") as desk:
        draft = typed(desk, submitter=PersonDraft(name="Ngu", birth="31/02", phone="không có"))
        desk.store.drafts.save(draft, to_iso(MORNING))
    with open_desk(tmp_path / "desk") as desk:
        assert desk.store.drafts.all() == [draft]
        assert desk.store.drafts.find(draft.id) == draft
        desk.store.drafts.remove(draft.id)
        desk.store.drafts.remove(draft.id)
        assert desk.store.drafts.all() == []


def test_a_draft_becomes_one_dossier(desk: Desk) -> None:
    """Received twice it is one dossier with one number, and the draft is gone with the commit."""
    draft = typed(desk)
    desk.store.drafts.save(draft, to_iso(MORNING))
    first = receive_draft(desk, draft)
    assert desk.store.drafts.all() == []
    again = receive_draft(desk, draft)
    assert (again.dossier, again.code, again.new) == (first.dossier, first.code, False)
    assert desk.store.search("", 10)[1] == 1


def test_a_late_save_does_not_bring_a_received_draft_back(desk: Desk) -> None:
    """The timer of the form may fire after F8."""
    draft = typed(desk)
    receive_draft(desk, draft)
    desk.store.drafts.save(draft, to_iso(MORNING))
    assert desk.store.drafts.all() == []


def test_what_is_refused_stays_a_draft(desk: Desk) -> None:
    """Nothing was written; the officer goes on typing."""
    draft = typed(desk, submitter=PersonDraft(name="Nguyễn Thị Mẫu"))
    desk.store.drafts.save(draft, to_iso(MORNING))
    with pytest.raises(InvalidInput) as caught:
        receive_draft(desk, draft)
    assert caught.value.field == "submitter.id_number"
    assert desk.store.drafts.all() == [draft]
    assert desk.store.search("", 10)[1] == 0


def test_the_time_of_receipt_is_when_the_citizen_came(desk: Desk, clock: FixedClock) -> None:
    """The draft began at 8:30; typing until 8:50 costs the citizen nothing."""
    draft = typed(desk)
    clock.advance(timedelta(minutes=20))
    received = receive_draft(desk, draft)
    assert desk.dossier(received.dossier).received_at == to_iso(MORNING)


def test_drafts_are_bounded(desk: Desk) -> None:
    """200 of them, 200 KiB each; what is refused loses nothing that was kept."""
    for _ in range(MAX_DRAFTS):
        desk.store.drafts.save(typed(desk), to_iso(MORNING))
    one_more = typed(desk)
    with pytest.raises(Refusal, match="too_many_drafts"):
        desk.store.drafts.save(one_more, to_iso(MORNING))
    known = desk.store.drafts.all()[0]
    with pytest.raises(InvalidInput, match="too_large"):
        desk.store.drafts.save(
            msgspec.structs.replace(known, summary="x" * 200_000 * 2), to_iso(MORNING)
        )
    assert desk.store.drafts.find(known.id) == known


def test_an_empty_draft_says_so(desk: Desk) -> None:
    """A form that nobody touched is not kept."""
    draft = begin_draft(MORNING, to_iso(MORNING), OFFICER)
    assert draft.is_empty
    assert not msgspec.structs.replace(draft, late=True).is_empty
    assert msgspec.structs.replace(draft, components=(ComponentDraft("a"),)).is_empty


def test_the_assessment_shows_due_time_fee_and_series(desk: Desk) -> None:
    """What the receipt will say, before it is printed; one copy of two pages: 4,000 đồng."""
    found = assess(typed(desk, pages=2), desk)
    assert found.ready, found.problems
    assert found.due is not None
    assert found.due.at is not None
    assert found.fee_total == 4_000
    assert found.fee_in_words == "Bốn nghìn đồng"
    assert found.series == f"{COMMUNE}-261123-"


def test_every_problem_is_told_at_once(desk: Desk, clock: FixedClock) -> None:
    """Not one after the other: each field has its own message."""
    draft = typed(
        desk,
        submitter=PersonDraft(birth="31/02/1990", phone="abc", email="abc"),
        components=(),
        sets=0,
    )
    clock.advance(timedelta(days=1))
    found = assess(draft, desk)
    assert {problem.field for problem in found.problems} == {
        "submitter.birth", "submitter.name", "submitter.id_number", "submitter.phone",
        "submitter.email", "components", "sets", "late_reason",
    }  # fmt: skip
    assert not found.ready


def test_without_a_procedure_there_is_no_due_time(desk: Desk) -> None:
    """An unknown code is said so; nothing raises."""
    assert assess(typed(desk, procedure=""), desk).problem("procedure") is not None
    unknown = assess(typed(desk, procedure="9.999999"), desk)
    assert (unknown.due, unknown.fees) == (None, ())
    assert [problem.code for problem in unknown.problems] == ["unknown_procedure"]


def test_an_online_only_procedure_asks_for_its_exception(desk: Desk) -> None:
    """Chỉ thị 24/CT-TTg: paper only with the exception written down."""
    procedure = catalogue().procedure(BIRTH_REGISTRATION, DAY)
    draft = typed(desk, procedure=BIRTH_REGISTRATION, components=usual_components(procedure))
    problem = assess(draft, desk).problem("procedure")
    assert problem is not None
    assert problem.code == "online_only"
    allowed = msgspec.structs.replace(draft, paper_exception="Người cao tuổi")
    assert assess(allowed, desk).ready


def test_what_the_assessment_finds_ready_is_received(desk: Desk) -> None:
    """Both ask the same rules, for every procedure of the catalogue."""
    for procedure in catalogue().find("", DAY, limit=1_000):
        if procedure.resolver_kind == "department":
            continue
        draft = typed(
            desk,
            procedure=procedure.code,
            components=usual_components(procedure),
            paper_exception="Trường hợp ngoại lệ",
        )
        found = assess(draft, desk)
        assert found.ready, (procedure.code, found.problems)
        state = desk.dossier(receive_draft(desk, draft).dossier)
        if state.code is not None:
            assert state.due == found.due
            assert state.fees == found.fees
            assert state.code.startswith(found.series)


def test_a_known_person_need_not_be_typed_again(desk: Desk) -> None:
    """Phone and address come from the newest dossier of the number, and of no other number."""
    receive_draft(desk, typed(desk))
    known = known_person(desk, " 001190000017 ")
    assert known is not None
    assert person_of_record(known).phone == "0900000001"
    assert known_person(desk, "00119000001") is None
    assert known_person(desk, "") is None


def test_a_card_replaces_the_person_but_keeps_the_phone_of_the_same(desk: Desk) -> None:
    """Another citizen's card brings nothing of the one before."""
    card = read_card(CARD)
    before = PersonDraft(name="mau", id_number="001190000017", phone="0900000001")
    assert person_of_card(card, before).phone == "0900000001"
    assert person_of_card(card, before).birth == "24/11/1990"
    other = PersonDraft(name="Người Trước", id_number="001190000018", phone="0900000002")
    assert person_of_card(card, other).phone == ""


ZONE = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
BUOI, VILLAGE = "Trần Thị Bưởi".encode().hex(), "Thôn 1".encode().hex()
INSURANCE = f"DN4380123456789|{BUOI}|09/09/1985|2|{VILLAGE}"


def test_a_name_without_tone_marks_never_replaces_the_same_name_with_them() -> None:
    """Machine-readable lines have none; another person's name is replaced all the same."""
    passport = read_identity(ZONE, today=DAY)
    written = PersonDraft(name="Ériksson Anna Maria", id_number="L898902C3", phone="0900000001")
    filled = person_of_card(passport, written)
    assert (filled.name, filled.id_number) == ("Ériksson Anna Maria", "L898902C3")
    assert (filled.birth, filled.phone) == ("12/08/1974", "0900000001")
    other = person_of_card(passport, PersonDraft(name="Trần Thị Bưởi", id_number="C7654321"))
    assert (other.name, other.phone) == ("ERIKSSON ANNA MARIA", "")


def test_a_health_insurance_card_leaves_the_number_as_it_stands() -> None:
    """It has none; of the same name it fills the rest, of another it begins anew."""
    card = read_identity(INSURANCE, today=DAY)
    typed = PersonDraft(name="tran thi buoi", id_number="038185000003", phone="0900000001")
    filled = person_of_card(card, typed)
    assert (filled.name, filled.id_number, filled.address) == (
        "Trần Thị Bưởi",
        "038185000003",
        "Thôn 1",
    )
    assert filled.phone == "0900000001"
    no_number = PersonDraft(name="Trần Thị Bưởi", no_id_reason="Quên thẻ")
    assert person_of_card(card, no_number).no_id_reason == "Quên thẻ"
    other = PersonDraft(name="Người Trước", id_number="001190000018")
    assert person_of_card(card, other).id_number == ""


def test_a_card_with_the_old_number_is_of_the_same_person() -> None:
    """Somebody was registered with the number of the old identity card."""
    card = read_card(CARD)
    before = PersonDraft(name="mau", id_number="123456789", phone="0900000001")
    assert person_of_card(card, before).phone == "0900000001"
