"""Whether what a pack holds was signed by whom it says: the same at a desk and at the central."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.carrying.damage import not_a_pack
from app.carrying.pack import CarriedRun, PackReader
from app.errors import Refusal
from sync.contract.carried import CarriedBatch, check_payloads, verify_batch
from sync.contract.signing import BadSignature

PublicKeys = Mapping[str, bytes]
"""Installations' public keys, 32 raw bytes, by their ids."""


def public_key(text: str) -> bytes:
    """The raw bytes of a key that is kept in base64."""
    return base64.b64decode(text)


def check_pack(reader: PackReader, keys: PublicKeys) -> None:
    """The pack was written by the installation that says so.

    Raises Refusal (``unknown_signer``), InvalidInput (``not_a_pack``).
    """
    key = keys.get(reader.manifest.installation)
    if key is None:
        raise unknown_signer(reader.header.counter)
    reader.verify(Ed25519PublicKey.from_public_bytes(key))


def verified_runs(
    reader: PackReader, keys: PublicKeys
) -> Iterator[tuple[CarriedRun, bytes, CarriedBatch | None]]:
    """Each run with its body and batch; None for the batch where its desk's key is not known.

    Raises InvalidInput (``not_a_pack``) at the first that is not what its desk has signed.
    """
    for run, body in reader.runs():
        key = keys.get(run.installation)
        yield run, body, None if key is None else _verified(run, body, key)


def unknown_signer(counter: str) -> Refusal:
    """Nobody here can say whether this is of the desk that it names."""
    return Refusal(
        "unknown_signer",
        f"Chưa biết khóa của quầy {counter[:60]!r} nên không kiểm tra được gói.",
        advice="Đồng bộ một lần với trung tâm để lấy khóa đã công bố rồi nhập lại, hoặc chuyển gói"
        " cho quản trị trung tâm.",
    )


def _verified(run: CarriedRun, body: bytes, key: bytes) -> CarriedBatch:
    try:
        batch = msgspec.json.decode(body, type=CarriedBatch)
        found = verify_batch(batch, Ed25519PublicKey.from_public_bytes(key))
        check_payloads(batch)
    except (msgspec.MsgspecError, RecursionError, UnicodeError, BadSignature):
        raise not_a_pack("có phần không đúng chữ ký của quầy đã lập") from None
    said = (run.installation, run.first_seq, run.last_seq, run.tip)
    if said != (found.installation, found.first_seq, found.last_seq, found.tip):
        raise not_a_pack("mục lục không khớp nội dung")
    return batch
