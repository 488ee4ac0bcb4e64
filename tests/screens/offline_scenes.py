"""Without a network: numbers run out, things wait, and one of them is refused."""

from __future__ import annotations

import tempfile
from pathlib import Path

from app.dossier.events import EVENT_KINDS, EventKind
from app.reception.change import collect_fee, correct
from app.store.records import Settled, SettledAs, StoredProblem
from sync.carrying.choosing_copy import choose_copy, stop_copying
from tests.desks import COMMUNE
from tests.screens.keys import K, press
from tests.screens.reception_scenes import receive_by_keys
from tests.screens.stage import Stage
from ui.carrying.carry_panel import CarryPanel
from ui.queue.set_aside_panel import SetAsidePanel

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
    _hand_over(stage)
    _carry(stage)
    press(stage, K.Key_F4)
    stage.settle()
    press(stage, K.Key_Home)
    stage.picture("today-offline")
    newest, _ = stage.store.search("", 1)
    stage.main.open_dossier(newest[0].id)
    stage.picture("dossier-without-number")
    stage.restore()


def _hand_over(stage: Stage) -> None:
    """A note for the supervisor is being written."""
    panel = stage.main.findChild(SetAsidePanel)
    assert panel is not None
    panel.hand_over.click()
    panel.form.note.set_text("Công dân đã đổi số hai lần trong ngày, xin xem giúp")
    stage.picture("queue-handing-over")
    panel.form.leave.click()


def _carry(stage: Stage) -> None:
    """A second copy is kept, the clock is off, and the queue is about to be written to a file."""
    with tempfile.TemporaryDirectory(prefix="usb-") as stick:
        choose_copy(stage.workplace.desk, Path(stick), passphrase="cửa sổ mùa hè xanh")
        stage.line.second_place.poke()
        stage.until(lambda: stage.line.second_place.standing.copied_at is not None)
        panel = stage.main.findChild(CarryPanel)
        assert panel is not None
        panel.write.click()
        stage.picture("queue-carrying")
        panel.write_form.leave.click()
        stop_copying(stage.workplace.desk)
        stage.line.second_place.poke()
        stage.until(lambda: not stage.line.second_place.standing.folder)


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
