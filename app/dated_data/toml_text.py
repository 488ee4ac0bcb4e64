"""Write data as TOML that people read and edit.

Only what differs from a field's default is written. Short structs stand on one line; lists of
texts have a line each where they are long.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from enum import Enum
from typing import Any

import msgspec
from msgspec import Struct

LONGEST_LINE = 100


def table_text(name: str, values: Struct | Mapping[str, Any]) -> str:
    """One table of an array (``[[name]]``), or the top of a file where ``name`` is empty."""
    if isinstance(values, Struct):
        values = set_fields(values)
    lines = [f"[[{name}]]"] if name else []
    lines += [_line(key, value) for key, value in values.items()]
    return "\n".join(lines) + "\n"


def _line(key: str, value: Any) -> str:
    line = f"{key} = {_value(value)}"
    if isinstance(value, list | tuple) and len(line) > LONGEST_LINE:
        return f"{key} = [\n" + "".join(f"  {_value(entry)},\n" for entry in value) + "]"
    return line


def set_fields(struct: Struct) -> dict[str, Any]:
    """The fields that have another value than their default, and the tag of a union's member."""
    config = struct.__struct_config__
    values: dict[str, Any] = {}
    if config.tag_field is not None:
        values[config.tag_field] = config.tag
    for field in msgspec.structs.fields(struct):
        value = getattr(struct, field.name)
        default = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            default = field.default_factory()
        if default is msgspec.NODEFAULT or value != default:
            values[field.encode_name] = value
    return values


def _value(value: Any) -> str:
    match value:
        case Struct():
            pairs = (f"{key} = {_value(own)}" for key, own in set_fields(value).items())
            text = f"{{ {', '.join(pairs)} }}"
        case bool():
            text = "true" if value else "false"
        case Enum():
            text = _text(str(value.value))
        case str():
            text = _text(value)
        case date() | time():
            text = value.isoformat()
        case list() | tuple():
            text = "[" + ", ".join(_value(entry) for entry in value) + "]"
        case _:
            text = str(value)
    return text


def _text(text: str) -> str:
    """A basic string: JSON's escapes are TOML's, but DEL must be escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
