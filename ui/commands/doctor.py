"""``doctor``: each thing that the desk depends on: ok, or the problem and how to mend it."""

from __future__ import annotations

import argparse
import io
import json
import platform
import shutil
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from importlib import metadata
from pathlib import Path

from app.clock.time import to_iso
from app.disk.durable_file import write_durably
from app.errors import EnvironmentFault, InvalidInput, QmcError
from ui.commands.context import DEMONSTRATION_KEY, CommandContext

NAME = "doctor"
SUMMARY = "Khám máy: mỗi thứ quầy cần, tốt hay hỏng, sửa thế nào"
MIN_FREE_BYTES = 2 * 1024**3
MAX_CLOCK_OFFSET_MS = 120_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--bundle",
        type=Path,
        metavar="OUT",
        help="gói .zip cho người hỗ trợ, không có dữ liệu cá nhân",
    )


def run(arguments: argparse.Namespace, context: CommandContext) -> dict[str, object]:
    """Run every check; one that fails says how to mend it, and the exit status is 1."""
    checks: tuple[tuple[str, Callable[[CommandContext], str]], ...] = (
        ("python", _python),
        ("sqlite", _sqlite),
        ("fonts", _fonts),
        ("catalogue", _catalogue),
        ("calendar", _calendar),
        ("disk", _disk),
        ("keys", _keys),
        ("store", _store),
        ("central", _central),
    )
    results = [_result(name, check, context) for name, check in checks]
    healthy = all(result["state"] == "ok" for result in results)
    if not healthy:
        context.report_problem()
    document = {"ok": healthy, "at": to_iso(context.clock.now()), "checks": results}
    if arguments.bundle is not None:
        _write_bundle(arguments.bundle, document)
        return {**document, "bundle": str(arguments.bundle)}
    return document


def _write_bundle(out: Path, document: dict[str, object]) -> None:
    """What a supporter needs: the checks and the versions; nothing of any dossier or person."""
    if out.exists():
        raise InvalidInput("file_exists", f"{out} đã có.", field="bundle", advice="Chọn tên khác.")
    versions = {
        distribution.metadata["Name"]: distribution.version
        for distribution in metadata.distributions()
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in (("doctor.json", document), ("versions.json", versions)):
            bundle.writestr(name, json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True))
    write_durably(out, packed.getvalue())


def _result(
    name: str, check: Callable[[CommandContext], str], context: CommandContext
) -> dict[str, str]:
    try:
        return {"name": name, "state": "ok", "detail": check(context)}
    except QmcError as error:
        return {
            "name": name,
            "state": "problem",
            "code": error.code,
            "detail": error.message,
            "mend": error.advice or "",
        }


def _python(_: CommandContext) -> str:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise EnvironmentFault(
            "python", f"Python {platform.python_version()}", advice="Cài Python 3.11 đến 3.13."
        )
    return f"Python {platform.python_version()} · {platform.system()} {platform.machine()}"


def _sqlite(_: CommandContext) -> str:
    from app.store.database import check_library  # noqa: PLC0415 - doctor starts lean

    return check_library()


def _fonts(_: CommandContext) -> str:
    from printing.typesetting.fonts import check_fonts  # noqa: PLC0415 - as above

    return check_fonts()


def _catalogue(context: CommandContext) -> str:
    catalogue = context.catalogue()
    today = context.clock.now().date()
    taken = sum(procedure.in_force(today) for procedure in catalogue.procedures)
    return f"{taken} thủ tục đang có hiệu lực, phiên bản {catalogue.version}"


def _calendar(context: CommandContext) -> str:
    calendar = context.calendar()
    today = context.clock.now().date()
    calendar.next_working(today + timedelta(days=60))  # raises where the year is not known
    provisional = calendar.is_provisional(today.year)
    return f"phiên bản {calendar.version}" + (", năm nay là dự kiến" if provisional else "")


def _disk(context: CommandContext) -> str:
    place: Path = context.data
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < MIN_FREE_BYTES:
        raise EnvironmentFault(
            "disk_low",
            f"Chỉ còn {free // 1024**2} MiB trống ở {place}.",
            advice="Giải phóng đĩa; quầy vẫn tiếp nhận nhưng ảnh quét có thể không lưu được.",
        )
    return f"{free // 1024**3} GiB trống"


def _keys(context: CommandContext) -> str:
    from app.keys.key_file import KeyFile  # noqa: PLC0415 - doctor starts lean

    keys = context.keys()
    beside = isinstance(keys, KeyFile) and _lies_in(keys.path, context.data)
    if isinstance(keys, KeyFile) and beside and keys.path.name != DEMONSTRATION_KEY:
        raise EnvironmentFault(
            "key_beside_data",
            f"Tệp khóa {keys.path} nằm trong thư mục dữ liệu.",
            advice="Chuyển tệp khóa và tệp .record của nó ra ngoài: ai chép thư mục dữ liệu sẽ có"
            " luôn khóa, và bản chép có thể cấp lại số đã dùng.",
        )
    return keys.describe()


def _lies_in(path: Path, directory: Path) -> bool:
    return path.resolve().is_relative_to(directory.resolve())


def _store(context: CommandContext) -> str:
    from app.store.manifest import store_exists  # noqa: PLC0415 - doctor starts lean

    if not store_exists(context.data):
        raise InvalidInput(
            "no_store", f"Chưa có kho dữ liệu ở {context.data}.", advice="Chạy: enrol …"
        )
    with context.store(read_only=True) as store:
        counts = store.outbox.counts()
        kind = " · minh họa" if store.demonstration else ""
    return f"mở được{kind} · {counts.waiting} chờ gửi · {counts.set_aside} cần xử lý"


def _central(context: CommandContext) -> str:
    from app.store.manifest import store_exists  # noqa: PLC0415 - doctor starts lean
    from sync.contract.operations import HEALTH  # noqa: PLC0415 - as above
    from sync.desk_sync import transport_of  # noqa: PLC0415 - as above
    from sync.engine.answers import Answer  # noqa: PLC0415 - as above
    from sync.engine.send import Send  # noqa: PLC0415 - as above

    if not store_exists(context.data):
        return "chưa ghi danh"
    with context.store(read_only=True) as store:
        if store.installation is None:
            return "chưa ghi danh"
        url = store.installation.central_url
        with transport_of(store, context.calendar(), context.clock) as transport:
            reply = transport.execute(Send(HEALTH))
    if not isinstance(reply, Answer) or reply.status != HTTPStatus.OK:
        raise EnvironmentFault(
            "central",
            f"Hệ thống trung tâm {url} không trả lời.",
            advice="Kiểm tra mạng; quầy vẫn tiếp nhận bình thường, hồ sơ chờ ở hàng gửi.",
        )
    return f"{url} trả lời" + _offset(reply.clock_offset_ms)


def _offset(offset_ms: int | None) -> str:
    if offset_ms is None:
        return ""
    if abs(offset_ms) > MAX_CLOCK_OFFSET_MS:
        raise EnvironmentFault(
            "clock_offset",
            f"Đồng hồ máy lệch {offset_ms / 1000:.0f} giây so với trung tâm.",
            advice="Bật đồng bộ giờ của hệ điều hành.",
        )
    return f" · đồng hồ lệch {offset_ms / 1000:.1f} giây"
