"""What a charge costs, in words for a citizen who asks beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.catalogue.procedure import Procedure
from app.dated_data.toml_table import in_force
from app.fees.rules import (
    ByChannel,
    Charge,
    Fee,
    FeeCase,
    Free,
    Ground,
    Local,
    PerCase,
    PerCopy,
    PerPageCapped,
)

NOT_SET = "theo nghị quyết của HĐND cấp tỉnh"
_WHEN = {
    FeeCase.ALWAYS: "",
    FeeCase.ON_TIME: " (đăng ký đúng hạn)",
    FeeCase.LATE: " (đăng ký quá hạn)",
}


def charge_words(fee: Fee, procedure: Procedure, grounds: Sequence[Ground], on: date) -> str:
    """As in "2.000 đồng/trang; từ trang thứ 3: 1.000 đồng/trang; tối đa 200.000 đồng/bản".

    ``procedure`` names the cases that have charges of their own, ``grounds`` who is exempt.
    """
    names = {case.id: case.name for case in procedure.deadline_cases}
    cases = ", ".join(names.get(case, case) for case in fee.only_in)
    only = f" (trường hợp {cases})" if cases else ""
    exempt = _exempt(fee, grounds, on)
    tail = f"; miễn cho: {exempt}" if exempt else ""
    when = "" if "hạn" in fee.name else _WHEN[fee.case]  # many names say it already
    return f"{_amount(fee.charge, on)}{when}{only}{tail}"


def _amount(charge: Charge, on: date) -> str:
    match charge:
        case Free():
            return "không thu"
        case PerPageCapped():
            return (
                f"{_dong(charge.first_rate)}/trang; từ trang thứ {charge.first_pages + 1}:"
                f" {_dong(charge.further_rate)}/trang; tối đa {_dong(charge.cap)}/bản"
            )
        case PerCase():
            return f"{_dong(charge.amount)}/trường hợp"
        case PerCopy():
            return f"{_dong(charge.amount)}/bản"
        case ByChannel():
            each = "/người" if charge.per_case else ""
            return f"{_dong(charge.direct)}{each}; nộp trực tuyến: {_dong(charge.online)}{each}"
        case Local():
            rates = [one for one in charge.rates if in_force(on, one.valid_from, one.valid_to)]
            return f"{_dong(rates[-1].amount)} ({rates[-1].basis})" if rates else NOT_SET


def _exempt(fee: Fee, grounds: Sequence[Ground], on: date) -> str:
    granted = {
        one.ground
        for one in fee.exemptions
        if in_force(on, one.valid_from or date.min, one.valid_to)
    }
    return ", ".join(ground.name for ground in grounds if ground.id in granted)


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + " đồng"
