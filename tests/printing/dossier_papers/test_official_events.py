"""Official papers tell what has happened to the dossier, and are drafts before it has."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.clock.time import FixedClock
from app.dossier.application import ReturnBy
from app.dossier.desk_events import Refused
from app.dossier.processing_events import Apologised, Extended, Resolved
from app.store.records import Settled, SettledAs, StoredProblem
from tests.printing.dossier_papers.official_desk import (
    ASKED,
    EXTENDED,
    HANDED,
    NOW,
    Office,
    open_office,
)
from tests.printing.forms.test_receipt import found_in_order
from tests.printing.pdf_reading import texts

TOLD = ["supplement", "refusal", "apology", "stop"]
DRAFT = "BẢN NHÁP – CHƯA CÓ GIÁ TRỊ"


def text_of(office: Office, form: str) -> str:
    return " ".join(texts(office.render(form).pdf))


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> object:
    with open_office(tmp_path / "desk") as office:
        yield office


@pytest.mark.parametrize("form", [*TOLD, "residence_supplement", "residence_refusal"])
def test_without_its_event_a_paper_is_a_draft_to_fill_in_by_hand(office: Office, form: str) -> None:
    """It says so, bears the person and the request, and is not to be recorded."""
    paper = office.render(form)
    text = " ".join(texts(paper.pdf))
    assert paper.draft
    assert DRAFT in text
    person = office.state(form).application
    assert person is not None
    assert person.submitter.name in text


@pytest.mark.parametrize("form", ["control", "residence_receipt", "residence_confirmation"])
def test_what_goes_with_a_numbered_dossier_needs_no_further_event(
    office: Office, form: str
) -> None:
    """The control slip is there before the first hand-over; its block is filled in by hand."""
    paper = office.render(form)
    assert not paper.draft
    assert DRAFT not in " ".join(texts(paper.pdf))
    unnumbered = msgspec.structs.replace(office.state(form), code=None)
    assert office.render(form, state=unnumbered).draft


def test_a_supplement_asked_for_at_the_desk_goes_by_the_desk_s_reference(tmp_path: Path) -> None:
    """Đ.16.3: there is no number, no clock and no fifteen days yet."""
    at_desk = msgspec.structs.replace(ASKED, stage="desk", until="")
    with open_office(tmp_path / "desk", at_desk, numbers=0) as office:
        text = text_of(office, "supplement")
        assert office.state("supplement").code is None
        assert not office.render("supplement").draft
    assert "CHM-7-1" in text
    assert "Đăng ký lại khai sinh (1.004884)" in text
    assert "Thời hạn bổ sung" not in text


def test_after_appraisal_the_last_day_to_complete_stands_on_the_paper(office: Office) -> None:
    """Đ.19.5: fifteen days, then the desk may close the dossier."""
    office.tell(ASKED)
    assert "Thời hạn bổ sung, hoàn thiện hồ sơ: đến hết ngày 08 tháng 12 năm 2026." in text_of(
        office, "supplement"
    )


def test_the_last_request_counts_and_names_who_asked(office: Office) -> None:
    """Asked a second time with a reason: the paper is of the second."""
    office.tell(ASKED)
    again = msgspec.structs.replace(ASKED, items=["Giấy ủy quyền"], override_reason="Sót giấy tờ")
    colleague = "Trần Thị Cán Bộ"
    with office.desk.store.transaction(officer=colleague, unlock="test") as transaction:
        transaction.append(office.dossier, again)
    text = text_of(office, "supplement")
    assert found_in_order(text, ["1. Giấy ủy quyền", "NGƯỜI HƯỚNG DẪN", colleague]) == []
    assert "kết hôn" not in text


def test_a_refusal_at_the_desk_gives_ground_provision_and_reason(tmp_path: Path) -> None:
    """Mẫu 03: "với lý do cụ thể như sau"; there is no code."""
    refused = Refused(
        at="2026-11-23T10:00:00+07:00",
        reason="người yêu cầu chưa đủ tuổi.",
        basis="Điều 8 Luật Hôn nhân và gia đình",
        ground="not_qualified",
    )
    with open_office(tmp_path / "desk", refused, numbers=0) as office:
        text = text_of(office, "refusal")
        assert not office.render("refusal").draft
    words = "Không đủ điều kiện theo Điều 8 Luật Hôn nhân và gia đình: người yêu cầu chưa đủ tuổi."
    assert words in text
    assert "CHM-7-1" in text


def test_a_refusal_that_the_number_outlives_is_no_paper(office: Office) -> None:
    """Another desk refused what this one had numbered already: the receipt in hand counts."""
    office.tell(Refused(at="2026-11-23T10:00:00+07:00", reason="trùng hồ sơ"))
    assert office.render("refusal").draft


def test_a_result_that_was_granted_is_no_refusal(office: Office) -> None:
    """Only "refused" after appraisal is (Đ.19.3)."""
    office.tell(Resolved(at="2026-11-26T10:00:00+07:00", outcome="granted"))
    assert office.render("refusal").draft
    office.tell(Resolved(at="2026-11-27T10:00:00+07:00", outcome="refused", note="Thiếu căn cứ."))
    assert "Thiếu căn cứ." in text_of(office, "refusal")


def test_an_apology_after_an_extension_promises_the_new_day(office: Office) -> None:
    """The once-only extension is past: a late dossier still gets its apology."""
    office.tell(EXTENDED)
    apologised = Apologised(
        at="2026-12-16T08:00:00+07:00",
        new_due="2026-12-22T17:00:00+07:00",
        reason="Chờ ý kiến.",
        signer="Lê Thị Phó",
    )
    office.tell(apologised)
    text = text_of(office, "apology")
    assert "vào ngày 22 tháng 12 năm 2026." in text
    assert "Lê Thị Phó" in text
    assert "Chờ ý kiến." in text
    assert "17 giờ 00 phút, ngày 01 tháng 12 năm 2026" in text  # what the receipt says, for ever


def test_an_extension_that_was_set_aside_is_not_announced(office: Office) -> None:
    """Nobody gets a paper about what the central has refused."""
    office.tell(EXTENDED)
    store, now = office.desk.store, office.desk.clock.now()
    items = store.outbox.due(now, 100, 10**6)
    settled = [
        Settled(item.event.header.id, SettledAs.ACCEPTED, place)
        if item.event.header.type != Extended.TYPE
        else Settled(
            item.event.header.id,
            SettledAs.SET_ASIDE,
            problem=StoredProblem("extended_once", "Hồ sơ đã được gia hạn một lần."),
        )
        for place, item in enumerate(items, 1)
    ]
    store.outbox.settle(settled, now)
    assert office.render("apology").draft


def test_known_hand_overs_stand_in_their_blocks_and_the_rest_is_free(office: Office) -> None:
    """Four blocks; the result is written in by who receives."""
    first = text_of(office, "control")
    assert first.count("Người giao") == 4
    assert first.count("Bộ phận TN&TKQ") == 1
    second = msgspec.structs.replace(HANDED, to="Công an phường", received_by="", note="")
    office.tell(HANDED, second)
    text = text_of(office, "control")
    assert text.count("Người giao") == 4
    assert text.count("Bộ phận TN&TKQ") == 2
    assert found_in_order(text, ["Phòng Văn hóa - Xã hội", "Trần Văn B", "Công an phường"]) == []
    assert "16 giờ 05 phút, ngày 23 tháng 11 năm 2026" in text
    assert "Kèm bản gốc" in " ".join(text.split())
    office.tell(HANDED, HANDED, HANDED)
    assert text_of(office, "control").count("Người giao") == 5


def test_an_online_result_is_ticked_on_the_residence_receipt(office: Office) -> None:
    """CT04: a paper result names its place, an electronic one none."""
    state = office.state("residence_receipt")
    assert state.application is not None
    electronic = msgspec.structs.replace(state.application, return_by=ReturnBy.ELECTRONIC)
    text = " ".join(
        texts(
            office.render(
                "residence_receipt", state=msgspec.structs.replace(state, application=electronic)
            ).pdf
        )
    )
    assert "7. Đăng ký nhận kết quả Bản giấy tại: Lệ phí" in text
    assert "Bản giấy tại: Trung tâm Phục vụ hành chính công phường Hoa Sữa" in text_of(
        office, "residence_receipt"
    )


def test_the_same_paper_is_the_same_bytes_on_another_day(office: Office) -> None:
    """A paper can be proved by printing it again."""
    office.tell(ASKED, HANDED, EXTENDED)
    forms = [*TOLD, "control", "residence_confirmation"]
    before = [office.render(form).pdf for form in forms]
    assert isinstance(office.desk.clock, FixedClock)
    office.desk.clock.advance(timedelta(days=40))
    assert [office.render(form, issued=NOW).pdf for form in forms] == before
