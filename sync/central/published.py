"""What the central publishes: installation keys, and whether it is well."""

from __future__ import annotations

from sqlalchemy import select

from sync.central.authentication import authenticate
from sync.central.call import Call, Central
from sync.central.database import DatabaseFault
from sync.central.generations import current_generation
from sync.central.schema import installation
from sync.central.seal_keys import public_seal_key
from sync.contract.messages import CONTRACT_VERSION, Health, InstallationKey, KeyList


def keys(central: Central, call: Call) -> KeyList:
    """The keys of all installations, also retired ones: their receipts stay genuine.

    With them the central's own key, for what is carried to it.
    """
    authenticate(central, call, "keys")
    query = select(
        installation.c.key_id,
        installation.c.id,
        installation.c.public_key,
        installation.c.agency,
        installation.c.counter,
    ).order_by(installation.c.key_id)
    with central.database.read() as connection:
        rows = connection.execute(query).all()
    return KeyList(
        keys=[
            InstallationKey(
                key_id=row.key_id,
                installation=row.id,
                public_key=row.public_key,
                agency=row.agency,
                counter=row.counter,
            )
            for row in rows
        ],
        seal_key=public_seal_key(central.database, call.at_ms),
    )


def health(central: Central, call: Call) -> Health:
    """Whether central and database answer; a sick database is said, not raised."""
    database = "ok"
    try:
        with central.database.read() as connection:
            current_generation(connection)
    except DatabaseFault as fault:
        database = fault.message
    return Health(
        status="ok" if database == "ok" else "degraded",
        database=database,
        contract=CONTRACT_VERSION,
        server_time_ms=call.at_ms,
    )
