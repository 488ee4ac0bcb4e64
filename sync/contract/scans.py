"""Scanned pages go by tus 1.0.0 (tus.io/protocols/resumable-upload), in the profile of 0027.

One upload is one page. What is said of it is in headers; the bodies are the page's bytes.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urljoin, urlsplit

from msgspec import Meta, Struct

TUS_VERSION = "1.0.0"
TUS_EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
CHECKSUMS = ("sha256", "sha1")
"""tus asks every server for SHA-1; the whole page is checked by SHA-256 in any case."""

MAX_SCAN_BYTES = 64 * 1024 * 1024
MAX_CHUNK_BYTES = 8 * 1024 * 1024
MAX_METADATA = 4_096

SCANS_PATH = "/v1/scans"

OCTETS = "application/offset+octet-stream"

RESUMABLE_HEADER = "Tus-Resumable"
VERSION_HEADER = "Tus-Version"
EXTENSION_HEADER = "Tus-Extension"
MAX_SIZE_HEADER = "Tus-Max-Size"
CHECKSUMS_HEADER = "Tus-Checksum-Algorithm"
LENGTH_HEADER = "Upload-Length"
OFFSET_HEADER = "Upload-Offset"
METADATA_HEADER = "Upload-Metadata"
CHECKSUM_HEADER = "Upload-Checksum"
EXPIRES_HEADER = "Upload-Expires"

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,30}/[a-z0-9][a-z0-9!#$&^_.+-]{0,30}\Z")
_UPLOAD = re.compile(r"[0-9A-Za-z._~-]{1,128}\Z")
_NUMBER = re.compile(r"[0-9]{1,15}\Z")


class NotOfTus(ValueError):  # noqa: N818 - what it says about the headers
    """A header is missing, or is not what tus or this profile says; ``field`` names it."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field


class NewScan(Struct, frozen=True):
    """A page to be created: SHA-256 in hex, length, media type; nothing else is told of it."""

    sha256: str
    bytes: int
    media_type: str


class UploadPlace(Struct, frozen=True):
    """Where an upload stands. ``upload`` is its id, ``offset`` how much the central has of it.

    ``upload`` and ``length`` are known where the answer says them: of a creation, of a HEAD.
    """

    offset: Annotated[int, Meta(ge=0)]
    upload: str = ""
    length: int | None = None


def is_sha256(text: str) -> bool:
    """Whether ``text`` is a SHA-256 as the contract writes it: 64 lower-case hex digits."""
    return _SHA256.match(text) is not None


def is_upload(text: str) -> bool:
    """Whether ``text`` can be the id of an upload."""
    return _UPLOAD.match(text) is not None


def creation_headers(scan: NewScan) -> dict[str, str]:
    """The headers of the POST that creates an upload."""
    said = {"sha256": scan.sha256, "mediatype": scan.media_type}
    pairs = (f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in said.items())
    return {LENGTH_HEADER: str(scan.bytes), METADATA_HEADER: ",".join(pairs)}


def read_creation(headers: Mapping[str, str]) -> NewScan:
    """What a creation's headers (lower-case names) ask for; raises NotOfTus.

    The length is not bounded here: one that is too large has its own answer. Keys that this
    version does not know are passed over and kept nowhere.
    """
    for header in ("upload-defer-length", "upload-concat"):
        if header in headers:
            raise NotOfTus(header, "the extension is not spoken here")
    bytes_ = read_number(headers, LENGTH_HEADER)
    if bytes_ == 0:
        raise NotOfTus(LENGTH_HEADER, "a page has at least one byte")
    metadata = _read_metadata(headers.get(METADATA_HEADER.lower(), ""))
    sha256, media_type = metadata.get("sha256", ""), metadata.get("mediatype", "").lower()
    if not is_sha256(sha256):
        raise NotOfTus(METADATA_HEADER, "sha256 must be 64 hex digits")
    if not _MEDIA_TYPE.match(media_type):
        raise NotOfTus(METADATA_HEADER, "mediatype must be one, such as image/png")
    return NewScan(sha256, bytes_, media_type)


def read_number(headers: Mapping[str, str], name: str) -> int:
    """A whole number of a header (lower-case names); raises NotOfTus."""
    text = headers.get(name.lower(), "")
    if not (text.isascii() and _NUMBER.match(text)):
        raise NotOfTus(name, f"{name} must be a whole number")
    return int(text)


def read_place(headers: Mapping[str, str], asked_url: str, base_url: str) -> UploadPlace:
    """The place that an answer's headers tell; ``headers`` takes names in any case.

    Where it has a ``Location``, that is an upload below ``base_url``: nobody sends a desk's pages
    elsewhere. Raises NotOfTus.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    # A creation without a body need not say that the offset is 0.
    offset = read_number(lower, OFFSET_HEADER) if OFFSET_HEADER.lower() in lower else 0
    length = read_number(lower, LENGTH_HEADER) if LENGTH_HEADER.lower() in lower else None
    location = lower.get("location", "")
    return UploadPlace(
        offset=offset,
        upload=_upload_of(urljoin(asked_url, location), base_url) if location else "",
        length=length,
    )


def _upload_of(url: str, base_url: str) -> str:
    """The id of the upload at ``url``."""
    try:
        asked, base = urlsplit(url), urlsplit(base_url)
        same = (asked.scheme, asked.hostname, asked.port) == (base.scheme, base.hostname, base.port)
    except ValueError:
        same = False
    before = f"{base.path.rstrip('/')}{SCANS_PATH}/" if same else ""
    upload = asked.path.removeprefix(before) if same else ""
    if not (same and asked.path.startswith(before) and is_upload(upload)):
        raise NotOfTus("Location", "not an upload of this central")
    if asked.query or asked.fragment or upload in {".", ".."}:
        raise NotOfTus("Location", "not an upload of this central")
    return upload


def _read_metadata(text: str) -> dict[str, str]:
    if len(text) > MAX_METADATA:
        raise NotOfTus(METADATA_HEADER, "too long")
    found: dict[str, str] = {}
    for pair in text.split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            decoded = base64.b64decode(value.encode(), validate=True).decode()
        except (binascii.Error, UnicodeError):
            raise NotOfTus(METADATA_HEADER, "a value is not base64 of a text") from None
        if not key or key in found:
            raise NotOfTus(METADATA_HEADER, "a key is empty, or there twice")
        found[key] = decoded
    return found
