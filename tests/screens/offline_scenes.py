"""Without a network: numbers run out, things wait, and one of them is refused."""

from __future__ import annotations

from app.dossier.events import EVENT_KINDS, EventKind
from app.reception.change import collect_fee, correct
from app.store.records import Settled, SettledAs, StoredProblem
from tests.desks import COMMUNE
from tests.screens.keys import K, press
from tests.screens.reception_scenes import receive_by_keys
from tests.screens.stage import Stage

NUMBERS_AT_MOST = 40


def play_offline(stage: Stage) -> None:
    """The network goes, and comes back once everything has its picture."""
    stage.cut()
    _requests(stage)
    _refuse_one(stage)
    _use_up_numbers(stage)
    press(stage, K.Key_F2)
    receive_by_keys(stage)
    stage.picture("reception-without-number")
    stage.main.show_page("queue")
    stage.picture("queue-set-aside-offline")
    press(stage, K.Key_F4)
    stage.settle()
    press(stage, K.Key_Home)
    stage.picture("today-offline")
    newest, _ = stage.store.search("", 1)
    stage.main.open_dossier(newest[0].id)
    stage.picture("dossier-without-number")
    stage.restore()


def _requests(stage: Stage) -> None:
    """Corrections and a payment, each of another dossier."""
    rows, _ = stage.store.search("", 8)
    desk = stage.workplace.desk
    for row in rows[3:6]:
        correct(desk, row.id, {"submitter.phone": "0900000099"}, "Công dân báo số mới")
    unpaid = next(row for row in rows if row.fee_total > row.collected)
    collect_fee(desk, unpaid.id, unpaid.fee_total - unpaid.collected, "cash")


def _refuse_one(stage: Stage) -> None:
    """The central is said to have refused one of the corrections."""
    waiting = [
        entry
        for entry in stage.store.outbox.list()
        if EVENT_KINDS.get(entry.type) is EventKind.REQUEST
    ]
    problem = StoredProblem(
        "changed_meanwhile",
        "Mục này đã được sửa thành “0900000005” ở nơi khác.",
        "submitter.phone",
        "Mở lại hồ sơ, xem giá trị mới rồi sửa lại nếu vẫn cần.",
    )
    stage.store.outbox.settle(
        [Settled(waiting[0].id, SettledAs.SET_ASIDE, problem=problem)], stage.clock.now()
    )
    stage.line.poke()
    stage.until(lambda: stage.line.counts.set_aside == 1)


def _use_up_numbers(stage: Stage) -> None:
    for _ in range(NUMBERS_AT_MOST):
        if not _numbers_left(stage):
            return
        stage.receive_visit()
    raise AssertionError("the numbers of a day do not end")


def _numbers_left(stage: Stage) -> int:
    today = stage.clock.now().date().isoformat()
    series = (one for one in stage.store.leases.all() if one.series.agency == COMMUNE)
    return sum(lease.free for lease in series if lease.series.period == today)
