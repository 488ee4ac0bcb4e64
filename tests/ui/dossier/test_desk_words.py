"""What the desk did itself, in people's words."""

from __future__ import annotations

import pytest

from app.dossier.desk_events import (
    NOT_QUALIFIED,
    Certified,
    CertifiedPaper,
    DeskBody,
    HandedOver,
    Refused,
    ResultReturned,
    ReturnedPaper,
)
from ui.dossier.desk_words import DeskWords
from ui.theme.icons import icon

AT = "2026-11-25T09:00:00+07:00"
WHEN = "On 09:00 Wednesday 25/11/2026"
COPY = CertifiedPaper("copy", "Bằng tốt nghiệp", "01-SCT/BS", 2026, 12)
EXTRACT = ReturnedPaper("Trích lục", number="5/TLKS", copies=2)

WORDS: list[tuple[DeskBody, str, tuple[str, ...]]] = [
    (
        Refused(at=AT, reason="chưa đủ tuổi", basis="Điều 8", ground=NOT_QUALIFIED),
        "Refused at the counter",
        ("Không đủ điều kiện theo Điều 8: chưa đủ tuổi", WHEN),
    ),
    (Refused(at="hôm qua", reason=""), "Refused at the counter", ("On hôm qua",)),
    (
        HandedOver(at=AT, to="Phòng  Kinh tế", received_by="Trần Thị B", note="đủ 2 bộ"),
        "Handed over to Phòng Kinh tế",
        ("Taken over by Trần Thị B", "đủ 2 bộ", WHEN),
    ),
    (
        ResultReturned(
            at=AT,
            receiver="Trần Thị B",
            papers=[EXTRACT, ReturnedPaper("Giấy khai sinh")],
            relation="authorised",
            document="Giấy ủy quyền 01",
            id_number="079304000002",
            receipt_shown=False,
            originals=("Giấy chứng sinh",),
        ),
        "Result given to Trần Thị B",
        (
            "• Trích lục, number 5/TLKS (×2)",
            "• Giấy khai sinh",
            "Given back: Giấy chứng sinh",
            "Authorised by: Giấy ủy quyền 01",
            "Without the receipt, identified by 079304000002",
            WHEN,
        ),
    ),
    (
        ResultReturned(at=AT, receiver="B", papers=[EXTRACT], relation="kin", method="post"),
        "Result given to B",
        ("• Trích lục, number 5/TLKS (×2)", "A close relative", "By post", WHEN),
    ),
    (
        ResultReturned(at=AT, receiver="B", papers=[EXTRACT], method="electronic"),
        "Result given to B",
        ("• Trích lục, number 5/TLKS (×2)", "Electronically", WHEN),
    ),
    (
        ResultReturned(at=AT, receiver="B", papers=[], originals=("Sổ đỏ",)),
        "Originals given back to B",
        ("Given back: Sổ đỏ", WHEN),
    ),
    (
        Certified(at=AT, papers=[COPY], signer="Lê Văn C"),
        "Certified: Bằng tốt nghiệp",
        ("number 12 of 01-SCT/BS, 2026", "Signed by Lê Văn C", WHEN),
    ),
    (
        Certified(at=AT, papers=[COPY, COPY], signer="Lê Văn C", override_reason="rách"),
        "2 papers certified",
        (
            *("• Bằng tốt nghiệp: number 12 of 01-SCT/BS, 2026",) * 2,
            "rách",
            "Signed by Lê Văn C",
            WHEN,
        ),
    ),
]


@pytest.mark.parametrize(("body", "title", "lines"), WORDS)
def test_each_act_is_told(body: DeskBody, title: str, lines: tuple[str, ...]) -> None:
    """What, to whom, by which papers, when; a time that is none stands as it is."""
    name, told, further = DeskWords().tell(body)
    assert (told, further) == (title, lines)
    icon(name)  # raises for one that is not shipped
