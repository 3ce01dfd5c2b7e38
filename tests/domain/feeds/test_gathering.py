"""Messages put together to records, without what is old."""

from datetime import UTC, datetime, timedelta

from domain.feeds.facts import Message
from domain.feeds.gathering import Gathering
from domain.telemetry import paths

NOW = datetime(2026, 11, 18, 2, 0, 0, 250_000, tzinfo=UTC)


def message(topic: str, payload: str, *, after_ms: int = 0, retained: bool = False) -> Message:
    return Message(topic, payload.encode(), NOW + timedelta(milliseconds=after_ms), retained)


def test_what_is_said_of_a_car_within_a_second_is_one_record() -> None:
    gathered = Gathering().records([
        message("ovms/me/A/metric/v/p/speed", "50"),
        message("ovms/me/A/metric/v/b/soc", "80", after_ms=700),
        message("ovms/me/B/metric/v/b/soc", "70", after_ms=10),
        message("ovms/me/A/metric/v/p/speed", "51", after_ms=800),
        message("somebody/else", "1"),
    ])  # fmt: skip

    assert {name: [(r.at, r.signals) for r in batch.records] for name, batch in gathered.items()} == {
        ("ovms", "me/A"): [
            (NOW.isoformat(), {paths.SPEED: 50.0, paths.SOC: 80.0}),
            ((NOW + timedelta(milliseconds=800)).isoformat(), {paths.SPEED: 51.0}),
        ],
        ("ovms", "me/B"): [((NOW + timedelta(milliseconds=10)).isoformat(), {paths.SOC: 70.0})],
    }


def test_teslamate_counts_only_from_a_state_that_is_awake_until_one_that_is_not() -> None:
    gathering = Gathering()

    def speed(value: str, *, car: int = 1) -> list[float]:
        said = gathering.records([message(f"teslamate/cars/{car}/speed", value)])
        return [record.signals[paths.SPEED] for batch in said.values() for record in batch.records]

    assert speed("1") == []
    gathering.records([message("teslamate/cars/1/state", "driving", retained=True)])
    assert speed("2") == [2.0]
    assert speed("3", car=2) == []
    gathering.records([message("teslamate/cars/1/state", "asleep")])
    assert speed("4") == []


def test_cars_that_somebody_invents_are_forgotten_and_the_one_that_speaks_stays_awake() -> None:
    gathering = Gathering()
    gathering.records([message("teslamate/cars/1/state", "driving")])
    for number in range(0, 12_000, 4_000):
        invented = range(number, number + 4_000)
        gathering.records(message(f"teslamate/n{each}/cars/1/state", "online") for each in invented)
        assert gathering.records([message("teslamate/cars/1/speed", "50")])
    long_name = "n" * 1_000
    gathering.records([message(f"teslamate/{long_name}/cars/1/state", "online")])

    assert not gathering.records([message("teslamate/n1/cars/1/speed", "50")])
    assert gathering.records([message("teslamate/n11999/cars/1/speed", "50")])
    assert not gathering.records([message(f"teslamate/{long_name}/cars/1/speed", "50")])
