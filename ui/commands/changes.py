"""``FIELD=VALUE`` words of the command line."""

from __future__ import annotations

from app.errors import InvalidInput


def read_changes(words: list[str]) -> dict[str, str]:
    """Read ``FIELD=VALUE`` words; InvalidInput (``bad_change``) names the one that is none."""
    values = {}
    for word in words:
        field, equals, value = word.partition("=")
        if not equals:
            raise InvalidInput(
                "bad_change", f"Cần dạng MỤC=GIÁ_TRỊ: {word[:60]!r}", field=field[:60]
            )
        values[field.strip()] = value
    return values
