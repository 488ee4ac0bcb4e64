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
    code, case = application.procedure, application.deadline_case
    procedure = catalogue.procedure(code, on)
    return Law(
        procedure=catalogue.frozen(code, on, case),
        due=due_of(catalogue, calendar, application, received),
        fees=fees_of(procedure, application, received),
    )


def due_of(
    catalogue: Catalogue, calendar: WorkingCalendar, application: Application, received: datetime
) -> Due:
    """When it is due, in its case (trường hợp) where one is named; raises as ``law_of``."""
    code, on = application.procedure, received.date()
    rule = catalogue.deadline(code, on, application.deadline_case)
    no_limit = "" if application.deadline_case else catalogue.procedure(code, on).no_limit
    return due_at(received, rule, calendar, no_limit=no_limit)


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
        procedure_case=application.deadline_case,
    )
