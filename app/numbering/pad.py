"""The emergency pad: slips that are printed before there is a dossier (docs/adr/0023).

When the computer or the power is gone an officer receives on such a slip by hand. It has a
reference of the desk's own and a signed mark over the id of the event that will open the dossier.
"""

from __future__ import annotations

from msgspec import Struct

from app.errors import InvalidInput
from app.numbering.receipt_mark import read_code

REFERENCE_PREFIX = "CHM"
MAX_PAD = 100


class PadSlip(Struct, frozen=True):
    """A slip: its ``reference`` ("CHM-7-65") and the ``event`` id that its dossier opens with."""

    reference: str
    event: str


def reference_text(key_id: int, number: int) -> str:
    """The desk's own reference: the key's id is the installation's, so that none has two."""
    return f"{REFERENCE_PREFIX}-{key_id}-{number}"


def pad_reference(text: str) -> str:
    """The reference that a slip's QR or its typed number says, as it is kept.

    Raises InvalidInput (``bad_slip``, field ``slip``) where it is none, also a dossier's code.
    """
    try:
        read = read_code(text)
    except InvalidInput as error:
        raise InvalidInput("bad_slip", error.message, field="slip") from None
    if read.day is not None:
        raise InvalidInput(
            "bad_slip", "Đây là mã hồ sơ, không phải số phiếu dự phòng.", field="slip"
        )
    return read.code


def check_pad_size(count: int) -> None:
    """Raise InvalidInput (``out_of_range``) unless ``count`` is 1 to 100."""
    if not 1 <= count <= MAX_PAD:
        raise InvalidInput("out_of_range", f"Một tập có từ 1 đến {MAX_PAD} phiếu.", field="count")
