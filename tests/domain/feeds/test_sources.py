"""What each source says, translated: golden values, units, signs, and everything that is no reading."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.feeds import fleet_telemetry, home_assistant, ovms, sources, teslamate, values
from domain.feeds.facts import TRUTH, Key, Message, Report, Signals, Why
from domain.feeds.sources import Publisher, Source
from domain.telemetry import paths
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.ingest import units
from jobs.lab import feed_page
from tests import pace

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
NOTHING = ("", "null", "unknown", "unavailable", "nan", "None", "<invalid>", "inf")
TYRES = dict(zip(("fl", "fr", "rl", "rr"), paths.TYRE_PRESSURE, strict=True))

# Topic, payload as its source's documents and users show it, and what it means in our units and signs.
GOLDEN: list[tuple[Publisher, str, str, Signals]] = [
    (teslamate, "teslamate/cars/1/battery_level", "88", {paths.SOC_DISPLAYED: 88.0, paths.SOC: 88.0}),
    (teslamate, "teslamate/cars/1/power", "-9", {paths.PACK_POWER: 9_000.0}),
    (teslamate, "teslamate/cars/1/power", "35", {paths.PACK_POWER: -35_000.0}),
    (teslamate, "teslamate/cars/1/odometer", "1653", {paths.ODOMETER: 1_653_000.0}),
    (teslamate, "teslamate/cars/1/rated_battery_range_km", "401.63", {paths.RANGE: 401_630.0}),
    (teslamate, "teslamate/cars/1/tpms_pressure_rl", "2.9", {TYRES["rl"]: 290.0}),
    (teslamate, "teslamate/cars/1/tpms_soft_warning_fr", "true", {paths.TYRE_LOW[1]: True}),
    (teslamate, "teslamate/cars/1/charging_state", "Complete", {paths.IS_CHARGING: False}),
    (teslamate, "teslamate/cars/1/charging_state", "Charging", {paths.IS_CHARGING: True}),
    (teslamate, "teslamate/cars/1/time_to_full_charge", "1.83", {f"{paths.PACK}.Charging.TimeToComplete": 6_588.0}),
    (teslamate, "teslamate/cars/1/location", '{"latitude": 35.27, "longitude": 29.74}', {paths.LATITUDE: 35.27, paths.LONGITUDE: 29.74}),
    (teslamate, "teslamate/home/cars/2/speed", "12", {paths.SPEED: 12.0}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/VehicleSpeed", "30", {paths.SPEED: 48.28032}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/Odometer", '"1000.5"', {paths.ODOMETER: 1_610_148.672}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/PackCurrent", "12.3", {paths.PACK_CURRENT: 12.3}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/PackCurrent", '"-40"', {paths.PACK_CURRENT: -40.0}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/TpmsPressureRr", "2.95", {TYRES["rr"]: 295.0}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/TpmsSoftWarnings", '{"FrontLeft":false,"RearLeft":true}', {paths.TYRE_LOW[0]: False, paths.TYRE_LOW[2]: True}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/HvacPower", '"HvacPowerStatePrecondition"', {paths.AIR_CONDITIONING: True}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/DetailedChargeState", '"DetailedChargeStateDisconnected"', {paths.IS_CHARGING: False, paths.CABLE_CONNECTED: False}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/DetailedChargeState", '"Charging"', {paths.IS_CHARGING: True, paths.CABLE_CONNECTED: True}),
    (fleet_telemetry, "telemetry/5YJ3000000NEXUS01/v/NumBrickVoltageMin", "17", {paths.CELL_ID_MIN: 17.0}),
    (ovms, "ovms/me/LEAF/metric/v/b/power", "-3.3", {paths.PACK_POWER: 3_300.0}),
    (ovms, "ovms/me/LEAF/metric/v/b/current", "20.5", {paths.PACK_CURRENT: -20.5}),
    (ovms, "ovms/me/LEAF/metric/v/c/charging", "yes", {paths.IS_CHARGING: True}),
    (ovms, "ovms/me/LEAF/metric/v/t/pressure", "230,231.5,0,229", {TYRES["fl"]: 230.0, TYRES["fr"]: 231.5, TYRES["rr"]: 229.0}),
    (ovms, "ovms/me/LEAF/metric/v/t/alert", "0,1,2,0", dict(zip(paths.TYRE_LOW, (False, True, True, False), strict=True))),
    (ovms, "ovms/me/LEAF/metric/v/e/serv/time", str(int(NOW.timestamp()) + 86_400), {paths.TIME_TO_SERVICE: 86_400.0}),
    (ovms, "ovms/me/LEAF/metric/v/c/duration/full", "90", {f"{paths.PACK}.Charging.TimeToComplete": 5_400.0}),
    (home_assistant, "beforehand/blue/range", '{"state": "120", "unit": "mi"}', {paths.RANGE: 193_121.28}),
    (home_assistant, "beforehand/blue/outside_temperature", '{"state": "50", "unit": "°F"}', {paths.AMBIENT: 10.0}),
    (home_assistant, "beforehand/blue/tyre_front_left", '{"state": "36", "unit": "psi"}', {TYRES["fl"]: 248.211262554}),
    (home_assistant, "beforehand/blue/power_out", '{"state": "-7200", "unit": "W"}', {paths.PACK_POWER: 7_200.0}),
    (home_assistant, "beforehand/blue/status", "charging_stopped", {paths.IS_CHARGING: False, paths.CABLE_CONNECTED: True}),
    (home_assistant, "beforehand/blue/status", "A", {paths.IS_CHARGING: False, paths.CABLE_CONNECTED: False}),
]  # fmt: skip


def say(source: Publisher, topic: str, payload: str | bytes, *, retained: bool = False) -> Report:
    raw = payload.encode() if isinstance(payload, str) else payload
    report = source.translate(Message(topic, raw, NOW, retained))
    assert report is not None
    return report


def topic(source: Publisher, key: str) -> str:
    return {
        "teslamate": f"teslamate/cars/1/{key}",
        "fleet_telemetry": f"telemetry/VIN/v/{key}",
        "ovms": f"ovms/me/LEAF/metric/{key.replace('.', '/')}",
        "home_assistant": f"beforehand/blue/{key}",
    }[source.NAME]


def numbers() -> Iterator[tuple[Publisher, str, Key]]:
    """Every key that is one number."""
    for source in sources.PUBLISHERS:
        for name, key in source.KEYS.items():
            if key.why is None and key.unit != TRUTH and len(key.paths) == 1:
                yield source, name, key


@pytest.mark.parametrize(("source", "name", "payload", "signals"), GOLDEN)
def test_a_value_means_what_its_source_says(
    source: Publisher, name: str, payload: str, signals: Signals
) -> None:
    assert say(source, name, payload).signals == signals


@pytest.mark.parametrize("source", sources.ALL, ids=lambda source: source.NAME)
def test_every_key_leads_to_signals_of_the_catalogue_or_says_why_not(source: Source) -> None:
    for name, key in source.KEYS.items():
        also = () if key.also is None else key.also.paths
        assert bool(key.paths) != bool(key.why), name
        assert {*key.paths, *also} <= CATALOGUE.keys(), name
        for path in key.paths:
            assert (key.unit == TRUTH) == CATALOGUE[path].boolean, name
            assert key.unit == TRUTH or units.conversion(key.unit, unit=CATALOGUE[path].unit), name


def test_the_page_of_keys_is_fresh() -> None:
    assert feed_page.PAGE.read_text(encoding="utf-8") == feed_page.page(), (
        "run `python -m jobs.lab.feed_page`"
    )


@given(each=st.sampled_from(list(numbers())), value=st.floats(min_value=0.25, max_value=2.5e5))
def test_a_number_is_scaled_by_its_unit_and_turned_by_its_sign(
    each: tuple[Publisher, str, Key], value: float
) -> None:
    source, name, key = each
    path = key.paths[0]
    scale = units.conversion(key.unit, unit=CATALOGUE[path].unit)
    assert scale is not None
    payload = f'{{"state": "{value!r}", "unit": "{key.unit}"}}' if source is home_assistant else repr(value)
    expected = key.factor * value * scale[0] + scale[1]
    if path == paths.TIME_TO_SERVICE and source is ovms:
        expected -= NOW.timestamp()

    assert say(source, topic(source, name), payload).signals[path] == pytest.approx(
        expected, rel=1e-9, abs=1e-6
    )


def test_what_leaves_the_pack_is_negative_and_what_enters_it_positive() -> None:
    outward = {
        (source.NAME, name)
        for source, name, key in numbers()
        if key.factor < 0 and key.paths[0] in {paths.PACK_POWER, paths.PACK_CURRENT}
    }

    assert outward == {
        ("teslamate", "power"),
        ("ovms", "v.b.power"),
        ("ovms", "v.b.current"),
        ("home_assistant", "power_out"),
        ("home_assistant", "battery_current_out"),
    }


@pytest.mark.parametrize("source", sources.PUBLISHERS, ids=lambda source: source.NAME)
@pytest.mark.parametrize("nothing", NOTHING)
def test_no_value_has_many_faces_and_never_becomes_one(source: Publisher, nothing: str) -> None:
    for name, key in source.KEYS.items():
        payload = f'"{nothing}"' if source is fleet_telemetry else nothing
        report = say(source, topic(source, name), payload)
        assert report.signals == {}, name
        assert key.why is not None or set(report.passed_over.values()) <= {Why.NO_VALUE, Why.UNREADABLE}, name


@pytest.mark.parametrize("source", sources.PUBLISHERS, ids=lambda source: source.NAME)
@given(payload=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_payload_raises(source: Publisher, payload: bytes) -> None:
    for name, key in source.KEYS.items():
        if key.why is None:
            assert say(source, topic(source, name), payload).signals.keys() <= {
                *key.paths,
                *(key.also.paths if key.also else ()),
            }


@pytest.mark.parametrize("source", sources.PUBLISHERS, ids=lambda source: source.NAME)
def test_what_a_broker_kept_is_no_reading(source: Publisher) -> None:
    for name in source.KEYS:
        assert say(source, topic(source, name), "1", retained=True).signals == {}


def test_a_state_that_the_broker_kept_still_tells_whether_the_car_sleeps() -> None:
    assert say(teslamate, "teslamate/cars/1/state", "asleep", retained=True).awake is False
    assert say(teslamate, "teslamate/cars/1/state", "driving").awake is True
    assert say(teslamate, "teslamate/cars/1/speed", "1").awake is None


def test_a_key_nobody_documents_is_named() -> None:
    assert say(teslamate, "teslamate/cars/1/flux", "1").passed_over == {"flux": Why.UNKNOWN_KEY}
    assert teslamate.translate(Message("other/cars/1/power", b"1", NOW)) is None


def test_an_entity_without_a_unit_is_held_back() -> None:
    report = home_assistant.entities({"odometer": {"state": "81000"}, "soh": {"state": "0", "unit": "%"}})

    assert report.signals == {}
    assert report.passed_over == {"odometer": Why.UNIT_UNKNOWN, "soh": Why.NO_VALUE}


@pytest.mark.parametrize(
    "decoded",
    [
        {"Vin": "V1", "CreatedAt": "2026-11-01T00:00:00Z", "IsResend": True, "Soc": "55.5", "PackCurrent": "<invalid>"},
        {"Vin": "V1", "CreatedAt": "2026-11-01T00:00:00Z", "Soc": {"stringValue": "55.5"}, "PackCurrent": {"invalid": True}},
        {
            "vin": "V1",
            "createdAt": "2026-11-01T00:00:00Z",
            "data": [{"key": "Soc", "value": {"doubleValue": 55.5}}, {"key": "PackCurrent", "value": {"invalid": True}}],
        },
    ],
)  # fmt: skip
def test_a_decoded_record_keeps_the_time_it_was_measured(decoded: dict[str, object]) -> None:
    report = fleet_telemetry.record(decoded)

    assert (report.car, report.at) == ("V1", datetime(2026, 11, 1, tzinfo=UTC))
    assert report.signals == {paths.SOC: 55.5}
    assert report.passed_over == {"PackCurrent": Why.NO_VALUE}


def test_a_decoded_record_without_a_time_is_refused() -> None:
    assert fleet_telemetry.record({"Vin": "V1", "Soc": 5}).passed_over == {"CreatedAt": Why.UNREADABLE}


@pytest.mark.parametrize("state", ["1" * 50_000 + "x", "1." * 50_000, " " * 50_000 + "1x", "1," * 50_000])
def test_a_number_of_any_length_is_refused_at_once(state: str) -> None:
    with pace.within(0.5):
        report = home_assistant.entities({"soc": {"state": state, "unit": "%"}})

    assert report.passed_over == {"soc": Why.NOT_NUMBER}


def test_a_unit_that_is_a_long_text_is_none_and_is_not_kept() -> None:
    values._conversion.cache_clear()
    for number in range(2_000):
        for unit in (f"u{number}", f"{number}" + "u" * 1_000):
            report = home_assistant.entities({"soc": {"state": "5", "unit": unit}})
            assert report.passed_over == {"soc": Why.UNIT_UNKNOWN}

    assert values._conversion.cache_info().currsize <= 1_000
    padded = home_assistant.entities({"soc": {"state": "5", "unit": "%" + " " * 60 + "of something"}})
    assert padded.passed_over == {"soc": Why.UNIT_UNKNOWN}


def test_a_value_or_unit_that_is_a_deep_structure_is_no_reading() -> None:
    deep: list[object] = []
    for _ in range(5_000):
        deep = [deep]
    report = home_assistant.entities(
        {"charging": deep, "soc": {"state": "5", "unit": deep}, "speed": {"state": deep, "unit": "km/h"}}
    )
    record = fleet_telemetry.record(
        {
            "vin": "V",
            "createdAt": "2026-11-01T00:00:00Z",
            "data": [{"key": deep, "value": 1}, {"key": "Soc", "value": 5}],
        }
    )

    assert report.signals == {}
    assert report.passed_over == {
        "charging": Why.NOT_BOOLEAN,
        "soc": Why.UNIT_UNKNOWN,
        "speed": Why.NOT_NUMBER,
    }
    assert record.signals == {paths.SOC: 5.0}


def test_a_number_that_is_endless_in_our_unit_is_none() -> None:
    report = home_assistant.entities({"odometer": {"state": "1.7e308", "unit": "km"}})

    assert report.passed_over == {"odometer": Why.NOT_NUMBER}
