"""A desk that this central does not know, since it was restored from an older backup.

The desk's successor brings what the backup lacks: the lost installation's id and key. It is taken
in as retired, so its receipts are genuine and its events can come again (docs/adr/0003). What the
desk was before that may be lost, too, or still be known as the active one.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec.structs import replace
from sqlalchemy import Connection, select

from app.dossier.events import FIRST_PREV_HASH
from sync.central.generations import key_id_again
from sync.central.installations import (
    Installation,
    Standing,
    find_installation,
    insert_installation,
)
from sync.central.problems import CallRefused
from sync.central.schema import installation as table
from sync.central.tasks import Task, add_tasks
from sync.contract.messages import EnrolRequest
from sync.contract.signing import BadSignature, verify_ancestor

_NO_KEY_ID = 0


def stated_predecessor(request: EnrolRequest) -> Installation | None:
    """The predecessor as the desk states it; None where it does not, or brings no code."""
    if request.predecessor is None or request.predecessor_key is None or not request.code:
        return None
    return Installation(
        id=request.predecessor,
        key_id=request.predecessor_key_id or _NO_KEY_ID,
        public_key=request.predecessor_key,
        agency=request.predecessor_agency or "",
        counter=request.counter,
        standing=Standing.RETIRED,
        predecessor=None,
        code_hash=None,
        last_seq=0,
        last_hash=FIRST_PREV_HASH,
    )


def stated_lineage(request: EnrolRequest, predecessor: Installation) -> list[Installation]:
    """``predecessor`` and what the desk says it was before, newest first.

    Raises CallRefused: ``bad_signature`` (an ancestor did not sign), ``bad_body`` (one twice).
    """
    lineage = [predecessor]
    for each in request.ancestors:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(each.key))
        try:
            verify_ancestor(key, each.signature, request.installation, request.public_key)
        except BadSignature as error:
            raise CallRefused("bad_signature", f"Chữ ký không khớp: {error}.") from error
        lineage.append(
            replace(predecessor, id=each.installation, key_id=each.key_id, public_key=each.key)
        )
    for values in (
        [request.installation, *(each.id for each in lineage)],
        [request.public_key, *(each.public_key for each in lineage)],
    ):
        if len(set(values)) < len(values):
            raise CallRefused(
                "bad_body", "Mỗi máy phải có mã và khóa của riêng nó.", field="$.predecessor"
            )
    return lineage


def take_in(
    connection: Connection, lineage: Sequence[Installation], agency: str, now_ms: int
) -> Installation | None:
    """Add what is unknown of ``lineage`` in ``agency``, each with a task; its signatures are good.

    Returns the first one that is known: it ends here. Raises CallRefused where that one, or a key,
    is another's.
    """
    known = None
    lost: list[Installation] = []
    for each in lineage:
        known = find_installation(connection, each.id, lock=True)
        if known is not None:
            _check_same(known, each, agency)
            break
        check_free(connection, each.public_key)
        lost.append(each)
    before = None if known is None else known.id
    for each in reversed(lost):
        _add(connection, replace(each, agency=agency, predecessor=before), now_ms)
        before = each.id
    return known


def check_free(connection: Connection, public_key: str) -> None:
    """Raises CallRefused where an installation has this key already."""
    taken = select(table.c.id).where(table.c.public_key == public_key)
    if connection.execute(taken).first() is not None:
        raise CallRefused("installation_exists", "Khóa này đã thuộc một máy quầy khác.")


def _check_same(known: Installation, stated: Installation, agency: str) -> None:
    if known.public_key != stated.public_key:
        raise CallRefused("installation_exists", "Máy quầy này đã ghi danh với khóa khác.")
    if known.agency != agency:
        raise CallRefused("bad_enrolment_code", "Mã ghi danh thuộc cơ quan khác.", field="$.code")


def _add(connection: Connection, lost: Installation, now_ms: int) -> None:
    """It keeps its key id where that can be: else its receipts can't be checked any more."""
    key_id = key_id_again(connection, lost.key_id)
    insert_installation(connection, replace(lost, key_id=key_id), now_ms)
    detail = f"Máy {lost.counter!r} ghi danh lại: bản sao lưu đã phục hồi không có máy này."
    if key_id != lost.key_id:
        detail += f" Số khóa {lost.key_id} không dùng lại được: giấy đã in không đối chiếu được."
    task = Task(
        kind="installation_recovered",
        subject=lost.id,
        agency=lost.agency,
        installation=lost.id,
        detail=detail,
    )
    add_tasks(connection, [task], now_ms)
