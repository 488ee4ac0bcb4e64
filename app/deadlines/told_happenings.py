"""Happenings as a person or a script tells them (JSON), to count a clock without a store."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import Any

import msgspec
from msgspec import Struct

from app.clock.time import from_iso, to_iso
from app.dated_data.schema_words import validation_words
from app.dossier.happening import WHATS, Happening
from app.dossier.processing_events import (
    APPRAISAL,
    CAUSES,
    OUTCOMES,
    STAGES,
    Apologised,
    Extended,
    Resolved,
    Resumed,
    SupplementRequested,
    Suspended,
)
from app.errors import InvalidInput

MAX_TOLD = 500
_DATED = {Extended.TYPE, Apologised.TYPE}


class _Told(Struct, forbid_unknown_fields=True):
    what: str
    at: str
    stage: str = ""
    cause: str = ""
    to: str = ""
    outcome: str = ""
    override_reason: str = ""


def read_happenings(data: bytes) -> list[Happening]:
    """Read a JSON list ``[{"what", "at", …}]`` (docs/command-line.md §5), in any order.

    Raises InvalidInput (``bad_json``, ``too_many``, ``bad_row``, ``bad_choice``, ``bad_time``,
    ``missing``) naming the field: ``happenings``, or ``happenings[2].at`` (counted from 0).
    """
    try:
        told: Any = msgspec.json.decode(data.removeprefix(BOM_UTF8))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise InvalidInput(
            "bad_json", "Danh sách sự việc không phải JSON.", field="happenings"
        ) from None
    if not isinstance(told, list):
        raise InvalidInput("bad_json", "Sự việc phải là một danh sách JSON.", field="happenings")
    if len(told) > MAX_TOLD:
        raise InvalidInput("too_many", f"Quá {MAX_TOLD} sự việc.", field="happenings")
    return [_read(one, f"happenings[{index}]") for index, one in enumerate(told)]


def _read(one: Any, place: str) -> Happening:
    try:
        told = msgspec.convert(one, _Told)
    except msgspec.ValidationError as error:
        field, why = validation_words(error)
        place = f"{place}.{field}" if field else place
        raise InvalidInput("bad_row", f"Sự việc sai: {why}.", field=place) from None
    _check_choice(told.what, WHATS, f"{place}.what")
    stage, cause, outcome = "", "", ""
    if told.what == SupplementRequested.TYPE:
        stage = _check_choice(told.stage or APPRAISAL, STAGES, f"{place}.stage")
    if told.what in {Suspended.TYPE, Resumed.TYPE}:
        cause = _check_choice(told.cause, CAUSES, f"{place}.cause")
    if told.what == Resolved.TYPE:
        outcome = _check_choice(told.outcome or OUTCOMES[0], OUTCOMES, f"{place}.outcome")
    return Happening(
        what=told.what,
        at=to_iso(from_iso(told.at, field=f"{place}.at")),
        stage=stage,
        cause=cause,
        to=_date(told, place) if told.what in _DATED else "",
        outcome=outcome,
        again=bool(told.override_reason.strip()),
    )


def _date(told: _Told, place: str) -> str:
    if not told.to.strip():
        raise InvalidInput("missing", "Chưa ghi ngày hẹn mới.", field=f"{place}.to")
    from_iso(told.to, field=f"{place}.to")
    return told.to.strip()


def _check_choice(word: str, choices: tuple[str, ...], field: str) -> str:
    if word not in choices:
        raise InvalidInput(
            "bad_choice", f"Không có {word[:40]!r}; chọn: {', '.join(choices)}.", field=field
        )
    return word
