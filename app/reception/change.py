"""What happens to a dossier after it was received: pages, money, corrections."""

from __future__ import annotations

from collections.abc import Sequence

from app.accounts.roles import Act
from app.dossier.commands import AttachPages, CollectFee, Command, Correct
from app.dossier.correction import current_value
from app.dossier.decide import decide
from app.dossier.events import Change, Corrected, OfficialReceipt
from app.dossier.state import Dossier
from app.errors import InvalidInput, Refusal
from app.pages.image import describe_page
from app.reception.desk import Desk
from app.store.outbox import check_unfollowed
from app.store.records import EventState


def attach_pages(desk: Desk, name: str, component: str, files: Sequence[bytes]) -> Dossier:
    """Add scanned pages to a component; they are durable before the event is written."""
    desk.must(Act.RECEIVE)
    described = [describe_page(data, field="pages") for data in files]
    state = desk.dossier(name)
    command = AttachPages(component=component, pages=described)
    decide(state, command, desk.catalogue)  # refused before anything is kept
    for data in files:
        desk.store.pages.put(data)
    return _perform(desk, state, command, "attach_pages")


def collect_fee(
    desk: Desk,
    name: str,
    amount: int,
    method: str,
    payer: str = "",
    *,
    official: OfficialReceipt | None = None,
) -> Dossier:
    """Take ``amount`` đồng for a dossier, ``cash`` or ``transfer``.

    ``official`` is the receipt that its provider has issued for it (``typed_receipt``).
    """
    desk.must(Act.COLLECT)
    command = CollectFee(amount=amount, method=method, payer=payer, official=official)
    return _perform(desk, desk.dossier(name), command, "collect_fee")


def receipt_warnings(desk: Desk, official: OfficialReceipt | None) -> list[str]:
    """What is odd about a receipt that was just recorded: its number was typed twice lately.

    A warning and no refusal: one receipt can be for two dossiers of a person.
    """
    holders = [] if official is None else desk.store.receipt_holders(official)
    if official is None or len(holders) < 2:
        return []
    named = []
    for holder in dict.fromkeys(holders):
        state = desk.store.dossier(holder)
        named.append(holder if state is None else state.code or state.reference)
    again = f"Biên lai số {official.number} đã ghi {len(holders)} lần ở quầy này"
    return [f"{again}: {', '.join(named[:5])}. So lại với biên lai."]


def correct(desk: Desk, name: str, values: dict[str, str], reason: str) -> Dossier:
    """Correct fields (dotted path -> new value); what already stands is passed over."""
    desk.must(Act.CORRECT)
    state = desk.dossier(name)
    return _perform(desk, state, _correction(state, values, reason), "correct")


def retry(desk: Desk, event_id: str) -> None:
    """Send once more what was set aside (Cần xử lý); it is logged who asked.

    Raises InvalidInput (``not_in_outbox``) and Refusal (``not_permitted``, and where the rules
    still forbid it).
    """
    desk.must(Act.CORRECT)
    entry = desk.store.outbox.show(event_id)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.offer_again(event_id)
        transaction.audit("retry", entry.dossier, {"event": event_id})


def retry_page(desk: Desk, sha256: str) -> None:
    """Send once more a scanned page that was set aside; it is logged who asked.

    Raises InvalidInput (``not_in_outbox``) and Refusal (``not_permitted``).
    """
    desk.must(Act.CORRECT)
    page = desk.store.uploads.show(sha256)
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        transaction.offer_page_again(sha256)
        transaction.audit("retry_page", page.dossier, {"page": sha256})


def _perform(
    desk: Desk, state: Dossier, command: Command, action: str, *, instead_of: str = ""
) -> Dossier:
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        # On the state that counts now: another thread or the feed may have changed it.
        for body in decide(transaction.dossier(state.id), command, desk.catalogue):
            event = transaction.append(state.id, body)
            if instead_of:
                transaction.follow(instead_of, event.header.id)
        transaction.audit(action, state.id, {})
    changed = desk.store.dossier(state.id)
    assert changed is not None
    return changed


def replace_correction(desk: Desk, event_id: str, values: dict[str, str], reason: str) -> Dossier:
    """Put a new correction in the place of one that was set aside (Cần xử lý), in one commit.

    The old one stays in the dossier's history and leaves the queue as soon as the central has
    answered it. Raises Refusal (``not_set_aside``, ``already_followed``) for anything else.
    """
    desk.must(Act.CORRECT)
    entry = desk.store.outbox.show(event_id)
    if entry.state is not EventState.SET_ASIDE or entry.type != Corrected.TYPE:
        raise Refusal(
            "not_set_aside",
            "Chỉ thay được yêu cầu sửa đang ở mục Cần xử lý.",
            field="id",
            advice="Xem lại bằng: outbox list",
        )
    check_unfollowed(entry)
    state = desk.dossier(entry.dossier)
    command = _correction(state, values, reason)
    return _perform(desk, state, command, "correct", instead_of=event_id)


def _correction(state: Dossier, values: dict[str, str], reason: str) -> Correct:
    changes = []
    for field, new in values.items():
        old = None if state.application is None else current_value(state.application, field)
        if old is None:
            raise InvalidInput(
                "not_correctable", f"Không sửa được mục {field[:60]!r}.", field=field[:60]
            )
        if old != new:
            changes.append(Change(field=field, old=old, new=new))
    return Correct(changes=changes, reason=reason)
