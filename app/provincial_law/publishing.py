"""What a central publishes for its desks: read, checked as a desk checks it, and compared."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.calendar.importing import changed_days
from app.calendar.working_calendar import WorkingCalendar, load_calendar
from app.catalogue.catalogue import Catalogue, load_catalogue
from app.catalogue.importing.difference import catalogue_difference
from app.dated_data.bundle import bundle_name, bundle_text, check_bundle
from app.dated_data.toml_table import bad_data, read_bytes, toml_files
from app.errors import InvalidInput
from app.provincial_law.folder import tried
from app.provincial_law.published import CATALOGUE

_TRIED = "0"
"""The ``etag`` of a bundle that is only tried …"""
_NOWHERE = Path("published")
"""… in a folder without a desk's own files; faults are told of it."""


def read_source(path: Path) -> tuple[dict[str, str], list[str]]:
    """The files of a folder of the province's layer, or one file, by name; and what was left out.

    Raises InvalidInput (``no_files``, ``bad_data``, ``bad_bundle``), EnvironmentFault
    (``data_missing``).
    """
    paths = toml_files(path) if path.is_dir() else [path]
    files = {}
    for file in paths:
        try:
            files[file.name] = read_bytes(file).removeprefix(BOM_UTF8).decode()
        except UnicodeDecodeError:
            raise bad_data(file, "", "không phải TOML: chữ không phải UTF-8") from None
    if not files:
        raise InvalidInput("no_files", f"Không có tệp .toml nào ở {path}.", field="source")
    check_bundle(files)
    ignored = (
        sorted(each.name for each in path.iterdir() if each not in paths) if path.is_dir() else []
    )
    return files, ignored


def difference_of(kind: str, before: Mapping[str, str], files: Mapping[str, str]) -> list[Any]:
    """What ``files`` would change for a desk that has ``before`` and nothing of its own.

    Structs for people to read: VersionChange, DayChange. Raises InvalidInput (``bad_data``) naming
    file, entry and field, where a desk would refuse the files.
    """
    if kind == CATALOGUE:
        return catalogue_difference(_catalogue(before), _catalogue(files))
    old, new = _calendar(before), _calendar(files)
    return changed_days(old, new, list(range(new.first_day.year, new.last_day.year + 1)))


def _catalogue(files: Mapping[str, str]) -> Catalogue:
    with tried(_NOWHERE, _bundle("catalogue", files)) as folder:
        return load_catalogue(province=folder)


def _calendar(files: Mapping[str, str]) -> WorkingCalendar:
    with tried(_NOWHERE, _bundle("calendar", files)) as folder:
        return load_calendar(province=folder)


def _bundle(kind: str, files: Mapping[str, str]) -> dict[str, bytes]:
    return {bundle_name(kind): bundle_text(_TRIED, files)} if files else {}
