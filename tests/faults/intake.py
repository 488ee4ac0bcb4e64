"""What citizens bring in the rig. Every person and number here is made up."""

from __future__ import annotations

from datetime import datetime

from app.clock.time import to_iso
from app.deadlines.due import due_at
from app.deadlines.rule import DeadlineRule, Unit
from app.dossier.application import Application, GivenComponent, Person
from app.dossier.events import (
    Change,
    Corrected,
    Due,
    FrozenDeadline,
    FrozenProcedure,
    Opened,
    Registered,
)
from tests.desks import calendar

PROCEDURE = "1.001193"
AGENCY = "H26.107"
NAMES = ("Đặng Văn An", "Nguyễn Thị Bình", "Trần Hữu Cảnh", "Lê Thị Diệu", "Phạm Minh Đức")


FIVE_DAYS = FrozenDeadline("working_day", 5)


def opened(now: datetime, number: int, *, resolver: str = AGENCY, salt: str = "0") -> Opened:
    """A dossier of one paper, handed in at ``now``."""
    return Opened(
        received_at=to_iso(now),
        application=Application(
            procedure=PROCEDURE,
            resolver=resolver,
            submitter=Person(name=NAMES[number % len(NAMES)], id_number=f"001{number:09d}"),
            components=[GivenComponent(component="to-khai", name="Tờ khai", originals=1)],
        ),
        reference=f"CHM-{number}",
        salt=salt,
    )


def registered(
    code: str, lease: str, *, received: datetime | None = None, salt: str = "0"
) -> Registered:
    """The number of a dossier, due five working days after it was ``received``.

    Without that it has no time limit: the law's figures do not matter to the wire.
    """
    due = Due(None, provisional=False, trace=[], calendar_version="rig")
    rule = None
    if received is not None:
        due, rule = due_at(received, DeadlineRule(Unit.WORKING_DAY, 5), calendar()), FIVE_DAYS
    return Registered(
        code=code,
        lease=lease,
        procedure=FrozenProcedure(
            PROCEDURE, "Đăng ký khai sinh", "Hộ tịch", "2026-01-01", [], "", rule=rule
        ),
        due=due,
        fees=[],
        salt=salt,
    )


def corrected(old: str, new: str, *, salt: str = "0") -> Corrected:
    """A request: the submitter's phone is another one."""
    return Corrected(
        changes=[Change(field="submitter.phone", old=old, new=new)],
        reason="Ghi nhầm",
        salt=salt,
    )
