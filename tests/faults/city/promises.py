"""What the city was promised, kept where no disaster reaches: events, papers, who holds what.

An event is *owed* once its commit has returned (or a store that was opened again shows it) for as
long as somebody is left who can bring it: a desk that has it as its own, or the central. A disaster
that takes the last of them takes the promise, too: that is counted, not a fault of the program.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.dossier.events import Event, Opened, Printed, Registered
from app.dossier.evolve import read_body


class Broken(AssertionError):  # noqa: N818 - what happened to a promise
    """A promise of the program does not hold."""


def hold(claim: object, otherwise: str) -> None:
    """Raises Broken with ``otherwise`` where ``claim`` is not so."""
    if not claim:
        raise Broken(otherwise)


@dataclass(frozen=True, slots=True)
class Paper:
    """A number on a paper that somebody has: the event told of it before it was printed."""

    dossier: str
    event: str
    installation: str


class Promises:
    """Events by their hash."""

    def __init__(self) -> None:
        self.made: dict[str, Event] = {}
        """Everything that was appended, also where its commit failed."""
        self.owed: set[str] = set()
        self.destroyed: set[str] = set()
        self.papers: dict[str, list[Paper]] = defaultdict(list)
        self.references: dict[str, list[str]] = defaultdict(list)
        self.pages: dict[str, bytes] = {}
        self.images_ran: set[str] = set()
        """Machines of which two images may have gone on from one state."""
        self._at_place: dict[tuple[str, int], set[str]] = {}
        self._of_disk: dict[str, set[str]] = defaultdict(set)

    def begun(self, event: Event) -> None:
        """It was appended; whether it counts is not known yet."""
        self.made[event.hash] = event
        place = event.header.installation, event.header.seq
        self._at_place.setdefault(place, set()).add(event.hash)

    def at_places(self, places: Iterable[tuple[str, int]]) -> set[str]:
        """The events at these places (installation, seq); two images have two at one."""
        return {digest for place in places for digest in self._at_place.get(place, ())}

    def kept(self, desk: str, events: Iterable[Event]) -> None:
        """Their commit has returned at ``desk``."""
        for event in events:
            self.owed.add(event.hash)
            self._of_disk[desk].add(event.hash)

    def printed(self, event: Event) -> None:
        """A paper with the number that ``event`` gives out was handed out after its commit."""
        body = read_body(event)
        number = ""
        if isinstance(body, Registered):
            number = body.code
        elif isinstance(body, Printed) and body.series:
            number = f"{body.series}/{body.sequence}"
        if number:
            header = event.header
            self.papers[number].append(Paper(header.dossier, event.hash, header.installation))

    def reference(self, event: Event) -> None:
        """A slip with the reference that ``event`` opens a dossier with was handed out."""
        body = read_body(event)
        assert isinstance(body, Opened)
        self.references[body.reference].append(event.hash)

    def pad(self, references: list[str]) -> None:
        """A pad with these references was printed."""
        for reference in references:
            self.references[reference].append("pad")

    def opened(self, desk: str, own: set[str]) -> None:
        """The store of ``desk`` was opened and has these events of its own."""
        missing = self._of_disk[desk] - own
        hold(not missing, f"{desk} lost {len(missing)} synced events: {self._names(missing)}")
        unknown = own - self.made.keys()
        hold(not unknown, f"{desk} has {len(unknown)} events that nobody made")
        self.owed |= own - self.destroyed
        self._of_disk[desk] = set(own)

    def replaced(self, desk: str, own: set[str]) -> None:
        """Somebody put another image into the place of the disk of ``desk``."""
        self._of_disk[desk] = set(own)

    def took_away(self, gone: set[str], left: Iterable[set[str]]) -> None:
        """A disaster took ``gone`` from where they were; ``left`` are all who hold events still."""
        last = set(gone)
        for holder in left:
            last -= holder
        self.destroyed |= last & self.owed
        self.owed -= last

    def _names(self, hashes: set[str]) -> str:
        known = [self.made[each].header for each in sorted(hashes) if each in self.made]
        return ", ".join(
            f"{head.type} {head.seq} of {head.installation[-6:]}" for head in known[:5]
        )
