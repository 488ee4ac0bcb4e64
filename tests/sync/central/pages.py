"""Pages and a tus client for the central's tests, which knows nothing of the engine's."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from random import Random

from tests.sync.central.desk import Desk, Reply

TUS = {"Tus-Resumable": "1.0.0"}
OCTETS = {"Content-Type": "application/offset+octet-stream"}


def page(seed: int, size: int = 5_000) -> bytes:
    """A page that does not compress; the same seed, the same page."""
    return Random(seed).randbytes(size)


def sha256(data: bytes) -> str:
    """As the metadata name it."""
    return hashlib.sha256(data).hexdigest()


def metadata(**said: str) -> str:
    """``Upload-Metadata``."""
    return ",".join(
        f"{key} {base64.b64encode(text.encode()).decode()}" for key, text in said.items()
    )


def checksum(algorithm: str, data: bytes) -> dict[str, str]:
    """``Upload-Checksum`` of ``data``."""
    digest = hashlib.new(algorithm, data).digest()
    return {"Upload-Checksum": f"{algorithm} {base64.b64encode(digest).decode()}"}


class Uploads:
    """What a desk asks of ``/v1/scans``; each answer as it came."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def create(self, whole: bytes, first: bytes = b"", /, **changes: str | None) -> Reply:
        """Begin a page, with its ``first`` bytes; ``changes`` replace headers, None leaves out."""
        headers: dict[str, str | None] = {
            **TUS,
            "Upload-Length": str(len(whole)),
            "Upload-Metadata": metadata(sha256=sha256(whole), mediatype="image/png"),
            **(OCTETS if first else {}),
            **{name.replace("_", "-"): value for name, value in changes.items()},
        }
        return self.desk.call("POST", "/v1/scans", body=first, headers=_given(headers))

    def begin(self, whole: bytes, first: bytes = b"") -> str:
        """The path of a new upload."""
        reply = self.create(whole, first)
        assert reply.status == 201, reply.content
        assert reply.headers["Upload-Offset"] == str(len(first))
        return f"/v1/{reply.headers['Location']}"

    def patch(self, path: str, offset: int, data: bytes, /, **changes: str | None) -> Reply:
        """Go on at ``offset``."""
        headers: dict[str, str | None] = {
            **TUS,
            **OCTETS,
            "Upload-Offset": str(offset),
            **{name.replace("_", "-"): value for name, value in changes.items()},
        }
        return self.desk.call("PATCH", path, body=data, headers=_given(headers))

    def head(self, path: str) -> Reply:
        """Ask how much is there."""
        return self.desk.call("HEAD", path, headers=TUS)

    def offset(self, path: str) -> int:
        """How much is there."""
        reply = self.head(path)
        assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-store")
        return int(reply.headers["Upload-Offset"])

    def end(self, path: str) -> Reply:
        """Give up."""
        return self.desk.call("DELETE", path, headers=TUS)

    def put(self, whole: bytes) -> None:
        """Bring a whole page in one call."""
        assert self.create(whole, whole).headers["Upload-Offset"] == str(len(whole))


def kept(scans: Path) -> dict[str, bytes]:
    """What lies in the central's folder, by agency and hash."""
    return {
        f"{path.parent.parent.name}/{path.parent.name}{path.name}": path.read_bytes()
        for path in (scans / "kept").rglob("*")
        if path.is_file()
    }


def left_over(scans: Path) -> list[str]:
    """Files that are no whole pages."""
    return sorted(
        path.relative_to(scans).as_posix()
        for part in ("open", "new")
        for path in (scans / part).rglob("*")
        if path.is_file()
    )


def _given(headers: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if value is not None}
