"""``/v1/scans``: scanned pages come by tus 1.0.0, one upload a page (docs/adr/0027).

An upload is its installation's; a page is its agency's. Whether another agency has the same page
changes nothing of any answer. What an answer says was received is durable.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Iterator
from datetime import UTC
from email.utils import format_datetime

from app.clock.time import from_epoch_ms
from app.ids import new_id
from sync.central.authentication import authenticate
from sync.central.call import Bare, Call, Central
from sync.central.installations import Installation
from sync.central.problems import CallRefused
from sync.central.scan_files import ScanFiles
from sync.central.scan_room import check_disk, check_parts, check_share, written
from sync.central.scan_uploads import (
    Upload,
    add_part,
    begin,
    expired_uploads,
    find_upload,
    forget,
    is_kept,
    known_uploads,
    note_kept,
    open_uploads,
    parts_of,
    step_back,
)
from sync.contract.scans import (
    CHECKSUM_HEADER,
    CHECKSUMS,
    CHECKSUMS_HEADER,
    EXPIRES_HEADER,
    EXTENSION_HEADER,
    LENGTH_HEADER,
    MAX_CHUNK_BYTES,
    MAX_SCAN_BYTES,
    MAX_SIZE_HEADER,
    OCTETS,
    OFFSET_HEADER,
    RESUMABLE_HEADER,
    TUS_EXTENSIONS,
    TUS_VERSION,
    VERSION_HEADER,
    NewScan,
    NotOfTus,
    read_creation,
    read_number,
)

_DAY_MS = 24 * 60 * 60 * 1_000


def scan_options(central: Central, call: Call) -> Bare:  # noqa: ARG001 - as every handler
    """``OPTIONS /v1/scans``: what of tus is spoken here. Anybody may ask."""
    _files(central)
    said = {
        VERSION_HEADER: TUS_VERSION,
        EXTENSION_HEADER: TUS_EXTENSIONS,
        MAX_SIZE_HEADER: str(MAX_SCAN_BYTES),
        CHECKSUMS_HEADER: ",".join(CHECKSUMS),
    }
    return Bare(204, said)


def create_scan(central: Central, call: Call) -> Bare:
    """``POST /v1/scans``: begin an upload, with its first bytes where there are any.

    The answer's offset is the page's end where the agency has the page already: nothing of it
    need be sent. A page that comes whole with its creation is kept at once.
    """
    files = _files(central)
    signer = authenticate(central, call, "create_scan")
    _check_version(call)
    wanted = _wanted(call)
    _check_chunk(call, room=wanted.bytes)
    _sweep(central, files, call)
    if _has(central, files, signer.agency, wanted):
        return _created(wanted.sha256, wanted.bytes)
    check_disk(central, files, wanted)
    check_share(central, signer.agency, wanted)
    if len(call.body) == wanted.bytes:
        _keep(files, signer.agency, wanted, [call.body])
        with central.database.write() as connection:
            note_kept(connection, signer.agency, wanted, call.at_ms)
        return _created(wanted.sha256, wanted.bytes)
    upload = _begin(central, files, signer, wanted, call)
    return _created(upload.id, len(call.body), expires=_expires(central, call))


def scan_place(central: Central, call: Call) -> Bare:
    """``HEAD /v1/scans/{upload}``: how much the central has of it, by what is on its disk."""
    files = _files(central)
    signer = authenticate(central, call, "scan_place")
    _check_version(call)
    upload = _found(central, call, signer)
    offset = _true_offset(central, files, upload)
    said = {OFFSET_HEADER: str(offset), LENGTH_HEADER: str(upload.scan.bytes)}
    if offset < upload.scan.bytes:
        said[EXPIRES_HEADER] = _http_date(upload.expires_ms)
    return Bare(200, said)


def continue_scan(central: Central, call: Call) -> Bare:
    """``PATCH /v1/scans/{upload}``: the next bytes; the last ones make the page.

    Raises CallRefused: ``offset_conflict`` (also where another connection was faster),
    ``scan_mismatch`` (all of it is thrown away), …
    """
    files = _files(central)
    signer = authenticate(central, call, "continue_scan")
    _check_version(call)
    upload = _found(central, call, signer)
    if _content_type(call) != OCTETS:
        raise CallRefused("bad_content_type", f"Phải là {OCTETS}.", field="Content-Type")
    offset = _number(call, OFFSET_HEADER)
    if offset != upload.offset:
        raise _conflict(upload)
    _check_chunk(call, room=upload.scan.bytes - offset)
    check_disk(central, files, upload.scan)
    end = offset + len(call.body)
    if not call.body:
        return Bare(204, _received(end, None if upload.is_page else upload.expires_ms))
    if end < upload.scan.bytes:
        check_parts(central, upload)
        _add(central, files, upload, call)
        return Bare(204, _received(end, _expires(central, call)))
    _finish(central, files, upload, call)
    return Bare(204, {OFFSET_HEADER: str(end)})


def end_scan(central: Central, call: Call) -> Bare:
    """``DELETE /v1/scans/{upload}``: give up an unfinished upload. A page that was kept stays."""
    files = _files(central)
    signer = authenticate(central, call, "end_scan")
    _check_version(call)
    upload = _found(central, call, signer)
    if upload.is_page:
        raise CallRefused("scan_kept", "Trang đã được nhận; không xóa bằng cách này.")
    with central.database.write() as connection:
        forget(connection, [upload.id])
    files.drop(upload.id)
    return Bare(204, {})


def _files(central: Central) -> ScanFiles:
    if central.scans is None:
        raise CallRefused("not_found", "Trung tâm này chưa đặt thư mục chứa ảnh quét.")
    return central.scans


def _check_version(call: Call) -> None:
    if call.headers.get(RESUMABLE_HEADER.lower()) != TUS_VERSION:
        raise CallRefused("unsupported_tus", f"Chỉ nói tus {TUS_VERSION}.", field=RESUMABLE_HEADER)


def _wanted(call: Call) -> NewScan:
    try:
        wanted = read_creation(call.headers)
    except NotOfTus as error:
        raise CallRefused("bad_upload", str(error), field=error.field) from error
    if wanted.bytes > MAX_SCAN_BYTES:
        raise CallRefused("too_large", f"Trang lớn hơn {MAX_SCAN_BYTES} byte.", field=LENGTH_HEADER)
    if call.body and _content_type(call) != OCTETS:
        raise CallRefused("bad_content_type", f"Phải là {OCTETS}.", field="Content-Type")
    return wanted


def _number(call: Call, header: str) -> int:
    try:
        return read_number(call.headers, header)
    except NotOfTus as error:
        raise CallRefused("bad_upload", str(error), field=error.field) from error


def _content_type(call: Call) -> str:
    return call.headers.get("content-type", "").strip().lower()


def _check_chunk(call: Call, *, room: int) -> None:
    """The body is one chunk of what is left of the page, as its checksum says."""
    if "content-encoding" in call.headers:
        raise CallRefused("bad_upload", "Ảnh được gửi nguyên byte.", field="Content-Encoding")
    if len(call.body) > min(room, MAX_CHUNK_BYTES):
        raise CallRefused("too_large", f"Nhiều hơn {min(room, MAX_CHUNK_BYTES)} byte còn nhận.")
    said = call.headers.get(CHECKSUM_HEADER.lower())
    if said is None:
        return
    algorithm, _, text = said.strip().partition(" ")
    try:
        digest = base64.b64decode(text.encode(), validate=True)
    except (binascii.Error, UnicodeError):
        digest = b""
    if algorithm not in CHECKSUMS or not digest:
        known = ", ".join(CHECKSUMS)
        raise CallRefused("bad_upload", f"Mã kiểm phải là: {known}.", field=CHECKSUM_HEADER)
    counted = hashlib.new(algorithm, call.body, usedforsecurity=False).digest()
    if not hmac.compare_digest(digest, counted):
        raise CallRefused("checksum_mismatch", "Phần này bị sai trên đường; hãy gửi lại.")


def _has(central: Central, files: ScanFiles, agency: str, wanted: NewScan) -> bool:
    """Whether the page is there, as the database and the disk say."""
    with central.database.read() as connection:
        noted = is_kept(connection, agency, wanted)
    return noted and files.has(agency, wanted.sha256, wanted.bytes)


def _begin(
    central: Central, files: ScanFiles, signer: Installation, wanted: NewScan, call: Call
) -> Upload:
    """A new upload with its first bytes; the installation's oldest make room for it."""
    upload = Upload(
        id=new_id(call.at),
        agency=signer.agency,
        installation=signer.id,
        scan=wanted,
        offset=0,
        expires_ms=_expires(central, call),
    )
    name = written(files.put_part, upload.id, 0, call.body) if call.body else ""
    with central.database.write() as connection:
        older = open_uploads(connection, signer.id)
        ended = older[: max(0, len(older) - central.settings.max_open_scans + 1)]
        forget(connection, ended)
        begin(connection, upload, call.at_ms)
        if name:
            add_part(connection, upload, name, len(call.body), expires_ms=upload.expires_ms)
    for each in ended:
        files.drop(each)
    return upload


