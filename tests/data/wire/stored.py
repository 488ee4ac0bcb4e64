"""Opens what older versions left: copies that a test may write to, and the recorded calls."""

from __future__ import annotations

import base64
import gzip
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

VERSIONS = (1, 2, 3)
MACHINE = "0123456789abcdef"
HERE = Path(__file__).parent
_CREATED = re.compile(r"created=(\d+)")


@dataclass(frozen=True)
class Exchange:
    """One call and its answer, as bytes. ``created_s``: by the desk's clock, where it is signed."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    status: int
    answer_headers: dict[str, str]
    answer: bytes

    @property
    def call(self) -> tuple[str, str]:
        """Which call of the contract: the method and the path's second part."""
        return self.method, self.target.partition("?")[0].split("/")[2]

    @property
    def created_s(self) -> int | None:
        found = _CREATED.search(self.headers.get("Signature-Input", ""))
        return None if found is None else int(found[1])

    @property
    def answered(self) -> bytes:
        """The answer's text."""
        packed = {name.lower(): value for name, value in self.answer_headers.items()}
        return gzip.decompress(self.answer) if "content-encoding" in packed else self.answer


@dataclass(frozen=True)
class Recorded:
    """The recorded talk of one version."""

    at: datetime
    dossiers: int
    sent: int
    enrolment: list[Exchange]
    drain: list[Exchange]


def recorded(version: int) -> Recorded:
    """What went over the wire."""
    packed = (HERE / f"schema-{version}" / "exchanges.json.gz").read_bytes()
    text = msgspec.json.decode(gzip.decompress(packed))
    return Recorded(
        at=datetime.fromisoformat(text["at"]),
        dossiers=text["codes"],
        sent=text["sent"],
        enrolment=[_exchange(each) for each in text["enrolment"]],
        drain=[_exchange(each) for each in text["drain"]],
    )


def copy_of(version: int, target: Path) -> Path:
    """A copy of everything in ``target``, which is made; returns the desk's directory."""
    shutil.copytree(HERE / f"schema-{version}", target)
    for name in ("desk.key", "desk.key.record"):
        (target / name).chmod(0o600)
    return target / "desk"


def _exchange(each: dict[str, object]) -> Exchange:
    return msgspec.convert(
        {
            **each,
            "body": base64.b64decode(str(each["body"])),
            "answer": base64.b64decode(str(each["answer"])),
        },
        Exchange,
    )
