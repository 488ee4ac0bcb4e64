"""What this counter and this machine are, read for the settings on the store's thread; no Qt."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from msgspec import Struct

from app.reception.counter_settings import CounterSettings, counter_settings, paper_settings
from app.store.database import check_library

if TYPE_CHECKING:
    from app.reception.paper_settings import PaperSettings
    from app.store.store import Store


class CounterFacts(Struct, frozen=True):
    """``key_id`` is 0 and the texts are empty before the desk is enrolled."""

    settings: CounterSettings
    papers: PaperSettings
    agency: str
    agency_name: str
    counter: str
    central_url: str
    installation: str
    key_id: int
    directory: str
    keys: str
    python: str
    sqlite: str


def read_counter_facts(store: Store) -> CounterFacts:
    """Read them; raises EnvironmentFault where the store or the keyring fails."""
    desk = store.installation
    return CounterFacts(
        settings=counter_settings(store),
        papers=paper_settings(store),
        agency="" if desk is None else desk.agency,
        agency_name="" if desk is None else desk.agency_name,
        counter="" if desk is None else desk.counter,
        central_url="" if desk is None else desk.central_url,
        installation="" if desk is None else desk.installation,
        key_id=0 if desk is None else desk.key_id,
        directory=str(store.directory),
        keys=store.parts.provider.describe(),
        python=platform.python_version(),
        sqlite=check_library(),
    )
