"""Hand what was set aside (Cần xử lý) to the supervisor (Lãnh đạo Trung tâm)."""

from __future__ import annotations

from app.accounts.roles import Act
from app.clock.time import to_iso
from app.dossier.commands import Refer
from app.dossier.decide import decide
from app.dossier.events import Referred
from app.dossier.text_checks import MAX_TEXT
from app.reception.desk import Desk
from app.store.outbox import check_unfollowed


def hand_to_supervisor(desk: Desk, event_id: str, note: str) -> str:
    """Record that the set-aside event ``event_id`` goes to the supervisor; returns the new event.

    The old one leaves the queue as soon as the central has answered it; every desk sees the
    referral in the dossier's history, and the central opens a task. Raises InvalidInput
    (``not_in_outbox``, ``missing``), Refusal (``not_set_aside``, ``already_followed``,
    ``not_permitted``); nothing is written then.
    """
    desk.must(Act.CORRECT)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        entry = desk.store.outbox.show(event_id)
        check_unfollowed(entry)
        problem = entry.problem
        referred = Referred(
            at=to_iso(desk.clock.now()),
            event=event_id,
            what=entry.type,
            note=note,
            code="" if problem is None else problem.code,
            detail="" if problem is None else problem.detail[:MAX_TEXT],
        )
        [body] = decide(transaction.dossier(entry.dossier), Refer(referred), desk.catalogue)
        event = transaction.append(entry.dossier, body)
        transaction.follow(event_id, event.header.id)
        transaction.audit(Referred.TYPE, entry.dossier, {"event": event_id})
    return event.header.id
