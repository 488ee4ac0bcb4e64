"""Verbs that undo: ``process`` change-procedure, annul, refund; ``outbox hand-over``; scanning."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.clock.time import FixedClock
from app.numbering.receipt_mark import KnownKey, sign_mark
from app.reception.change import collect_fee, correct
from app.store.records import EventState, Settled, SettledAs, StoredProblem
from tests.app.reception.test_receiving import arrive
from tests.desks import MORNING, open_desk
from tests.ui.commands.command_line import Finished, run

COPY, BIRTH_AGAIN, POLICE_MATTER = "2.000635", "1.004884", "1.010041"
AS_OF = "2026-11-25T09:00"


class Place:
    """A desk with a dossier whose fee was taken, and another one; used by verbs only."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with open_desk(directory / "desk", clock=FixedClock(MORNING)) as desk:
            self.code = str(arrive(desk, procedure=COPY, copies=2, ref="a").code)
            self.other = str(arrive(desk, procedure=COPY, ref="b").code)
            self.fee = desk.dossier(self.code).fee_total
            collect_fee(desk, self.code, self.fee, "cash")
            own = desk.enrolled()
            public = own.private_key.public_key().public_bytes_raw()
            desk.store.keep_keys({own.key_id: KnownKey(own.installation, public, own.counter)})
            self.own = own

    def run(self, *words: object, as_of: str = AS_OF) -> Finished:
        keys = ("--key-file", self._directory / "desk.key")
        data = ("--data", self._directory / "desk")
        return run(*data, *keys, "--as-of", as_of, *words)

    def qr(self, event: str) -> str:
        """What a receipt's QR says that stands for ``event``."""
        own = self.own
        mark = sign_mark(self.code, event, own.installation, own.key_id, own.private_key)
        return f"HTTPS://MOTCUA.EXAMPLE/{self.code}/{mark}"

    def set_aside(self) -> str:
        """A correction that the central has set aside: its id."""
        with open_desk(self._directory / "desk", clock=FixedClock(MORNING)) as desk:
            correct(desk, self.code, {"sets": "2"}, "đếm lại")
            [entry] = [one for one in desk.store.outbox.list() if one.type == "corrected"]
            problem = StoredProblem("changed_meanwhile", "Đã sửa ở nơi khác")
            settled = Settled(entry.id, SettledAs.SET_ASIDE, problem=problem)
            desk.store.outbox.settle([settled], MORNING)
            return entry.id


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_another_procedure_by_a_verb(place: Place) -> None:
    """Due time and fees are counted anew; the receipt is replaced, and says so when scanned."""
    [old] = [
        each["id"] for each in place.run("dossier", place.code)["events"]
        if each["type"] == "registered"
    ]  # fmt: skip
    assert place.run("read-code", place.qr(old))["standing"] == "valid"
    done = place.run(
        "process", place.code, "change-procedure", "--to", BIRTH_AGAIN, "--reason", "chọn nhầm"
    )
    assert (done.status, done["code"], done["procedure"]) == (0, place.code, BIRTH_AGAIN)
    counted = place.run("due", "--received", "2026-11-23T08:30", "--procedure", BIRTH_AGAIN)
    assert done["clock"]["due"] == counted["due"]
    assert done["fees"]["collected"] == place.fee
    assert [each["event"] for each in done["replaced"]] == [old]
    assert "receipt_replaced" in {each["code"] for each in done["warnings"]}
    seen = place.run("dossier", place.code)
    assert (seen["procedure"]["code"], seen["replaced"]) == (BIRTH_AGAIN, done["replaced"])
    [new] = [each["id"] for each in seen["events"] if each["type"] == "procedure_changed"]
    scanned = place.run("read-code", place.qr(old))
    assert (scanned["genuine"], scanned["standing"]) == (True, "replaced")
    assert "chọn nhầm" in scanned["told"]
    assert place.run("read-code", place.qr(new))["standing"] == "valid"
    assert place.run("read-code", place.code)["standing"] == "replaced"


