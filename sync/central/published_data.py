"""``/v1/catalogue``, ``/v1/calendar``, ``/v1/agencies``: what desks fetch whole (docs/adr/0028)."""

from __future__ import annotations

import hashlib

import msgspec
from sqlalchemy import Connection, select

from sync.central.authentication import authenticate
from sync.central.call import Call, Central, Unchanged
from sync.central.schema import agency as agency_table
from sync.central.schema import published
from sync.contract.messages import AgencyFacts, AgencyList, Bundle

CATALOGUE, CALENDAR = BUNDLES = ("catalogue", "calendar")
EVERY_AGENCY = ""


def catalogue(central: Central, call: Call) -> Bundle | Unchanged:
    """``GET /v1/catalogue``: the files of the signer's agency, else those for every agency."""
    return _bundle(central, call, CATALOGUE)


def calendar(central: Central, call: Call) -> Bundle | Unchanged:
    """``GET /v1/calendar``: as ``catalogue``."""
    return _bundle(central, call, CALENDAR)


def agencies(central: Central, call: Call) -> AgencyList | Unchanged:
    """``GET /v1/agencies``: the signer's agency first, then those that resolve for it."""
    signer = authenticate(central, call, "agencies")
    with central.database.read() as connection:
        own = _facts(connection, [signer.agency])
        others = set(own[0].resolvers.values()) - {signer.agency}
        facts = [*own, *_facts(connection, sorted(others))]
    etag = etag_of(msgspec.json.encode(facts))
    return Unchanged(etag) if call.knows(etag) else AgencyList(etag, facts)


def etag_of(content: bytes) -> str:
    """What names this content, and no other."""
    return hashlib.sha256(content).hexdigest()[:32]


NOTHING = Bundle(etag_of(b""), [])
"""What is answered where nothing is published."""


def _bundle(central: Central, call: Call, kind: str) -> Bundle | Unchanged:
    signer = authenticate(central, call, kind)
    this = (published.c.kind == kind) & published.c.agency.in_((signer.agency, EVERY_AGENCY))
    with central.database.read() as connection:
        found = {
            row.agency: row.etag
            for row in connection.execute(select(published.c.agency, published.c.etag).where(this))
        }
        owner = signer.agency if signer.agency in found else EVERY_AGENCY
        etag = found.get(owner, NOTHING.etag)
        if call.knows(etag):
            return Unchanged(etag)
        if not found:
            return NOTHING
        body = connection.execute(
            select(published.c.body).where(this, published.c.agency == owner)
        ).scalar_one()
    return msgspec.json.decode(body, type=Bundle)


def _facts(connection: Connection, wanted: list[str]) -> list[AgencyFacts]:
    rows = connection.execute(
        select(agency_table)
        .where(agency_table.c.agency.in_(wanted))
        .order_by(agency_table.c.agency)
    )
    return [
        AgencyFacts(
            agency=row.agency,
            name=row.name,
            resolvers=msgspec.json.decode(row.resolvers, type=dict[str, str]),
            lookup_host=row.lookup_host,
        )
        for row in rows
    ]
