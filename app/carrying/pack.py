"""The form of a pack (``.qmcgoi``): unsent work of a desk in one sealed file.

    magic (16)  header length (4)  header (JSON)  sealed chunks to the end

Inside the chunks, one after the other without anything in between:

    manifest length (4)  signature (64)  manifest (JSON)  each run's body  each page's bytes

Numbers are big-endian. The manifest says what follows, in its order and with its sizes, and is
signed by the installation that wrote the pack. Each run is signed by its own installation, too,
so that it can be carried on from here. Nothing is compressed: what is read is never longer than
the file.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from collections.abc import Iterator
from typing import Annotated, BinaryIO

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta, Struct

from app.carrying.damage import not_a_pack
from app.carrying.openers import KEY_BYTES, Openers, Opening, WrappedKey
from app.carrying.sealed_stream import Readable, SealedReader, SealedWriter, sealed_size
from app.errors import EnvironmentFault, InvalidInput
from app.pages.page_store import MAX_PAGE_BYTES

SUFFIX = ".qmcgoi"
MAGIC = b"QMC-CARRIED-1\x00\x00\x00"
MAX_HEADER_BYTES = 64 * 1024
MAX_MANIFEST_BYTES = 32 * 1024 * 1024
MAX_RUN_BYTES = 5 * 1024 * 1024
MAX_RUN_EVENTS = 500
MAX_RUNS = 20_000
MAX_PAGES = 100_000
_SIGNATURE_BYTES = 64
_MAX_SEQ = 1 << 53
_UNREADABLE = (msgspec.MsgspecError, RecursionError, UnicodeError)

Name = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z._:+-]+$")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
MediaType = Annotated[str, Meta(pattern=r"^[a-z0-9]{1,20}/[a-z0-9.+-]{1,40}$")]
Seq = Annotated[int, Meta(ge=1, le=_MAX_SEQ)]


class PackHeader(Struct, frozen=True):
    """What a carrier can read: whose work it is, from when, how much; nothing of a person."""

    counter: Annotated[str, Meta(max_length=500)]
    installation: Name
    agency: Annotated[str, Meta(max_length=24)]
    made_at: Annotated[str, Meta(max_length=40)]
    events: Annotated[int, Meta(ge=0)]
    pages: Annotated[int, Meta(ge=0)]
    keys: Annotated[list[WrappedKey], Meta(max_length=8)]


class CarriedRun(Struct, frozen=True):
    """Events ``first_seq`` to ``last_seq`` of an installation's chain, signed by it.

    ``tip`` is the hash of the last one, ``bytes`` the size of the body, ``counter`` what people
    call the desk that made them.
    """

    installation: Name
    first_seq: Seq
    last_seq: Seq
    tip: Digest
    bytes: Annotated[int, Meta(ge=1, le=MAX_RUN_BYTES)]
    counter: Annotated[str, Meta(max_length=500)] = ""


class CarriedPage(Struct, frozen=True):
    """A scanned page, and the event that names it."""

    sha256: Digest
    bytes: Annotated[int, Meta(ge=1, le=MAX_PAGE_BYTES)]
    media_type: MediaType
    dossier: Name
    event: Name


class Manifest(Struct, frozen=True):
    """What is in the pack, in the order in which it follows."""

    installation: Name
    made_at: Annotated[str, Meta(max_length=40)]
    runs: Annotated[list[CarriedRun], Meta(max_length=MAX_RUNS)]
    pages: Annotated[list[CarriedPage], Meta(max_length=MAX_PAGES)]


class PackWriter:
    """Writes a pack: made with its manifest, then each body and page in the manifest's order."""

    def __init__(
        self,
        file: BinaryIO,
        manifest: Manifest,
        *,
        counter: str,
        agency: str,
        openers: Openers,
        signer: Ed25519PrivateKey,
    ) -> None:
        key = secrets.token_bytes(KEY_BYTES)
        header = msgspec.json.encode(
            PackHeader(
                counter=counter,
                installation=manifest.installation,
                agency=agency,
                made_at=manifest.made_at,
                events=sum(run.last_seq - run.first_seq + 1 for run in manifest.runs),
                pages=len(manifest.pages),
                keys=openers.wrap(key),
            )
        )
        file.write(MAGIC + struct.pack(">I", len(header)) + header)
        self._sealed = SealedWriter(file, key, header)
        self._sizes = [run.bytes for run in manifest.runs]
        self._sizes += [page.bytes for page in manifest.pages]
        self._written = 0
        encoded = msgspec.json.encode(manifest)
        self._sealed.write(struct.pack(">I", len(encoded)) + signer.sign(_signed(encoded)))
        self._sealed.write(encoded)

    def add(self, data: bytes) -> None:
        """The next body or page."""
        assert len(data) == self._sizes[self._written], "as the manifest says"
        self._written += 1
        self._sealed.write(data)

    def finish(self) -> None:
        """Make it whole."""
        assert self._written == len(self._sizes), "all that the manifest says"
        self._sealed.finish()


