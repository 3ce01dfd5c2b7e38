"""What the demo's operator has registered: two workshops and the cars."""

from datetime import date, time

from domain.booking import centres
from domain.booking.facts import CentreInput, Opening, SpecialOpening
from domain.core import Core, Unit
from domain.explain.facts import Names
from domain.registry import service as registry
from domain.registry.facts import Papers, Source
from domain.simulation import cars as simulated
from domain.simulation.facts import SimCar
from jobs.demo.cars import DemoCar, Recorded, Simulated

_HOURS = tuple(
    Opening(day, opens, closes)
    for day in range(6)
    for opens, closes in ((time(8, 30), time(12)), (time(13), time(18)))
)
_HOLIDAYS = (SpecialOpening(date(2027, 1, 1), name=Names({"en": "New Year's Day", "zh_Hans": "元旦"})),)
_SKILLS = frozenset({"general", "high_voltage", "tyres", "brakes"})
_STOCK = {"coolant_pump": 4, "brake_pad_set": 6, "cabin_filter": 12, "twelve_volt_battery": 4}

CENTRES = (
    CentreInput(
        code="east",
        name=Names({"en": "East Centre", "zh_Hans": "东区服务中心"}),
        zone="Asia/Shanghai",
        hours=_HOURS,
        bays=("1", "2"),
        technicians={"A": _SKILLS, "B": _SKILLS},
        stock=_STOCK,
        special=_HOLIDAYS,
        address=Names({"en": "1 Demo Road", "zh_Hans": "演示路1号"}),
        phone="+00 000-0000-0001",
        position=(31.23, 121.52),
        offers_towing=True,
        offers_mobile=True,
        collects=True,
        courtesy_cars=1,
    ),
    CentreInput(
        code="west",
        name=Names({"en": "West Centre", "zh_Hans": "西区服务中心"}),
        zone="Asia/Shanghai",
        hours=_HOURS,
        bays=("1",),
        technicians={"C": _SKILLS},
        stock=_STOCK,
        special=_HOLIDAYS,
        address=Names({"en": "99 Demo Road", "zh_Hans": "演示路99号"}),
        phone="+00 000-0000-0002",
        position=(31.22, 121.38),
    ),
)


def plant(core: Core) -> list[DemoCar]:
    """Register workshops and cars; return the cars with the keys they send with."""
    with core.unit() as unit:
        homes = [centres.add_centre(unit, centre).id for centre in CENTRES]
        made_up = [
            _register_simulated(unit, car, centre_id=homes[place % len(homes)])
            for place, car in enumerate(simulated.DEMO_CARS)
        ]
        return [*made_up, _register_recorded(unit, centre_id=homes[0])]


def _register_simulated(unit: Unit, car: SimCar, *, centre_id: int) -> DemoCar:
    facts = simulated.registry_car(car)
    vehicle = registry.register_vehicle(
        unit,
        vin=car.vin,
        name=Names({"en": car.name_en, "zh_Hans": car.name_zh}),
        model=car.model,
        papers=Papers(
            source=facts.source,
            placard_front_kpa=facts.placard_front_kpa,
            placard_rear_kpa=facts.placard_rear_kpa,
            capacity_new_kwh=facts.capacity_new_kwh,
            in_use_since=facts.in_use_since,
            centre_id=centre_id,
        ),
    )
    return DemoCar(Simulated(car), car.model, vehicle.id, registry.vehicle_key(unit, vehicle.id))


def _register_recorded(unit: Unit, *, centre_id: int) -> DemoCar:
    """A real Renault Twizy whose recorded trips are replayed; its VIN is made up, the recording has none."""
    film = Recorded("Twizy of Rabat", "拉巴特的 Twizy")
    vehicle = registry.register_vehicle(
        unit,
        vin=simulated.made_up_vin(99, year="M"),
        name=Names({"en": film.name_en, "zh_Hans": film.name_zh}),
        model="Renault Twizy",
        papers=Papers(source=Source.RECORDED, capacity_new_kwh=6.1, centre_id=centre_id),
    )
    return DemoCar(film, "Renault Twizy", vehicle.id, registry.vehicle_key(unit, vehicle.id))
