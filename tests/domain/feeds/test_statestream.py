"""Home Assistant's statestream: each state with the unit that is published after it, of the entities that a file names."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.feeds import home_assistant, statestream
from domain.feeds.facts import Message, Report, Why
from domain.feeds.statestream import Statestream
from domain.telemetry import paths

NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)
FILE = """
base = "home/assistant"
[my_car]
soc = "sensor.my_car_battery"
odometer = "sensor.my_car_odometer"
outside_temperature = "sensor.my_car_outside"
tyre_front_left = "sensor.my_car_tyre"
status = "sensor.my_car_charging"
charging = "sensor.my_car_charging"
["second car"]
soc = "sensor.other_battery"
"""


@pytest.fixture
def stream() -> Statestream:
    return statestream.read(FILE)


def message(place: str, payload: str | bytes, *, retained: bool = False) -> Message:
    data = payload if isinstance(payload, bytes) else payload.encode()
    return Message(f"home/assistant/sensor/{place}", data, NOW, retained)


def said(stream: Statestream, entity: str, state: str, unit: str) -> Report:
    """What an entity's change becomes, in the order in which Home Assistant publishes it."""
    first = stream.translate(message(f"{entity}/state", state))
    second = stream.translate(message(f"{entity}/unit_of_measurement", unit))
    assert first is not None
    assert second is not None
    assert first.signals == {}
    return second


@pytest.mark.parametrize(
    ("entity", "state", "unit", "signals"),
    [
        ("my_car_battery", "80", '"%"', {paths.SOC: 80.0, paths.SOC_DISPLAYED: 80.0}),
        ("my_car_odometer", "1000", '"mi"', {paths.ODOMETER: 1_609_344.0}),
        ("my_car_odometer", "1000", '"km"', {paths.ODOMETER: 1_000_000.0}),
        ("my_car_outside", "77", '"\\u00b0F"', {paths.AMBIENT: 25.0}),
        ("my_car_outside", "25", '"°C"', {paths.AMBIENT: 25.0}),
        ("my_car_tyre", "36", '"psi"', {paths.TYRE_PRESSURE[0]: pytest.approx(248.211263)}),
        ("my_car_tyre", "2.5", '"bar"', {paths.TYRE_PRESSURE[0]: 250.0}),
    ],
)
def test_the_unit_of_the_entity_decides(
    stream: Statestream, entity: str, state: str, unit: str, signals: dict[str, float]
) -> None:
    report = said(stream, entity, state, unit)

    assert (report.car, report.signals) == ("my_car", signals)


def test_a_unit_that_the_owner_changes_counts_for_the_state_it_comes_with(stream: Statestream) -> None:
    assert said(stream, "my_car_outside", "25", '"°C"').signals == {paths.AMBIENT: 25.0}
    assert said(stream, "my_car_outside", "77", '"°F"').signals == {paths.AMBIENT: 25.0}


def test_a_state_counts_once_however_often_its_unit_comes(stream: Statestream) -> None:
    said(stream, "my_car_battery", "80", '"%"')

    again = stream.translate(message("my_car_battery/unit_of_measurement", '"%"'))

    assert again == Report("my_car", passed_over={"soc": Why.NO_VALUE})


@pytest.mark.parametrize("state", ["unknown", "unavailable", "None", ""])
def test_an_entity_without_a_value_is_none(stream: Statestream, state: str) -> None:
    assert said(stream, "my_car_battery", state, '"%"').passed_over == {"soc": Why.NO_VALUE}


@pytest.mark.parametrize("unit", ["null", '"parsec"', "%", "", "[" * 10_000, '{"a": 1}'])
def test_a_number_without_a_unit_that_is_known_is_held_back(stream: Statestream, unit: str) -> None:
    report = said(stream, "my_car_battery", "80", unit)

    assert (report.signals, report.passed_over) == ({}, {"soc": Why.UNIT_UNKNOWN})


def test_what_has_no_unit_counts_at_once_and_may_be_several_things(stream: Statestream) -> None:
    report = stream.translate(message("my_car_charging/state", "charging"))

    assert report is not None
    assert report.signals == {paths.IS_CHARGING: True, paths.CABLE_CONNECTED: True}
    assert report.passed_over == {"charging": Why.NOT_BOOLEAN}  # whose words are on and off


def test_what_the_broker_kept_is_no_reading_and_its_unit_makes_none_of_it(stream: Statestream) -> None:
    kept = stream.translate(message("my_car_battery/state", "80", retained=True))
    stream.translate(message("my_car_battery/unit_of_measurement", '"km"', retained=True))
    unit = stream.translate(message("my_car_battery/unit_of_measurement", '"%"'))

    assert kept == Report("my_car", passed_over={"soc": Why.RETAINED})
    assert unit == Report("my_car", passed_over={"soc": Why.NO_VALUE})
    assert said(stream, "my_car_battery", "79", '"%"').signals[paths.SOC] == 79.0


def test_only_what_the_file_names_is_asked_for_and_read(stream: Statestream) -> None:
    assert len(stream.TOPICS) == 2 * 6
    assert "home/assistant/sensor/other_battery/state" in stream.TOPICS
    assert stream.translate(message("somebody/state", "1")) is None
    assert stream.translate(message("my_car_battery/friendly_name", '"My car"')) is None
    assert stream.translate(Message("homeassistant/sensor/my_car_battery/state", b"1", NOW)) is None
    assert said(stream, "other_battery", "1", '"%"').car == "second car"
    assert stream.NAME == home_assistant.NAME


@given(state=st.binary(max_size=60), unit=st.binary(max_size=60))
def test_no_payload_raises(state: bytes, unit: bytes) -> None:
    stream = statestream.read(FILE)
    for entity in ("my_car_battery", "my_car_charging"):
        assert stream.translate(message(f"{entity}/state", state)) is not None
        assert stream.translate(message(f"{entity}/unit_of_measurement", unit)) is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("base =", "nvalid"),
        ('[my_car]\nsoc = "sensor.a"', "base is the base_topic"),
        ('base = "a/#"\n[my_car]\nsoc = "sensor.a"', "base is the base_topic"),
        ('base = "a/"\n[my_car]\nsoc = "sensor.a"', "base is the base_topic"),
        ('base = "a"', "tables of cars"),
        ('base = "a"\n[my_car]', "tables of cars"),
        ('base = "a"\nsoc = "sensor.a"', "tables of cars"),
        ('base = "a"\n[my_car]\nsoc = 5', "Expected"),
        ('base = "a"\n[my_car]\nfuel = "sensor.a"', "fuel is none of soc, soh"),
        ('base = "a"\n[my_car]\nsoc = "my_battery"', "my_battery is no entity"),
        ('base = "a"\n[my_car]\nsoc = "sensor.a/#"', "is no entity"),
        ('base = "a"\n[my_car]\nsoc = "sensor.a"\nsoc = "sensor.b"', "overwrite"),
        ('base = "a"\n[one]\nsoc = "sensor.a"\n[two]\nsoc = "sensor.a"', "two cars, one and two"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match="statestream_wrong") as refused:
        statestream.read(text)

    assert reason in str(refused.value.params["reason"])
