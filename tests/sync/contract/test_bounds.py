"""What an answer may hold: figures that no desk could keep or print are not of the contract."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from app.numbering.code import parse_code
from app.numbering.receipt_mark import MAX_KEY_ID as MARK_KEY_ID
from sync.contract.messages import (
    MAX_KEY_ID,
    MAX_NUMBER,
    MAX_PLACE,
    BatchAnswer,
    EnrolAnswer,
    FeedPage,
    KeyList,
    LeaseGrant,
    LeaseReturned,
)

ENROLLED = {
    "installation": "quay-1",
    "key_id": 1,
    "agency": "H26.107",
    "agency_name": "Xã Thử Nghiệm",
    "generation": 1,
    "server_time_ms": 0,
}
OUTCOME = {"id": "a", "result": "accepted", "position": 1}
BATCH = {"generation": 1, "outcomes": [OUTCOME]}
ENTRY = {"position": 1, "header": {}, "payload": {}}
PAGE = {"generation": 1, "entries": [ENTRY], "next": "1.1", "more": False}
GRANT = {
    "id": "a",
    "kind": "dossier",
    "agency": "H26.107",
    "period": "2026-11-24",
    "first": 1,
    "last": 8,
}
ENDED = {"id": "a", "first": 1, "last": 2, "outcome": "burned"}
KEY = {"key_id": 1, "installation": "quay-1", "public_key": "", "agency": "H26.107"}


@pytest.mark.parametrize(
    ("answer", "content"),
    [
        (EnrolAnswer, {**ENROLLED, "key_id": 0}),
        (EnrolAnswer, {**ENROLLED, "key_id": MAX_KEY_ID + 1}),
        (EnrolAnswer, {**ENROLLED, "agency": ""}),
        (EnrolAnswer, {**ENROLLED, "generation": -1}),
        (BatchAnswer, {**BATCH, "generation": MAX_PLACE + 1}),
        (BatchAnswer, {**BATCH, "generation": -1}),
        (BatchAnswer, {**BATCH, "outcomes": [{**OUTCOME, "position": 1 << 63}]}),
        (FeedPage, {**PAGE, "generation": 0}),
        (FeedPage, {**PAGE, "entries": [{**ENTRY, "position": 1 << 63}]}),
        (LeaseGrant, {**GRANT, "first": 0}),
        (LeaseGrant, {**GRANT, "last": MAX_NUMBER + 1}),
        (LeaseReturned, {**ENDED, "last": 1 << 63}),
        (KeyList, {"keys": [{**KEY, "key_id": 1 << 63}]}),
    ],
)
def test_a_figure_out_of_bounds_is_not_of_the_contract(
    answer: type[Any], content: dict[str, object]
) -> None:
    """Else a number is printed that nobody can read, or the store can't take it: at every sync."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(content), type=answer)


@pytest.mark.parametrize(
    ("answer", "content"),
    [
        (EnrolAnswer, ENROLLED),
        (BatchAnswer, BATCH),
        (FeedPage, PAGE),
        (LeaseGrant, GRANT),
        (LeaseReturned, ENDED),
        (KeyList, {"keys": [KEY]}),
    ],
)
def test_what_the_cases_change_is_otherwise_of_the_contract(
    answer: type[Any], content: dict[str, object]
) -> None:
    """The cases above fail for their figure alone."""
    assert isinstance(msgspec.json.decode(msgspec.json.encode(content), type=answer), answer)


def test_the_bounds_are_those_of_what_is_printed() -> None:
    """The largest number has a code that can be read again; a key id fits the receipt's QR."""
    assert parse_code(f"H26.107-260124-{MAX_NUMBER}").sequence == MAX_NUMBER
    assert MAX_KEY_ID == MARK_KEY_ID
