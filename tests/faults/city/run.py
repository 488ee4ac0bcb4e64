"""One seed from its first desk to the last check."""

from __future__ import annotations

import shutil
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.faults.city import template
from tests.faults.city.checks import check
from tests.faults.city.city import City, Size, city_rules
from tests.faults.city.healing import heal
from tests.faults.city.promises import Broken


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a seed. ``broken`` says what does not hold; empty where everything does."""

    seed: int
    broken: str
    faults: dict[str, int]
    acts: dict[str, int]
    steps: int
    machines: int
    calls: int
    events: int
    destroyed: int
    carried: int
    set_aside: int
    types: dict[str, int]
    cpu_s: float
    fingerprint: str


def run(
    seed: int,
    agencies: int | None = None,
    desks: int | None = None,
    steps: int | None = None,
    *,
    trace: Callable[[str], None] | None = None,
) -> Run:
    """Run one seed, at its drawn size or a given one; never raises for what the program does."""
    size = Size.drawn(seed)
    if agencies is not None:
        size = Size(agencies, (desks or 2,), every_fault=True)
    begun = time.process_time()
    folder = template.memory() / f"seed-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    vfs = template.vfs()
    template.prepare(size.agencies)
    with city_rules(vfs, Random(f"secrets {seed}")):
        city = City(seed, folder, vfs, size)
        city.trace = trace or (lambda _: None)
        city.steps_wanted = steps or city.steps_wanted
        broken = _broken(city)
        calls = city.line.calls
        set_aside = sum(each.position is None for each in city.central.kept().values())
        city.close()
    return Run(
        seed=seed,
        broken=broken,
        faults={fault.value: count for fault, count in city.faults.items()},
        acts=dict(city.acts),
        steps=city.steps,
        machines=len(city.machines),
        calls=calls,
        events=len(city.promises.made),
        destroyed=len(city.promises.destroyed),
        carried=city.carried,
        set_aside=set_aside,
        types=dict(Counter(event.header.type for event in city.promises.made.values())),
        cpu_s=time.process_time() - begun,
        fingerprint=city.fingerprint,
    )


def _broken(city: City) -> str:
    try:
        city.run()
        heal(city)
        check(city)
    except Broken as broken:
        return str(broken)
    except Exception:  # noqa: BLE001 - a bug of the program, or of the rig: the seed fails with it
        return traceback.format_exc()
    return ""
