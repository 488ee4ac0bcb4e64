"""Import the official list of provinces and communes."""

from __future__ import annotations

from app.provincial_law.folder import LawFolder, tried
from app.provincial_law.proposal import Proposal, proposal_id
from app.units.importing import difference, read_units, unit_tables
from app.units.units import load_units


def propose_units(folder: LawFolder, document: bytes, *, name: str) -> Proposal:
    """What the list in ``document`` (a file called ``name``) would change in the units in force.

    Raises InvalidInput (``unreadable``, ``too_large``, ``bad_units``).
    """
    known = load_units(province=folder.units)
    new = read_units(document)
    files = unit_tables(new, name)
    with tried(folder.units, files) as staged:
        load_units(province=staged)
    return Proposal(
        id=proposal_id(document, files, known.version),
        folder=folder.units,
        files=files,
        difference=difference(known, new),
    )
