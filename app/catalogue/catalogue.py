"""The catalogue: every version of every procedure that the desk takes, found by code and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from app.catalogue.finding import DayIndex, Entry, entry_of
from app.catalogue.folding import fold
from app.catalogue.layers import Abolition
from app.catalogue.procedure import DeadlineCase, Procedure, national_code
from app.catalogue.reading import read_layers
from app.dated_data.toml_table import RESOURCES, toml_files
from app.deadlines.rule import DeadlineRule, deadline_text
from app.dossier.events import FrozenDeadline, FrozenProcedure
from app.errors import InvalidInput
from app.fees.rules import Ground

MAX_QUERY = 200
PREPARED_DAYS = 4
"""Of so many days the order for finding is kept: today, late entries, around midnight."""


class Catalogue:
    """The known procedures. ``version`` changes exactly when the data does."""

    def __init__(
        self,
        procedures: list[Procedure],
        grounds: list[Ground],
        version: str,
        abolitions: Sequence[Abolition] = (),
    ) -> None:
        self.version = version
        self.procedures = procedures
        self.grounds = grounds
        self.abolitions = abolitions
        self._by_code: dict[str, list[Procedure]] = {}
        for procedure in procedures:
            self._by_code.setdefault(procedure.code, []).append(procedure)
        self._grounds = {
            fold(word): ground.id
            for ground in grounds
            for word in (ground.id, ground.name, *ground.words)
        }
        self._entries: dict[int, Entry] = {}
        self._indexes: dict[date, DayIndex] = {}

    def procedure(self, code: str, on: date) -> Procedure:
        """The version of ``code`` in force on ``on``; a local suffix of the code is left off.

        Raises InvalidInput (``unknown_procedure``, field ``procedure``).
        """
        versions = self._by_code.get(national_code(code), [])
        for version in versions:
            if version.in_force(on):
                return version
        day = f"{on:%d/%m}/{on.year}"
        raise InvalidInput(
            "unknown_procedure",
            f"Không có thủ tục {code.strip()[:60]!r} vào ngày {day}.",
            field="procedure",
            advice=self._when(versions),
        )

    def versions(self, code: str) -> list[Procedure]:
        """Every version of ``code`` by its first day; empty for a code that is not known."""
        return list(self._by_code.get(national_code(code), ()))

    def abolition(self, code: str) -> Abolition | None:
        """The last abolition (bãi bỏ) of ``code``; None where none is written down."""
        known = [one for one in self.abolitions if one.code == national_code(code)]
        return known[-1] if known else None

    def reception(self, code: str, on: date) -> str | None:
        """``paper``, ``online_only`` or ``both`` on that day; None: no such procedure then.

        ``code`` is the national one: what a dossier carries.
        """
        for version in self._by_code.get(code, []):
            if version.in_force(on):
                return version.reception(on)
        return None

    def find(
        self, query: str, on: date, limit: int = 50, taken: Mapping[str, int] | None = None
    ) -> list[Procedure]:
        """The versions in force on ``on`` that ``query`` names, best first.

        Every word of the query begins a word of name, keywords or field, or the code (its point and
        a local suffix don't matter). Case, tone marks, đ, signs and Unicode form don't matter. A
        word that begins none is read as several run together, as initials, or as part of a code.

        The code comes first, then codes that begin so, then names that begin so (and keywords that
        are it), then the words together in a name, then the rest; among equals what is taken
        oftener (``taken``: code -> how often), then the shorter name. An empty query gives all, by
        code.

        Raises InvalidInput (``too_long``).
        """
        if len(query) > MAX_QUERY:
            raise InvalidInput("too_long", f"Từ khóa dài quá {MAX_QUERY} ký tự.", field="query")
        return self._index(on).find(query, limit, taken or {})

    def prepare(self, on: date) -> None:
        """Put in order what ``find`` looks through on ``on``: the first key need not wait."""
        self._index(on)

    def deadline(self, code: str, on: date, case: str = "") -> DeadlineRule | None:
        """The time limit of the version in force on ``on``; in ``case`` (an id) that of the case.

        None where the law sets none. Raises as ``procedure``, and InvalidInput (``unknown_case``,
        field ``deadline_case``).
        """
        version = self.procedure(code, on)
        return _case_of(version, case).deadline if case else version.deadline

    def frozen(self, code: str, on: date, case: str = "") -> FrozenProcedure:
        """The version as it is frozen into a dossier; raises as ``deadline``."""
        version = self.procedure(code, on)
        rule, words = version.deadline, version.time_limit
        if case:
            chosen = _case_of(version, case)
            rule, words = chosen.deadline, deadline_in_case(chosen)
        return FrozenProcedure(
            code=version.code,
            name=version.name,
            field=version.field,
            valid_from=version.valid_from.isoformat(),
            legal_basis=version.legal_basis,
            deadline=words,
            immediate=version.immediate,
            rule=None if rule is None else _frozen(rule),
        )

    def ground(self, text: str) -> str:
        """The id of a ground of exemption, by id or name; empty for none.

        Raises InvalidInput (``unknown_exemption``, field ``exemption``).
        """
        if not text.strip():
            return ""
        ground = self._grounds.get(fold(text.strip()))
        if ground is None:
            raise InvalidInput(
                "unknown_exemption",
                f"Không có lý do miễn {text.strip()[:60]!r}.",
                field="exemption",
                advice="Các lý do: " + ", ".join(entry.id for entry in self.grounds) + ".",
            )
        return ground

    def _when(self, versions: list[Procedure]) -> str | None:
        """When a procedure is in force, for who asked on another day; None for an unknown one."""
        if not versions:
            return None
        known = ", ".join(
            f"từ {version.valid_from:%d/%m/%Y}"
            + (f" đến {version.valid_to:%d/%m/%Y}" if version.valid_to else "")
            for version in versions
        )
        advice = f"Thủ tục này có hiệu lực {known}."
        ended = self.abolition(versions[0].code)
        if ended is not None:
            advice += f" Bãi bỏ từ {ended.on:%d/%m/%Y} theo {ended.basis}."
        return advice

    def _index(self, on: date) -> DayIndex:
        index = self._indexes.get(on)
        if index is None:
            index = DayIndex(
                self._entry(at) for at, one in enumerate(self.procedures) if one.in_force(on)
            )
            while len(self._indexes) >= PREPARED_DAYS:
                self._indexes.pop(next(iter(self._indexes)), None)
            self._indexes[on] = index
        return index

    def _entry(self, at: int) -> Entry:
        """What is looked through for the version at ``at``, prepared once."""
        entry = self._entries.get(at)
        if entry is None:
            entry = self._entries[at] = entry_of(self.procedures[at])
        return entry


def deadline_in_case(case: DeadlineCase) -> str:
    """Its time limit in words: "5 ngày làm việc (trường hợp phải xác minh)"."""
    length, point, cutoff = deadline_text(case.deadline).partition(";")
    return f"{length} (trường hợp {case.name}){point}{cutoff}"


def load_catalogue(
    directory: Path | None = None, local_fees: Path | None = None, province: Path | None = None
) -> Catalogue:
    """Read the catalogue in ``directory``, by default the one that comes with the program.

    ``province`` is the folder of the province's own files; it need not be there. What they say goes
    over the program's as ``app.catalogue.layers.merge`` has it. ``local_fees`` is the file of the
    amounts that the province's council has set (``[[rate]] key, amount, valid_from, valid_to,
    basis``). Raises InvalidInput (``bad_data``) naming file, entry and field; EnvironmentFault
    (``data_missing``).
    """
    listed = toml_files(province) if province is not None else []
    if directory is None and local_fees is None and not listed:
        return _load_default()
    return _load(directory or RESOURCES / "catalogue", listed, local_fees)


@lru_cache(maxsize=1)
def _load_default() -> Catalogue:
    return _load(RESOURCES / "catalogue", [], None)


def _load(directory: Path, province: list[Path], local_fees: Path | None) -> Catalogue:
    data = read_layers(directory, province, local_fees)
    return Catalogue(data.procedures, data.grounds, data.version, data.abolitions)


def _frozen(rule: DeadlineRule) -> FrozenDeadline:
    return FrozenDeadline(rule.unit.value, rule.amount, rule.cutoff_15h.value)


def _case_of(version: Procedure, case: str) -> DeadlineCase:
    for known in version.deadline_cases:
        if known.id == case:
            return known
    listed = ", ".join(f"{known.id} ({known.name})" for known in version.deadline_cases)
    raise InvalidInput(
        "unknown_case",
        f"Thủ tục {version.code} không có trường hợp {case[:60]!r}.",
        field="deadline_case",
        advice=f"Các trường hợp: {listed}." if listed else "Thủ tục này chỉ có một thời hạn.",
    )
