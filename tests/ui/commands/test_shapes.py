"""The shapes of the law's verbs are a contract: keys are added, never renamed or taken away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.ui.commands.command_line import run

Shape = Mapping[str, tuple[type, ...]]

TEXT: tuple[type, ...] = (str,)
NUMBER: tuple[type, ...] = (int,)
TRUTH: tuple[type, ...] = (bool,)
LIST: tuple[type, ...] = (list,)
MAYBE_TEXT: tuple[type, ...] = (str, type(None))

DUE: Shape = {
    "due": MAYBE_TEXT,
    "provisional": TRUTH,
    "trace": LIST,
    "calendar_version": TEXT,
    "rule": (dict, type(None)),
    "working_days": (int, type(None)),
}
FEE: Shape = {
    "total": NUMBER,
    "lines": LIST,
    "in_words": TEXT,
    "notes": LIST,
    "phi": NUMBER,
    "le_phi": NUMBER,
}
CARD: Shape = {
    "number": TEXT,
    "old_number": TEXT,
    "name": TEXT,
    "birth": TEXT,
    "sex": TEXT,
    "address": TEXT,
    "issued": TEXT,
    "repairs": LIST,
    "warnings": LIST,
    "kind": TEXT,
}
CODE: Shape = {
    "code": TEXT,
    "agency": TEXT,
    "day": MAYBE_TEXT,
    "sequence": NUMBER,
    "genuine": (bool, type(None)),
    "system": TEXT,
    "pattern": TEXT,
    "order": TEXT,
}
SCAN = "001090000001|012345678|Nguyễn Văn A|01011990|Nam|Số 1 Tràng Thi, Hà Nội|15042021"


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        (("due", "--received", "2026-11-20T09:00", "--unit", "working_day"), DUE),
        (("due", "--received", "2026-11-20T09:00", "--procedure", "2.000815"), DUE),
        (("due", "--received", "2026-11-20T09:00", "--procedure", "1.013949"), DUE),
        (("fee", "--procedure", "2.000815", "--pages", "12", "--copies", "30"), FEE),
        (("fee", "--procedure", "1.004873"), FEE),
        (("calendar", "2026-11-24"), {"days": LIST, "calendar_version": TEXT}),
        (("read-id", SCAN), CARD),
        (("read-code", "H26.107-261123-0001"), CODE),
        (("read-code", "000.00.01.h26 – 201216 – 0001"), CODE),
        (("procedures", "khai sinh"), {"procedures": LIST, "total": NUMBER}),
        (("units", "hoan kiem"), {"units": LIST, "total": NUMBER}),
    ],
)
def test_a_verb_answers_in_its_shape(words: tuple[str, ...], shape: Shape) -> None:
    """Each key is there with its type; what is not known is null or empty, never left out."""
    answered = run("--as-of", "2026-11-24T09:00", *words)
    assert answered.status == 0
    for key, types in shape.items():
        value = answered[key]
        assert type(value) in types, f"{key} is {value!r}"


ITEMS: list[tuple[tuple[str, ...], str, dict[str, tuple[type, ...]]]] = [
    (
        ("calendar", "2026-11-24"),
        "days",
        {"date": TEXT, "working": TRUTH, "reason": TEXT, "provisional": TRUTH, "basis": TEXT,
         "reception": TRUTH, "hours": LIST, "reception_hours": LIST},
    ),
    (
        ("procedures", "khai sinh"),
        "procedures",
        {"code": TEXT, "name": TEXT, "field": TEXT, "reception": TEXT, "deadline": TEXT,
         "valid_from": TEXT, "valid_to": MAYBE_TEXT, "confidence": TEXT},
    ),
    (("fee", "--procedure", "2.000815"), "lines", {"name": TEXT, "kind": TEXT, "amount": NUMBER}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "key", "shape"), ITEMS)
def test_every_item_of_a_list_has_its_keys(
    words: tuple[str, ...], key: str, shape: dict[str, Any]
) -> None:
    """As above, a level down."""
    answered = run("--as-of", "2026-11-24T09:00", *words)
    assert answered[key]
    for item in answered[key]:
        assert {name: type(item[name]) in types for name, types in shape.items()} == dict.fromkeys(
            shape, True
        )


@pytest.mark.parametrize(
    "words",
    [
        ("due",),
        ("due", "--received", "2026-11-20T09:00"),
        ("due", "--received", "x", "--unit", "hour", "--procedure", "2.000815"),
        ("fee",),
        ("calendar",),
        ("read-id",),
        ("law",),
        ("law", "import", "planets", "x"),
    ],
)
def test_wrong_usage_ends_with_2_and_prints_nothing(words: tuple[str, ...]) -> None:
    """What is wrong is said on stderr."""
    answered = run(*words)
    assert (answered.status, answered.document) == (2, None)
    assert answered.errors
