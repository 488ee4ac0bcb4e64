"""Make a data directory of the present schema: ``python -m tests.data.make_released DIR``.

It is made once, before a schema is left behind, and kept as tests/data/schema-<n>.
"""

from __future__ import annotations

import shutil
import sys
from datetime import timedelta
from pathlib import Path

from app.accounts.directory import add_first_account
from app.clock.time import to_iso
from app.dossier.events import Page, PagesAttached
from app.drafts.draft import Draft
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

PASSWORD = "hoa sen nở"
NAMES = ("Đặng Văn Thử", "Nguyễn Thị Mẫu", "Dương Hư Cấu")


def make(root: Path) -> None:
    """Three registered dossiers, one that waits for its number, one of another desk.

    One event was accepted, one set aside; one page is attached. There are an account and a draft.
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
        add_first_account(store, OFFICER, rig.clock.now(), password=PASSWORD)
        store.drafts.save(
            Draft("d-kept", to_iso(rig.clock.now()), OFFICER, summary="đang gõ"),
            to_iso(rig.clock.now()),
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
