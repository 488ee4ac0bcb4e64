"""Receiving: one transaction, once per origin, nothing half-written; numbers that come later."""

from __future__ import annotations

import dataclasses
import io
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from app.catalogue.catalogue import Catalogue
from app.clock.time import FixedClock
from app.dossier.state import Stage
from app.errors import InvalidInput, Refusal
from app.pages.image import describe_page
from app.reception.batch import intake_of
from app.reception.batch_file import Batch
from app.reception.change import attach_pages, collect_fee, correct, replace_correction
from app.reception.desk import Desk
from app.reception.register import Intake, Received, receive, register_waiting
from app.store.records import EventState, Settled, SettledAs, StoredProblem
from app.store.verify import verify
from tests.app.reception.test_batch import ROW
from tests.desks import MORNING, POLICE, lease, open_desk


@pytest.fixture(name="desk")
def _desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "desk") as desk:
        yield desk


def page(kind: str = "PNG", *, grey: int = 200) -> bytes:
    """A small page image."""
    out = io.BytesIO()
    Image.new("L", (120, 170), grey).save(out, kind, dpi=(150, 150))
    return out.getvalue()


def intake(desk: Desk, *, pages: dict[str, list[bytes]] | None = None, **changes: Any) -> Intake:
    row = {**ROW, **changes}
    read = intake_of(row, 1, Batch("file", {1: row}), desk)
    return Intake(
        application=read.application,
        received_at=read.received_at,
        origin=read.origin,
        late_reason=read.late_reason,
        pages=pages or {},
    )


def arrive(desk: Desk, **changes: Any) -> Received:
    return receive(desk, intake(desk, **changes))


def component(desk: Desk) -> str:
    return intake(desk).application.components[0].component


def events(desk: Desk, dossier: str) -> list[str]:
    return [stored.event.header.type for stored in desk.store.events(dossier)]


def test_a_dossier_is_opened_and_numbered_at_once(desk: Desk) -> None:
    """The main job: number, due time and fee of the day of receipt."""
    received = arrive(desk, pages={component(desk): [page()]}, copies=2)
    state = desk.dossier("H26.107-261123-0001")
    assert received.new
    assert state.stage is Stage.REGISTERED
    assert state.due is not None
    assert state.due.at is not None
    assert state.due.at.startswith("2026-11-23")
    assert state.fee_total == 4_000
    assert events(desk, state.id) == ["opened", "registered", "pages_attached"]
    assert state.reference == "CHM-7-1"


def test_the_same_origin_is_received_once(desk: Desk) -> None:
    """A batch that runs twice makes no second dossier and takes no second number."""
    first = arrive(desk, ref="s1")
    second = arrive(desk, ref="s1")
    assert (second.dossier, second.code, second.new) == (first.dossier, first.code, False)
    assert desk.store.search("", 10)[1] == 1


def test_numbers_follow_one_another_without_a_gap(desk: Desk) -> None:
    """The running number of the day."""
    codes = [arrive(desk, ref=f"s{index}").code for index in range(5)]
    assert codes == [f"H26.107-261123-{number:04d}" for number in range(1, 6)]


@pytest.mark.parametrize(
    "changes",
    [
        {"procedure": "1.001193"},
        {"sets": 0},
        {"pages": {"nowhere": [b""]}},
        {"pages": {"nowhere": []}},
    ],
)
def test_what_is_refused_leaves_nothing_and_takes_no_number(
    desk: Desk, changes: dict[str, Any]
) -> None:
    """Nothing half-written: no event, no number, no page."""
    with pytest.raises((InvalidInput, Refusal)):
        arrive(desk, **changes)
    assert desk.store.search("", 10)[1] == 0
    assert arrive(desk).code == "H26.107-261123-0001"


def test_a_file_that_is_no_page_is_refused_by_field(desk: Desk) -> None:
    """A page image that is none: found while the paper is still on the desk."""
    with pytest.raises(InvalidInput) as caught:
        arrive(desk, pages={component(desk): [page(), b"%PDF-1.7"]})
    assert caught.value.code == "not_an_image"
    assert caught.value.field == f"pages.{component(desk)}"


def test_without_a_lease_the_dossier_waits_and_is_numbered_later(desk: Desk) -> None:
    """docs/adr/0009: it keeps the dossier, never invents a number, numbers it by its own day."""
    waiting = arrive(desk, procedure="1.010041", paper_exception="Ngoại lệ")
    assert waiting.code is None
    assert desk.dossier(waiting.reference).stage is Stage.OPENED
    assert register_waiting(desk).registered == []
    lease(desk.store, 10, agency=POLICE)
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=2))
    assert register_waiting(desk).registered == [waiting.dossier]
    assert desk.dossier(waiting.reference).code == f"{POLICE}-261123-0001"
    assert register_waiting(desk).registered == []


