"""Whole numbers as they are typed after an option."""

from __future__ import annotations

from app.errors import InvalidInput


def whole_number(
    text: str | None, field: str, *, highest: int, default: int = 1, lowest: int = 1
) -> int:
    """Read ``lowest`` to ``highest``; ``default`` where the option was not given.

    Raises InvalidInput (``bad_number``) naming ``field``.
    """
    if text is None:
        return default
    digits = text.strip()
    if digits.isascii() and digits.isdecimal() and len(digits) <= 12:
        value = int(digits)
        if lowest <= value <= highest:
            return value
    raise InvalidInput(
        "bad_number",
        f"Phải là số nguyên từ {lowest} đến {highest}, không phải {text[:40]!r}.",
        field=field,
    )
