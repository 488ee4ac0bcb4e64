"""The schema and its migrations. A released migration is never edited; a new one is added."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable

import msgspec

from app.accounts.account import Account, sign_in_name_for
from app.accounts.roles import Role
from app.dossier.events import PagesAttached
from app.errors import EnvironmentFault
from app.store.accounts import AccountRow, put_account
from app.store.database import Database
from app.store.settings import read_setting, write_setting
from app.store.upload_queue import queue_page

_SCHEMA_1 = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE installation (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('pending', 'current', 'retired')),
    private_key BLOB NOT NULL,
    public_key BLOB NOT NULL,
    counter TEXT NOT NULL,
    central_url TEXT NOT NULL,
    code TEXT NOT NULL,
    predecessor TEXT REFERENCES installation (id),
    key_id INTEGER,
    agency TEXT,
    agency_name TEXT,
    resolvers TEXT NOT NULL DEFAULT '{}',
    lookup_host TEXT NOT NULL DEFAULT '',
    prepared_at TEXT NOT NULL,
    enrolled_at TEXT
) STRICT;
CREATE UNIQUE INDEX installation_one_current ON installation (state) WHERE state = 'current';
CREATE UNIQUE INDEX installation_one_pending ON installation (state) WHERE state = 'pending';

CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    dossier TEXT NOT NULL,
    type TEXT NOT NULL,
    installation TEXT NOT NULL,
    seq INTEGER NOT NULL,
    own INTEGER NOT NULL CHECK (own IN (0, 1)),
    hash TEXT NOT NULL,
    header BLOB NOT NULL,
    payload BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'accepted', 'set_aside')),
    generation INTEGER,
    position INTEGER,
    findings TEXT NOT NULL DEFAULT '[]',
    CHECK ((state = 'accepted') = (position IS NOT NULL)),
    CHECK ((generation IS NULL) = (position IS NULL))
) STRICT;
CREATE UNIQUE INDEX event_chain ON event (installation, seq) WHERE own = 1;
CREATE INDEX event_dossier ON event (dossier);
CREATE INDEX event_own ON event (number) WHERE own = 1;

CREATE TABLE outbox (
    number INTEGER PRIMARY KEY REFERENCES event (number),
    dossier TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'set_aside')),
    answered INTEGER NOT NULL DEFAULT 0 CHECK (answered IN (0, 1)),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_ms INTEGER NOT NULL DEFAULT 0,
    problem TEXT
) STRICT;
CREATE INDEX outbox_unanswered ON outbox (number) WHERE answered = 0;
CREATE INDEX outbox_dossier ON outbox (dossier, state);

CREATE TABLE dossier (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    code TEXT,
    reference TEXT NOT NULL,
    name TEXT NOT NULL,
    procedure TEXT NOT NULL,
    resolver TEXT NOT NULL,
    received_at TEXT NOT NULL,
    due_at TEXT,
    stage TEXT NOT NULL,
    waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),
    accepted INTEGER NOT NULL,
    words TEXT NOT NULL,
    state BLOB NOT NULL
) STRICT;
CREATE INDEX dossier_code ON dossier (code) WHERE code IS NOT NULL;
CREATE INDEX dossier_reference ON dossier (reference) WHERE reference <> '';
CREATE INDEX dossier_waiting ON dossier (number) WHERE waiting = 1;
CREATE INDEX dossier_received ON dossier (received_at);

CREATE VIRTUAL TABLE search USING fts5 (
    words, content = 'dossier', content_rowid = 'number', detail = 'none', columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0", prefix = '1 2 3 4 5 6 7'
);

CREATE TABLE origin (origin TEXT PRIMARY KEY, dossier TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
    id TEXT PRIMARY KEY,
    installation TEXT NOT NULL REFERENCES installation (id),
    kind TEXT NOT NULL,
    agency TEXT NOT NULL,
    period TEXT NOT NULL,
    first INTEGER NOT NULL CHECK (first >= 1),
    last INTEGER NOT NULL CHECK (last >= first),
    next INTEGER NOT NULL CHECK (next BETWEEN first AND last + 1),
    UNIQUE (kind, agency, period, first)
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_open ON lease (kind, agency, period, first) WHERE next <= last;

CREATE TABLE lease_ask (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    agency TEXT NOT NULL,
    period TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 1),
    state TEXT NOT NULL CHECK (state IN ('pending', 'granted', 'refused')),
    reason TEXT NOT NULL DEFAULT '',
    asked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_ask_pending ON lease_ask (state) WHERE state = 'pending';

CREATE TABLE number_used (
    lease TEXT NOT NULL REFERENCES lease (id),
    sequence INTEGER NOT NULL,
    code TEXT NOT NULL UNIQUE,
    event TEXT NOT NULL REFERENCES event (id),
    PRIMARY KEY (lease, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE number_end (
    id TEXT PRIMARY KEY,
    lease TEXT NOT NULL REFERENCES lease (id),
    first INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last >= first),
    outcome TEXT NOT NULL CHECK (outcome IN ('released', 'burned')),
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'noted')),
    at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX number_end_pending ON number_end (state) WHERE state = 'pending';

CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    officer TEXT NOT NULL,
    unlock TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject);
CREATE TABLE audit_detail (
    number INTEGER PRIMARY KEY REFERENCES audit (number),
    detail TEXT NOT NULL
) STRICT;

CREATE TABLE known_key (
    key_id INTEGER PRIMARY KEY,
    installation TEXT NOT NULL,
    public_key BLOB NOT NULL
) STRICT;
"""

