"""Make a data directory of schema 1: ``python -m tests.data.make_schema_1 DIR``."""

from __future__ import annotations

import shutil
import sys
from datetime import timedelta
from pathlib import Path

from app.dossier.events import Page, PagesAttached
from app.store.records import Settled, SettledAs, StoredProblem
from tests.app.store.rig import (
    OFFICER,
    DeskRig,
    OtherDesk,
    correction,
    feed_item,
    opening,
    printed,
    receive,
)

NAMES = ("Đặng Văn Thử", "Nguyễn Thị Mẫu", "Dương Hư Cấu")


def make(root: Path) -> None:
    """Three registered dossiers, one that waits for its number, one of another desk.

    One event was accepted, one set aside; one page is attached.
    """
    rig = DeskRig(root)
    with rig.create(numbers=3) as store:
        dossiers = [receive(store, rig.clock, name)[0] for name in NAMES]
        receive(store, rig.clock, "Người Chờ Số")
        rig.clock.advance(timedelta(minutes=5))
        sha256 = store.pages.put(b"a fictitious page")
        page = Page(sha256, 17, "image/png", 10, 10, 300)
        with store.transaction(officer=OFFICER, unlock="u2") as transaction:
            transaction.append(dossiers[0], PagesAttached(component="paper", pages=[page]))
            transaction.append(dossiers[0], printed())
            refused = transaction.append(dossiers[1], correction("summary", "", "sửa"))
        first = store.outbox.due(rig.clock.now(), 1, 1)[0].event.header.id
        problem = StoredProblem("changed_meanwhile", "Mục này đã được sửa ở nơi khác.")
        store.outbox.settle(
            [
                Settled(first, SettledAs.ACCEPTED, position=1),
                Settled(refused.header.id, SettledAs.SET_ASIDE, problem=problem),
            ],
            rig.clock.now(),
        )
        other = OtherDesk(rig.clock)
        body = opening("Người Quầy Khác", received=rig.clock.now())
        store.feed.apply(1, 2, [feed_item(2, other.event("d-other", body))], rig.clock.now())
    for name in ("desk.lock", "key.lock"):
        for path in (root / name, root / "data" / name):
            path.unlink(missing_ok=True)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    make(target)
