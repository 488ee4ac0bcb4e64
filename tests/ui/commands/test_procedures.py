"""The verb ``procedures``."""

from __future__ import annotations

import pytest

from app.errors import InvalidInput
from tests.ui.commands.law import run
from ui.commands import procedures


def test_a_procedure_is_found_without_marks() -> None:
    """Code, name, field and how it is received on that day."""
    assert run(procedures, "khai sinh dang ky") == {
        "procedures": [
            {
                "code": "1.001193",
                "name": "Đăng ký khai sinh",
                "field": "Hộ tịch",
                "reception": "online_only",
            }
        ],
        "total": 1,
    }


def test_the_day_decides_versions_and_reception() -> None:
    """Before 1 October 2025 paper was taken."""
    document = run(procedures, "1.001193", "--on", "2025-09-30")
    assert isinstance(document["procedures"], list)
    assert [found["reception"] for found in document["procedures"]] == ["both"]


def test_an_empty_query_lists_all() -> None:
    """``""`` is every procedure in force; nothing found is an empty list, not an error."""
    assert run(procedures, "")["total"] == 8
    assert run(procedures, "không có gì như thế") == {"procedures": [], "total": 0}


@pytest.mark.parametrize(
    ("arguments", "field"), [(("a", "--on", "never"), "on"), (("a" * 201,), "query")]
)
def test_a_bad_value_names_its_field(arguments: tuple[str, ...], field: str) -> None:
    """Dates are ISO, queries are bounded."""
    with pytest.raises(InvalidInput) as caught:
        run(procedures, *arguments)
    assert caught.value.field == field
