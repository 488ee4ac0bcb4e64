"""Every form that the desk can print, and the province's own checked against them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from app.dated_data.toml_table import bad_data, is_there, toml_files
from printing.declarations.kinds import declarations
from printing.declarations.rendering import places_of
from printing.forms import certification_register, emergency_pad, tracking_book
from printing.layout.description import Layout
from printing.layout.reading import layouts_of
from printing.layout.values import Places
from printing.paper_kinds import KINDS
from printing.registers import SEPARATOR, SEPARATOR_PLACES


def all_forms() -> Iterator[tuple[str, Places]]:
    """The stem of each file of ``resources/forms`` with the values that its paper has."""
    seen = set()
    for kind in KINDS.values():
        for name in (kind.module, kind.residence, kind.rolls):
            if name and name not in seen:
                seen.add(name)
                module = import_module(f"printing.dossier_papers.{name}")
                yield module.FORM, module.PLACES
    for module in (tracking_book, certification_register, emergency_pad):
        yield module.FORM, module.PLACES
    yield SEPARATOR, SEPARATOR_PLACES
    for declared in declarations():
        yield declared.layout, places_of(declared)


def check_forms(province: Path) -> list[Layout]:
    """The province's own forms, all read and checked; none where it has none.

    Raises InvalidInput (``bad_data``): a wrong file, or one that belongs to no paper.
    """
    known = dict(all_forms())
    found: list[Layout] = []
    for folder in (province, province / "declarations"):
        if not is_there(folder):
            continue
        for path in toml_files(folder):
            form = path.relative_to(province).with_suffix("").as_posix()
            if form not in known:
                raise bad_data(path, "", "không có giấy nào tên như vậy")
            found += layouts_of(form, known[form], directory=province)
    return found
