"""Certifying at a real desk: a number for each paper, used once, in the register of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.clock.time import FixedClock, from_iso
from app.deadlines.clock_face import Standing
from app.dossier.desk_events import COPY, SIGNATURE, TRANSLATION, CertifiedPaper, ReturnedPaper
from app.dossier.state import Stage
from app.errors import InvalidInput, QmcError, Refusal
from app.processing import acts, desk_acts
from app.processing.certifying import PaperToCertify, certify
from app.processing.performing import Processed
from app.reception.desk import Desk
from app.reception.register import register_waiting
from app.store.verify import verify
from tests.app.processing.test_acts import BIRTH_AGAIN
from tests.app.reception.test_receiving import arrive
from tests.desks import MORNING, lease, open_desk

SIGNER = "Lê Văn C"
DIPLOMA = PaperToCertify(COPY, "Bằng tốt nghiệp", pages=2, copies=3)
LICENCE = PaperToCertify(COPY, "Giấy phép lái xe")


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def received(desk: Desk, ref: str = "s1", **changes: object) -> str:
    return str(arrive(desk, ref=ref, **changes).code)


def numbers(papers: tuple[CertifiedPaper, ...]) -> list[tuple[str, int, int]]:
    return [(paper.book, paper.year, paper.number) for paper in papers]


def test_each_paper_has_its_own_number_of_its_kinds_register(desk: Desk) -> None:
    """NĐ 23/2015: counted by the type of paper from 1, not by the visitor; the result is there."""
    code = received(desk)
    signature = PaperToCertify(SIGNATURE, "Sơ yếu lý lịch", person="Nguyễn Văn A")
    done = certify(desk, code, [DIPLOMA, signature, LICENCE], SIGNER, signer_title="Phó Chủ tịch")
    papers = done.dossier.certified
    assert [(paper.kind, paper.number, paper.year) for paper in papers] == [
        (COPY, 1, 2026),
        (SIGNATURE, 1, 2026),
        (COPY, 2, 2026),
    ]
    assert papers[0].book == papers[2].book != papers[1].book
    assert (papers[0].pages, papers[0].copies, papers[1].person) == (2, 3, "Nguyễn Văn A")
    assert (done.dossier.stage, done.clock.standing) == (Stage.RESOLVED, Standing.ON_TIME)
    other = certify(desk, received(desk, "s2"), [LICENCE], SIGNER)
    assert [paper.number for paper in other.dossier.certified] == [3]
    assert done.warnings == other.warnings == []
    assert verify(desk.store).problems == []


def test_what_is_refused_uses_no_number(desk: Desk) -> None:
    """The register has no gap: nothing is taken before all of it is right."""
    code, civil = received(desk), received(desk, "s2", procedure=BIRTH_AGAIN)
    wrong: list[tuple[Callable[[], Processed], str, str | None]] = [
        (lambda: certify(desk, civil, [LICENCE], SIGNER), "not_certification", None),
        (lambda: certify(desk, code, [], SIGNER), "missing", "papers"),
        (lambda: certify(desk, code, [LICENCE], " "), "missing", "signer"),
        (
            lambda: certify(desk, code, [LICENCE, PaperToCertify("tem", "x")], SIGNER),
            "bad_choice",
            "papers[1].kind",
        ),
        (
            lambda: certify(desk, code, [LICENCE], SIGNER, at=MORNING + timedelta(days=1)),
            "in_future",
            "at",
        ),
        (lambda: certify(desk, "H26.107-261123-9999", [LICENCE], SIGNER), "no_dossier", "code"),
    ]
    for act, expected, field in wrong:
        with pytest.raises((InvalidInput, Refusal)) as caught:
            act()
        assert (caught.value.code, caught.value.field) == (expected, field)
    done = certify(desk, code, [LICENCE], SIGNER)
    assert [paper.number for paper in done.dossier.certified] == [1]


def test_a_second_click_certifies_nothing_again(desk: Desk) -> None:
    """The same paper needs a reason; the message says the number that it has."""
    code = received(desk)
    certify(desk, code, [LICENCE], SIGNER)
    with pytest.raises(Refusal) as caught:
        certify(desk, code, [LICENCE], SIGNER)
    assert (caught.value.code, caught.value.field) == ("already_certified", "override_reason")
    assert "số 1" in caught.value.message
    done = certify(desk, code, [LICENCE], SIGNER, override_reason="bản đầu bị rách")
    assert [paper.number for paper in done.dossier.certified] == [1, 2]


def test_part_of_it_is_no_result_yet(desk: Desk) -> None:
    """More papers of the dossier follow, perhaps of another signer; then it is given out."""
    code = received(desk)
    part = certify(desk, code, [LICENCE], SIGNER, complete=False)
    assert part.dossier.stage is Stage.REGISTERED
    whole = certify(desk, code, [DIPLOMA], "Trần Thị B")
    assert whole.dossier.stage is Stage.RESOLVED
    done = desk_acts.return_result(desk, code, [ReturnedPaper("Bản sao", copies=4)])
    assert done.dossier.stage is Stage.RETURNED


def test_what_takes_days_is_given_when_it_is_certified(desk: Desk) -> None:
    """A contract is no procedure of the spot: certified, it has its result."""
    code = received(desk, procedure="2.001035")
    contract = PaperToCertify("transaction", "Hợp đồng thế chấp", pages=12, person="A và B")
    certify(desk, code, [contract], SIGNER, complete=False)
    done = desk_acts.return_result(desk, code, [ReturnedPaper("Hợp đồng đã chứng thực")])
    assert done.dossier.stage is Stage.RETURNED


def test_it_is_judged_by_when_it_was_certified_not_collected(tmp_path: Path) -> None:
    """Offline: certified before it had its number, collected two days later."""
    clock = FixedClock(MORNING)
    with open_desk(tmp_path / "desk", clock=clock, numbers=0) as desk:
        reference = arrive(desk).reference
        certify(desk, reference, [LICENCE], SIGNER)
        lease(desk.store, 5)
        clock.advance(timedelta(hours=1))
        register_waiting(desk)
        clock.advance(timedelta(days=2))
        done = desk_acts.return_result(desk, reference, [ReturnedPaper("Bản sao")])
        assert (done.dossier.stage, done.clock.standing) == (Stage.RETURNED, Standing.ON_TIME)
        assert "fee_owed" in [warning.code for warning in done.warnings]


def test_a_refused_result_is_not_certified(desk: Desk) -> None:
    """Refused after appraisal."""
    code = received(desk)
    acts.resolve(desk, code, "refused", note="bản chính bị tẩy xóa")
    with pytest.raises(Refusal) as caught:
        certify(desk, code, [LICENCE], SIGNER)
    assert caught.value.code == "already_resolved"


def test_every_year_begins_at_one_and_the_last_one_is_said(tmp_path: Path) -> None:
    """From 01 to the end of the year; typed later, it goes into the register of its day."""
    clock = FixedClock(from_iso("2026-12-31T09:00"))
    with open_desk(tmp_path / "desk", clock=clock, numbers=0) as desk:
        old, new = (
            arrive(desk, ref=ref, received="2026-12-31T08:50").reference for ref in ("a", "b")
        )
        certify(desk, old, [LICENCE], SIGNER)
        clock.advance(timedelta(days=4))
        done = certify(desk, new, [LICENCE], SIGNER, complete=False)
        assert numbers(done.dossier.certified)[0][1:] == (2027, 1)
        late = certify(desk, new, [DIPLOMA], SIGNER, at=from_iso("2026-12-31T16:00"))
        assert numbers(late.dossier.certified)[1][1:] == (2026, 2)
        assert [warning.code for warning in late.warnings] == ["earlier_register"]


def test_offline_and_without_a_number_papers_are_certified(tmp_path: Path) -> None:
    """The register is the desk's own: no lease, no network; the number comes later."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        reference = arrive(desk).reference
        done = certify(desk, reference, [LICENCE, DIPLOMA], SIGNER)
        assert [paper.number for paper in done.dossier.certified] == [1, 2]
        assert (done.dossier.code, done.dossier.stage) == (None, Stage.OPENED)


def test_forty_papers_of_one_visitor_are_one_act(desk: Desk) -> None:
    """Names of 200 letters; numbers without a gap."""
    papers = [PaperToCertify(TRANSLATION, f"{n} " + "ệ" * 200) for n in range(40)]
    code = received(desk, procedure="2.000992")
    done = certify(desk, code, papers, SIGNER)
    assert [paper.number for paper in done.dossier.certified] == list(range(1, 41))


def test_only_who_receives_certifies(tmp_path: Path) -> None:
    """An inspector looks."""
    with open_desk(tmp_path / "desk") as desk:
        code = received(desk)
    with open_desk(tmp_path / "desk", roles=frozenset()) as desk:
        with pytest.raises(QmcError) as caught:
            certify(desk, code, [LICENCE], SIGNER)
        assert caught.value.code == "not_permitted"
