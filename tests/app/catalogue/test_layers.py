"""The province's catalogue over the program's (docs/adr/0015)."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalogue.catalogue import Catalogue, load_catalogue
from app.catalogue.layers import FieldFile, Layer, SourceFile, merge
from app.errors import EnvironmentFault, InvalidInput
from tests.app.catalogue.made_up import abolished, entry, made_up, write

SMALL = Path(__file__).parent / "small"
A, B = "1.111111", "2.222222"
DAY = date(2026, 11, 24)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder of the program's with grounds only."""
    folder = tmp_path / "program"
    folder.mkdir()
    shutil.copy(SMALL / "exemption_grounds.toml", folder)
    return folder


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """The folder of the province; not there before something is written."""
    return tmp_path / "law" / "catalogue"


def periods(catalogue: Catalogue, code: str = A) -> list[tuple[str, str | None]]:
    return [
        (str(one.valid_from), None if one.valid_to is None else str(one.valid_to))
        for one in catalogue.versions(code)
    ]


def fault(program: Path, province: Path) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        load_catalogue(program, province=province)
    assert caught.value.code == "bad_data"
    return caught.value


LAYERS = [
    # what the program says, what the province says, which versions of A count
    pytest.param(
        entry(A, "2020-01-01"), "", [("2020-01-01", None)], id="a province that says nothing"
    ),
    pytest.param(
        entry(A, "2020-01-01"),
        entry(A, "2026-12-01"),
        [("2020-01-01", "2026-11-30"), ("2026-12-01", None)],
        id="a later one closes the open one",
    ),
    pytest.param(
        entry(A, "2020-01-01", "2027-02-28") + entry(A, "2027-03-01"),
        entry(A, "2026-12-01"),
        [("2020-01-01", "2026-11-30"), ("2026-12-01", "2027-02-28"), ("2027-03-01", None)],
        id="between two of the program's: from its day to the next one",
    ),
    pytest.param(
        entry(A, "2020-01-01", "2027-02-28") + entry(A, "2027-03-01"),
        entry(A, "2027-03-01", "2027-12-31"),
        [("2020-01-01", "2027-02-28"), ("2027-03-01", "2027-12-31")],
        id="of the same day: the province's counts",
    ),
    pytest.param(
        entry(A, "2020-01-01"),
        entry(A, "2027-01-01") + entry(A, "2026-01-01"),
        [("2020-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31"), ("2027-01-01", None)],
        id="several of the province, in any order",
    ),
    pytest.param(
        entry(A, "2020-01-01"),
        entry(A, "2010-01-01"),
        [("2010-01-01", "2019-12-31"), ("2020-01-01", None)],
        id="an earlier one does not push the program's away",
    ),
    pytest.param(
        entry(B, "2020-01-01"), entry(A, "2026-01-01"), [("2026-01-01", None)], id="a new code"
    ),
    pytest.param(
        entry(A, "2020-01-01"),
        abolished(A, "2026-12-01"),
        [("2020-01-01", "2026-11-30")],
        id="abolished",
    ),
    pytest.param(
        entry(A, "2020-01-01", "2027-02-28") + entry(A, "2027-03-01"),
        abolished(A, "2026-12-01"),
        [("2020-01-01", "2026-11-30")],
        id="abolished: what the program lets begin later does not begin",
    ),
    pytest.param(
        entry(A, "2020-01-01"),
        abolished(A, "2026-12-01") + entry(A, "2027-06-01"),
        [("2020-01-01", "2026-11-30"), ("2027-06-01", None)],
        id="abolished and introduced anew",
    ),
    pytest.param(
        entry(A, "2020-01-01"),
        entry(A, "2026-01-01") + abolished(A, "2026-12-01"),
        [("2020-01-01", "2025-12-31"), ("2026-01-01", "2026-11-30")],
        id="abolished: the province's own open version ends",
    ),
    pytest.param(
        entry(A, "2020-01-01", "2025-10-31"),
        abolished(A, "2025-11-01"),
        [("2020-01-01", "2025-10-31")],
        id="abolished a second time",
    ),
    pytest.param(
        entry(A, "2020-01-01") + abolished(A, "2025-11-01"),
        entry(A, "2020-01-01", amount=5),
        [("2020-01-01", "2025-10-31")],
        id="the program's abolition ends also what the province put in its place",
    ),
    pytest.param(
        entry(A, "2020-01-01") + abolished(A, "2025-11-01"),
        entry(A, "2026-01-01"),
        [("2020-01-01", "2025-10-31"), ("2026-01-01", None)],
        id="what the program abolished the province introduces anew",
    ),
]


