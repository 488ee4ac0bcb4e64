"""decide(state, command, rules) -> events: the only place where something is forbidden.

Pure; used by the desk for everything and by the central for requests (docs/adr/0002). Raises
``Refusal`` where the rules forbid the command, ``InvalidInput`` where a field of it is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Protocol

from app.clock.time import from_iso
from app.dossier.annulment import annulled_refusal
from app.dossier.application import Application, Channel, Person
from app.dossier.commands import (
    Annul,
    AttachPages,
    ChangeProcedure,
    CollectFee,
    Command,
    Correct,
    Open,
    Process,
    RecordAct,
    RecordPrint,
    Refer,
    RefundFee,
    Register,
)
from app.dossier.correction import CORRECTABLE, MAX_SETS, current_value, read_sets
from app.dossier.desk_acts import check_act
from app.dossier.events import (
    AnyBody,
    Change,
    Corrected,
    FeeCollected,
    Opened,
    PagesAttached,
    Printed,
    Registered,
)
from app.dossier.money import MAX_AMOUNT_DONG as MAX_AMOUNT_DONG  # noqa: PLC0414 - its old place
from app.dossier.money import check_collection, check_refund
from app.dossier.person_fields import check_person_field, number_or_proof_problem
from app.dossier.processing import check_processing, is_request
from app.dossier.receipt_changes import check_annulment, check_change
from app.dossier.receipt_events import Annulled, ProcedureChanged
from app.dossier.referral import check_referral
from app.dossier.state import FINAL_STAGES, Dossier, Stage
from app.dossier.text_checks import MAX_NAME, MAX_TEXT, check_text, text_problems
from app.errors import InvalidInput, Refusal
from app.numbering.code import is_agency, parse_code

_PERSON_TEXTS = (
    "address", "phone", "email", "birth", "sex", "no_id_reason", "no_id_kind", "id_number", "ward",
)  # fmt: skip
MAX_COMPONENTS = 100
MAX_SHEETS = 9_999
MAX_PAGES_PER_EVENT = 500
FUTURE_TOLERANCE = timedelta(minutes=5)


class Rules(Protocol):
    """What decide asks of the law's data."""

    def reception(self, procedure: str, on: date) -> str | None:
        """``paper``, ``online_only`` or ``both`` on that day; None: no such procedure then."""
        ...


def decide(state: Dossier | None, command: Command, rules: Rules) -> list[AnyBody]:  # noqa: PLR0911 - one arm a command
    """Return the events that ``command`` makes of ``state``."""
    if isinstance(command, Open):
        return _open(state, command, rules)
    if isinstance(command, Refer):
        check_referral(command)
        return [command.body]
    dossier = _known(state)
    match command:
        case Register():
            return _register(dossier, command)
        case AttachPages():
            return _attach(dossier, command)
        case RecordPrint():
            return _print(dossier, command)
        case CollectFee():
            return _collect(dossier, command)
        case RefundFee():
            check_refund(dossier, command)
            return [command.body]
        case Correct():
            return _correct(dossier, command)
        case ChangeProcedure():
            check_change(dossier, command)
            return [command.body]
        case Annul():
            check_annulment(dossier, command)
            return [command.body]
        case Process():
            check_processing(dossier, command)
            return [command.body]
        case RecordAct():
            check_act(dossier, command)
            return [command.body]


def _known(state: Dossier | None) -> Dossier:
    if state is None or state.application is None:
        raise Refusal("not_opened", "Hồ sơ chưa được mở nên chưa thực hiện được việc này.")
    return state


def _open(state: Dossier | None, command: Open, rules: Rules) -> list[AnyBody]:
    if state is not None and state.application is not None:
        raise Refusal("already_opened", "Hồ sơ này đã được mở.")
    received = from_iso(command.received_at, field="received_at")
    recorded = from_iso(command.recorded_at, field="recorded_at")
    if received > recorded + FUTURE_TOLERANCE:
        raise InvalidInput(
            "received_in_future", "Thời gian nhận hồ sơ ở tương lai.", field="received_at"
        )
    if received.date() < recorded.date() and not command.late_reason.strip():
        raise InvalidInput(
            "late_without_reason",
            "Hồ sơ nhận ngày trước phải ghi lý do nhập muộn.",
            field="late_reason",
        )
    check_text(command.late_reason, "late_reason", MAX_TEXT)
    check_text(command.origin, "origin", MAX_NAME)
    check_application(command.application)
    check_reception(command.application, received.date(), rules)
    return [
        Opened(
            received_at=command.received_at,
            application=command.application,
            reference=command.reference,
            origin=command.origin,
            late_reason=command.late_reason,
        )
    ]


