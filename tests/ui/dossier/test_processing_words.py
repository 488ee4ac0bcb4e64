"""What happened between number and result, in people's words."""

from __future__ import annotations

import pytest

from app.dossier.body import Due
from app.dossier.processing_events import (
    Apologised,
    Closed,
    Extended,
    ProcessingBody,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from ui.dossier.processing_words import ProcessingWords
from ui.theme.icons import icon

AT = "2026-11-25T09:00:00+07:00"
WHEN = "On 09:00 Wednesday 25/11/2026"
LATER = "2026-12-07T17:00:00+07:00"
DUE = Due(LATER, False, [], "v1")
SIGNER = "Lê Văn C"

WORDS: list[tuple[ProcessingBody, str, tuple[str, ...]]] = [
    (
        SupplementRequested(stage="desk", items=["Tờ khai", "Ảnh"], reason="thiếu", at=AT),
        "Papers asked for at the counter",
        ("• Tờ khai", "• Ảnh", "thiếu", WHEN),
    ),
    (
        SupplementRequested(stage="appraisal", items=["Ảnh"], reason="mờ", at=AT),
        "Papers asked for after appraisal",
        ("• Ảnh", "mờ", WHEN),
    ),
    (
        Supplemented(at=AT, due=DUE),
        "All papers are there",
        ("Due at 17:00 Monday 07/12/2026", WHEN),
    ),
    (Supplemented(at=AT), "All papers are there", (WHEN,)),
    (
        Suspended(cause="verification", at=AT, agency="UBND xã Bình Yên", reason="hỏi nơi cấp"),
        "Suspended for verification by UBND xã Bình Yên",
        ("hỏi nơi cấp", WHEN),
    ),
    (Suspended(cause="verification", at=AT), "Suspended for verification", (WHEN,)),
    (
        Suspended(cause="obligation", at=AT, amount=50_000),
        "Suspended until 50.000 đ is paid",
        (WHEN,),
    ),
    (
        Suspended(cause="obligation", at=AT),
        "Suspended until a financial obligation is met",
        (WHEN,),
    ),
    (
        Resumed(cause="verification", at=AT, due=DUE),
        "The clock runs again",
        ("Due at 17:00 Monday 07/12/2026", WHEN),
    ),
    (
        Resumed(cause="verification", at=AT, due=DUE, still=True),
        "One reason to stand still is over",
        (WHEN,),
    ),
    (
        Extended(at=AT, to=LATER, reason="mưa bão", signer=SIGNER),
        "Put off to 17:00 Monday 07/12/2026",
        ("mưa bão", "Signed by Lê Văn C", WHEN),
    ),
    (
        Apologised(at=AT, new_due=LATER, reason="mưa bão", signer=SIGNER),
        "Apologised, promised for 17:00 Monday 07/12/2026",
        ("mưa bão", "Signed by Lê Văn C", WHEN),
    ),
    (Resolved(at=AT, outcome="granted"), "Resolved", (WHEN,)),
    (
        Resolved(at=AT, outcome="refused", note="Điều 5"),
        "Refused after appraisal",
        ("Điều 5", WHEN),
    ),
    (Closed(at=AT, reason="không bổ sung"), "Closed: papers did not come", ("không bổ sung", WHEN)),
    (Stopped(at=AT, reason=""), "Stopped at the citizen's request", (WHEN,)),
    (Stopped(at="hôm qua", reason=""), "Stopped at the citizen's request", ("On hôm qua",)),
]


@pytest.mark.parametrize(("body", "title", "lines"), WORDS)
def test_each_event_is_told(body: ProcessingBody, title: str, lines: tuple[str, ...]) -> None:
    """What, why, who signed, when it happened; a time that is none stands as it is."""
    name, told, further = ProcessingWords().tell(body)
    assert (told, further) == (title, lines)
    icon(name)  # raises for one that is not shipped
