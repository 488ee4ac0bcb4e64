"""Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết: Mẫu 04."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.dossier.latest import latest_body
from app.dossier.processing_events import Apologised, Extended
from printing.dossier_papers.common_values import (
    COMMON,
    COMMON_ROWS,
    common_texts,
    component_values,
    desk_of,
)
from printing.dossier_papers.happened import MOMENT_BLANK, as_beginning, day_text
from printing.dossier_papers.own_paper import own_paper
from printing.layout.values import Places, Values
from printing.typesetting.fonts import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.reception.desk import Desk
    from app.store.installation import Installation
    from app.store.records import StoredEvent
    from printing.layout.paper import Paper
    from printing.layout.values import Texts
    from printing.order import Order

FORM = "apology"
PLACES = Places(
    texts=COMMON
    | {
        "agency", "agency_begins", "received_day_begins", "promised_at", "appointed_at", "reason",
        "signer", "extended", "apologised",
    },
    rows=COMMON_ROWS,
)  # fmt: skip
"""``agency`` resolves the dossier and apologises; ``appointed_at`` is what the receipt says,
``promised_at`` the new day. ``extended`` stands where the time was put off a day ahead, once (NĐ
118/2025 Đ.19.6); ``apologised`` where it was not, and the dossier stays late."""


def values(
    texts: Texts, rows: Mapping[str, Sequence[Texts]], done: Extended | Apologised | None
) -> Values:
    """The values of Mẫu 04 from the common ones and the extension or apology."""
    agency = texts.get("resolver") or texts.get("centre", "")
    own = {
        "agency": agency,
        "agency_begins": as_beginning(agency),
        "received_day_begins": as_beginning(texts.get("received_day", "")),
        "appointed_at": texts.get("due_at") or MOMENT_BLANK,
        "promised_at": day_text("" if done is None else _promised(done)),
    }
    if done is not None:
        kind = "extended" if isinstance(done, Extended) else "apologised"
        own |= {
            "reason": printable(done.reason),
            "signer": printable(done.signer),
            kind: "1",
        }
    return Values({**texts, **own}, rows)


def paper(desk: Desk, installation: Installation, order: Order) -> Paper:
    """The last extension or apology; without one a draft to fill in by hand."""
    shown = desk_of(desk, installation, order.dossier)
    done = _last(desk.store.events(order.dossier.id))
    given = values(
        common_texts(desk, installation, order, shown),
        component_values(desk, order, shown),
        done,
    )
    return own_paper(FORM, shown, order, given, happened=done is not None)


def _last(events: Sequence[StoredEvent]) -> Extended | Apologised | None:
    for stored in reversed(events):
        done = latest_body([stored], Extended) or latest_body([stored], Apologised)
        if done is not None:
            return done
    return None


def _promised(done: Extended | Apologised) -> str:
    return done.to if isinstance(done, Extended) else done.new_due