def check_reception(application: Application, on: date, rules: Rules) -> None:
    """Whether the law of that day lets the procedure in by this channel; Refusal, InvalidInput."""
    reception = rules.reception(application.procedure, on)
    if reception is None:
        raise InvalidInput(
            "unknown_procedure",
            f"Không có thủ tục {application.procedure!r} vào ngày {on:%d/%m/%Y}.",
            field="procedure",
        )
    on_paper = application.channel is not Channel.ONLINE
    if reception == "online_only" and on_paper and not application.paper_exception.strip():
        raise Refusal(
            "online_only",
            "Thủ tục này chỉ tiếp nhận trực tuyến (Chỉ thị 24/CT-TTg).",
            field="procedure",
            advice="Hỗ trợ công dân nộp trực tuyến, hoặc ghi rõ lý do nhận bản giấy.",
        )
    if reception == "paper" and not on_paper:
        raise Refusal("paper_only", "Thủ tục này chưa tiếp nhận trực tuyến.", field="channel")


def check_application(application: Application) -> None:
    """Check every field of an application; raises InvalidInput naming the first wrong one."""
    for problem in application_problems(application):
        raise problem


def application_problems(application: Application) -> Iterator[InvalidInput]:
    """Everything that is wrong with an application's fields, in the order of the form."""
    if not is_agency(application.resolver):
        yield InvalidInput(
            "bad_agency",
            f"Mã định danh cơ quan giải quyết không hợp lệ: {application.resolver[:40]!r}",
            field="resolver",
        )
    yield from _person_problems(application.submitter, "submitter")
    if application.owner is not None:
        yield from _person_problems(application.owner, "owner")
    if application.authorisation is not None:
        yield from _person_problems(application.authorisation.person, "authoriser")
        yield from text_problems(application.authorisation.document, "authorisation", MAX_TEXT)
    yield from _component_problems(application)
    yield from _range_problems(application.sets, "sets", "Số bộ hồ sơ", MAX_SETS)
    yield from _range_problems(application.pages, "pages", "Số trang", 10_000)
    yield from _range_problems(application.copies, "copies", "Số bản", 10_000)
    yield from _range_problems(application.cases, "cases", "Số trường hợp", 10_000)
    for field in ("summary", "return_at", "exemption", "paper_exception"):
        yield from text_problems(getattr(application, field), field, MAX_TEXT)


def _component_problems(application: Application) -> Iterator[InvalidInput]:
    if not 1 <= len(application.components) <= MAX_COMPONENTS:
        yield InvalidInput(
            "components", "Phải có ít nhất một thành phần hồ sơ.", field="components"
        )
    for given in application.components:
        sheets = (given.originals, given.certified, given.photos)
        if not all(0 <= count <= MAX_SHEETS for count in sheets):
            yield InvalidInput(
                "components",
                f"Số bản của “{given.name}” phải từ 0 đến {MAX_SHEETS}.",
                field="components",
            )


def _person_problems(person: Person, who: str) -> Iterator[InvalidInput]:
    if not person.name.strip():
        yield InvalidInput("missing", "Chưa có họ và tên.", field=f"{who}.name")
    yield from text_problems(person.name, f"{who}.name", MAX_NAME)
    for field in _PERSON_TEXTS:
        value = getattr(person, field)
        yield from text_problems(value, f"{who}.{field}", MAX_TEXT)
        try:
            check_person_field(field, value, f"{who}.{field}", organisation=person.organisation)
        except InvalidInput as problem:
            yield problem
    unproved = number_or_proof_problem(
        person.id_number, person.no_id_kind, person.no_id_reason, f"{who}."
    )
    if unproved is not None:
        yield unproved


def _range_problems(value: int, field: str, name: str, highest: int) -> Iterator[InvalidInput]:
    if not 1 <= value <= highest:
        yield InvalidInput("out_of_range", f"{name} phải từ 1 đến {highest}.", field=field)


def _register(dossier: Dossier, command: Register) -> list[AnyBody]:
    if dossier.code is not None:
        raise Refusal("already_registered", f"Hồ sơ đã có mã {dossier.code}.")
    if dossier.stage in FINAL_STAGES:
        raise Refusal("closed", "Hồ sơ đã kết thúc nên không cấp mã được.")
    if dossier.stage is Stage.SUPPLEMENT_AWAITED:
        raise Refusal(
            "supplement_awaited",
            "Hồ sơ đang chờ bổ sung nên chưa cấp mã.",
            advice="Ghi nhận đã bổ sung đủ rồi cấp mã.",
        )
    application = dossier.application
    code = parse_code(command.code)
    received = from_iso(dossier.received_at, field="received_at")
    if application is not None and code.agency != application.resolver:
        raise InvalidInput(
            "wrong_series", "Mã hồ sơ không thuộc cơ quan giải quyết hồ sơ.", field="code"
        )
    if code.day != received.date():
        raise InvalidInput("wrong_series", "Mã hồ sơ không thuộc ngày nhận hồ sơ.", field="code")
    if command.due.at is not None and from_iso(command.due.at, field="due") < received:
        raise InvalidInput("due_before_receipt", "Ngày hẹn trước ngày nhận.", field="due")
    if application is not None and command.procedure.code != application.procedure:
        raise InvalidInput("wrong_procedure", "Phiên bản thủ tục không khớp.", field="procedure")
    return [
        Registered(
            code=str(code),
            lease=command.lease,
            procedure=command.procedure,
            due=command.due,
            fees=command.fees,
            book=command.book,
        )
    ]


