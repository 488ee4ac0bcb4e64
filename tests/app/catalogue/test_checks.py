"""The catalogue's files: a fault names its file, entry and field."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from app.catalogue.catalogue import load_catalogue
from app.errors import EnvironmentFault, InvalidInput

SMALL = Path(__file__).parent / "small"
"""Two procedures and the grounds: what is spoilt here is not what the program ships."""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of a small catalogue that may be spoilt."""
    return shutil.copytree(SMALL, tmp_path / "catalogue")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


FAULTS = [
    ('code = "1.004222"', 'code = "1.4222"', "procedure[0].code"),
    ('code = "1.004222"', 'code = "1.010041"', "procedure[1].valid_from"),
    ('resolver_kind = "commune_police"', 'resolver_kind = "moon"', "procedure[0].resolver_kind"),
    ("valid_from = 2023-02-05", "valid_from = 2023-02-30", "residence.toml"),
    ("valid_from = 2023-02-05", "valid_from = 2023-02-01", "procedure[0].reception_periods"),
    ("valid_from = 2023-02-05", 'valid_from = "hôm qua"', "procedure[0].valid_from"),
    ("valid_from = 2023-02-05", "valid_from = 2023-02-05\nvalid_to = 2023-01-01",
     "procedure[0].valid_to"),
    ("valid_from = 2025-10-01", "valid_from = 2022-10-01", "procedure[0].reception_periods"),
    ("amount = 7", "amount = 0", "procedure[0].deadline.amount"),
    ('unit = "working_day"', 'unit = "moon"', "procedure[0].deadline.unit"),
    ('mode = "online_only"', 'mode = "none"', "procedure[0].reception_periods[1].mode"),
    ('type = "by_channel"', 'type = "by_mood"', "procedure[0].fees[0].charge.type"),
    ("direct = 20000", "direct = -1", "procedure[0].fees[0].charge.direct"),
    ("direct = 20000", "offline = 20000", "procedure[0].fees[0].charge.offline"),
    ('kind = "le_phi"', 'kind = "tip"', "procedure[0].fees[0].kind"),
    ('kind = "le_phi"', 'kind = "le_phi"\nvalid_from = 2026-01-01\nvalid_to = 2025-01-01',
     "procedure[0].fees[0].valid_to"),
    ('ground = "child"', 'ground = "childish"', "procedure[0].fees[0].exemptions[1].ground"),
    ('basis = "TT 75/2022/TT-BTC"', 'basis = "TT 75/2022/TT-BTC"\nonly_in = ["no_such_case"]',
     "procedure[0].fees[0].only_in"),
    ('treatment = "look_up"', 'treatment = "guess"', "procedure[0].components[1].treatment"),
    ('id = "relationship"', 'id = "ct01"', "procedure[0].components"),
    ("[[procedure]]", "[[procedures]]", ""),
    ('confidence = "H"', ('confidence = "H"\nonline = [\n'
     '  { level = "full", valid_from = 2026-01-01, basis = "QĐ" },\n'
     '  { level = "partial", valid_from = 2025-01-01, basis = "QĐ" },\n]'), "procedure[0].online"),
    ('confidence = "H"', ('confidence = "H"\nonline = [\n'
     '  { level = "some", valid_from = 2026-01-01, basis = "QĐ" },\n]'),
     "procedure[0].online[0].level"),
    ('confidence = "H"', ('confidence = "H"\ndeadline_cases = [\n'
     '  { id = "verify", name = "phải xác minh", basis = "NĐ" },\n'
     '  { id = "verify", name = "phải hỏi", basis = "NĐ" },\n]'), "procedure[0].deadline_cases"),
    ('confidence = "H"', ('confidence = "H"\ndeadline_cases = [\n'
     '  { id = "verify", name = "phải xác minh", basis = "NĐ",'
     ' deadline = { unit = "working_day", amount = 0 } },\n]'),
     "procedure[0].deadline_cases[0].deadline.amount"),
    ("valid_to = 2027-02-28", "valid_to = 2026-08-14",
     "procedure[0].fees[0].exemptions[0].valid_to"),
    ('charge = { type = "by_channel", direct = 20000, online = 10000 }',
     ('charge = { type = "local", key = "residence", rates = [\n'
     '  { amount = 1, valid_from = 2020-01-01, basis = "NQ" },\n'
     '  { amount = 2, valid_from = 2021-01-01, basis = "NQ" },\n] }'),
     "procedure[0].fees[0].charge.rates[1].valid_from"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field"), FAULTS)
def test_a_fault_names_file_entry_and_field(files: Path, old: str, new: str, field: str) -> None:
    """Wrong types, unknown fields, overlapping versions, unknown grounds."""
    edit(files / "residence.toml", old, new)
    with pytest.raises(InvalidInput) as caught:
        load_catalogue(files)
    assert caught.value.code == "bad_data"
    assert "residence.toml" in caught.value.message
    assert caught.value.field == (field or "residence.toml")


def test_two_open_versions_of_one_procedure_overlap(files: Path) -> None:
    """Each day has one version at most, also across files."""
    shutil.copy(files / "residence.toml", files / "residence_again.toml")
    with pytest.raises(InvalidInput) as caught:
        load_catalogue(files)
    assert caught.value.field == "procedure[0].valid_from"
    assert "residence_again.toml" in caught.value.message


def test_a_catalogue_that_is_not_utf_8_is_refused(files: Path) -> None:
    """Saved from an editor in a Windows code page."""
    path = files / "residence.toml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1258", errors="replace"))
    with pytest.raises(InvalidInput) as caught:
        load_catalogue(files)
    assert caught.value.code == "bad_data"


