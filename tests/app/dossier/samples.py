"""A small dossier and the events around it, for tests; all data fictitious."""

from __future__ import annotations

from datetime import date

from app.dossier.application import Application, Authorisation, GivenComponent, Person
from app.dossier.commands import Open, Register
from app.dossier.events import (
    FIRST_PREV_HASH,
    AnyBody,
    Base,
    Due,
    Event,
    FeeLine,
    FrozenProcedure,
    Header,
    encode_payload,
    make_event,
    sha256_hex,
)
from app.dossier.receipt_changes import carried_over
from app.dossier.receipt_events import Annulled, ProcedureChanged
from app.dossier.state import Dossier

RECEIVED = "2026-11-23T08:30:00+07:00"
RECORDED = "2026-11-23T08:31:00+07:00"


class SampleRules:
    """Two procedures: one for paper, one that is online only."""

    def reception(self, procedure: str, on: date) -> str | None:
        del on
        return {"2.000815": "paper", "1.001193": "online_only", "1.004873": "both"}.get(procedure)


RULES = SampleRules()


def application(**changes: object) -> Application:
    """A complete application; ``changes`` replace fields."""
    fields: dict[str, object] = {
        "procedure": "2.000815",
        "resolver": "H26.107",
        "submitter": Person(name="Nguyễn Văn A", id_number="001090000001", phone="0900000001"),
        "components": [GivenComponent(component="original", name="Bản chính", originals=1)],
        "authorisation": Authorisation(
            Person(name="Trần Thị B", id_number="079304000002"), "Giấy ủy quyền"
        ),
    }
    return Application(**{**fields, **changes})  # type: ignore[arg-type] # fields by name


def opening(**changes: object) -> Open:
    """A command that opens the sample dossier."""
    fields: dict[str, object] = {
        "application": application(),
        "received_at": RECEIVED,
        "recorded_at": RECORDED,
        "reference": "CHM-7-1",
    }
    return Open(**{**fields, **changes})  # type: ignore[arg-type] # fields by name


def registration(**changes: object) -> Register:
    """A command that registers the sample dossier."""
    fields: dict[str, object] = {
        "code": "H26.107-261123-0001",
        "lease": "lease",
        "procedure": FrozenProcedure(
            "2.000815", "Chứng thực bản sao", "Chứng thực", "2025-11-01", [], "trong ngày"
        ),
        "due": Due("2026-11-23T17:00:00+07:00", False, ["trong ngày"], "v1"),
        "fees": [FeeLine("Chứng thực bản sao", "phi", 5_000)],
    }
    return Register(**{**fields, **changes})  # type: ignore[arg-type] # fields by name


RIGHT = FrozenProcedure("1.004873", "Cấp giấy xác nhận", "Hộ tịch", "2025-11-01", [], "3 ngày")
RIGHT_DUE = Due("2026-11-26T17:00:00+07:00", False, ["3 ngày làm việc"], "v1")


def procedure_changed(state: Dossier, **changes: object) -> ProcedureChanged:
    """The sample dossier, as it is in ``state``, under its right procedure."""
    fields: dict[str, object] = {
        "at": "2026-11-23T09:00:00+07:00",
        "reason": "chọn nhầm thủ tục",
        "old": "" if state.procedure is None else state.procedure.code,
        "replaces": state.receipt_event or "",
        "procedure": RIGHT,
        "due": RIGHT_DUE,
        "fees": [FeeLine("Cấp giấy xác nhận", "le_phi", 8_000)],
        "happenings": tuple(carried_over(state)),
    }
    return ProcedureChanged(**{**fields, **changes})  # type: ignore[arg-type] # fields by name


def annulled(**changes: object) -> Annulled:
    """A request to annul it."""
    fields: dict[str, object] = {"at": "2026-11-23T10:00:00+07:00", "reason": "nhập hai lần"}
    return Annulled(**{**fields, **changes})  # type: ignore[arg-type] # fields by name


class Chain:
    """Makes events of one installation with a correct chain."""

    def __init__(self, dossier: str = "dossier", installation: str = "desk") -> None:
        self.dossier = dossier
        self.installation = installation
        self._seq = 0
        self._prev = FIRST_PREV_HASH

    def event(self, body: AnyBody) -> Event:
        """The next event, with ``body`` as payload."""
        return self.raw(body.TYPE, body.SCHEMA, encode_payload(body))

    def raw(self, name: str, schema: int, payload: bytes) -> Event:
        """The next event, of any type and payload."""
        self._seq += 1
        header = Header(
            id=f"{self.installation}-{self._seq}",
            type=name,
            schema=schema,
            dossier=self.dossier,
            agency="H26.107",
            installation=self.installation,
            seq=self._seq,
            prev_hash=self._prev,
            officer="Cán bộ",
            unlock="unlock",
            recorded_at=RECORDED,
            clock_offset_ms=None,
            base=Base(),
            payload_hash=sha256_hex(payload),
        )
        event = make_event(header, payload)
        self._prev = event.hash
        return event
