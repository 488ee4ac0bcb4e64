"""What the law of the day of receipt makes of an application: version, due time, fees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.deadlines.due import due_at
from app.dossier.application import Application, Channel
from app.dossier.events import Due, FeeLine, FrozenProcedure
from app.fees.fee import fee_for

if TYPE_CHECKING:
    from app.calendar.working_calendar import WorkingCalendar
    from app.catalogue.catalogue import Catalogue
    from app.catalogue.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Law:
    """What is frozen into a dossier when it is registered."""

    procedure: FrozenProcedure
    due: Due
    fees: list[FeeLine]


def law_of(
    catalogue: Catalogue,
    calendar: WorkingCalendar,
    application: Application,
    received: datetime,
) -> Law:
    """Procedure, due time and fees by the day of receipt; raises InvalidInput naming the field."""
    on = received.date()
    procedure = catalogue.procedure(application.procedure, on)
    return Law(
        procedure=catalogue.frozen(application.procedure, on),
        due=due_at(received, procedure.deadline, calendar),
        fees=fees_of(procedure, application, received),
    )


def fees_of(procedure: Procedure, application: Application, received: datetime) -> list[FeeLine]:
    """What is to be paid; raises InvalidInput naming the field."""
    return fee_for(
        procedure,
        on=received.date(),
        pages=application.pages,
        copies=application.copies,
        cases=application.cases,
        channel="online" if application.channel is Channel.ONLINE else "direct",
        exemption=application.exemption,
        late=application.late,
    )
