"""A queue that speaks IPP, in CUPS or in a printer: asked how it stands, and about its jobs."""

from __future__ import annotations

from msgspec import Struct

from app.errors import EnvironmentFault
from printing.printers.ipp import standing
from printing.printers.ipp.address import Address
from printing.printers.ipp.client import Patience, Unanswered, ask
from printing.printers.ipp.job import Job, job_of
from printing.printers.ipp.message import Attribute, Attributes, Message, Section
from printing.printers.ipp.operations import (
    ABILITIES_OF_PRINTER,
    STATE_OF_JOB,
    STATE_OF_PRINTER,
    Operation,
    Status,
    request,
    was_done,
)
from printing.printers.ipp.refusals import missing, must_be_done
from printing.printers.printer import Abilities, JobStatus, PrinterState, Standing, not_ready

_NOBODY_KNOWS_IT = {Status.NOT_FOUND, Status.GONE}


class Queue(Struct, frozen=True):
    """Where a queue is and what it is called.

    ``silent`` says that nobody answers for it; ``always`` are attributes of each of its jobs beside
    those that every job has.
    """

    address: Address
    path: str
    uri: str
    label: str
    silent: PrinterState
    patience: Patience
    always: tuple[Attribute, ...] = ()

    def check(self) -> PrinterState:
        """How it stands; a fault of asking is a way to stand."""
        try:
            answer = self.ask_printer(STATE_OF_PRINTER)
            if answer.code in _NOBODY_KNOWS_IT:
                return missing(self.label)
            must_be_done(answer, self.label)
        except Silence:
            return self.silent
        except EnvironmentFault as fault:
            return PrinterState(Standing.UNREACHABLE, fault.message, fault.advice or "")
        return standing.printer_state(self.label, answer.first(Section.PRINTER))

    def abilities(self) -> Abilities:
        """What it can do; raises EnvironmentFault where it can't be asked."""
        return standing.abilities(self.attributes(ABILITIES_OF_PRINTER))

    def follow(self, job: str) -> JobStatus:
        """How a job stands, by ``Handed.job``."""
        known = job_of(job)
        if known is None:
            return standing.forgotten()
        answer = self.ask_job(known)
        if answer.code in _NOBODY_KNOWS_IT:
            return standing.forgotten()
        must_be_done(answer, self.label)
        told = answer.all(Section.JOB)
        said = next((job for job in told if known.is_that(job)), Attributes())
        under_way = standing.is_under_way(said)
        printer = self.attributes(STATE_OF_PRINTER) if under_way else Attributes()
        return standing.job_status(said, printer)

    def cancel(self, job: str) -> bool:
        """Take a job out of the queue; whether it was still there to be taken."""
        known = job_of(job)
        return known is not None and was_done(self.ask(Operation.CANCEL_JOB, known.attribute))

    def attributes(self, wanted: tuple[str, ...]) -> Attributes:
        """What it says of itself; raises EnvironmentFault."""
        answer = self.ask_printer(wanted)
        must_be_done(answer, self.label)
        return answer.first(Section.PRINTER)

    def ask_printer(self, wanted: tuple[str, ...]) -> Message:
        """Ask it for these attributes of its own."""
        return self.ask(Operation.GET_PRINTER_ATTRIBUTES, wanted=wanted)

    def ask_job(self, job: Job) -> Message:
        """Ask it about one job."""
        return self.ask(Operation.GET_JOB_ATTRIBUTES, job.attribute, wanted=STATE_OF_JOB)

    def ask(self, operation: Operation, *more: Attribute, wanted: tuple[str, ...] = ()) -> Message:
        """Ask for something that prints nothing; raises Silence, EnvironmentFault."""
        return self.post(request(operation, self.uri, *more, wanted=wanted))

    def post(self, message: Message, document: bytes = b"") -> Message:
        """Send what is no question for a state; raises Silence, EnvironmentFault."""
        seconds = self.patience.send_s if document else self.patience.ask_s
        try:
            return ask(self.address, self.path, message, document, seconds=seconds)
        except Unanswered as fault:
            raise Silence(self.silent, reached=fault.reached) from fault


class Silence(EnvironmentFault):
    """Nobody answered (``printer_unreachable``). ``reached``: the request may have got there."""

    def __init__(self, state: PrinterState, *, reached: bool) -> None:
        plain = not_ready(state)
        super().__init__(plain.code, plain.message, advice=plain.advice)
        self.reached = reached
