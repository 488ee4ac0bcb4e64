"""Published files of dated data, all in one file of the province's layer (docs/adr/0028).

They come together and count together; one file is there whole or not at all, also when the power
goes. It is TOML, so that people can read it: a name and a text for each file, and the ``etag`` of
the whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from app.dated_data.toml_table import bad_data, read_bytes, read_table
from app.errors import InvalidInput

PREFIX = "published-"
MAX_FILES = 500
MAX_BYTES = 8 * 1024 * 1024
"""A province's whole catalogue is some 8 MiB at most."""
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,90}\.toml\Z")
_LITERAL = re.compile(r"[\n\t\x20-\x7e\xa0-\U0010ffff]*\Z")
_ETAG_LINE = re.compile(rb'^etag = "([0-9a-f]{1,64})"$', re.MULTILINE)
_HEAD_BYTES = 1_000
_HEAD = """\
# Dữ liệu do hệ thống trung tâm công bố. Đừng sửa tệp này: lần công bố sau sẽ ghi đè.
# Muốn quy định khác cho quầy này thì viết tệp khác trong cùng thư mục; tệp đó được ưu tiên.
"""


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    text: str


class _Bundle(Struct, frozen=True, forbid_unknown_fields=True):
    etag: str
    file: list[_File] = []


def bundle_name(kind: str) -> str:
    """The bundle's file name within its folder: ``published-catalogue.toml``."""
    return f"{PREFIX}{kind}.toml"


def is_bundle(path: Path) -> bool:
    """Whether a file of the province's layer is a bundle."""
    return path.name.startswith(PREFIX)


def check_bundle(files: Mapping[str, str]) -> None:
    """Raise InvalidInput (``bad_bundle``) where names, number or size are none of a bundle's.

    The names are labels, never paths; they come from elsewhere all the same.
    """
    if len(files) > MAX_FILES:
        raise _bad(f"quá {MAX_FILES} tệp")
    for name in files:
        if _NAME.match(name) is None or name.startswith(PREFIX):
            raise _bad(f"tên tệp {name[:60]!r}; tên chỉ gồm chữ không dấu, số, dấu - _ và .toml")
    if len({name.lower() for name in files}) < len(files):
        raise _bad("có hai tệp cùng tên")
    if (
        sum(len(name) + len(text.encode(errors="replace")) for name, text in files.items())
        > MAX_BYTES
    ):
        raise _bad(f"lớn hơn {MAX_BYTES // 2**20} MiB")


def bundle_text(etag: str, files: Mapping[str, str]) -> bytes:
    """The bundle as it lies on the disk; raises InvalidInput as ``check_bundle``."""
    check_bundle(files)
    parts = [f'{_HEAD}etag = "{etag}"\n']
    for name in sorted(files):
        parts.append(f"\n[[file]]\nname = {json.dumps(name)}\ntext = {_string(files[name])}\n")
    try:
        return "".join(parts).encode()
    except UnicodeEncodeError:
        raise _bad("có ký tự không phải Unicode") from None


def read_bundle(path: Path) -> dict[Path, bytes]:
    """The files of the bundle at ``path`` by the paths that name them in errors.

    Raises InvalidInput (``bad_data``), EnvironmentFault (``data_missing``).
    """
    found = read_table(path, read_bytes(path), _Bundle)
    try:
        check_bundle({file.name: file.text for file in found.file})
    except InvalidInput as error:
        raise bad_data(path, "file", error.message) from None
    if len({file.name for file in found.file}) < len(found.file):
        raise bad_data(path, "file", "có hai tệp cùng tên")
    return {path / file.name: file.text.encode() for file in found.file}


def etag_on_disk(path: Path) -> str:
    """The ``etag`` of the bundle at ``path``; empty where there is none, or none can be told."""
    try:
        with path.open("rb") as file:
            match = _ETAG_LINE.search(file.read(_HEAD_BYTES).replace(b"\r\n", b"\n"))
    except OSError:
        return ""
    return match[1].decode() if match else ""


def _string(text: str) -> str:
    """Literal where TOML has it so, that people read the file in it; else escaped."""
    text = text.replace("\r\n", "\n")
    if _LITERAL.match(text) and "'''" not in text and not text.endswith("'"):
        return f"'''\n{text}'''"
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _bad(why: str) -> InvalidInput:
    return InvalidInput("bad_bundle", f"Bộ dữ liệu công bố sai: {why}.", field="files")