@pytest.mark.parametrize(
    "changes",
    [
        {"exemption": "child"},
        {"procedure": "1.004873", "received": "2018-12-03T08:00", "late_reason": "Nhập muộn"},
    ],
)
def test_what_can_not_be_registered_is_not_taken_in_to_wait_either(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    """Without a lease too: an exemption or a day that the law does not have is refused at once."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        with pytest.raises(InvalidInput):
            arrive(desk, **changes)
        assert desk.store.search("", 10)[1] == 0


def test_a_dossier_that_can_not_be_numbered_holds_up_no_other(tmp_path: Path) -> None:
    """The law's data changed while two waited: one is numbered, the other told with its reason."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        lost = arrive(desk, ref="lost", procedure="2.000884")
        kept = arrive(desk, ref="kept")
        lease(desk.store, 5)
        others = [one for one in desk.catalogue.procedures if one.code != "2.000884"]
        shorter = dataclasses.replace(desk, catalogue=Catalogue(others, [], "shorter"))
        numbered = register_waiting(shorter)
        assert numbered.registered == [kept.dossier]
        assert numbered.held[lost.reference].code == "unknown_procedure"
        assert register_waiting(desk).registered == [lost.dossier]


def test_a_clock_in_doubt_makes_the_waiting_wait_on_and_stops_nothing_else(tmp_path: Path) -> None:
    """docs/adr/0008: a wrong clock never stops the queue, which numbers before it sends."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        waiting = arrive(desk)
    clock = FixedClock(MORNING - timedelta(days=1))
    with open_desk(tmp_path / "desk", clock=clock) as desk:
        numbered = register_waiting(desk)
        assert numbered.registered == []
        assert numbered.held[waiting.reference].code == "clock_unsure"


def test_a_lease_that_runs_out_lets_the_next_one_wait(tmp_path: Path) -> None:
    """The last number is used, the next dossier waits."""
    with open_desk(tmp_path / "desk", numbers=1) as desk:
        assert arrive(desk, ref="a").code == "H26.107-261123-0001"
        assert arrive(desk, ref="b").code is None


class TickingClock(FixedClock):
    """Each look at it takes a second."""

    def now(self) -> datetime:
        self.advance(timedelta(seconds=1))
        return super().now()


@pytest.mark.parametrize("year", [2026, 2028])
def test_a_dossier_received_before_midnight_is_of_that_day(tmp_path: Path, year: int) -> None:
    """New year (or 1 March after a 29 February) comes while it is written down, at any step."""
    day = date(2026, 12, 31) if year == 2026 else date(2028, 2, 29)
    start = datetime.combine(day, time(9), tzinfo=MORNING.tzinfo)
    clock = FixedClock(start)
    with open_desk(tmp_path / "desk", clock=clock, numbers=0) as desk:
        lease(desk.store, 40, on=day)
        taken = intake(desk, received=f"{day}T08:50")
        codes = []
        for seconds in range(2, 13):
            clock.advance(
                datetime.combine(day, time(23, 59, 59)) - clock.now().replace(tzinfo=None)
            )
            ticking = TickingClock(clock.now() - timedelta(seconds=seconds))
            late = dataclasses.replace(
                taken, received_at=ticking.now(), origin=f"{taken.origin}-{seconds}"
            )
            codes.append(receive(dataclasses.replace(desk, clock=ticking), late).code)
        assert codes == [f"H26.107-{day:%y%m%d}-{number:04d}" for number in range(1, 12)]
        assert verify(desk.store).problems == []


def test_pages_are_attached_later_too(desk: Desk) -> None:
    """More pages of a component, in order."""
    received = arrive(desk)
    state = attach_pages(desk, received.dossier, component(desk), [page(), page(grey=100)])
    assert len(state.pages[component(desk)]) == 2
    assert desk.store.pages.get(state.pages[component(desk)][1].sha256) == page(grey=100)
    with pytest.raises(InvalidInput):
        attach_pages(desk, received.dossier, "nowhere", [page()])


def test_a_fee_is_collected_up_to_what_is_owed(desk: Desk) -> None:
    """Money is a fact; too much of it is refused."""
    received = arrive(desk)
    assert collect_fee(desk, received.dossier, 2_000, "cash").collected == 2_000
    with pytest.raises(Refusal):
        collect_fee(desk, received.dossier, 1, "cash")


def test_a_case_is_charged_as_its_case(desk: Desk) -> None:
    """Temporary residence by a list: by the person (TT 75/2022), frozen with the dossier."""
    lease(desk.store, 5, agency=POLICE)
    by_list = arrive(
        desk, procedure="1.004194", deadline_case="by_list", cases=4, ref="a",
        paper_exception="Người cao tuổi",
    )  # fmt: skip
    alone = arrive(desk, procedure="1.004194", ref="b", paper_exception="Người cao tuổi")
    totals = [desk.dossier(one.dossier).fee_total for one in (by_list, alone)]
    assert totals == [40_000, 15_000]


def test_a_correction_records_only_what_changes(desk: Desk) -> None:
    """A value that already stands is passed over; an unknown field is named."""
    received = arrive(desk, phone="0900000001")
    values = {"submitter.phone": "0900000002", "submitter.name": "Nguyễn Văn A"}
    state = correct(desk, received.dossier, values, "Số mới")
    assert state.application is not None
    assert state.application.submitter.phone == "0900000002"
    with pytest.raises(InvalidInput) as caught:
        correct(desk, received.dossier, {"code": "x"}, "lý do")
    assert caught.value.field == "code"


def test_a_correction_that_was_set_aside_is_replaced(desk: Desk) -> None:
    """Cần xử lý: edited, the new one goes out and the old one stays in the history."""
    received = arrive(desk)
    correct(desk, received.dossier, {"sets": "2"}, "Đếm lại")
    [entry] = [one for one in desk.store.outbox.list() if one.type == "corrected"]
    with pytest.raises(Refusal) as caught:
        replace_correction(desk, entry.id, {"sets": "3"}, "Đếm lại")
    assert caught.value.code == "not_set_aside"
    problem = StoredProblem("changed_meanwhile", "Đã sửa ở nơi khác")
    settled = Settled(entry.id, SettledAs.SET_ASIDE, problem=problem)
    desk.store.outbox.settle([settled], MORNING)
    assert desk.dossier(received.dossier).application.sets == 1  # type: ignore[union-attr] # opened
    state = replace_correction(desk, entry.id, {"sets": "3"}, "Đếm lại")
    assert state.application is not None
    assert state.application.sets == 3
    assert desk.store.outbox.counts().set_aside == 0
    kept = [stored.state for stored in desk.store.events(state.id)]
    assert EventState.SET_ASIDE in kept


def test_a_dossier_is_found_by_code_reference_or_id(desk: Desk) -> None:
    """What stands on either paper finds it."""
    received = arrive(desk)
    assert received.code is not None
    for name in (received.code, received.reference, received.dossier):
        assert desk.find(f" {name} ") == received.dossier
    with pytest.raises(InvalidInput):
        desk.dossier("H26.107-261123-9999")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_page_is_described(kind: str) -> None:
    """Format, size in pixels, resolution, hash."""
    described = describe_page(page(kind), field="pages")
    assert (described.width_px, described.height_px, described.dpi) == (120, 170, 150)
    assert described.media_type == f"image/{kind.lower()}"


def test_a_page_without_a_plausible_resolution_counts_as_200_dpi() -> None:
    """Scanners write nonsense there."""
    out = io.BytesIO()
    Image.new("L", (10, 10)).save(out, "PNG", dpi=(9_000, 9_000))
    assert describe_page(out.getvalue(), field="pages").dpi == 200
    out = io.BytesIO()
    Image.new("L", (10, 10)).save(out, "PNG")
    assert describe_page(out.getvalue(), field="pages").dpi == 200


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_page_that_was_cut_off_is_refused(kind: str) -> None:
    """A half image is no page."""
    with pytest.raises(InvalidInput) as caught:
        describe_page(page(kind)[:-30], field="pages")
    assert caught.value.code == "not_an_image"


def test_a_page_of_a_billion_pixels_is_refused_before_it_is_decoded() -> None:
    """A decompression bomb costs nothing but its error."""
    out = io.BytesIO()
    Image.new("1", (30_000, 10_000)).save(out, "PNG")
    with pytest.raises(InvalidInput) as caught:
        describe_page(out.getvalue(), field="pages")
    assert caught.value.code in {"too_large", "not_an_image"}
    with pytest.raises(InvalidInput):
        describe_page(bytes(41 * 1024 * 1024), field="pages")


def at_once(desk: Desk, act: Callable[[], object]) -> list[object]:
    """Run ``act`` in four threads that start together; what each returned or raised."""
    gate, results = threading.Barrier(4), []

    def run() -> None:
        gate.wait()
        try:
            results.append(act())
        except Refusal as refused:
            results.append(refused.code)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verify(desk.store).problems == []
    return results


def test_threads_that_number_the_waiting_at_once_give_each_one_number(tmp_path: Path) -> None:
    """What waits is looked at again inside the transaction that numbers it."""
    with open_desk(tmp_path / "desk", numbers=0) as desk:
        waiting = [arrive(desk, ref=f"w{index}").dossier for index in range(12)]
        lease(desk.store, 50)
        at_once(desk, lambda: register_waiting(desk))
        for dossier in waiting:
            assert events(desk, dossier) == ["opened", "registered"]


def test_a_fee_that_two_threads_take_at_once_is_taken_once(desk: Desk) -> None:
    """A double click: the second is refused on what the first has made."""
    code = str(arrive(desk, ref="f", copies=2).code)
    results = at_once(desk, lambda: collect_fee(desk, code, 4_000, "cash"))
    assert results.count("over_collected") == 3
    assert desk.dossier(code).collected == 4_000


def test_a_restored_desk_receives_no_known_origin_before_it_has_caught_up(desk: Desk) -> None:
    """The same row may be registered already, by what the backup does not know."""
    arrive(desk, ref="before")
    desk.store.set_setting("catch_up", "1")
    assert not arrive(desk, ref="before").new
    with pytest.raises(Refusal, match="catching_up"):
        arrive(desk, ref="after")
    assert receive(desk, dataclasses.replace(intake(desk), origin="")).new
    desk.store.feed.apply(1, 1, [], MORNING)
    assert arrive(desk, ref="after").new
