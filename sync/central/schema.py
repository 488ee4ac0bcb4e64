"""The central's tables (SQLAlchemy Core) and their forward migrations.

Times are milliseconds since 1970 (``_ms``), days are ISO dates, flags are 0 or 1 so that partial
indexes read the same on SQLite and PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    inspect,
    select,
    update,
)

from app.errors import EnvironmentFault

SCHEMA_VERSION = 3

Migration = Callable[[Connection], None]

metadata = MetaData()

schema_version = Table("schema_version", metadata, Column("version", Integer, nullable=False))

generation = Table(
    "generation",
    metadata,
    # Unix seconds: more than 32 bits from 2038 on.
    Column("generation", BigInteger, primary_key=True, autoincrement=False),
    Column("began_ms", BigInteger, nullable=False),
    # A series that the restored database does not know may have been leased before: up to
    # ``floor_until`` a new series begins above ``gap``.
    Column("gap", Integer, nullable=False),
    Column("floor_until", String(10), nullable=False),
    # Key ids up to here may be printed on receipts of desks that the backup does not know.
    Column("key_floor", Integer, nullable=False),
)

agency = Table(
    "agency",
    metadata,
    Column("agency", String(24), primary_key=True),
    Column("name", Text, nullable=False),
    Column("resolvers", Text, nullable=False),
    Column("lookup_host", Text, nullable=False),
    # The feed's head: locked by each writer, so positions are dense and in commit order.
    Column("head", BigInteger, nullable=False),
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("agency", String(24), ForeignKey("agency.agency"), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("spent_by", String(64)),
    Column("spent_ms", BigInteger),
)

installation = Table(
    "installation",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("key_id", Integer, nullable=False, unique=True),
    Column("public_key", String(44), nullable=False, unique=True),
    Column("agency", String(24), ForeignKey("agency.agency"), nullable=False),
    Column("counter", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("predecessor", String(64), ForeignKey("installation.id")),
    Column("code_hash", String(64)),
    Column("enrolled_ms", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("last_hash", String(64), nullable=False),
    Column("last_contact_ms", BigInteger, nullable=False),
)

event = Table(
    "event",
    metadata,
    # SHA-256 of the header's bytes: what "the same event again" means.
    Column("hash", String(64), primary_key=True),
    Column("id", String(64), nullable=False),
    Column("installation", String(64), ForeignKey("installation.id"), nullable=False),
    Column("seq", BigInteger, nullable=False),
    # 1: on the installation's one chain; 0: on a fork beside it.
    Column("on_chain", SmallInteger, nullable=False),
    # 1: its id belongs to other bytes already; kept, but never accepted.
    Column("conflict", SmallInteger, nullable=False),
    Column("agency", String(24), ForeignKey("agency.agency"), nullable=False),
    Column("position", BigInteger),
    Column("dossier", String(64), nullable=False),
    Column("type", String(64), nullable=False),
    Column("header", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("findings", Text, nullable=False),
    Column("problem", Text),
    Column("received_ms", BigInteger, nullable=False),
    UniqueConstraint("agency", "position", name="event_position"),
)
Index(
    "event_id",
    event.c.id,
    unique=True,
    sqlite_where=event.c.conflict == 0,
    postgresql_where=event.c.conflict == 0,
)
Index(
    "event_chain",
    event.c.installation,
    event.c.seq,
    unique=True,
    sqlite_where=event.c.on_chain == 1,
    postgresql_where=event.c.on_chain == 1,
)
Index("event_dossier", event.c.agency, event.c.dossier, event.c.position)

dossier = Table(
    "dossier",
    metadata,
    # A dossier belongs to the agency that received it; another agency's event with the same id
    # makes a row of its own and can't touch this one.
    Column("agency", String(24), ForeignKey("agency.agency"), primary_key=True),
    Column("id", String(64), primary_key=True),
    Column("opened", BigInteger),
    Column("registered", BigInteger),
    Column("code", String(48)),
    Column("events", Integer, nullable=False),
)
Index("dossier_id", dossier.c.id)

number_use = Table(
    "number_use",
    metadata,
    Column("code", String(48), primary_key=True),
    Column("agency", String(24), primary_key=True),
    Column("dossier", String(64), primary_key=True),
    Column("series_agency", String(24), nullable=False),
    Column("period", String(10), nullable=False),
    Column("number", Integer, nullable=False),
    Column("lease", String(64), nullable=False),
    Column("event", String(64), nullable=False),
)
Index("number_use_series", number_use.c.series_agency, number_use.c.period, number_use.c.number)
Index("number_use_lease", number_use.c.lease)

slip_use = Table(
    "slip_use",
    metadata,
    # A paper's own number ("Số: 12/PBS-TTPVHCC") as its event of printing tells it; two events with
    # one number are a finding.
    Column("event", String(64), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("series_agency", String(24), nullable=False),
    Column("period", String(10), nullable=False),
    Column("number", Integer, nullable=False),
    Column("lease", String(64), nullable=False),
    Column("agency", String(24), nullable=False),
    Column("dossier", String(64), nullable=False),
)
Index(
    "slip_use_series",
    slip_use.c.kind,
    slip_use.c.series_agency,
    slip_use.c.period,
    slip_use.c.number,
)
Index("slip_use_lease", slip_use.c.lease)

series = Table(
    "series",
    metadata,
    Column("kind", String(32), primary_key=True),
    Column("agency", String(24), ForeignKey("agency.agency"), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("next", Integer, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("installation", String(64), ForeignKey("installation.id"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("agency", String(24), nullable=False),
    Column("period", String(10), nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("granted_ms", BigInteger, nullable=False),
)
Index("lease_series", lease.c.kind, lease.c.agency, lease.c.period, lease.c.installation)
Index("lease_installation", lease.c.installation)

number_end = Table(
    "number_end",
    metadata,
    Column("lease", String(64), ForeignKey("lease.id"), primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, primary_key=True),
    # 1: the central burned what a predecessor left; the desk's own word on it still counts.
    Column("by_central", SmallInteger, primary_key=True),
    Column("outcome", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("ended_by", String(64), nullable=False),
    Column("ended_ms", BigInteger, nullable=False),
)

task = Table(
    "task",
    metadata,
    # What the task is about; the same trouble told twice makes one task.
    Column("kind", String(32), primary_key=True),
    Column("subject", String(160), primary_key=True),
    Column("agency", String(24), nullable=False),
    Column("installation", String(64), nullable=False),
    Column("dossier", String(64), nullable=False),
    Column("detail", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("done_ms", BigInteger),
)

scan = Table(
    "scan",
    metadata,
    # A scan belongs to one agency: another's with the same bytes is a row of its own.
    Column("agency", String(24), ForeignKey("agency.agency"), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("media_type", String(64), nullable=False),
    Column("stored_ms", BigInteger, nullable=False),
)

scan_upload = Table(
    "scan_upload",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("agency", String(24), ForeignKey("agency.agency"), nullable=False),
    Column("installation", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("media_type", String(64), nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
)
Index("scan_upload_expires", scan_upload.c.expires_ms)
Index("scan_upload_installation", scan_upload.c.installation, scan_upload.c.created_ms)

scan_part = Table(
    "scan_part",
    metadata,
    # What came of an unfinished upload, in order and without gaps; each a file of its own.
    Column("upload", String(64), ForeignKey("scan_upload.id"), primary_key=True),
    Column("offset", BigInteger, primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("name", String(64), nullable=False),
)

claim = Table(
    "claim",
    metadata,
    # The id of the request; of what happened without one, the event's.
    Column("id", String(64), primary_key=True),
    Column("agency", String(24), ForeignKey("agency.agency"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("dossier", String(64), nullable=False),
    Column("installation", String(64), nullable=False),
    Column("taken_ms", BigInteger, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    # held, used (the event that it was for came), ended
    Column("state", String(16), nullable=False),
)
Index(
    "claim_one_holder",
    claim.c.agency,
    claim.c.kind,
    claim.c.dossier,
    unique=True,
    sqlite_where=claim.c.state != "ended",
    postgresql_where=claim.c.state != "ended",
)
Index("claim_installation", claim.c.installation, claim.c.state)

published = Table(
    "published",
    metadata,
    # What desks fetch whole: the province's dated data for an agency ("" is for every agency).
    Column("kind", String(32), primary_key=True),
    Column("agency", String(24), primary_key=True),
    Column("etag", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("published_ms", BigInteger, nullable=False),
)

seal_key = Table(
    "seal_key",
    metadata,
    # X25519: desks encrypt for the central what is carried to it on a stick.
    Column("public_key", String(44), primary_key=True),
    Column("private_key", LargeBinary, nullable=False),
    Column("made_ms", BigInteger, nullable=False),
)

carriage = Table(
    "carriage",
    metadata,
    # Who brought which run of another's chain ("" where the administrator took it in).
    Column("tip", String(64), primary_key=True),
    Column("first_seq", BigInteger, primary_key=True),
    Column("carrier", String(64), primary_key=True),
    Column("installation", String(64), ForeignKey("installation.id"), nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("taken_ms", BigInteger, nullable=False),
)
Index("carriage_installation", carriage.c.installation)


def _scans_and_claims(connection: Connection) -> None:
    for table in (scan, scan_upload, scan_part, claim, published, seal_key, carriage):
        table.create(connection)


MIGRATIONS: Mapping[int, Migration] = {1: slip_use.create, 2: _scans_and_claims}
"""From version n to n + 1, in one transaction with the record of it."""


def prepare(
    connection: Connection,
    *,
    now_ms: int,
    version: int = SCHEMA_VERSION,
    migrations: Mapping[int, Migration] = MIGRATIONS,
) -> None:
    """Make the tables, or bring them forward to ``version``; it is the caller's turn.

    Raises EnvironmentFault (``central_newer``) for a database of a newer program.
    """
    if not inspect(connection).has_table(schema_version.name):
        metadata.create_all(connection)
        connection.execute(insert(schema_version).values(version=version))
        connection.execute(
            insert(generation).values(
                generation=1, began_ms=now_ms, gap=0, floor_until="", key_floor=0
            )
        )
        return
    found = connection.execute(select(schema_version.c.version)).scalar_one()
    if found > version:
        raise EnvironmentFault(
            "central_newer",
            f"Cơ sở dữ liệu trung tâm ở phiên bản {found}, chương trình chỉ biết {version}.",
            advice="Chạy bản chương trình mới hơn; cơ sở dữ liệu không bị thay đổi.",
        )
    for step in range(found, version):
        migrations[step](connection)
    connection.execute(update(schema_version).values(version=version))