def _found(central: Central, call: Call, signer: Installation) -> Upload:
    """The signer's upload, or a page of its agency by its hash; one as unknown as the other."""
    name = call.path_parameters["upload"]
    with central.database.read() as connection:
        upload = find_upload(connection, name, signer)
    if upload is None:
        raise CallRefused("unknown_upload", "Không có lần tải này của máy quầy.")
    if upload.expires_ms <= call.at_ms and not upload.is_page:
        raise CallRefused("upload_expired", "Lần tải này bỏ dở quá lâu; hãy tải lại từ đầu.")
    return upload


def _true_offset(central: Central, files: ScanFiles, upload: Upload) -> int:
    """What of an upload is really there: after a power cut, or an old copy of the disk, less
    may be than the database says. Then it steps back to that."""
    if upload.is_page or upload.offset == upload.scan.bytes:
        if _has(central, files, upload.agency, upload.scan):
            return upload.scan.bytes
        offset = 0
    else:
        offset = 0
        with central.database.read() as connection:
            parts = parts_of(connection, upload.id)
        for part in parts:
            if part.offset != offset or files.part_bytes(upload.id, part.name) != part.bytes:
                break
            offset += part.bytes
    if upload.is_page:
        raise CallRefused("unknown_upload", "Không có lần tải này của máy quầy.")
    if offset != upload.offset:
        with central.database.write() as connection:
            step_back(connection, upload, offset)
    return offset