@pytest.mark.parametrize(("ours", "theirs", "expected"), LAYERS)
def test_the_provinces_entries_lie_over_the_programs(
    program: Path, province: Path, ours: str, theirs: str, expected: list[tuple[str, str | None]]
) -> None:
    """An administrator writes one new entry and touches no old one."""
    write(program, "field.toml", ours)
    write(province, "ours.toml", theirs)
    assert periods(load_catalogue(program, province=province)) == expected


def test_a_replaced_entry_says_what_the_province_says(program: Path, province: Path) -> None:
    """Same code, same first day: its time limit, its name; other procedures stay."""
    write(program, "field.toml", entry(A, "2020-01-01") + entry(B, "2020-01-01"))
    write(province, "field.toml", entry(A, "2020-01-01", amount=2, name="Tên của tỉnh"))
    catalogue = load_catalogue(program, province=province)
    assert catalogue.procedure(A, DAY).name == "Tên của tỉnh"
    assert catalogue.frozen(A, DAY).deadline == "2 ngày làm việc"
    assert catalogue.frozen(B, DAY).deadline == "3 ngày làm việc"


FAULTS = [
    pytest.param(
        entry(A, "2027-03-01", "2027-12-31") + entry(A, "2027-06-01"),
        "procedure[0].valid_to",
        id="an end that a later one contradicts",
    ),
    pytest.param(
        entry(A, "2026-12-01", "2027-12-31"),
        "procedure[0].valid_to",
        id="an end after the program's next version has begun",
    ),
    pytest.param(
        entry(A, "2026-12-01") + entry(A, "2026-12-01"),
        "procedure[1].valid_from",
        id="the same twice",
    ),
    pytest.param(
        entry(A, "2026-12-01", "2026-11-01"), "procedure[0].valid_to", id="ends before it begins"
    ),
    pytest.param(abolished(B, "2026-12-01"), "abolished[0].code", id="abolishes what nobody knows"),
    pytest.param(
        entry(A, "2026-01-01", "2026-12-31") + abolished(A, "2026-06-01"),
        "abolished[0].on",
        id="in force and abolished by the same hand",
    ),
    pytest.param(
        entry(A, "2026-01-01", more='number_issuer = "moon"'),
        "procedure[0].number_issuer",
        id="a value that is none",
    ),
]


@pytest.mark.parametrize(("theirs", "field"), FAULTS)
def test_a_fault_of_the_province_names_its_file_with_the_folder(
    program: Path, province: Path, theirs: str, field: str
) -> None:
    """Both layers may have a file of one name; the desk does not start with half a law."""
    write(program, "field.toml", entry(A, "2020-01-01", "2027-02-28") + entry(A, "2027-03-01"))
    path = write(province, "field.toml", theirs)
    caught = fault(program, province)
    assert caught.field == field
    assert str(path) in caught.message


def test_the_same_in_two_files_of_the_province_names_both(program: Path, province: Path) -> None:
    """An imported file, and one by hand: which counts is for the administrator to say."""
    write(province, "imported-dvcqg.toml", entry(A, "2026-12-01"))
    write(province, "ours.toml", entry(A, "2026-12-01"))
    caught = fault(program, province)
    assert "ours.toml" in caught.message
    assert "imported-dvcqg.toml" in caught.message


def test_in_the_programs_layer_each_version_says_when_it_ends(program: Path) -> None:
    """Where both are ours, an open version before another is a slip of the pen."""
    write(program, "field.toml", entry(A, "2020-01-01") + entry(A, "2026-12-01"))
    with pytest.raises(InvalidInput) as caught:
        load_catalogue(program)
    assert caught.value.field == "procedure[1].valid_from"
    assert A in caught.value.message


def test_a_ground_of_the_province_is_known(program: Path, province: Path) -> None:
    """The council exempts whom the State does not; an id that is known is replaced."""
    ground = '[[ground]]\nid = "{id}"\nname = "{name}"\n'
    write(
        province,
        "exemption_grounds.toml",
        ground.format(id="storm", name="Hộ bị thiên tai")
        + ground.format(id="child", name="Người dưới 16 tuổi"),
    )
    catalogue = load_catalogue(program, province=province)
    assert catalogue.ground("ho bi thien tai") == "storm"
    assert catalogue.ground("nguoi duoi 16 tuoi") == "child"
    assert catalogue.ground("khuyet tat") == "disabled"


def test_a_ground_is_there_once(program: Path) -> None:
    """Two with one id: which one would a fee mean?"""
    path = program / "exemption_grounds.toml"
    path.write_text(
        path.read_text("utf-8") + '[[ground]]\nid = "child"\nname = "Trẻ"\n', encoding="utf-8"
    )
    with pytest.raises(InvalidInput) as caught:
        load_catalogue(program)
    assert caught.value.field == "ground[9].id"