def _print(dossier: Dossier, command: RecordPrint) -> list[AnyBody]:
    is_receipt = command.form == "receipt"
    if is_receipt and dossier.annulled is not None:
        raise annulled_refusal(dossier)
    return [
        Printed(
            form=command.form,
            form_version=command.form_version,
            nth=dossier.prints.get(command.form, 0) + 1,
            pages=command.pages,
            copies=command.copies,
            number=command.number,
            series=command.series,
            sequence=command.sequence,
            lease=command.lease,
            stands_for=dossier.receipt_event or "" if is_receipt and dossier.replaced else "",
        )
    ]


def _collect(dossier: Dossier, command: CollectFee) -> list[AnyBody]:
    check_collection(dossier, command)
    return [
        FeeCollected(
            amount=command.amount,
            method=command.method,
            payer=command.payer,
            official=command.official,
        )
    ]


def _attach(dossier: Dossier, command: AttachPages) -> list[AnyBody]:
    if dossier.annulled is not None:
        raise annulled_refusal(dossier)
    application = dossier.application
    known = {given.component for given in application.components} if application else set()
    if command.component not in known:
        raise InvalidInput(
            "unknown_component",
            f"Hồ sơ không có thành phần {command.component!r}.",
            field="component",
        )
    if not 1 <= len(command.pages) <= MAX_PAGES_PER_EVENT:
        raise InvalidInput("pages", f"Mỗi lần từ 1 đến {MAX_PAGES_PER_EVENT} trang.", field="pages")
    return [PagesAttached(component=command.component, pages=command.pages)]


def _correct(dossier: Dossier, command: Correct) -> list[AnyBody]:
    if dossier.annulled is not None:
        raise annulled_refusal(dossier)
    if dossier.stage in FINAL_STAGES:
        raise Refusal("closed", "Hồ sơ đã kết thúc nên không sửa được.")
    if not command.reason.strip():
        raise InvalidInput("missing", "Sửa hồ sơ phải ghi lý do.", field="reason")
    check_text(command.reason, "reason", MAX_TEXT)
    if not 1 <= len(command.changes) <= len(CORRECTABLE):
        raise InvalidInput("missing", "Chưa có nội dung nào cần sửa.", field="changes")
    for change in command.changes:
        _check_change(dossier, change)
    return [Corrected(changes=command.changes, reason=command.reason)]


def _check_change(dossier: Dossier, change: Change) -> None:
    application = dossier.application
    current = None if application is None else current_value(application, change.field)
    if current is None:
        raise InvalidInput(
            "not_correctable", f"Không sửa được mục {change.field[:60]!r}.", field=change.field
        )
    if current != change.old:
        raise Refusal(
            "changed_meanwhile",
            f"Quầy này sửa “{change.old[:60]}” thành “{change.new[:60]}”, nhưng mục này đã được sửa"
            f" thành “{current[:60]}” ở nơi khác.",
            field=change.field,
            advice="Mở lại hồ sơ, xem giá trị mới rồi sửa lại nếu vẫn cần.",
        )
    name = change.field.rpartition(".")[2]
    _FIELD_CHECKS.get(name, _check_long)(change)
    # Whose number it is, a person's or an organisation's, is not told apart here.
    check_person_field(name, change.new, change.field, organisation=True)


def _check_filled(change: Change) -> None:
    if not change.new.strip():
        raise InvalidInput("missing", "Không được để trống.", field=change.field)
    check_text(change.new, change.field, MAX_NAME)


def _check_long(change: Change) -> None:
    check_text(change.new, change.field, MAX_TEXT)


def _check_sets(change: Change) -> None:
    if read_sets(change.new) is None:
        raise InvalidInput("out_of_range", f"Số bộ từ 1 đến {MAX_SETS}.", field=change.field)


_FIELD_CHECKS: dict[str, Callable[[Change], None]] = {
    "name": _check_filled,
    "id_number": _check_filled,
    "sets": _check_sets,
}


def command_of(body: AnyBody) -> Command | None:
    """The command that a request event stands for; None for facts. The central decides by it."""
    if isinstance(body, Corrected):
        return Correct(changes=body.changes, reason=body.reason)
    if isinstance(body, ProcedureChanged):
        return ChangeProcedure(body)
    if isinstance(body, Annulled):
        return Annul(body)
    return Process(body) if is_request(body) else None
