"""What is said under a phone number: short enough to stand under a narrow field."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtCore import QObject

from app.identity.phone import PhoneKind, read_phone


class PhoneNote(Struct, frozen=True):
    """``text`` stands under the field, ``more`` is for those who ask; ``pressing``: ask again."""

    text: str = ""
    more: str = ""
    pressing: bool = False


class PhoneWords(QObject):
    """Puts what ``read_phone`` found into words; it holds nothing."""

    def note(self, typed: str, on: date) -> PhoneNote:
        """What is to be told of a number as typed; nothing of a mobile number of today."""
        phone = read_phone(typed, on)
        if phone.kind is PhoneKind.UNKNOWN:
            if not phone.warning:  # nothing was typed
                return PhoneNote()
            return PhoneNote(self.tr("Ask again"), phone.warning, pressing=True)
        if phone.today != phone.number:
            today = read_phone(phone.today, on).display
            return PhoneNote(self.tr("Now {number}").format(number=today), phone.warning)
        if phone.warning:
            return PhoneNote(
                self.tr("Read as {number}").format(number=phone.display), phone.warning
            )
        return PhoneNote(
            {
                PhoneKind.LANDLINE: self.tr("A landline"),
                PhoneKind.SERVICE: self.tr("A service number"),
                PhoneKind.FOREIGN: self.tr("A number abroad"),
            }.get(phone.kind, "")
        )
