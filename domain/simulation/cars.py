"""The demo's cars: all made up, each with a story to tell. No maker uses their VINs' world code."""

from datetime import date

from domain.registry import rules
from domain.registry.facts import Source
from domain.simulation.facts import SimCar
from domain.telemetry.facts import Car


def made_up_vin(serial: int, *, year: str) -> str:
    """Return a VIN of the unassigned world code ZZ9; year is the model-year letter of ISO 3779."""
    blank = f"ZZ9SMCAR0{year}X{serial:06}"
    return blank[:8] + rules.check_digit(blank) + blank[9:]


def registry_car(car: SimCar) -> Car:
    """Return the car as its papers describe it at registration."""
    return Car(
        model=car.model,
        source=Source.SIMULATED,
        placard_front_kpa=car.placard_front_kpa,
        placard_rear_kpa=car.placard_rear_kpa,
        capacity_new_kwh=car.capacity_new_kwh,
        in_use_since=car.in_use_since,
    )


DEMO_CARS: tuple[SimCar, ...] = (
    SimCar(
        made_up_vin(1, year="S"), "Little Blue", "小蓝", "Lark 60", 101, "shanghai",
        in_use_since=date(2025, 3, 1), stories=("coolant_leak", "flow_sensor_fault", "contactors_new", "healthy"),
    ),
    SimCar(
        made_up_vin(2, year="R"), "Snowball", "雪球", "Lark 60", 102, "harbin",
        in_use_since=date(2024, 9, 15), daily_km=30.0, stories=("cold_morning", "new_season", "cold_12v", "wheel_change", "contactors_worn"),
    ),
    SimCar(
        made_up_vin(3, year="R"), "Coconut", "椰子", "Heron 75", 103, "haikou", capacity_new_kwh=75.0,
        placard_front_kpa=260.0, placard_rear_kpa=270.0, in_use_since=date(2024, 6, 1),
        stories=("tyre_leak", "puncture", "insulation_wet", "rainy_week", "hot_day"),
    ),
    SimCar(
        made_up_vin(4, year="P"), "Old Friend", "老伙计", "Heron 75", 104, "beijing", capacity_new_kwh=75.0,
        placard_front_kpa=260.0, placard_rear_kpa=270.0, in_use_since=date(2023, 4, 10), daily_km=58.0,
        stories=("pads_worn", "self_discharge", "wide_cells", "sticking_brake", "healthy"),
    ),
    SimCar(
        made_up_vin(5, year="P"), "Grey Goose", "灰雁", "Heron 75", 105, "shenzhen", capacity_new_kwh=75.0,
        placard_front_kpa=260.0, placard_rear_kpa=270.0, in_use_since=date(2023, 2, 1), dc_share=0.6,
        soh_loss_per_year=2.9, stories=("battery_aged", "short_charges", "cells_apart"),
    ),
    SimCar(
        made_up_vin(6, year="S"), "Dumpling", "汤圆", "Wren 45", 106, "hangzhou", capacity_new_kwh=45.0,
        placard_front_kpa=240.0, placard_rear_kpa=240.0, in_use_since=date(2025, 5, 20), daily_km=24.0,
        stories=("filter_clogged", "single_outlier", "short_trips", "one_new_pad"),
    ),
    SimCar(
        made_up_vin(7, year="R"), "Pepper", "花椒", "Wren 45", 107, "chengdu", capacity_new_kwh=45.0,
        placard_front_kpa=240.0, placard_rear_kpa=240.0, in_use_since=date(2024, 11, 1), daily_km=28.0,
        stories=("weak_12v", "contactor_chatter", "missing_data"),
    ),
    SimCar(
        made_up_vin(8, year="S"), "Night Owl", "夜猫子", "Lark 60", 108, "shanghai",
        in_use_since=date(2025, 1, 12), daily_km=66.0,
        stories=("silent_car", "fault_code", "passing_code", "car_alarm", "charge_slow", "charge_cut", "unplugged", "long_parking"),
    ),
    SimCar(
        made_up_vin(9, year="S"), "Cloud", "云朵", "Lark 60", 109, "kunming",
        in_use_since=date(2025, 7, 7),
        stories=("altitude", "insulation_failing", "insulation_ceiling", "motor_running_hot", "towing", "healthy"),
    ),
    SimCar(
        made_up_vin(10, year="R"), "Silk Road", "丝路", "Heron 75", 110, "urumqi", capacity_new_kwh=75.0,
        placard_front_kpa=260.0, placard_rear_kpa=270.0, in_use_since=date(2024, 4, 18), daily_km=52.0,
        stories=("wheel_change", "tyre_leak", "tyre_work", "insulation_failed", "motor_sensor_fault"),
    ),
    SimCar(
        made_up_vin(11, year="S"), "Mango", "芒果", "Wren 45", 111, "shenzhen", capacity_new_kwh=45.0,
        placard_front_kpa=240.0, placard_rear_kpa=240.0, in_use_since=date(2025, 9, 9), daily_km=20.0,
        stories=("long_parking", "weak_charger", "coolant_leak"),
    ),
    SimCar(
        made_up_vin(12, year="T"), "Newcomer", "新来的", "Lark 60", 112, "beijing",
        in_use_since=date(2026, 8, 1), stories=("recall", "service_near", "just_serviced", "healthy"),
    ),
)  # fmt: skip