def _add(central: Central, files: ScanFiles, upload: Upload, call: Call) -> None:
    try:
        name = written(files.put_part, upload.id, upload.offset, call.body)
    except FileNotFoundError:  # it ended meanwhile, and its folder is gone
        raise _conflict(upload) from None
    with central.database.write() as connection:
        first = add_part(
            connection, upload, name, len(call.body), expires_ms=_expires(central, call)
        )
    if not first:
        files.drop_part(upload.id, name)
        raise _conflict(upload)


def _finish(central: Central, files: ScanFiles, upload: Upload, call: Call) -> None:
    """The last bytes are here: check the whole, keep it, and let the parts go."""
    with central.database.read() as connection:
        parts = parts_of(connection, upload.id)
    pieces = (files.read_part(upload.id, part.name) for part in parts)

    def whole() -> Iterator[bytes]:
        yield from pieces
        yield call.body

    try:
        _keep(files, upload.agency, upload.scan, whole())
    except FileNotFoundError:  # taken by another connection that was faster, or lost
        raise _conflict(upload) from None
    except CallRefused as refused:
        if refused.code == "scan_mismatch":
            with central.database.write() as connection:
                forget(connection, [upload.id])
            files.drop(upload.id)
        raise
    with central.database.write() as connection:
        note_kept(connection, upload.agency, upload.scan, call.at_ms, upload=upload)
    files.drop(upload.id)


def _keep(files: ScanFiles, agency: str, scan: NewScan, pieces: Iterable[bytes]) -> None:
    if not written(files.keep, agency, scan.sha256, pieces):
        raise CallRefused(
            "scan_mismatch",
            "Nội dung nhận được không phải trang đã nêu; phần đã gửi bị bỏ.",
            advice="Máy quầy tự gửi lại từ đầu.",
        )


def _conflict(upload: Upload) -> CallRefused:
    return CallRefused("offset_conflict", f"Trung tâm đã có {upload.offset} byte của trang này.")


def _created(upload: str, offset: int, *, expires: int | None = None) -> Bare:
    # Relative: what stands before /v1 may be a gateway's, which this process does not know.
    return Bare(201, {"Location": f"scans/{upload}", **_received(offset, expires)})


def _received(offset: int, expires_ms: int | None) -> dict[str, str]:
    said = {OFFSET_HEADER: str(offset)}
    if expires_ms is not None:
        said[EXPIRES_HEADER] = _http_date(expires_ms)
    return said


def _expires(central: Central, call: Call) -> int:
    return call.at_ms + central.settings.scan_days * _DAY_MS


def _http_date(milliseconds: int) -> str:
    return format_datetime(from_epoch_ms(milliseconds).astimezone(UTC), usegmt=True)


def _sweep(central: Central, files: ScanFiles, call: Call) -> None:
    """Now and then, what was begun and left lying is let go."""
    if not files.sweep_is_due(call.at):
        return
    with central.database.write() as connection:
        expired = expired_uploads(connection, call.at_ms - _DAY_MS)
        forget(connection, expired)
        known = known_uploads(connection)
    for each in expired:
        files.drop(each)
    files.sweep(call.at, known)
