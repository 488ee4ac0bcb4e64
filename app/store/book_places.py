"""Places in the desk's books that a transaction takes and writes (docs/adr/0023)."""

from __future__ import annotations

from app.dossier.desk_events import Certified
from app.dossier.events import BookPlace, Event, Registered
from app.errors import ProgramFault
from app.numbering.books import certification_key, check_certification, tracking_key
from app.store.database import Database
from app.store.paper_numbers import last_number, places_of, volume_of


class BookPlaces:
    """What one transaction takes: each place is the next one, and none may be left unwritten."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._taken: dict[str, list[BookPlace]] = {}
        self._volume = 0

    def volume(self, installation: str) -> int:
        """The volume that ``installation`` writes."""
        if not self._volume:
            self._volume = volume_of(self._database, installation)
        return self._volume

    def next_tracking(self, installation: str, field: str) -> BookPlace:
        """Take the next place in the tracking book of a field."""
        return self._next(installation, tracking_key(field))

    def next_certification(self, installation: str, kind: str, year: int) -> int:
        """Take the next number of a certification book; InvalidInput (``bad_kind``,
        ``bad_year``)."""
        check_certification(kind, year)
        return self._next(installation, certification_key(kind, year)).number

    def _next(self, installation: str, book: str) -> BookPlace:
        volume = self.volume(installation)
        taken = self._taken.setdefault(book, [])
        last = last_number(self._database, installation, book, volume)
        place = BookPlace(volume, max([last, *(each.number for each in taken)]) + 1)
        taken.append(place)
        return place

    def write(self, event: Event, body: Registered | Certified) -> None:
        """The places that ``event`` gives out are the ones that were taken."""
        for book, place in places_of(self._database, body, event):
            taken = self._taken.get(book, [])
            if place not in taken:
                raise ProgramFault(
                    "place_not_taken",
                    f"Lỗi chương trình: số {place.number} của sổ {book} chưa được lấy.",
                )
            taken.remove(place)

    def check_all_written(self) -> None:
        """Raise ProgramFault where a place was taken and stands in no event."""
        left = [book for book, places in self._taken.items() if places]
        if left:
            raise ProgramFault(
                "place_without_entry",
                f"Lỗi chương trình: đã lấy số của sổ {', '.join(left)} mà không ghi vào hồ sơ.",
            )
