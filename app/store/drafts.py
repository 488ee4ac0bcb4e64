"""The table of drafts (docs/adr/0013): what is being typed, encrypted as everything else."""

from __future__ import annotations

import msgspec

from app.drafts.draft import Draft
from app.errors import InvalidInput, Refusal
from app.store.database import Database

MAX_DRAFTS = 200
MAX_DRAFT_BYTES = 200 * 1024
_DRAFT = msgspec.json.Decoder(Draft)


class Drafts:
    """The counter's drafts. May be called from any thread; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, draft: Draft, now_iso: str) -> None:
        """Keep a draft as it is now, durably; one that was received meanwhile stays away.

        Raises InvalidInput (``too_large``) and Refusal (``too_many_drafts``).
        """
        body = msgspec.json.encode(draft)
        if len(body) > MAX_DRAFT_BYTES:
            raise InvalidInput(
                "too_large", "Nội dung quá dài nên chưa lưu tạm được.", advice="Rút ngắn lại."
            )
        with self._database.transaction():
            if self._is_received(draft):
                return
            known = self._database.row("SELECT 1 FROM draft WHERE id = ?", (draft.id,))
            count = self._database.row("SELECT count(*) FROM draft")
            assert count is not None
            if known is None and count[0] >= MAX_DRAFTS:
                raise Refusal(
                    "too_many_drafts",
                    f"Quầy đã có {MAX_DRAFTS} hồ sơ lưu tạm.",
                    advice="Tiếp nhận hoặc bỏ bớt hồ sơ lưu tạm cũ.",
                )
            self._database.write(
                "INSERT INTO draft (id, changed_at, body) VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at,"
                " body = excluded.body",
                (draft.id, now_iso, body),
            )

    def all(self) -> list[Draft]:
        """Every draft, the last changed first."""
        rows = self._database.rows("SELECT body FROM draft ORDER BY changed_at DESC, id DESC")
        return [_DRAFT.decode(body) for (body,) in rows]

    def find(self, draft: str) -> Draft | None:
        """The draft with this id."""
        row = self._database.row("SELECT body FROM draft WHERE id = ?", (draft,))
        return None if row is None else _DRAFT.decode(row[0])

    def remove(self, draft: str) -> None:
        """Throw a draft away; one that is gone already is no matter."""
        with self._database.transaction():
            forget_draft(self._database, draft)

    def _is_received(self, draft: Draft) -> bool:
        """A late save of what F8 has just received must not bring it back."""
        known = self._database.row("SELECT 1 FROM origin WHERE origin = ?", (draft.origin,))
        return known is not None


def forget_draft(database: Database, draft: str) -> bool:
    """Delete a draft, inside a transaction; returns whether it was still there."""
    return database.write("DELETE FROM draft WHERE id = ?", (draft,)) > 0
