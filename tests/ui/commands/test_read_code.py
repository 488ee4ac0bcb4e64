"""The verb ``read-code``."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import InvalidInput
from tests.ui.commands.command_line import run as run_main
from tests.ui.commands.law import run
from ui.commands import read_code

NOT_KNOWN = {
    "standing": "unknown",
    "told": "Quầy này chưa có hồ sơ của mã này.",
    "instead": None,
}
NATIONAL = {
    "code": "H26.107-261123-0042",
    "agency": "H26.107",
    "day": "2026-11-23",
    "sequence": 42,
    "genuine": None,
    "system": "",
    "pattern": "national",
    "order": "2020",
    "successor": None,
    **NOT_KNOWN,
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("h26.107 – 261123 – 0042", NATIONAL),
        (
            "https://x.example/tra-cuu?SGT=001085012345&MHS=000.00.01.H26-260930-0012",
            {
                "code": "000.00.01.H26-260930-0012",
                "agency": "000.00.01.H26",
                "day": "2026-09-30",
                "sequence": 12,
                "genuine": None,
                "system": "",
                "pattern": "national",
                "order": "before_2020",
                "successor": None,
                **NOT_KNOWN,
            },
        ),
        (
            "H26.107.01-260201-010012",
            {
                **NATIONAL,
                "code": "H26.107.01-260201-010012",
                "agency": "H26.107.01",
                "day": "2026-02-01",
                "sequence": 12,
                "system": "01",
                "pattern": "centralised",
            },
        ),
        (
            "CHM-7-3",
            {
                **NATIONAL,
                "code": "CHM-7-3",
                "agency": "",
                "day": None,
                "sequence": 3,
                "pattern": None,
                "order": None,
            },
        ),
    ],
)
def test_a_code_is_taken_apart(text: str, expected: dict[str, object]) -> None:
    """Of this desk, of an older system's paper, of a centralised system, of a slip."""
    assert run(read_code, text) == expected


def test_a_dissolved_agencys_code_names_its_successor(tmp_path: Path) -> None:
    """The code stays as it is printed; the province's file says who answers for it today."""
    law = tmp_path / "law"
    law.mkdir()
    (law / "agencies.toml").write_text(
        '[[succession]]\npredecessor = "000.12.35.H26"\nsuccessor = "H26.107"\n'
        'valid_from = 2025-07-01\nbasis = "Nghị quyết mẫu"\n',
        encoding="utf-8",
    )
    text = "000.12.35.H26-240115-0001"
    read = run_main("--data", tmp_path, "read-code", text)
    assert (read["code"], read["agency"], read["successor"]) == (text, "000.12.35.H26", "H26.107")
    assert run_main("--data", tmp_path, "read-code", NATIONAL["code"])["successor"] is None
    (law / "agencies.toml").write_text("[[succession]]\n", encoding="utf-8")
    failed = run_main("--data", tmp_path, "read-code", text)
    assert (failed.status, failed["error"]["code"]) == (1, "bad_data")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bad_code"),
        ("H26.1O7-261123-0042", "bad_code"),
        ("H26.107-261123-0042\nH26.107-261123-0043", "several_codes"),
        ("x" * 2_000, "too_long"),
    ],
)
def test_what_is_no_code_is_refused(text: str, code: str) -> None:
    """The field is the argument's."""
    with pytest.raises(InvalidInput) as caught:
        run(read_code, text)
    assert (caught.value.code, caught.value.field) == (code, "code")
