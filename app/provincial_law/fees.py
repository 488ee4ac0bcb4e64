"""Import the amounts that the province's council (HĐND) has set."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from app.catalogue.catalogue import Catalogue, load_catalogue
from app.catalogue.checks import ConfiguredRate, LocalFees
from app.dated_data.toml_table import read_bytes, read_table
from app.provincial_law.folder import LawFolder, tried
from app.provincial_law.proposal import Proposal, proposal_id


class RateChange(Struct, frozen=True):
    """One amount from one day on; None where it is not there before, or not after."""

    key: str
    valid_from: date
    old: int | None
    new: int | None
    basis: str


def propose_fees(
    folder: LawFolder, document: bytes, *, name: str, catalogue: Catalogue, known: Path | None
) -> Proposal:
    """What the document (a whole file of rates, called ``name``) would change against ``known``.

    It takes the place of ``known``, wherever that lies: two files are a fault. Raises InvalidInput
    (``bad_data``) naming the entry.
    """
    path = known or folder.fees
    new = read_table(Path(name), document, LocalFees)
    old = read_table(known, read_bytes(known), LocalFees) if known else LocalFees([])
    with tried(folder.path, {path.name: document}) as staged:
        load_catalogue(local_fees=staged / path.name, province=folder.catalogue)
    files = {path.name: document}
    return Proposal(
        id=proposal_id(document, files, catalogue.version),
        folder=path.parent,
        files=files,
        difference=_changes(old, new),
    )


def _changes(old: LocalFees, new: LocalFees) -> list[RateChange]:
    before = {(rate.key, rate.valid_from): rate for rate in old.rate}
    after = {(rate.key, rate.valid_from): rate for rate in new.rate}
    found = []
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was != now:
            told = now or was
            assert told is not None
            found.append(RateChange(*key, _amount(was), _amount(now), told.basis))
    return found


def _amount(rate: ConfiguredRate | None) -> int | None:
    return None if rate is None else rate.amount
