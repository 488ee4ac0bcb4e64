"""The store's carried work behind the engine's port."""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from app.carrying.openers import can_seal_for
from app.store.records import StoredProblem
from app.store.settings import SEAL_KEY
from app.store.store import Store
from sync.contract.carried import CarriedBatch
from sync.contract.messages import EventOutcome, Problem, Result
from sync.engine.carried_port import CarriedDue
from sync.engine.reasons import NO_OUTCOME, NO_REASON

_log = logging.getLogger(__name__)
_UNREADABLE = StoredProblem(
    "unreadable", "Phần mang hộ này không đọc được nữa.", advice="Nhập lại gói đã xuất."
)
_BRING_THE_REST = "Nhập gói có phần trước của quầy đó; phần này sẽ tự gửi lại."


class CarriedDesk:
    """CarriedPort over a Store."""

    _store: Store

    def carried_due(self, held: frozenset[str]) -> CarriedDue | None:
        while (item := self._store.carried.due(held)) is not None:
            try:
                return CarriedDue(item.id, msgspec.json.decode(item.body, type=CarriedBatch))
            except (msgspec.MsgspecError, UnicodeError, RecursionError):
                self._store.carried.refused(item.id, _UNREADABLE)
        return None

    def carried(self, carried: str, outcomes: Sequence[EventOutcome], now: datetime) -> None:  # noqa: ARG002 - the port's
        again = [each for each in outcomes if each.result is Result.TRY_AGAIN]
        if again:
            problem = _stored(again[0].problem or NO_OUTCOME)
            self._store.carried.missed(carried, replace(problem, advice=_BRING_THE_REST))
            return
        aside = [each for each in outcomes if each.result is Result.SET_ASIDE]
        self._store.carried.done(
            carried, _stored(aside[0].problem or NO_REASON, of=len(aside)) if aside else None
        )

    def carried_refused(self, carried: str, problem: Problem, now: datetime) -> None:  # noqa: ARG002 - the port's
        self._store.carried.refused(carried, _stored(problem))

    def keep_seal_key(self, key: str, now: datetime) -> None:  # noqa: ARG002 - the port's
        try:
            is_key = can_seal_for(base64.b64decode(key, validate=True))
        except (binascii.Error, ValueError):
            is_key = False
        if not is_key:
            _log.warning("the central publishes a key that is none")
        elif key != self._store.setting(SEAL_KEY):
            self._store.set_setting(SEAL_KEY, key)


def _stored(problem: Problem, *, of: int = 1) -> StoredProblem:
    """A problem as it is kept. ``of``: how many events it is one of."""
    detail = problem.detail or problem.title
    if of > 1:
        detail = f"{detail} (và {of - 1} việc khác)"
    return StoredProblem(problem.code, detail, problem.field, problem.advice)
