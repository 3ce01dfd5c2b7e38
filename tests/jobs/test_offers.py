"""The operator's side of offers: a file that cannot be used, the round, and what came of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from domain.core import Core
from domain.kit.classified import Purpose
from domain.offers import gauges
from domain.offers.facts import State, Use
from domain.offers.tables import Proposal
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.simulation.cars import made_up_vin
from jobs import cli, offers
from tests.domain.earlier import long_ago
from tests.domain.offers import drives

FILE = Path(__file__).parents[2] / "domain" / "data" / "offers.toml"


def test_a_broken_file_is_refused_before_anything_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logging_put_back: None
) -> None:
    file = tmp_path / "offers.toml"
    file.write_bytes("价格".encode("gb18030"))
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(tmp_path / "keys" / "master.json"))
    monkeypatch.setenv("BEFOREHAND_OFFERS", str(file))
    unread = CliRunner().invoke(cli.app, ["ticker"])
    monkeypatch.setenv("BEFOREHAND_OFFERS", str(tmp_path / "none.toml"))
    missing = CliRunner().invoke(cli.app, ["ticker"])

    assert (unread.exit_code, missing.exit_code) == (1, 1)
    assert "is no text in UTF-8. docs/offers.md shows one. [offers_wrong]" in unread.output
    assert "No such file" in missing.output


def _car(core: Core, number: int) -> tuple[int, int]:
    with core.unit() as opened:
        unit = long_ago(opened)
        owner = registry.meet(unit, number, locale="en", zone="Asia/Shanghai")
        vin = made_up_vin(900_000 + number, year="S")
        car = registry.register_vehicle(unit, vin=vin, name="Fox", model="Lark 60", papers=Papers())
        registry.link(unit, owner.id, registry.link_code(unit, car.id))
        for purpose in (Purpose.CARE, Purpose.DRIVING):
            registry.consent(unit, owner.id, purpose=purpose, given=True, channel="test")
        drives.drive(opened, car.id, owner.id, drives.travel(drives.MOTORWAY))
        return owner.id, car.id


def test_a_round_makes_each_owner_whose_morning_it_is_at_most_one_offer(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 6):
        _car(core, number)
    none = offers.propose(core)
    monkeypatch.setattr(core.settings, "offers", FILE)
    reports = [str(offers.propose(core)) for _ in range(2)]

    assert none == "0 offers for 0 cars, 0 failed"
    assert reports == ["5 offers for 5 cars, 0 failed", "0 offers for 5 cars, 0 failed"]


def _over(core: Core, code: str, state: State, count: int, *, days: int = 70) -> list[int]:
    """Owners with an offer of long ago."""
    people: list[int] = []
    with core.unit() as unit:
        for _ in range(count):
            number = len(people) + 1_000 * (1 + list(State).index(state))
            owner = registry.meet(unit, number, locale="en", zone="UTC")
            vin = made_up_vin(100_000 + number, year="S")
            car = registry.register_vehicle(unit, vin=vin, name="Fox", model="Lark 60", papers=Papers())
            row = Proposal(
                owner_id=owner.id,
                vehicle_id=car.id,
                offer=code,
                state=state,
                day=unit.now.date() - timedelta(days=days),
                expires_at=unit.now - timedelta(days=days - 28),
                figures=unit.seal_fact(owner.id, Use(80, 70, 5, 2.0), label="proposal.figures"),
            )
            unit.session.add(row)
            people.append(owner.id)
    return people


def test_what_cannot_be_told_says_so(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.settings, "offers", FILE)
    _over(core, "assisted_driving_trial", State.ACCEPTED, 5)
    _over(core, "tyres_for_motorways", State.DECLINED, 4)
    with core.reading() as unit:
        trial, tyres, *_ = gauges.tallies(unit)

    assert (trial.offered, trial.accepted, trial.uplift, trial.why) == (5, 5, None, "no_job")
    assert trial.conversion is not None
    assert trial.conversion[0] == pytest.approx(0.65, abs=0.02)
    assert (tyres.conversion, tyres.uplift, tyres.why) == (None, None, "too_few")


def test_the_operator_reads_counts_and_intervals_and_nothing_of_fewer_than_five_owners(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core.settings, "offers", FILE)
    _over(core, "assisted_driving_trial", State.ACCEPTED, 5)
    _over(core, "tyres_for_motorways", State.DECLINED, 4)
    with core.reading() as unit:
        trial, tyres, *_ = [offers._row(each) for each in gauges.tallies(unit)]

    assert (trial["offered"], trial["interested"], trial["interested_90"]) == (5, 5, "65 to 100 %")
    assert trial["uplift_90"] == "cannot be told: it names no job"
    assert (tyres["offered"], tyres["interested_90"]) == (None, "cannot be told: under five owners")
