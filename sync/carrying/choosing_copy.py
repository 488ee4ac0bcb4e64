"""Where the running copy goes: an administrator's choice, logged."""

from __future__ import annotations

from pathlib import Path

from app.accounts.account import MIN_PASSWORD
from app.accounts.roles import Act
from app.carrying.openers import stretch
from app.disk.durable_file import written_durably
from app.errors import EnvironmentFault, InvalidInput
from app.reception.desk import Desk
from app.store.copy_settings import CopySettings, copy_settings_text, read_copy_settings
from app.store.settings import RUNNING_COPY, write_setting

_TRIAL = ".quay-mot-cua-thu"


def choose_copy(desk: Desk, folder: Path, *, passphrase: str | None = None) -> CopySettings:
    """Copy unsent work into ``folder`` from now on; it must be there and be written to.

    With ``passphrase`` another desk can open the packs, too. Raises Refusal (``not_permitted``),
    InvalidInput (``no_folder``, ``bad_folder``, ``short_passphrase``) and EnvironmentFault where
    nothing can be written there.
    """
    desk.must(Act.CONFIGURE)
    path = _checked(folder, desk.store.directory)
    stretched = None if passphrase is None else stretch(_checked_passphrase(passphrase))
    settings = CopySettings(
        folder=str(path),
        passphrase=passphrase or "",
        salt="" if stretched is None else stretched.salt.hex(),
        other_disk=path.stat().st_dev != desk.store.directory.stat().st_dev,
    )
    _keep(desk, settings)
    return settings


def stop_copying(desk: Desk) -> None:
    """Copy nothing any more; what lies in the folder stays. Raises Refusal (``not_permitted``)."""
    desk.must(Act.CONFIGURE)
    if read_copy_settings(desk.store) is not None:
        _keep(desk, None)


def _checked_passphrase(passphrase: str) -> str:
    """A passphrase that is long enough for a stick that may be lost; InvalidInput."""
    if len(passphrase) < MIN_PASSWORD:
        raise InvalidInput(
            "short_passphrase",
            f"Cụm mật khẩu phải có ít nhất {MIN_PASSWORD} ký tự.",
            field="passphrase",
            advice="Dùng vài từ liền nhau, dễ nhớ và khó đoán.",
        )
    return passphrase


def _keep(desk: Desk, settings: CopySettings | None) -> None:
    with desk.store.transaction(officer=desk.officer, unlock=desk.unlock) as transaction:
        write_setting(desk.store.parts.database, RUNNING_COPY, copy_settings_text(settings))
        detail = {"folder": "" if settings is None else settings.folder}
        transaction.audit("choose_copy", "", detail)


def _checked(folder: Path, store_folder: Path) -> Path:
    try:
        path = folder.resolve()
        there = path.is_dir()
    except (OSError, ValueError):
        there = False
    if not there:
        raise InvalidInput("no_folder", f"Không thấy thư mục {folder}.", field="folder")
    if path.is_relative_to(store_folder.resolve()):
        raise InvalidInput(
            "bad_folder",
            "Nơi sao không được nằm trong thư mục dữ liệu của quầy.",
            field="folder",
            advice="Chọn USB, hoặc thư mục chia sẻ của quầy khác.",
        )
    try:
        with written_durably(path / _TRIAL) as file:
            file.write(b"quay mot cua")
        (path / _TRIAL).unlink()
    except OSError as fault:
        raise InvalidInput("bad_folder", "Không xóa được tệp thử.", field="folder") from fault
    except EnvironmentFault as fault:
        raise InvalidInput(
            "bad_folder", f"Không ghi được vào {path}.", field="folder", advice=fault.advice
        ) from fault
    return path