def read_pack_header(file: Readable) -> tuple[PackHeader, bytes]:
    """The header, and its bytes; nothing is verified yet. Raises InvalidInput (``not_a_pack``)."""
    head = file.read(len(MAGIC) + 4)
    if len(head) < len(MAGIC) + 4 or not head.startswith(MAGIC):
        raise not_a_pack("không phải gói hồ sơ chờ gửi")
    length = struct.unpack(">I", head[len(MAGIC) :])[0]
    if length > MAX_HEADER_BYTES:
        raise not_a_pack("phần đầu quá dài")
    data = file.read(length)
    try:
        return msgspec.json.decode(data, type=PackHeader), data
    except _UNREADABLE:
        raise not_a_pack("phần đầu bị hỏng") from None


class PackReader:
    """Reads a pack from its beginning: ``manifest``, then ``runs``, then ``pages``, then the end.

    Raises InvalidInput (``not_a_pack``) wherever it is not what was written, EnvironmentFault
    (``cannot_open_pack``) and InvalidInput (``wrong_passphrase``) where nothing here opens it.
    """

    def __init__(self, file: Readable, opening: Opening) -> None:
        self.header, data = read_pack_header(file)
        self._header_bytes = len(data)
        key = opening.unwrap(self.header.keys)
        if key is None:
            raise _locked(self.header, opening)
        self._sealed = SealedReader(file, key, data)
        (length,) = struct.unpack(">I", self._sealed.exactly(4))
        if length > MAX_MANIFEST_BYTES:
            raise not_a_pack("mục lục quá dài")
        self._signature = self._sealed.exactly(_SIGNATURE_BYTES)
        self._encoded = self._sealed.exactly(length)
        try:
            self.manifest = msgspec.json.decode(self._encoded, type=Manifest)
        except _UNREADABLE:
            raise not_a_pack("mục lục bị hỏng") from None
        if self.manifest.installation != self.header.installation:
            raise not_a_pack("phần đầu không khớp mục lục")

    def verify(self, key: Ed25519PublicKey) -> None:
        """Check that the installation which says so wrote the pack; ``key`` is its public key."""
        try:
            key.verify(self._signature, _signed(self._encoded))
        except InvalidSignature:
            raise not_a_pack("chữ ký của máy quầy đã xuất không đúng") from None

    @property
    def expected_bytes(self) -> int:
        """How long the whole file is, by what it says at its beginning."""
        text = 4 + _SIGNATURE_BYTES + len(self._encoded)
        text += sum(run.bytes for run in self.manifest.runs)
        text += sum(page.bytes for page in self.manifest.pages)
        return len(MAGIC) + 4 + self._header_bytes + sealed_size(text)

    def runs(self) -> Iterator[tuple[CarriedRun, bytes]]:
        """Each run with its body, in order."""
        for run in self.manifest.runs:
            yield run, self._sealed.exactly(run.bytes)

    def pages(self) -> Iterator[tuple[CarriedPage, bytes]]:
        """Each page with its bytes, in order, after all runs; then the pack must end."""
        for page in self.manifest.pages:
            data = self._sealed.exactly(page.bytes)
            if hashlib.sha256(data).hexdigest() != page.sha256:
                raise not_a_pack("có trang không khớp mã băm")
            yield page, data
        self._sealed.must_end()


def _signed(manifest: bytes) -> bytes:
    return b"qmc pack\n" + hashlib.sha256(manifest).hexdigest().encode()


def _locked(header: PackHeader, opening: Opening) -> InvalidInput | EnvironmentFault:
    by_passphrase = any(each.opener == "passphrase" for each in header.keys)
    if by_passphrase and opening.passphrase is not None:
        return InvalidInput(
            "wrong_passphrase", "Cụm mật khẩu của gói không đúng.", field="passphrase"
        )
    advice = (
        "Nhập cụm mật khẩu đã đặt khi xuất gói."
        if by_passphrase
        else "Chuyển gói cho quản trị trung tâm, hoặc nhập ở chính quầy đã xuất."
    )
    return EnvironmentFault(
        "cannot_open_pack", "Không có khóa nào ở đây mở được gói.", advice=advice
    )
