"""Writes packs of a store's unsent work: the same for an export and for the running copy."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from app.carrying.openers import Openers, PassphraseKey, StoreKey
from app.carrying.pack import CarriedPage, CarriedRun, Manifest, PackWriter
from app.clock.time import to_iso
from app.errors import EnvironmentFault, Refusal
from app.pages.page_store import PageStore
from app.store.installation import Installation
from app.store.settings import SEAL_KEY
from app.store.store import Store
from app.store.unsent import OwnRun, UnsentPage, run_events, signing_key
from sync.contract.carried import make_batch

MAX_COUNTER = 500


@dataclass(frozen=True, slots=True)
class PackSource:
    """Who writes a pack, when, and from where its pages are read."""

    installation: Installation
    made_at: str
    pages: PageStore


@dataclass(frozen=True, slots=True)
class Body:
    """A run and how to get its bytes: they are made twice rather than all kept in memory."""

    run: CarriedRun
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a pack. ``missing`` are pages that are not readable here, by their hash;
    ``left_out`` runs and pages are more than it may hold."""

    bodies: Sequence[Body]
    pages: Sequence[CarriedPage]
    missing: Sequence[str] = ()
    left_out: int = 0

    @property
    def events(self) -> int:
        """How many events."""
        return sum(body.run.last_seq - body.run.first_seq + 1 for body in self.bodies)


def own_body(store: Store, run: OwnRun, counter: str) -> Body:
    """An own run as a signed batch; the same bytes whenever it is made."""

    def load() -> bytes:
        database = store.parts.database
        key = signing_key(database, run.installation)
        return msgspec.json.encode(make_batch(run_events(database, run), key))

    found = CarriedRun(
        installation=run.installation,
        first_seq=run.first_seq,
        last_seq=run.last_seq,
        tip=run.tip,
        bytes=len(load()),
        counter=counter[:MAX_COUNTER],
    )
    return Body(found, load)


def readable_pages(
    store: Store, pages: Iterable[UnsentPage]
) -> tuple[list[CarriedPage], list[str]]:
    """The pages that lie here whole, and the hashes of those that don't: they stop nothing."""
    found, missing = [], []
    for page in pages:
        try:
            size = len(store.pages.get(page.sha256))
        except EnvironmentFault:
            missing.append(page.sha256)
            continue
        found.append(CarriedPage(page.sha256, size, page.media_type, page.dossier, page.event))
    return found, missing


def openers_of(store: Store, passphrase: PassphraseKey | None) -> Openers:
    """Who can open a pack of this store: itself, the central where its key is known, and who has
    the passphrase."""
    seal_key = store.setting(SEAL_KEY)
    parts = store.parts
    return Openers(
        store=StoreKey(parts.manifest.store, parts.keys.carrying),
        central=None if seal_key is None else base64.b64decode(seal_key),
        passphrase=passphrase,
    )


def source_of(store: Store) -> PackSource:
    """What packs of this store are made from; raises Refusal (``not_enrolled``)."""
    installation = store.installation
    if installation is None:
        raise Refusal("not_enrolled", "Quầy chưa được ghi danh với hệ thống trung tâm.")
    return PackSource(installation, to_iso(store.parts.clock.now()), store.pages)


def write_pack(file: BinaryIO, source: PackSource, contents: Contents, openers: Openers) -> None:
    """Write the pack; the disk's faults come as OSError. One body or page is in memory at a time.

    Raises EnvironmentFault where a page was lost meanwhile.
    """
    installation = source.installation
    writer = PackWriter(
        file,
        Manifest(
            installation=installation.installation,
            made_at=source.made_at,
            runs=[body.run for body in contents.bodies],
            pages=list(contents.pages),
        ),
        counter=installation.counter[:MAX_COUNTER],
        agency=installation.agency,
        openers=openers,
        signer=installation.private_key,
    )
    for body in contents.bodies:
        writer.add(body.load())
    for page in contents.pages:
        writer.add(source.pages.get(page.sha256))
    writer.finish()
