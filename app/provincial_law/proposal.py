"""What an import would change: shown first, written only under the id of what was shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import Refusal
from app.provincial_law.folder import put


@dataclass(frozen=True, slots=True)
class Proposal:
    """Checked files for one folder of the layer, and what they change.

    ``difference``, ``kept``, ``notes`` and ``moved`` are lists of structs for people to read.
    ``id`` changes with the document, with what it makes, and with the law that it is compared to.
    ``restates``: the files say something else of the same entries (a year is decided now), which
    only the notes tell.
    """

    id: str
    folder: Path
    files: Mapping[str, bytes]
    difference: list[Any]
    kept: list[Any] = field(default_factory=list)
    notes: list[Any] = field(default_factory=list)
    moved: list[Any] = field(default_factory=list)
    restates: bool = False

    @property
    def changes_law(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.difference) or self.restates

    def accept(self, confirmed: str) -> list[Path]:
        """Write the files; raises Refusal (``changed``) where another difference was confirmed.

        Also EnvironmentFault where the disk refuses. Where nothing changes nothing is written.
        """
        if confirmed.strip() != self.id:
            raise Refusal(
                "changed",
                "Tệp, ngày áp dụng hoặc dữ liệu đang dùng đã khác lúc xem khác biệt: chưa ghi gì.",
                field="confirm",
                advice="Xem lại khác biệt rồi xác nhận bằng mã mới.",
            )
        return put(self.folder, self.files) if self.changes_law else []


def proposal_id(document: bytes, files: Mapping[str, bytes], *compared: str) -> str:
    """Twelve hexadecimal digits; ``compared`` are the versions and days that it depends on."""
    digest = hashlib.sha256()
    parts = [document, *(text.encode() for text in compared)]
    parts += [part for name in sorted(files) for part in (name.encode(), files[name])]
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:12]
