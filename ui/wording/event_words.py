"""What happened to a dossier, in people's words: never an event's type, never a field's path."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.dossier.desk_events import Certified, HandedOver, Refused, ResultReturned
from app.dossier.events import (
    Corrected,
    FeeCollected,
    FeeRefunded,
    Opened,
    PagesAttached,
    Printed,
    Referred,
    Registered,
)
from app.dossier.processing_events import (
    Apologised,
    Closed,
    Extended,
    Resolved,
    Resumed,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
)
from app.dossier.receipt_events import Annulled, ProcedureChanged


class EventWords(QObject):
    """Puts events and fields into words; it holds nothing and asks nothing."""

    def deed(self, kind: str) -> str:  # noqa: PLR0911 - one arm a kind
        """What an event of this type is, as a line of a list."""
        match kind:
            case Opened.TYPE:
                return self.tr("Receiving")
            case Registered.TYPE:
                return self.tr("Giving the code")
            case PagesAttached.TYPE:
                return self.tr("Scanned pages")
            case Printed.TYPE:
                return self.tr("Printing")
            case FeeCollected.TYPE:
                return self.tr("Collecting fees")
            case FeeRefunded.TYPE:
                return self.tr("Giving fees back")
            case Corrected.TYPE:
                return self.tr("Correction")
        return self._receipt_deed(kind)

    def _receipt_deed(self, kind: str) -> str:
        match kind:
            case ProcedureChanged.TYPE:
                return self.tr("Change of the procedure")
            case Annulled.TYPE:
                return self.tr("Annulment")
            case Referred.TYPE:
                return self.tr("Handing to the supervisor")
        return self._processing_deed(kind)

    def _processing_deed(self, kind: str) -> str:  # noqa: PLR0911 - one arm a kind
        match kind:
            case SupplementRequested.TYPE:
                return self.tr("Asking for papers")
            case Supplemented.TYPE:
                return self.tr("Papers added")
            case Suspended.TYPE:
                return self.tr("Suspension")
            case Resumed.TYPE:
                return self.tr("End of a suspension")
            case Extended.TYPE:
                return self.tr("Extension of the due time")
            case Apologised.TYPE:
                return self.tr("Apology")
            case Resolved.TYPE:
                return self.tr("Result of the processing")
            case Closed.TYPE:
                return self.tr("Closing")
            case Stopped.TYPE:
                return self.tr("Stop at the citizen's request")
        return self._desk_deed(kind)

    def _desk_deed(self, kind: str) -> str:
        match kind:
            case Refused.TYPE:
                return self.tr("Refusal at the counter")
            case HandedOver.TYPE:
                return self.tr("Handing over")
            case ResultReturned.TYPE:
                return self.tr("Giving the result")
            case Certified.TYPE:
                return self.tr("Certification")
        return self.tr("Something that this version does not know")

    def field(self, path: str) -> str:
        """A correctable field (a dotted path of ``app.dossier.correction``)."""
        who, dot, name = path.partition(".")
        if not dot:
            return self._own_field(path)
        return self.tr("{field} of the {person}").format(
            field=self.person_field(name), person=self.person(who)
        )

    def person(self, who: str) -> str:
        """``submitter``, ``owner`` or ``authoriser`` within a sentence."""
        match who:
            case "submitter":
                return self.tr("submitter")
            case "owner":
                return self.tr("owner")
            case _:
                return self.tr("authoriser")

    def person_field(self, name: str) -> str:  # noqa: PLR0911 - one arm a field
        """A field of a person, as a label."""
        match name:
            case "name":
                return self.tr("Full name")
            case "id_number":
                return self.tr("Identity number")
            case "birth":
                return self.tr("Date of birth")
            case "sex":
                return self.tr("Sex")
            case "address":
                return self.tr("Address")
            case "phone":
                return self.tr("Phone")
            case "email":
                return self.tr("Mail address")
        return name

    def _own_field(self, name: str) -> str:
        match name:
            case "summary":
                return self.tr("Summary")
            case "return_at":
                return self.tr("Where the result goes")
            case "sets":
                return self.tr("Sets of papers")
        return name
