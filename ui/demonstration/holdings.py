"""What the central holds, read back over the wire from the first event on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.dossier.events import read_event
from app.dossier.evolve import evolve
from app.dossier.state import Dossier
from app.errors import EnvironmentFault
from sync.contract.messages import MAX_FEED_PAGE, FeedPage
from sync.contract.operations import PULL_FEED
from sync.engine.answers import Answer
from sync.engine.send import Send

if TYPE_CHECKING:
    from sync.transport.http import HttpTransport


@dataclass(slots=True)
class Holdings:
    """Dossiers at the central by id, and how often each event id and code appeared."""

    dossiers: dict[str, Dossier] = field(default_factory=dict)
    events: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)

    @property
    def registered(self) -> dict[str, Dossier]:
        """The dossiers that have a code."""
        return {key: dossier for key, dossier in self.dossiers.items() if dossier.code}

    @property
    def duplicates(self) -> int:
        """Events delivered twice, codes at two dossiers, origins opened twice."""
        origins = Counter(one.origin for one in self.dossiers.values() if one.origin)
        return sum(
            count - 1 for tally in (self.events, self.codes, origins) for count in tally.values()
        )


def read_holdings(transport: HttpTransport, installation: str) -> Holdings:
    """Read the whole feed of the desk's agency; raises EnvironmentFault where it stops."""
    holdings = Holdings()
    cursor, more = "0.0", True
    while more:
        page = _page(transport, installation, cursor)
        for entry in page.entries:
            event = read_event(bytes(entry.header), bytes(entry.payload))
            header = event.header
            holdings.events[header.id] += 1
            holdings.types[header.type] += 1
            before = holdings.dossiers.get(header.dossier)
            after = evolve(before, event)
            holdings.dossiers[header.dossier] = after
            if header.type == "registered" and after.code:
                holdings.codes[after.code] += 1
        cursor, more = page.next, page.more
    return holdings


def _page(transport: HttpTransport, installation: str, cursor: str) -> FeedPage:
    outcome = transport.execute(
        Send(
            PULL_FEED,
            query={"after": cursor, "limit": str(MAX_FEED_PAGE)},
            signer=installation,
        )
    )
    if isinstance(outcome, Answer) and isinstance(outcome.body, FeedPage):
        return outcome.body
    raise EnvironmentFault("central", "Không đọc lại được dữ liệu ở hệ thống trung tâm.")
