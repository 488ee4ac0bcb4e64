"""What is to be paid for a dossier, line by line, by the law of a day."""

from __future__ import annotations

from datetime import date

from app.catalogue.procedure import Procedure
from app.dated_data.toml_table import in_force
from app.dossier.events import FeeLine
from app.errors import InvalidInput
from app.fees.rules import (
    ByChannel,
    Exemption,
    Fee,
    FeeCase,
    Free,
    Local,
    PerCase,
    PerCopy,
    PerPageCapped,
)

MAX_COUNT = 10_000
CHANNELS = ("direct", "online")
NOT_CONFIGURED = "theo nghị quyết HĐND cấp tỉnh, chưa cấu hình mức thu"


def fee_for(
    procedure: Procedure,
    *,
    on: date,
    pages: int = 1,
    copies: int = 1,
    cases: int = 1,
    channel: str = "direct",
    exemption: str = "",
    late: bool = False,
    procedure_case: str = "",
) -> list[FeeLine]:
    """The lines to pay on ``on``; none where the procedure is free.

    ``pages`` are those of the original (bản chính); ``exemption`` is a ground's id (see
    ``Catalogue.ground``); ``late`` is registration after its time (quá hạn); ``procedure_case`` is
    the id of a case (trường hợp) of the procedure, empty for the usual one. A charge of the
    province that has no amount configured gives a line of 0 đồng whose name says so: the desk goes
    on, and nobody takes it for free of charge.

    Raises InvalidInput naming ``pages``, ``copies``, ``cases``, ``channel`` or ``exemption``
    (``exemption_not_applicable``, ``exemption_not_in_force``).
    """
    for field, value in (("pages", pages), ("copies", copies), ("cases", cases)):
        if not 1 <= value <= MAX_COUNT:
            raise InvalidInput("out_of_range", f"Phải từ 1 đến {MAX_COUNT}.", field=field)
    if channel not in CHANNELS:
        raise InvalidInput("bad_channel", f"Kênh nộp: {' hoặc '.join(CHANNELS)}.", field="channel")
    unwanted = FeeCase.ON_TIME if late else FeeCase.LATE
    fees = [
        fee
        for fee in _of_case(procedure, procedure_case)
        if fee.case is not unwanted and in_force(on, fee.valid_from or date.min, fee.valid_to)
    ]
    granted = [_granted(fee, exemption, on) for fee in fees]
    if exemption and fees and not any(granted) and not all(_is_free(fee) for fee in fees):
        raise _exemption_error(fees, exemption, on)
    return [
        FeeLine(f"{fee.name} (miễn: {exempt.basis})", fee.kind.value, 0)
        if exempt is not None
        else _line(fee, on, pages=pages, copies=copies, cases=cases, channel=channel)
        for fee, exempt in zip(fees, granted, strict=True)
    ]


def is_unconfigured(line: FeeLine) -> bool:
    """Whether a line stands for a local charge whose amount is not configured."""
    return line.amount == 0 and NOT_CONFIGURED in line.name


def _of_case(procedure: Procedure, case: str) -> list[Fee]:
    """The charges of ``case`` where it has some, else those that belong to no case."""
    own = [fee for fee in procedure.fees if case in fee.only_in]
    return own or [fee for fee in procedure.fees if not fee.only_in]


def _line(fee: Fee, on: date, *, pages: int, copies: int, cases: int, channel: str) -> FeeLine:
    charge = fee.charge
    name = fee.name
    match charge:
        case Free():
            amount = 0
        case PerPageCapped():
            further = max(0, pages - charge.first_pages)
            first = min(pages, charge.first_pages)
            each = first * charge.first_rate + further * charge.further_rate
            amount = copies * min(charge.cap, each)
        case PerCase():
            amount = cases * charge.amount
        case PerCopy():
            amount = copies * cases * charge.amount
        case ByChannel():
            each = charge.online if channel == "online" else charge.direct
            amount = each * (cases if charge.per_case else 1)
        case Local():
            rates = [rate for rate in charge.rates if in_force(on, rate.valid_from, rate.valid_to)]
            amount = cases * rates[-1].amount if rates else 0
            name = f"{name} ({rates[-1].basis if rates else NOT_CONFIGURED})"
    return FeeLine(name, fee.kind.value, amount)


def _granted(fee: Fee, ground: str, on: date) -> Exemption | None:
    for exemption in fee.exemptions:
        if exemption.ground == ground and _covers(exemption, on):
            return exemption
    return None


def _covers(exemption: Exemption, on: date) -> bool:
    return in_force(on, exemption.valid_from or date.min, exemption.valid_to)


def _is_free(fee: Fee) -> bool:
    return isinstance(fee.charge, Free)


def _exemption_error(fees: list[Fee], ground: str, on: date) -> InvalidInput:
    known = [entry for fee in fees for entry in fee.exemptions]
    other_time = [entry for entry in known if entry.ground == ground]
    if other_time:
        since, until = other_time[0].valid_from, other_time[0].valid_to
        span = " ".join(
            [f"từ {since:%d/%m/%Y}" if since else "", f"đến {until:%d/%m/%Y}" if until else ""]
        ).strip()
        return InvalidInput(
            "exemption_not_in_force",
            f"Miễn theo {other_time[0].basis} chỉ áp dụng {span}; ngày tính là {on:%d/%m/%Y}.",
            field="exemption",
        )
    possible = sorted({entry.ground for entry in known if _covers(entry, on)})
    return InvalidInput(
        "exemption_not_applicable",
        f"Thủ tục này không miễn theo lý do {ground[:60]!r}.",
        field="exemption",
        advice=f"Các lý do được miễn: {', '.join(possible) or 'không có'}.",
    )