RATE = '[[rate]]\nkey = "{key}"\namount = {amount}\nvalid_from = {since}\nbasis = "NQ HĐND"\n'
CHARGE = (
    'fees = [{ name = "Lệ phí", kind = "le_phi", basis = "NQ",'
    ' charge = { type = "local", key = "made_up" } }]'
)


def test_amounts_of_the_council_go_into_what_both_layers_say(
    program: Path, province: Path, tmp_path: Path
) -> None:
    """A rate for a charge that the province has replaced meanwhile stops no desk."""
    write(program, "field.toml", entry(A, "2020-01-01", more=CHARGE))
    write(province, "field.toml", entry(A, "2020-01-01"))
    fees = write(
        tmp_path,
        "fees.toml",
        RATE.format(key="made_up", amount=5000, since="2024-01-01")
        + RATE.format(key="made_up", amount=8000, since="2026-01-01"),
    )
    assert load_catalogue(program, fees, province).procedure(A, DAY).fees == []
    [fee] = load_catalogue(program, fees).procedure(A, DAY).fees
    rates = fee.charge.rates  # type: ignore[union-attr] # it is a local one
    assert [(rate.amount, str(rate.valid_to)) for rate in rates] == [
        (5000, "2025-12-31"),
        (8000, "None"),
    ]


def test_the_version_of_the_law_changes_with_every_layer(program: Path, province: Path) -> None:
    """Also where the same file lies in the other layer."""
    text = entry(A, "2020-01-01")
    none = load_catalogue(program, province=province).version
    assert load_catalogue(program).version == none
    write(province, "field.toml", text)
    theirs = load_catalogue(program, province=province).version
    (province / "field.toml").unlink()
    write(program, "field.toml", text)
    assert len({none, theirs, load_catalogue(program).version}) == 3


def test_a_province_without_files_is_the_programs_catalogue(tmp_path: Path) -> None:
    """Not there, or empty: the very same object, which is read once."""
    assert load_catalogue(province=tmp_path / "nowhere") is load_catalogue()
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "._notes.toml").write_bytes(b"\x00\x05\x16\x07")
    assert load_catalogue(province=tmp_path / "empty") is load_catalogue()


def test_a_province_that_is_no_folder_is_told(tmp_path: Path) -> None:
    """Half a law is worse than none."""
    path = write(tmp_path, "catalogue", "")
    with pytest.raises(EnvironmentFault) as caught:
        load_catalogue(province=path)
    assert caught.value.code == "data_missing"


def test_an_abolished_procedure_says_so(program: Path, province: Path) -> None:
    """Who asks today learns when it ended, and by which text."""
    write(program, "field.toml", entry(A, "2020-01-01"))
    write(province, "ended.toml", abolished(A, "2026-11-01"))
    catalogue = load_catalogue(program, province=province)
    with pytest.raises(InvalidInput) as caught:
        catalogue.procedure(A, DAY)
    assert caught.value.advice == (
        "Thủ tục này có hiệu lực từ 01/01/2020 đến 31/10/2026. Bãi bỏ từ 01/11/2026 theo NĐ 1/2026."
    )
    assert catalogue.procedure(A, date(2026, 10, 31)).code == A
    assert catalogue.reception(A, DAY) is None
    ended = catalogue.abolition(f"{A}.000.00.00.H26")
    assert ended is not None
    assert ended.on == date(2026, 11, 1)


days = st.dates(date(2020, 1, 1), date(2020, 3, 1))


@given(ours=st.sets(days, max_size=4), theirs=st.sets(days, max_size=4))
def test_whatever_the_days_no_two_versions_meet(ours: set[date], theirs: set[date]) -> None:
    """Each day has one version at most, and from the first day on one; the province's, if equal."""
    begun = sorted(ours)
    ends = [*(day for day in begun[1:]), None]
    program = [
        made_up(
            A,
            "Chương trình",
            valid_from=day,
            valid_to=None if end is None else end.fromordinal(end.toordinal() - 1),
        )
        for day, end in zip(begun, ends, strict=False)
    ]
    province = [made_up(A, "Tỉnh", valid_from=day) for day in theirs]
    merged, _ = merge(
        [
            SourceFile(Path("program.toml"), Layer.PROGRAM, FieldFile(program)),
            SourceFile(Path("province.toml"), Layer.PROVINCE, FieldFile(province)),
        ]
    )
    assert [one.valid_from for one in merged] == sorted(ours | theirs)
    assert all((one.name == "Tỉnh") == (one.valid_from in theirs) for one in merged)
    for number in range(61):
        day = date.fromordinal(date(2020, 1, 1).toordinal() + number)
        governing = [one for one in merged if one.in_force(day)]
        assert len(governing) == (1 if any(one <= day for one in ours | theirs) else 0)
