"""What stands on a paper: every text already chosen, nothing left to look up.

Texts are NFC. A paper's data and the form in force on its day of issue give its bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DeskOnPaper:
    """The desk as it names itself on paper.

    ``superior`` (lines: ``ỦY BAN NHÂN DÂN``, ``XÃ …``) and ``body`` (``TRUNG TÂM PHỤC VỤ HÀNH CHÍNH
    CÔNG``) are the header, ``place`` stands before the date, ``unit`` completes "Trung tâm Phục
    vụ hành chính công …" with commune and counter, ``centre`` is the desk's full name, ``ask_at``
    where to ask, ``lookup_host`` where the citizen looks the dossier up. ``forms`` is the folder of
    the province's own forms, where there is one.
    """

    superior: tuple[str, ...]
    body: str
    place: str
    unit: str
    centre: str
    officer: str
    lookup_host: str
    ask_at: str = ""
    demonstration: bool = False
    forms: Path | None = None


@dataclass(frozen=True, slots=True)
class PersonOnPaper:
    """A person as printed; an empty text prints the form's dots."""

    name: str
    id_number: str
    address: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class ComponentOnPaper:
    """A row of the table. Counts are texts ("" for none); ``remark`` says shown or looked up."""

    ordinal: str
    name: str
    originals: str
    certified: str
    photos: str
    remark: str = ""

    @property
    def counted(self) -> bool:
        """Whether any sheet was handed in."""
        return bool(self.originals or self.certified or self.photos)


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu 01).

    ``number`` is the slip's own number ("Số: …"), ``book`` and ``book_number`` its place in the
    book; "" prints dots. ``qr_text`` is "" where the paper has no mark. ``nth`` counts printings
    from 1. ``draft``: the dossier has no code, so the paper stands for nothing. ``preview``: only
    to look at, with an empty frame for the QR.
    """

    desk: DeskOnPaper
    issued: datetime
    code: str
    submitter: PersonOnPaper
    owner: PersonOnPaper | None
    authoriser: PersonOnPaper | None
    authorisation_paper: str
    request: str
    components: tuple[ComponentOnPaper, ...]
    sets: str
    time_limit: str
    received_at: str
    due_at: str
    return_at: str
    fee: str
    qr_text: str
    nth: int = 1
    number: str = ""
    book: str = ""
    book_number: str = ""
    draft: bool = False
    preview: bool = False


@dataclass(frozen=True, slots=True)
class UnnumberedSlip:
    """Phiếu tiếp nhận – chờ cấp mã hồ sơ (docs/adr/0009); ``preview`` as for a receipt."""

    desk: DeskOnPaper
    issued: datetime
    reference: str
    submitter: PersonOnPaper
    owner: PersonOnPaper | None
    request: str
    components: tuple[ComponentOnPaper, ...]
    sets: str
    received_at: str
    due_at: str
    return_at: str
    qr_text: str
    nth: int = 1
    preview: bool = False


@dataclass(frozen=True, slots=True)
class RenderedPaper:
    """A paper as PDF. ``form_version`` names the dated form; ``draft``: not to be recorded."""

    pdf: bytes
    pages: int
    form: str
    form_version: str
    draft: bool