_SCHEMA_2 = """
CREATE TABLE account (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sign_in_name TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    password TEXT NOT NULL,
    must_change INTEGER NOT NULL CHECK (must_change IN (0, 1)),
    failures INTEGER NOT NULL CHECK (failures >= 0),
    wait_until TEXT
) STRICT;

CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    changed_at TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT, WITHOUT ROWID;
"""

_SCHEMA_3 = """
ALTER TABLE installation ADD COLUMN volume INTEGER NOT NULL DEFAULT 1;
UPDATE installation SET volume = (
    WITH RECURSIVE line (id) AS (
        VALUES (installation.id)
        UNION
        SELECT before.predecessor FROM installation AS before JOIN line USING (id)
        WHERE before.predecessor IS NOT NULL
    )
    SELECT count(*) FROM line
);

CREATE TABLE book_entry (
    installation TEXT NOT NULL,
    book TEXT NOT NULL,
    volume INTEGER NOT NULL CHECK (volume >= 1),
    number INTEGER NOT NULL,
    dossier TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (installation, book, volume, number, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE slip_number (
    code TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (code, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE pad_slip (
    reference TEXT PRIMARY KEY,
    event TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    dossier TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE print_job (
    id TEXT PRIMARY KEY,
    dossier TEXT NOT NULL,
    form TEXT NOT NULL,
    nth INTEGER NOT NULL,
    title TEXT NOT NULL,
    printer TEXT NOT NULL,
    tray TEXT NOT NULL,
    size TEXT NOT NULL,
    copies INTEGER NOT NULL CHECK (copies >= 1),
    follows INTEGER NOT NULL CHECK (follows IN (0, 1)),
    state TEXT NOT NULL,
    stopped INTEGER NOT NULL CHECK (stopped IN (0, 1)),
    spooler_job TEXT NOT NULL,
    said TEXT NOT NULL,
    event TEXT NOT NULL,
    officer TEXT NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX print_job_recorded ON print_job (made_at) WHERE state = 'recorded';
CREATE INDEX print_job_unsure ON print_job (made_at) WHERE state = 'unsure';
CREATE INDEX print_job_asked ON print_job (made_at) WHERE state = 'handed' AND follows = 1;
CREATE INDEX print_job_dossier ON print_job (dossier);
CREATE INDEX print_job_made ON print_job (made_at);
"""

