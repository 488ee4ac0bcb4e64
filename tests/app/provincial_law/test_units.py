"""A list of units into the administrator's layer: shown, confirmed, in force."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import InvalidInput, Refusal
from app.provincial_law.folder import LawFolder
from app.provincial_law.units import propose_units
from app.units.units import load_units

WARD = {"Code": "00070", "FullName": "Phường Hồ Gươm", "ProvinceCode": "01"}
LIST = json.dumps([{"Code": "01", "FullName": "Thành phố Hà Nội", "Wards": [WARD]}]).encode()


def test_a_list_is_in_force_once_its_difference_is_confirmed(tmp_path: Path) -> None:
    """Nothing is written before, nor under another id; imported again nothing differs."""
    folder = LawFolder(tmp_path / "law")
    proposal = propose_units(folder, LIST, name="list.json")
    assert proposal.difference
    assert proposal.id == propose_units(folder, LIST, name="list.json").id
    with pytest.raises(Refusal):
        proposal.accept("another")
    assert not folder.units.exists()
    proposal.accept(proposal.id)
    assert [unit.name for unit in load_units(province=folder.units).communes()] == ["Hồ Gươm"]
    assert propose_units(folder, LIST, name="list.json").difference == []


def test_a_malformed_list_changes_nothing(tmp_path: Path) -> None:
    """Refused before there is anything to confirm."""
    folder = LawFolder(tmp_path / "law")
    with pytest.raises(InvalidInput):
        propose_units(folder, LIST[:-2], name="list.json")
    assert not folder.path.exists()
