"""The receipt's mark: what its QR says, and whether the desk that it names has signed it.

The QR text is ``HTTPS://<host>/<code>/<digits>`` without personal data. Capitals and decimal
digits only: a scanner that types it can't be hurt by Caps Lock, and what a Vietnamese input method
(Telex, VNI) does to vowels can only touch the host, which is not read.

``digits`` is one number of fixed width: version (1), key id (8), event id (a UUID in decimal, 39),
Ed25519 signature (in decimal, 155). The signature is over the code, the id of the event that the
paper stands for (``registered``; ``opened`` for the slip's reference), and the installation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

from app.errors import InvalidInput, ProgramFault
from app.numbering.code import DossierCode, parse_code, tidy_code
from app.numbering.foreign_text import code_in

MARK_VERSION = 1
MAX_KEY_ID = 10**8 - 1
MAX_TEXT = 1_000

_KEY_ID_DIGITS = 8
_EVENT_DIGITS = 39
_SIGNATURE_DIGITS = 155
_EVENT_AT = 1 + _KEY_ID_DIGITS
_SIGNATURE_AT = _EVENT_AT + _EVENT_DIGITS
MARK_DIGITS = _SIGNATURE_AT + _SIGNATURE_DIGITS

_DOMAIN = b"qmc receipt mark 1"
_REFERENCE = re.compile(r"CHM-(?P<key_id>\d{1,8})-(?P<sequence>\d{1,12})\Z", re.ASCII)
_AIM_PREFIX = re.compile(r"\][ACQd]\d", re.ASCII)  # Code 39, Code 128, QR, Data Matrix
_CODE_39 = re.compile(r"\*(?P<inside>[^*]+)\*\Z")
_BLANK = re.compile(r"\s+")
_HOST = re.compile(r"[A-Z0-9.:-]{1,100}\Z", re.ASCII)


class Mark(Struct, frozen=True):
    """The signed part of a QR text. ``signature`` has 64 bytes."""

    key_id: int
    event_id: str
    signature: bytes


class KnownKey(Struct, frozen=True):
    """An installation's public Ed25519 key (32 bytes), as the central publishes it.

    ``counter`` is what its desk is called; empty where an older central does not say.
    """

    installation: str
    public_key: bytes
    counter: str = ""


class ReadCode(Struct, frozen=True):
    """What was scanned or typed, taken apart.

    ``code`` is the text of a dossier code without blanks, in capitals, or of the desk's own
    reference (``CHM-<key id>-<seq>``); a reference has no ``agency`` ("") and no ``day``. ``mark``
    is None for a bare code, for another system's paper, and for a mark of a version that this
    program does not know. ``system`` as in ``DossierCode``.
    """

    code: str
    agency: str
    day: date | None
    sequence: int
    mark: Mark | None = None
    system: str = ""

    @property
    def pattern(self) -> str | None:
        """As of ``DossierCode``; None for a reference."""
        if self.day is None:
            return None
        return "centralised" if self.system else "national"


def sign_mark(
    code: str, event_id: str, installation: str, key_id: int, private_key: Ed25519PrivateKey
) -> str:
    """Return the digits of a paper's mark.

    ``code`` is a canonical dossier code or reference. Raises ProgramFault (``bad_key_id``) where
    the key id does not fit its eight digits.
    """
    if not 0 <= key_id <= MAX_KEY_ID:
        raise ProgramFault("bad_key_id", f"Số hiệu khóa {key_id} không vừa 8 chữ số.")
    signature = private_key.sign(_signed_bytes(code, event_id, installation))
    return (
        f"{MARK_VERSION}{key_id:0{_KEY_ID_DIGITS}d}"
        f"{UUID(event_id).int:0{_EVENT_DIGITS}d}"
        f"{int.from_bytes(signature, 'big'):0{_SIGNATURE_DIGITS}d}"
    )


def is_lookup_host(text: str) -> bool:
    """Whether ``text`` can stand in a QR of capitals as the host where citizens look up."""
    return _HOST.match(text.strip().upper()) is not None


def qr_text(host: str, code: str, digits: str) -> str:
    """Return what the QR says. ``host`` is where the citizen looks the dossier up.

    Without a host that can stand in it the QR says ``<code>/<digits>``, which desks read alike: a
    receipt is not held up by what the central's administrator has left out.
    """
    if not is_lookup_host(host):
        return f"{code}/{digits}"
    return f"HTTPS://{host.strip().upper()}/{code}/{digits}"


def read_code(text: str) -> ReadCode:
    """Read a dossier code, a slip's reference, the text of a paper's QR, also another system's.

    Accepts any letter case, blanks, the scanner's trailing CR or Tab, an AIM prefix, the stars of
    Code 39, and any host, also one that an input method has spoilt. Raises InvalidInput:
    ``too_long``, ``bad_code``, ``several_codes``, or ``bad_mark`` where the digits of the mark are
    damaged.
    """
    if len(text) > MAX_TEXT:
        raise InvalidInput(
            "too_long", f"Quá dài ({len(text)} ký tự): không phải mã hồ sơ.", field="code"
        )
    cleaned = _AIM_PREFIX.sub("", text.strip().strip("\ufeff"), count=1)
    starred = _CODE_39.match(cleaned)
    cleaned = starred["inside"] if starred else cleaned
    try:
        return _read_own(cleaned)
    except InvalidInput as error:
        code = code_in(cleaned) if error.code == "bad_code" else None
        if code is None:
            raise
        return _of_code(code)


def _read_own(text: str) -> ReadCode:
    """A bare code or reference, or a QR as this program writes it."""
    if "/" not in text:
        return _read_bare(text)
    parts = _BLANK.sub("", text).rstrip("/").split("/")
    # A code always has dashes and a mark never has, so the text itself tells which part is last.
    if "-" in tidy_code(parts[-1]):
        return _read_bare(parts[-1])
    bare = _read_bare(parts[-2] if len(parts) > 1 else "")
    return msgspec.structs.replace(bare, mark=_read_mark(parts[-1]))


def check(read: ReadCode, keys: Mapping[int, KnownKey]) -> bool | None:
    """Whether the mark is genuine: None where there is none or its key is not known here."""
    if read.mark is None or read.mark.key_id not in keys:
        return None
    known = keys[read.mark.key_id]
    message = _signed_bytes(read.code, read.mark.event_id, known.installation)
    try:
        Ed25519PublicKey.from_public_bytes(known.public_key).verify(read.mark.signature, message)
    except (InvalidSignature, ValueError):  # ValueError: the published key is no Ed25519 key
        return False
    return True


def _read_bare(text: str) -> ReadCode:
    match = _REFERENCE.match(tidy_code(text))
    if match is not None:
        key_id, sequence = int(match["key_id"]), int(match["sequence"])
        return ReadCode(f"CHM-{key_id}-{sequence}", "", None, sequence)
    return _of_code(parse_code(text))


def _of_code(code: DossierCode) -> ReadCode:
    return ReadCode(str(code), code.agency, code.day, code.sequence, system=code.system)


def _read_mark(digits: str) -> Mark | None:
    if not (digits.isascii() and digits.isdecimal()):
        raise _damaged("có ký tự không phải chữ số")
    if int(digits[0]) != MARK_VERSION:
        return None
    if len(digits) != MARK_DIGITS:
        raise _damaged(f"có {len(digits)} chữ số thay vì {MARK_DIGITS}")
    event = int(digits[_EVENT_AT:_SIGNATURE_AT])
    signature = int(digits[_SIGNATURE_AT:])
    if event >= 1 << 128 or signature >= 1 << 512:
        raise _damaged("có số vượt quá giới hạn")
    return Mark(int(digits[1:_EVENT_AT]), str(UUID(int=event)), signature.to_bytes(64, "big"))


def _damaged(how: str) -> InvalidInput:
    return InvalidInput(
        "bad_mark",
        f"Mã QR bị hỏng: {how}.",
        field="code",
        advice="Quét lại, hoặc quét mã vạch, hoặc gõ mã hồ sơ in dưới mã vạch.",
    )


def _signed_bytes(code: str, event_id: str, installation: str) -> bytes:
    # NUL can stand in none of the parts, so two different triples never give the same bytes.
    return b"\0".join([_DOMAIN, code.encode(), str(UUID(event_id)).encode(), installation.encode()])
