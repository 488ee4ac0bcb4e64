"""``POST /v1/carried``: what an installation made reaches the central through another desk.

Its events get in exactly as if it had pushed them (docs/adr/0002, 0029): its signature vouches
for the run, the carrier's only for the call. Nobody else can bring another's events.
"""

from __future__ import annotations

import base64

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, insert, select

from app.dossier.decide import Rules
from sync.central.acceptance import Taken, take_batch
from sync.central.authentication import authenticate
from sync.central.call import Call, Central
from sync.central.generations import current_generation
from sync.central.installations import (
    MAX_LINEAGE,
    Installation,
    Standing,
    effective_standing,
    find_installation,
)
from sync.central.problems import CallRefused
from sync.central.received import NAME, read_received
from sync.central.schema import carriage
from sync.contract.carried import CarriedBatch, Run, verify_batch
from sync.contract.messages import BatchAnswer, Result
from sync.contract.signing import BadSignature


def take_carried(central: Central, call: Call) -> BatchAnswer:
    """Answer each event of the batch, in its order; durable before it is answered.

    Raises CallRefused: ``unknown_origin``, ``origin_suspended``, ``wrong_agency``,
    ``bad_carried_signature``.
    """
    carrier = authenticate(central, call, "take_carried")
    batch = call.decode(CarriedBatch)
    with central.database.write() as connection:
        taken = accept_carried(connection, central.rules, batch, carrier, call.at_ms)
        generation = current_generation(connection)
    if taken.grew:
        central.arrivals.announce(taken.agency)
    return BatchAnswer(generation=generation, outcomes=taken.outcomes)


def accept_carried(
    connection: Connection,
    rules: Rules,
    batch: CarriedBatch,
    carrier: Installation | None,
    now_ms: int,
) -> Taken:
    """Take a carried batch in, in the caller's transaction, and note who brought it.

    ``carrier`` None is the administrator of the central. Raises CallRefused as ``take_carried``.
    """
    is_name = NAME.match(batch.installation) is not None
    origin = find_installation(connection, batch.installation) if is_name else None
    if origin is None:
        raise CallRefused(
            "unknown_origin",
            "Trung tâm không biết máy quầy đã lập phần này nên không kiểm tra được chữ ký.",
            field="$.installation",
            advice="Nếu trung tâm vừa phục hồi từ bản sao lưu cũ: ghi danh lại quầy đó (enrol"
            " --replace --code MÃ) rồi gửi lại. Phần này vẫn được giữ tại quầy.",
        )
    if carrier is not None and carrier.agency != origin.agency:
        raise CallRefused(
            "wrong_agency",
            f"Phần này của quầy thuộc {origin.agency}, quầy gửi thuộc {carrier.agency}.",
            field="$.installation",
            advice="Nhập gói ở một quầy của đúng cơ quan.",
        )
    run = _verified(batch, origin)
    signer = _signer(connection, origin, carrier)
    received = [read_received(each) for each in batch.events]
    taken = take_batch(connection, rules, signer, received, now_ms)
    if any(outcome.result is not Result.TRY_AGAIN for outcome in taken.outcomes):
        _note(connection, run, "" if carrier is None else carrier.id, now_ms)
    return taken


def _verified(batch: CarriedBatch, origin: Installation) -> Run:
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(origin.public_key))
    try:
        return verify_batch(batch, key)
    except BadSignature as error:
        raise CallRefused(
            "bad_carried_signature", f"Không đúng chữ ký của máy quầy đã lập: {error}."
        ) from error


def _signer(
    connection: Connection, origin: Installation, carrier: Installation | None
) -> Installation:
    """Whose push this is as good as, its row locked.

    A successor brings what its predecessor left; anybody else stands for the origin itself.
    """
    if carrier is not None and _is_of_line(connection, origin, carrier):
        return find_installation(connection, carrier.id, lock=True) or carrier
    present = find_installation(connection, origin.id, lock=True) or origin
    if effective_standing(connection, present) is Standing.SUSPENDED:
        raise CallRefused(
            "origin_suspended",
            "Quản trị trung tâm đã tạm dừng máy quầy đã lập phần này.",
            advice="Báo quản trị trung tâm; phần này vẫn được giữ tại quầy.",
        )
    return present


def _is_of_line(connection: Connection, origin: Installation, carrier: Installation) -> bool:
    """Whether the carrier is the origin, or a successor of it; nothing is locked."""
    following: Installation | None = carrier
    for _ in range(MAX_LINEAGE):
        if following is None or following.id == origin.id:
            break
        before = following.predecessor
        following = None if before is None else find_installation(connection, before)
    return following is not None and following.id == origin.id


def _note(connection: Connection, run: Run, carrier: str, now_ms: int) -> None:
    """Who brought it; the same again is noted once."""
    this = (
        (carriage.c.tip == run.tip)
        & (carriage.c.first_seq == run.first_seq)
        & (carriage.c.carrier == carrier)
    )
    if connection.execute(select(carriage.c.tip).where(this)).first() is not None:
        return
    connection.execute(
        insert(carriage).values(
            tip=run.tip,
            first_seq=run.first_seq,
            carrier=carrier,
            installation=run.installation,
            last_seq=run.last_seq,
            taken_ms=now_ms,
        )
    )
