"""What stands quietly under a person's address and phone number, worked out behind the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer

from ui.operations.latest import Latest
from ui.reception.commune_of_today import CommuneOfToday, commune_of_today
from ui.reception.people_card import WHO
from ui.reception.phone_words import PhoneWords

if TYPE_CHECKING:
    from ui.reception.field_messages import FieldMessages
    from ui.reception.people_card import PeopleCard
    from ui.reception.reception_flow import ReceptionFlow
    from ui.workplace.workplace import Workplace

AFTER_MS = 350
"""So long after the last change an address is taken for typed."""


class PersonNotes(QObject):
    """Looks at the draft when its people have stood still for a moment.

    The commune goes into the draft beside its address; a phone number is only told of.
    """

    def __init__(
        self,
        workplace: Workplace,
        flow: ReceptionFlow,
        people: PeopleCard,
        messages: FieldMessages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._flow = flow
        self._people = people
        self._messages = messages
        self._words = PhoneWords(self)
        self._seen: dict[str, tuple[str, str]] = {}
        """Address and phone of each person as they were looked at last."""
        self._look_ups = {who: Latest(workplace.operations, self) for who in WHO}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self.look)
        flow.keeper.changed.connect(lambda _: self._timer.start())

    def begin_anew(self) -> None:
        """Another dossier: nothing has been looked at."""
        self._seen.clear()
        for look_up in self._look_ups.values():
            look_up.cancel()
        self._timer.start()

    def look(self) -> None:
        """Look at what has changed since the last time: now, as a field is left."""
        if self._workplace.desk_if_signed_in() is None:
            return
        for who in WHO:
            person = self._flow.person(who)
            address, phone = self._seen.get(who, ("", ""))
            if person.phone != phone and not self._people.form(who).phone.editor.hasFocus():
                phone = person.phone  # not while it is typed: half a number is always wrong
                self._tell_phone(who)
            if person.address != address:
                self._look_up_commune(who)
            self._seen[who] = (person.address, phone)

    def _tell_phone(self, who: str) -> None:
        note = self._words.note(self._flow.person(who).phone, self._flow.received_at().date())
        path = f"{who}.phone"
        quiet, pressing = ("", note.text) if note.pressing else (note.text, "")
        self._messages.tell(path, quiet, note.more)
        self._messages.warn(path, pressing, note.more)

    def _look_up_commune(self, who: str) -> None:
        person, data = self._flow.person(who), self._workplace.store.directory
        on = self._flow.received_at().date()
        self._look_ups[who].run(
            lambda: commune_of_today(person.address, person.ward, on, data),
            lambda found: self._on_commune_found(who, person.address, found),
        )

    def _on_commune_found(self, who: str, address: str, found: CommuneOfToday) -> None:
        person = self._flow.person(who)
        if person.address != address:
            return  # it is typed on: the next look tells
        words = self.tr("Now: {commune}").format(commune=found.name) if found.name else ""
        self._messages.tell(f"{who}.address", words)
        self._people.form(who).set_ward(found.code)
        if person.ward != found.code:
            self._flow.keeper.change(**{who: msgspec.structs.replace(person, ward=found.code)})
