"""What the desk's own acts change: refused, handed over, given back, certified."""

from __future__ import annotations

import msgspec

from app.dossier.commands import RecordAct
from app.dossier.desk_events import DeskBody, HandedOver, Refused, ResultReturned
from app.dossier.state import FINAL_STAGES, Dossier, Stage
from app.errors import Refusal


def check_act(dossier: Dossier, command: RecordAct) -> None:
    """Raise Refusal (``closed``, ``already_registered``) where the act can't have happened."""
    if dossier.stage in FINAL_STAGES:
        raise Refusal("closed", "Hồ sơ đã kết thúc.")
    if isinstance(command.body, Refused) and dossier.code is not None:
        raise Refusal("already_registered", f"Hồ sơ đã có mã {dossier.code}.")


def after_act(dossier: Dossier, body: DeskBody) -> Dossier:
    """The state after ``body`` has happened. Never raises."""
    match body:
        case Refused() if dossier.code is None:
            return msgspec.structs.replace(dossier, stage=Stage.REFUSED)
        case HandedOver() if dossier.stage is Stage.REGISTERED:
            return msgspec.structs.replace(dossier, stage=Stage.PROCESSING)
        case ResultReturned():
            return msgspec.structs.replace(dossier, stage=Stage.RETURNED)
        case _:
            return dossier