def test_an_annulment_by_a_verb(place: Place) -> None:
    """It says which dossier takes its place, and what is left to do."""
    done = place.run(
        "process", place.code, "annul", "--reason", "nhập hai lần", "--instead", place.other
    )
    assert (done.status, done["state"], done["national_state"]) == (0, "annulled", 8)
    assert done["annulled"]["instead"] == place.other
    assert {each["code"] for each in done["warnings"]} == {"fee_to_refund"}
    scanned = place.run("read-code", place.code)
    assert (scanned["standing"], scanned["instead"]) == ("annulled", place.other)
    assert place.other in scanned["told"]
    back = place.run(
        "process", place.code, "refund", "--amount", place.fee, "--reason", "hủy hồ sơ"
    )
    assert (back.status, back["fees"]["collected"], back["fees"]["refunded"]) == (0, 0, place.fee)
    assert place.run("dossier", place.code)["fees"]["refunded"] == place.fee
    again = place.run("process", place.code, "resolve")
    assert (again.status, again["error"]["code"]) == (1, "annulled")


REFUSED = [
    (("change-procedure", "--reason", "x"), "unknown_procedure", "procedure"),
    (("change-procedure", "--to", BIRTH_AGAIN), "missing", "reason"),
    (("change-procedure", "--to", POLICE_MATTER, "--reason", "x"), "other_agency", "to"),
    (("change-procedure", "--to", BIRTH_AGAIN, "--reason", "x", "--signer", "C"), "conflict",
     "signer"),
    (("annul",), "missing", "reason"),
    (("annul", "--reason", "x", "--instead", "H26.107-261123-9999"), "no_dossier", "instead"),
    (("refund", "--reason", "x"), "missing", "amount"),
    (("refund", "--amount", "0", "--reason", "x"), "bad_number", "amount"),
    (("refund", "--amount", "999999", "--reason", "x"), "over_refunded", "amount"),
    (("refund", "--amount", "1", "--method", "séc", "--reason", "x"), "bad_method", "method"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "field"), REFUSED)
def test_what_is_refused_names_its_field(
    place: Place, words: tuple[str, ...], code: str, field: str
) -> None:
    """Status 1, and nothing is written."""
    before = place.run("dossier", place.code)["events"]
    ended = place.run("process", place.code, *words)
    assert (ended.status, ended["error"]["code"], ended["error"]["field"]) == (1, code, field)
    assert place.run("dossier", place.code)["events"] == before


def test_handing_over_what_was_set_aside(place: Place) -> None:
    """It leaves "Cần xử lý", and the dossier's history tells of it."""
    event = place.set_aside()
    done = place.run("outbox", "hand-over", event, "--note", "nhờ quyết định")
    assert (done.status, done["id"]) == (0, event)
    assert event not in {each["id"] for each in place.run("outbox", "list")["items"]}
    [told] = [
        each for each in place.run("dossier", place.code)["events"] if each["type"] == "referred"
    ]
    assert (told["id"], told["payload"]["note"]) == (done["referred"], "nhờ quyết định")
    again = place.run("outbox", "hand-over", event, "--note", "x")
    assert (again.status, again["error"]["code"]) == (1, "not_in_outbox")
    assert place.run("outbox", "hand-over", event).status == 2


def test_each_event_says_whose_it_is(place: Place) -> None:
    """The counter's name, and whether it is this desk's own."""
    for each in place.run("dossier", place.code)["events"]:
        assert (each["desk"], each["own"]) == ("Quầy 1", True)
        assert each["queue"] == EventState.PENDING


def test_a_forged_mark_stands_for_nothing(place: Place) -> None:
    """The digits are signed over the event: another event's receipt can't be made of one."""
    [old] = [
        each["id"] for each in place.run("dossier", place.code)["events"]
        if each["type"] == "registered"
    ]  # fmt: skip
    forged = place.qr(old)[:-2] + "00"
    scanned = place.run("read-code", forged)
    assert (scanned["genuine"], scanned["standing"]) == (False, "unknown")
