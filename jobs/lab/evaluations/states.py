"""The world in which lines of owners are judged: ten cars, thirteen centres, one visit, and where a talk may stand."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from domain.dialogue.facts import Asked, Intent, Offer, Talk, Task, Visit
from domain.dialogue.meaning import agreement
from domain.dialogue.topics import Site
from domain.explain.facts import Name, Names

ZONE: Final = "Asia/Shanghai"
NOW: Final = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - local at the centre, a Wednesday


@dataclass(frozen=True, slots=True)
class Car:
    """A car as `naming.find_cars` looks for it."""

    id: int
    name: Name
    model: str


def _bilingual(chinese: str, english: str) -> Names:
    return Names({"zh_Hans": chinese, "en": english})


_SITES: Final[tuple[Name, ...]] = (
    _bilingual("浦东服务中心", "Pudong Service Centre"),
    _bilingual("徐汇服务中心", "Xuhui Service Centre"),
    _bilingual("嘉定服务中心", "Jiading Service Centre"),
    _bilingual("张江服务中心", "Zhangjiang Service Centre"),
    _bilingual("闵行服务中心", "Minhang Service Centre"),
    _bilingual("静安服务中心", "Jing'an Service Centre"),
    _bilingual("虹桥服务中心", "Hongqiao Service Centre"),
    _bilingual("古北服务中心", "Gubei Service Centre"),
    _bilingual("天河服务中心", "Tianhe Service Centre"),
    "Riverside",
    "Munich North",
    "Schwabing",
    "Harbour Street",
)
SITES: Final = tuple(Site(number, name) for number, name in enumerate(_SITES, start=1))
CARS: Final = tuple(
    Car(number, _bilingual(*names), model)
    for number, (names, model) in enumerate(
        (
            (("白色极氪001", "White Zeekr 001"), "Zeekr 001"),
            (("黑色汉", "Black Han"), "BYD Han"),
            (("灰色小鹏P7", "Grey XPeng P7"), "XPeng P7"),
            (("蓝色ID.4", "Blue ID.4"), "VW ID.4"),
            (("银色高尔夫", "Silver e-Golf"), "VW e-Golf"),
            (("红色特斯拉", "Red Tesla"), "Tesla Model 3"),
            (("绿色Kona", "Green Kona"), "Hyundai Kona"),
            (("白色Ioniq", "White Ioniq"), "Hyundai Ioniq"),
            (("银色聆风", "Silver Leaf"), "Nissan Leaf"),
            (("蓝色Zoe", "Blue Zoe"), "Renault Zoe"),
        ),
        start=1,
    )
)
_CENTRE: Final = SITES[0].name
CURRENT: Final = SITES[0].id  # of the visit and of what is offered


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def _offer(day: int, hour: int, minute: int = 0) -> Offer:
    start = _at(day, hour, minute)
    return Offer(f"{CURRENT}|{start.isoformat()}", start, ZONE, _CENTRE)


_VISIT: Final = Visit(12, "yearly_service", _at(25, 10), ZONE, _CENTRE)
_OFFERS: Final = (_offer(19, 9), _offer(19, 13, 30), _offer(19, 15, 15), _offer(20, 10))
_TASK: Final = Task(Intent.BOOK, job="yearly_service", no=1, car=1)
IDLE: Final = Talk(visits=(_VISIT,), last=1)


def _summed_up(talk: Talk) -> Talk:
    return replace(talk, terms=agreement.terms(talk))


STATES: Final[dict[str, Talk]] = {
    "": IDLE,
    "reminder": IDLE,
    "pushed_alert": replace(IDLE, warned_slot=_offer(19, 10), warned_job="brake_pads"),
    "post_visit": IDLE,
    "asked_time": replace(IDLE, task=_TASK, asked=Asked.WHEN),
    "asked_centre": replace(IDLE, task=_TASK, asked=Asked.SITE, sites=SITES),
    "asked_which_car": replace(IDLE, task=replace(_TASK, car=None)),
    "offered_slots": replace(IDLE, task=_TASK, asked=Asked.SLOT, offered=_OFFERS),
    "asked_confirm": _summed_up(
        replace(IDLE, task=replace(_TASK, slot=_OFFERS[1]), asked=Asked.BOOKING, offered=_OFFERS)
    ),
    "asked_cancel": _summed_up(
        replace(IDLE, task=Task(Intent.CANCEL, visit=12, no=1, car=1), asked=Asked.CANCELLING)
    ),
}