def test_a_huge_file_is_refused(files: Path) -> None:
    """A limit on everything."""
    path = files / "residence.toml"
    path.write_bytes(b"#" * (16 * 1024 * 1024 + 1))
    with pytest.raises(InvalidInput, match="16 MiB"):
        load_catalogue(files)


def test_a_missing_catalogue_is_the_environments_fault(tmp_path: Path) -> None:
    """The installation is broken, not the input."""
    with pytest.raises(EnvironmentFault) as caught:
        load_catalogue(tmp_path)
    assert caught.value.code == "data_missing"


LOCAL = '[[rate]]\nkey = "{key}"\namount = {amount}\nvalid_from = {since}\nbasis = "NQ HĐND"\n'

LOCAL_FAULTS = [
    (LOCAL.format(key="no_such_fee", amount=1, since="2026-01-01"), "rate[0].key"),
    (LOCAL.format(key="late_birth_registration", amount=-5, since="2026-01-01"), "rate[0].amount"),
    (LOCAL.format(key="late_birth_registration", amount=5, since="2026-01-01") * 2,
     "rate[1].valid_from"),
    (LOCAL.format(key="late_birth_registration", amount=5, since="2026-01-01")
     + "valid_to = 2025-01-01\n", "rate[0].valid_from"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "field"), LOCAL_FAULTS)
def test_a_fault_in_the_provinces_amounts_is_named(tmp_path: Path, text: str, field: str) -> None:
    """A typing error in a key must not make a fee disappear."""
    path = tmp_path / "local_fees.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_catalogue(local_fees=path)
    assert (caught.value.code, caught.value.field) == ("bad_data", field)


def test_a_missing_file_of_amounts_is_told(tmp_path: Path) -> None:
    """A named file that is not there is an error, never "no amounts"."""
    with pytest.raises(EnvironmentFault):
        load_catalogue(local_fees=tmp_path / "nowhere.toml")


def test_a_version_with_new_rules_takes_over_on_its_day(files: Path) -> None:
    """The province closes a version and adds the next one; both stay readable."""
    path = files / "residence.toml"
    text = path.read_text(encoding="utf-8")
    head, first, second = text.split("[[procedure]]\n")
    closed = first.replace(
        "valid_from = 2023-02-05", "valid_from = 2023-02-05\nvalid_to = 2026-12-31", 1
    )
    opened = first.replace("valid_from = 2023-02-05", "valid_from = 2027-01-01", 1)
    opened = opened.replace("amount = 7", "amount = 5")
    path.write_text("[[procedure]]\n".join([head, closed, opened, second]), encoding="utf-8")
    catalogue = load_catalogue(files)
    before = catalogue.frozen("1.004222", date(2026, 12, 31))
    after = catalogue.frozen("1.004222", date(2027, 1, 1))
    assert (before.deadline, after.deadline) == ("7 ngày làm việc", "5 ngày làm việc")
    assert catalogue.version != load_catalogue().version
