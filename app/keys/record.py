"""The installation record: what an old or copied database can't know (docs/adr/0004).

It lies outside the data directory, beside the master key. The system keyring of Windows keeps
at most 2,560 bytes of UTF-16, so the text stays below ``MAX_RECORD_CHARACTERS``.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct

from app.errors import EnvironmentFault

MAX_RECORD_CHARACTERS = 1_200
LEASE_TAIL = 12
HEAD_LENGTH = 16


class InstallationRecord(Struct, frozen=True, rename={"installation": "i", "machine": "m"}):
    """Installation, machine fingerprint, and how far the numbers may have been used.

    ``installation`` is empty until the desk is enrolled. ``seq`` and ``head`` are the
    installation's last event when the record was written and the beginning of its hash.
    ``ceilings`` maps the tail of a lease's id to the highest number of it that may have been used.
    ``holder`` is a random token of the process that opened the store last: another one finds that
    it was overtaken. ``reference`` is the highest number of a slip's reference that may have been
    used since then; 0 after a clean stop.
    """

    installation: str = ""
    machine: str = ""
    seq: int = 0
    head: str = ""
    ceilings: dict[str, int] = {}
    holder: str = ""
    reference: int = 0


def lease_tail(lease: str) -> str:
    """The part of a lease's id that names it in the record: its last, random digits."""
    return lease.replace("-", "")[-LEASE_TAIL:]


def encode_record(record: InstallationRecord) -> str:
    """Write a record as short text; raises EnvironmentFault (``record_full``) where it is too long.

    A full record means that one transaction takes numbers of more than twenty series.
    """
    text = msgspec.json.encode(record).decode()
    if len(text) > MAX_RECORD_CHARACTERS:
        raise EnvironmentFault(
            "record_full",
            "Quầy đang dùng quá nhiều dải số cùng lúc.",
            advice="Đóng rồi mở lại chương trình để gom các dải số.",
        )
    return text


def decode_record(text: str, *, where: str) -> InstallationRecord:
    """Read a record; raises EnvironmentFault (``bad_record``) naming ``where`` it lies."""
    try:
        return msgspec.json.decode(text, type=InstallationRecord)
    except msgspec.MsgspecError:
        raise EnvironmentFault(
            "bad_record",
            f"Bản ghi của quầy ở {where} bị hỏng.",
            advice="Đóng rồi mở lại chương trình; quầy sẽ ghi danh lại với hệ thống trung tâm.",
        ) from None
