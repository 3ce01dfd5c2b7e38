"""What is usual for cars alike: from enough owners who agreed, made anew each night, told beside a car's own figure."""

import re

import pytest

from domain.core import Core
from domain.dialogue.acts import cars
from domain.explain.facts import Phrase
from domain.health import service as health
from domain.health.facts import Peer
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.simulation.cars import made_up_vin
from jobs import nightly, speakers
from tests.conftest import NOW
from tests.domain.health import views
from tests.domain.telemetry.kept import keep


def join(core: Core, number: int, *, soh: float, agrees: bool = True) -> tuple[int, int]:
    """Let an owner with a car of the model join who agrees to care, and to improving the service or not."""
    with core.unit() as unit:
        owner = registry.meet(unit, 5_000 + number, locale="en", zone="Asia/Shanghai")
        vehicle = registry.register_vehicle(
            unit,
            vin=made_up_vin(800_000 + number, year="T"),
            name="Blue",
            model="Lark 60",
            papers=Papers(capacity_new_kwh=60.0),
        )
        registry.link(unit, owner.id, registry.link_code(unit, vehicle.id))
        for purpose in (Purpose.CARE, Purpose.IMPROVE) if agrees else (Purpose.CARE,):
            registry.consent(unit, owner.id, purpose=purpose, given=True, channel="test")
        keep(unit, vehicle.id, owner.id, views.ageing(soh, years=0.4, scatter=0.2, now=NOW))
        return owner.id, vehicle.id


def peer(core: Core, vehicle_id: int) -> Peer | None:
    with core.reading() as unit:
        seen = health.view_of(unit, unit.session.get_one(Vehicle, vehicle_id))
    return None if seen is None else seen.peers.get("soh")


def test_five_owners_who_agreed_make_a_baseline_that_others_read(core: Core) -> None:
    for number in range(4):
        join(core, number, soh=90.0 + number)
    _, other = join(core, 4, soh=70.0, agrees=False)

    assert nightly.baselines(core) == "0 baselines of 4 cars"
    assert peer(core, other) is None

    fifth, _ = join(core, 5, soh=94.0)
    nightly.baselines(core)

    told = peer(core, other)
    assert told is not None
    assert told.cars == 5
    assert told.middle == pytest.approx(92.0, abs=0.3)

    with core.unit() as unit:
        unit.session.get_one(Owner, fifth).privacy_mode = True
    assert nightly.baselines(core) == "0 baselines of 4 cars"

    with core.unit() as unit:
        unit.session.get_one(Owner, fifth).privacy_mode = False
        registry.consent(unit, fifth, purpose=Purpose.IMPROVE, given=False, channel="test")
    assert nightly.baselines(core) == "0 baselines of 4 cars"
    assert peer(core, other) is None


def test_warning_and_page_compare_with_cars_alike(core: Core) -> None:
    for number in range(5):
        join(core, number, soh=93.0 + number)
    owner_id, vehicle_id = join(core, 5, soh=80.0)
    nightly.baselines(core)

    with core.reading() as unit:
        vehicle = unit.session.get_one(Vehicle, vehicle_id)
        found = health.examine(unit, [vehicle])[vehicle_id]["battery_soh"]
        (page,) = cars.show(unit, unit.session.get_one(Owner, owner_id)).messages

    assert found is not None
    say = speakers.speaker("en").say
    told = say(Phrase("check.battery_soh.sure", found.params))
    alike = re.compile(r"Cars like yours: 86–96% \(6 cars\)\.")
    assert re.search(alike.pattern + " In half a year", told)
    assert alike.search("\n".join(say(line) for line in page.lines))
