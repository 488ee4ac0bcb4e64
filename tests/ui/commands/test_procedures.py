"""The verb ``procedures``."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import InvalidInput
from tests.ui.commands.law import run
from ui.commands import procedures


def listed(document: dict[str, object]) -> list[dict[str, Any]]:
    found = document["procedures"]
    assert isinstance(found, list)
    return found


def test_a_procedure_is_found_without_marks() -> None:
    """Code, name, field, and what an officer asks first about it on that day."""
    document = run(procedures, "khai sinh dang ky", "--on", "2026-11-24")
    found = listed(document)
    assert document["total"] == len(found)
    birth = next(one for one in found if one["code"] == "1.001193")
    assert birth["name"] == "Đăng ký khai sinh"
    assert (birth["field"], birth["reception"]) == ("Hộ tịch", "online_only")
    assert birth["deadline"].startswith("Trong ngày làm việc")
    assert birth["resolver_kind"] == "commune"
    assert (birth["confidence"], birth["certification"]) == ("H", False)
    assert birth["valid_to"] == "2027-02-28"
    assert birth["valid_from"] < "2026-11-24"
    assert {"level", "immediate"} <= birth.keys()


def test_a_version_without_an_end_has_none() -> None:
    """``valid_to`` is null; a code is found however it is typed."""
    [found] = listed(run(procedures, "1001193.000.00.00.H26", "--on", "2027-03-01"))
    assert (found["valid_from"], found["valid_to"]) == ("2027-03-01", None)


def test_the_day_decides_versions_and_reception() -> None:
    """Before 1 October 2025 paper was taken."""
    document = run(procedures, "1.001193", "--on", "2025-09-30")
    assert [found["reception"] for found in listed(document)] == ["both"]


def test_an_empty_query_lists_all() -> None:
    """``""`` is every procedure in force; nothing found is an empty list, not an error."""
    everything = run(procedures, "")
    codes = [found["code"] for found in listed(everything)]
    assert everything["total"] == len(codes) == len(set(codes)) >= 8
    assert codes == sorted(codes)
    assert run(procedures, "không có gì như thế") == {"procedures": [], "total": 0}


@pytest.mark.parametrize(
    ("arguments", "field"), [(("a", "--on", "never"), "on"), (("a" * 201,), "query")]
)
def test_a_bad_value_names_its_field(arguments: tuple[str, ...], field: str) -> None:
    """Dates are ISO, queries are bounded."""
    with pytest.raises(InvalidInput) as caught:
        run(procedures, *arguments)
    assert caught.value.field == field
