"""``POST /v1/installations``: a desk introduces itself (docs/adr/0003)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

import msgspec
from sqlalchemy import Connection, select, update

from app.dossier.events import FIRST_PREV_HASH
from sync.central.authentication import authenticate, check_contract, suspended
from sync.central.call import Call, Central
from sync.central.generations import current_generation, next_key_id
from sync.central.installations import (
    Installation,
    Standing,
    find_installation,
    insert_installation,
    nth_of_line,
)
from sync.central.lease_ends import burn_leases
from sync.central.problems import CallRefused
from sync.central.recovery import (
    check_free,
    stated_lineage,
    stated_predecessor,
    take_in,
)
from sync.central.schema import agency as agency_table
from sync.central.schema import enrolment_code
from sync.central.schema import installation as table
from sync.central.tasks import Task, add_tasks
from sync.central.turns import take_the_whole
from sync.contract.messages import EnrolAnswer, EnrolRequest

_INSTALLATION = re.compile(r"[0-9A-Za-z-]{1,64}\Z")


def enrol(central: Central, call: Call) -> EnrolAnswer:
    """Enrol by a one-time code, or as a successor signed by the predecessor's key.

    The same request again is answered the same: the code is spent by this installation and key.
    So is one with another good code: the answer to the first was lost, and the desk was given a
    new one, which is spent too.
    A predecessor that is active or retired may name a successor by itself (a second successor
    makes a task); one that is forked or suspended only together with a new code. So may one that
    this central does not know, since it was restored from an older backup: it is taken in first.
    """
    check_contract(call)
    request = call.decode(EnrolRequest)
    _check_identity(request)
    signer = None
    if request.predecessor is not None:
        signer = authenticate(central, call, "enrol", stranger=stated_predecessor(request))
        if signer.id != request.predecessor:
            raise CallRefused("bad_signature", "Yêu cầu phải do máy quầy trước ký.")
    with central.database.write() as connection:
        take_the_whole(connection)
        known = find_installation(connection, request.installation, lock=True)
        if known is None:
            known = _add(connection, request, signer, call.at_ms)
        else:
            _check_same(connection, known, request, call.at_ms)
        return _answer(connection, known, call.at_ms)


def code_hash(code: str) -> str:
    """What the central keeps of a one-time code; blanks, dashes and case do not matter."""
    letters = re.sub(r"[^0-9A-Z]", "", code.upper())
    return hashlib.sha256(b"qmc enrolment code\n" + letters.encode()).hexdigest()


def _check_identity(request: EnrolRequest) -> None:
    if _INSTALLATION.match(request.installation) is None:
        raise CallRefused(
            "bad_body", "Mã máy quầy chỉ gồm chữ, số và dấu gạch.", field="$.installation"
        )
    if not request.counter.isprintable():
        raise CallRefused("bad_body", "Tên quầy có ký tự điều khiển.", field="$.counter")
    _check_key(request.public_key, "$.public_key")
    if request.predecessor_key is not None:
        _check_key(request.predecessor_key, "$.predecessor_key")
    for place, each in enumerate(request.ancestors):
        if _INSTALLATION.match(each.installation) is None:
            raise CallRefused(
                "bad_body", "Mã máy quầy sai.", field=f"$.ancestors[{place}].installation"
            )
        _check_key(each.key, f"$.ancestors[{place}].key")


def _check_key(text: str, field: str) -> None:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != 32 or base64.b64encode(key).decode() != text:
        raise CallRefused("bad_body", "Khóa công khai phải là 32 byte, mã base64.", field=field)


def _check_same(
    connection: Connection, known: Installation, request: EnrolRequest, now_ms: int
) -> None:
    """Raises CallRefused where ``request`` is not of the desk that is known."""
    if known.public_key != request.public_key or known.predecessor != request.predecessor:
        raise CallRefused("installation_exists", "Máy quầy này đã ghi danh với khóa khác.")
    if known.predecessor is not None or known.code_hash == code_hash(request.code):
        return
    if _spend(connection, request, now_ms) != known.agency:
        raise CallRefused("bad_enrolment_code", "Mã ghi danh thuộc cơ quan khác.", field="$.code")


def _add(
    connection: Connection, request: EnrolRequest, signer: Installation | None, now_ms: int
) -> Installation:
    check_free(connection, request.public_key)
    predecessor = None
    if signer is not None:
        predecessor = find_installation(connection, signer.id, lock=True)
        if predecessor is None:
            return _recover(connection, request, signer, now_ms)
        if predecessor.public_key != signer.public_key:  # taken in since the signature was checked
            raise CallRefused("bad_signature", "Chữ ký không khớp với khóa của máy quầy trước.")
    by_code = predecessor is None or predecessor.standing in {Standing.FORKED, Standing.SUSPENDED}
    if by_code and predecessor is not None and not request.code:
        raise suspended(predecessor.standing)
    agency = (
        _spend(connection, request, now_ms)
        if by_code or predecessor is None
        else predecessor.agency
    )
    if predecessor is not None and agency != predecessor.agency:
        raise CallRefused("bad_enrolment_code", "Mã ghi danh thuộc cơ quan khác.", field="$.code")
    added = _insert(
        connection, request, agency, now_ms, code=code_hash(request.code) if by_code else None
    )
    if predecessor is not None:
        _retire(connection, predecessor, added.id, now_ms)
    return added


def _recover(
    connection: Connection, request: EnrolRequest, predecessor: Installation, now_ms: int
) -> Installation:
    """Take in the predecessor that this central does not know, and add its successor.

    Its signature is verified with the key that the desk states. The agency is the code's; a code
    of another agency than the desk states is refused, and not spent. Of the predecessor's own
    predecessors those that are unknown come with it; the first known one is retired.
    """
    lost = stated_lineage(request, predecessor)
    agency = _spend(connection, request, now_ms)
    if predecessor.agency not in {"", agency}:
        raise CallRefused("bad_enrolment_code", "Mã ghi danh thuộc cơ quan khác.", field="$.code")
    known = take_in(connection, lost, agency, now_ms)
    added = _insert(connection, request, agency, now_ms, code=code_hash(request.code))
    if known is not None:
        _retire(connection, known, added.id, now_ms)
    return added


def _spend(connection: Connection, request: EnrolRequest, now_ms: int) -> str:
    """Spend the one-time code, or find it spent by this installation; return its agency."""
    key = code_hash(request.code)
    query = select(enrolment_code).where(enrolment_code.c.hash == key)
    row = connection.execute(query.with_for_update(key_share=True)).one_or_none()
    if row is not None and row.spent_by == request.installation:
        known_agency: str = row.agency
        return known_agency
    if row is None or row.spent_by is not None or row.expires_ms <= now_ms:
        raise CallRefused(
            "bad_enrolment_code",
            "Mã ghi danh không có, đã dùng hoặc hết hạn.",
            field="$.code",
            advice="Xin quản trị trung tâm một mã mới.",
        )
    connection.execute(
        update(enrolment_code)
        .where(enrolment_code.c.hash == key)
        .values(spent_by=request.installation, spent_ms=now_ms)
    )
    agency: str = row.agency
    return agency


def _insert(
    connection: Connection, request: EnrolRequest, agency: str, now_ms: int, *, code: str | None
) -> Installation:
    added = Installation(
        id=request.installation,
        key_id=next_key_id(connection),
        public_key=request.public_key,
        agency=agency,
        counter=request.counter,
        standing=Standing.ACTIVE,
        predecessor=request.predecessor,
        code_hash=code,
        last_seq=0,
        last_hash=FIRST_PREV_HASH,
    )
    insert_installation(connection, added, now_ms)
    return added


def _retire(connection: Connection, predecessor: Installation, successor: str, now_ms: int) -> None:
    connection.execute(
        update(table)
        .where(table.c.id == predecessor.id)
        .values(state=Standing.RETIRED.value, last_contact_ms=now_ms)
    )
    burn_leases(
        connection,
        predecessor.id,
        reason=f"Máy quầy kế nhiệm {successor}",
        ended_by=successor,
        now_ms=now_ms,
    )
    if predecessor.standing is Standing.RETIRED:
        second = Task(
            kind="second_successor",
            subject=successor,
            agency=predecessor.agency,
            installation=predecessor.id,
            detail="Một máy quầy đã ngừng lại có thêm máy kế nhiệm: có thể có bản sao.",
        )
        add_tasks(connection, [second], now_ms)


def _answer(connection: Connection, known: Installation, now_ms: int) -> EnrolAnswer:
    row = connection.execute(
        select(agency_table).where(agency_table.c.agency == known.agency)
    ).one()
    return EnrolAnswer(
        installation=known.id,
        key_id=known.key_id,
        agency=known.agency,
        agency_name=row.name,
        generation=current_generation(connection),
        server_time_ms=now_ms,
        resolvers=msgspec.json.decode(row.resolvers, type=dict[str, str]),
        lookup_host=row.lookup_host,
        nth=nth_of_line(connection, known),
    )
