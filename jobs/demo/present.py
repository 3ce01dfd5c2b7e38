"""What of the made-up year is still open when the demo begins: owners who wait for a person, a recall, a model on trial."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain.core import Unit
from domain.explain.facts import Language
from domain.handover import person
from domain.handover import service as handover
from domain.health.judging import shipped
from domain.learning import service as learning
from domain.learning.facts import Figures, Gate, Manifest
from domain.registry.tables import AccessToken
from domain.upkeep import recalls
from domain.upkeep.entry import CampaignEntry
from jobs.demo.past import DAY, Car, Past

_CHECK: Final = "coolant_loop"
_TRIED_ON: Final = 12  # cars
_FIGURES: Final = Figures(
    precision=0.94,
    recall=0.81,
    lead_h=61.0,
    calibration=0.02,
    told=47,
    harmed=58,
    warnings_per_day=0.0011,
    intervals={"precision": (0.86, 0.98)},
)
_RECALLS: Final[tuple[tuple[str, dict[Language, str], int, bool, int, int], ...]] = (
    # Code, title, days since it was issued, whether urgent, every how many-th car is on its list, how many of these were seen to.
    (
        "DEMO-2026-01",
        {"en": "Made-up recall: clamp of a coolant hose", "zh_Hans": "虚构召回：冷却液软管卡箍"},
        150,
        False,
        3,
        9,
    ),
    (
        "DEMO-2026-02",
        {"en": "Made-up recall: driver's seat belt", "zh_Hans": "虚构召回：驾驶座安全带"},
        12,
        True,
        8,
        1,
    ),
)


def wait(past: Past, car: Car, minutes: int, note: str) -> None:
    """An owner asked for a person some minutes ago, and nobody has taken the request."""
    past.at(
        past.ends_at - timedelta(minutes=minutes),
        lambda unit: handover.ask(unit, car.owner_id, vehicle_id=car.id, reason="asked", note=note),
    )


def talk(past: Past, car: Car, question: str, answer: str) -> None:
    """The car's centre took a request and answers it in the chat; it is not over."""
    wait(past, car, 55, question)

    def reply(unit: Unit) -> None:
        request = handover.current(unit, car.owner_id)
        if request is not None:
            desk = AccessToken(
                role="centre", centre_id=car.centre_id, prefix="", secret_hash="", made_at=unit.now
            )
            person.write(unit, desk, request.id, answer)

    past.at(past.ends_at - timedelta(minutes=40), reply)


def campaigns(unit: Unit, ends_at: datetime, vins: Sequence[str]) -> None:
    """Enter recalls of some of the made-up cars; on some of these they were carried out."""
    for code, title, days, is_urgent, every, done in _RECALLS:
        start = replace(unit, now=ends_at - days * DAY)
        cars = list(vins[::every])
        entry = CampaignEntry(code=code, title=title, issued=start.now.date(), urgent=is_urgent, vins=cars)
        recalls.add(start, entry)
        recalls.done(replace(unit, now=ends_at - days * DAY / 2), code, cars[:done])


def trial(unit: Unit, ends_at: datetime, fleet: Sequence[int]) -> None:
    """Begin a trial of a version that judges as the shipped one does, so that no story of the demo ends another way."""
    manifest = Manifest(
        check=_CHECK,
        version=str(learning.next_number(unit, _CHECK)),
        made_for="the demo; figures and cars are made up",
        data={"rows": 5200, "cars": 260},
        split="by car",
        seed=14,
        figures=_FIGURES,
        present=None,
        reliability={},
    )
    version = learning.add(
        replace(unit, now=ends_at - 9 * DAY),
        shipped()[_CHECK].models,
        manifest,
        Gate(passed=True, reasons=()),
    )
    learning.begin_trial(
        replace(unit, now=ends_at - 6 * DAY), _CHECK, version.number, cars=_TRIED_ON, days=30, fleet=fleet
    )
