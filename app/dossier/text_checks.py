"""What a text that a person typed may be, wherever it goes: not too long, nothing invisible."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from app.errors import InvalidInput

MAX_TEXT = 2_000
MAX_NAME = 200
_NO_TEXT = frozenset({"Cc", "Cf", "Cs"})  # controls, what turns writing round, halves of letters


def text_problems(text: str, field: str, limit: int) -> Iterator[InvalidInput]:
    """What is wrong with ``text``, each naming ``field``."""
    if len(text) > limit:
        yield InvalidInput("too_long", f"Dài quá {limit} ký tự ({len(text)}).", field=field)
    if any(category(letter) in _NO_TEXT and letter not in "\n\t" for letter in text):
        yield InvalidInput(
            "control_character",
            "Có ký tự điều khiển hoặc ký tự không nhìn thấy.",
            field=field,
            advice="Xóa và gõ lại mục này.",
        )


def check_text(text: str, field: str, limit: int) -> None:
    """Raise the first problem of ``text``."""
    for problem in text_problems(text, field, limit):
        raise problem


def check_filled(text: str, field: str, limit: int, missing: str) -> None:
    """As ``check_text``; where nothing is written InvalidInput (``missing``) says ``missing``."""
    if not text.strip():
        raise InvalidInput("missing", missing, field=field)
    check_text(text, field, limit)
