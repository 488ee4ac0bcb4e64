"""What stands in a dossier, in people's words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.dossier.application import (
    Application,
    Channel,
    GivenComponent,
    LookUpOutcome,
    Person,
    ReturnBy,
    Treatment,
)
from app.drafts.reading import shown_date
from app.identity.kinds import proof_words
from ui.wording.event_words import EventWords
from ui.wording.shown_text import block

Facts = list[tuple[str, str]]
"""(label, value); values are ready to be shown."""


class DossierWords(QObject):
    """Puts an application into words; it holds nothing and asks nothing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._events = EventWords(self)

    def person(self, person: Person) -> Facts:
        """What is known of a person beside the name; what is not known is left out."""
        label = self._events.person_field
        number = person.id_number
        proof = proof_words(person.no_id_kind, person.no_id_reason)
        if not number and proof:
            number = self.tr("none: {reason}").format(reason=proof)
        number_label = self.tr("Tax code") if person.organisation else label("id_number")
        facts = [
            (number_label, number),
            (label("birth"), shown_date(person.birth)),
            (label("sex"), person.sex),
            (label("phone"), person.phone),
            (label("email"), person.email),
            (label("address"), person.address),
        ]
        return [(name, block(value)) for name, value in facts if value]

    def channel(self, channel: Channel) -> str:
        """How it came in."""
        match channel:
            case Channel.IN_PERSON:
                return self.tr("In person")
            case Channel.POST:
                return self.tr("By post")
            case Channel.ONLINE:
                return self.tr("Through the public service portal")

    def returning(self, application: Application) -> str:
        """How the result goes back, and where."""
        match application.return_by:
            case ReturnBy.DESK:
                how = self.tr("At the counter")
            case ReturnBy.POST:
                how = self.tr("By post")
            case ReturnBy.ELECTRONIC:
                how = self.tr("Electronically")
        where = block(application.return_at)
        return f"{how}: {where}" if where else how

    def given(self, component: GivenComponent) -> str:
        """How a paper was given: sheets by kind, shown, or looked up."""
        if component.treatment is Treatment.SHOW:
            return self.tr("Shown")
        if component.treatment is Treatment.LOOK_UP:
            return self._looked_up(component.look_up)
        parts = []
        if component.originals:
            parts.append(self.tr("{count} original").format(count=component.originals))
        if component.certified:
            parts.append(self.tr("{count} certified copy").format(count=component.certified))
        if component.photos:
            parts.append(self.tr("{count} photocopy").format(count=component.photos))
        return ", ".join(parts) or self.tr("Given in")

    def _looked_up(self, outcome: LookUpOutcome | None) -> str:
        match outcome:
            case LookUpOutcome.OBTAINED:
                return self.tr("Looked up")
            case LookUpOutcome.MISSING_OR_DIFFERENT:
                return self.tr("Looked up: missing or different")
            case _:
                return self.tr("Look-up still to come")
