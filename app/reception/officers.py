"""Who may work at this desk. Accounts with passwords and roles come with the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from app.errors import InvalidInput

if TYPE_CHECKING:
    from app.store.store import Store

_SETTING = "officers"
MAX_NAME = 100


def officers_of(store: Store) -> list[str]:
    """Names of the desk's officers, in the order they were added."""
    stored = store.setting(_SETTING)
    return msgspec.json.decode(stored, type=list[str]) if stored else []


def add_officer(store: Store, name: str) -> None:
    """Add an officer; adding one twice changes nothing. Raises InvalidInput (``officer``)."""
    cleaned = " ".join(name.split())
    if not cleaned or len(cleaned) > MAX_NAME or not cleaned.isprintable():
        raise InvalidInput("bad_officer", "Tên cán bộ không hợp lệ.", field="officer")
    known = officers_of(store)
    if cleaned not in known:
        store.set_setting(_SETTING, msgspec.json.encode([*known, cleaned]).decode())