_SCHEMA_4 = """
ALTER TABLE event ADD COLUMN follower TEXT;
DROP INDEX event_dossier;
CREATE INDEX event_dossier ON event (dossier, own);
DROP INDEX dossier_received;
CREATE INDEX dossier_received ON dossier (received_at, resolver, id);
CREATE INDEX event_followed ON event (number) WHERE follower IS NOT NULL;
ALTER TABLE known_key ADD COLUMN counter TEXT NOT NULL DEFAULT '';

CREATE TABLE upload (
    sha256 TEXT PRIMARY KEY,
    dossier TEXT NOT NULL,
    event TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    media_type TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'set_aside')),
    location TEXT NOT NULL DEFAULT '',
    ask_first INTEGER NOT NULL DEFAULT 0 CHECK (ask_first IN (0, 1)),
    attempts INTEGER NOT NULL DEFAULT 0,
    problem TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX upload_waiting ON upload (bytes) WHERE state = 'waiting';
CREATE INDEX upload_set_aside ON upload (bytes) WHERE state = 'set_aside';
CREATE INDEX upload_dossier ON upload (dossier);

CREATE TABLE claim (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    dossier TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'granted', 'refused', 'ending', 'ended')),
    reason TEXT NOT NULL DEFAULT '',
    asked_at TEXT NOT NULL,
    until TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX claim_one ON claim (kind, dossier) WHERE state NOT IN ('ending', 'ended');
CREATE INDEX claim_open ON claim (state) WHERE state IN ('pending', 'ending');

CREATE TABLE carried (
    id TEXT PRIMARY KEY,
    installation TEXT NOT NULL,
    counter TEXT NOT NULL DEFAULT '',
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL CHECK (last_seq >= first_seq),
    tip TEXT NOT NULL,
    body BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'set_aside')),
    attempts INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX carried_waiting ON carried (installation, first_seq) WHERE state = 'waiting';

CREATE TABLE published (
    kind TEXT PRIMARY KEY,
    etag TEXT NOT NULL,
    files INTEGER NOT NULL,
    came_at TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    problem TEXT NOT NULL DEFAULT '',
    moved TEXT NOT NULL DEFAULT '[]'
) STRICT;
"""


def _accounts_and_drafts(database: Database) -> None:
    """Schema 2. The desk's officers were names in a setting; they become accounts without a
    password, the first of them administrator too."""
    database.run_script(_SCHEMA_2)
    stored = read_setting(database, "officers")
    names = msgspec.json.decode(stored, type=list[str]) if stored else []
    taken: set[str] = set()
    for number, name in enumerate(names):
        sign_in_name = wanted = sign_in_name_for(name)
        suffix = len(taken)
        while sign_in_name in taken:
            suffix += 1
            sign_in_name = f"{wanted[:36]}{suffix}"
        taken.add(sign_in_name)
        roles = {Role.OFFICER, Role.ADMINISTRATOR} if number == 0 else {Role.OFFICER}
        account = Account(str(uuid.uuid4()), sign_in_name, name, frozenset(roles))
        put_account(database, AccountRow(account, "", 0, None))
    write_setting(database, "officers", None)


def _uploads_and_claims(database: Database) -> None:
    """Schema 4. Every page that this desk has attached waits to be uploaded."""
    database.run_script(_SCHEMA_4)
    for dossier, event, payload in database.rows(
        "SELECT dossier, id, payload FROM event WHERE own = 1 AND type = 'pages_attached'"
        " ORDER BY number"
    ):
        with contextlib.suppress(msgspec.MsgspecError):  # of a newer program: it names no page here
            for page in msgspec.json.decode(payload, type=PagesAttached).pages:
                queue_page(database, page, dossier=dossier, event=event)


MIGRATIONS: tuple[Callable[[Database], None], ...] = (
    lambda database: database.run_script(_SCHEMA_1),
    _accounts_and_drafts,
    lambda database: database.run_script(_SCHEMA_3),
    _uploads_and_claims,
)
"""``MIGRATIONS[n]`` makes schema n + 1 of schema n."""

NEWEST = len(MIGRATIONS)
UPLOADS_SINCE = 4
"""The first schema that knows which pages wait to be uploaded."""


def check_version(database: Database) -> int:
    """The schema's version; a newer one than this program knows is refused.

    Raises EnvironmentFault (``newer_database``).
    """
    version = database.version
    if version > NEWEST:
        raise EnvironmentFault(
            "newer_database",
            f"Cơ sở dữ liệu thuộc phiên bản mới hơn ({version}, chương trình biết {NEWEST}).",
            advice="Cập nhật chương trình ở quầy này rồi mở lại. Dữ liệu không bị thay đổi.",
        )
    return version


def migrate(database: Database, *, before: Callable[[int], None]) -> None:
    """Bring the schema up to date, one transaction a step.

    ``before`` is called once, with the old version, before the first step (it backs up the file).
    """
    version = check_version(database)
    if version == NEWEST:
        return
    before(version)
    for step in range(version, NEWEST):
        with database.transaction():
            MIGRATIONS[step](database)
            database.set_version(step + 1)
