"""The form of the answer to a look at a car from afar."""

from datetime import date, datetime
from typing import Any

import msgspec

from api.outlook import Outlook
from domain.dossier.condition import Basis, Course, Week, Why
from domain.dossier.diagnosis import Question
from domain.health.facts import Break, Chances
from domain.registry.facts import Recall, Serviced, Source


class Papers(msgspec.Struct, kw_only=True):
    """What the register holds of the car; of its VIN the last four characters."""

    id: int
    name: str
    model: str
    vin: str
    source: Source
    zone: str
    placard_front_kpa: float | None
    placard_rear_kpa: float | None
    capacity_new_kwh: float | None
    in_use_since: date | None


class Value(msgspec.Struct):
    """A signal's newest value; `signal` is a COVESA VSS path, age_h the hours since it was measured."""

    signal: str
    value: float | str
    unit: str
    age_h: float


class Doubtful(Value):
    """A stored value that nothing is judged by. why: absent (a mark for "no value") or jump; `reason` says it in words."""

    why: str
    reason: str


class Arriving(msgspec.Struct):
    """How well data arrive: shares are 0..1, silent_h and usual_gap_h hours without a record, now and usually."""

    received: int
    completeness: float
    late_share: float
    implausible_share: float
    silent_h: float | None
    usual_gap_h: float | None


class Line(msgspec.Struct):
    """course: where it stands and moves to; null with fewer than two readings."""

    name: str
    on: list[date]
    values: list[float]
    course: Course | None


class Foretold(msgspec.Struct):
    """What is foretold of a day: likely, and an interval that holds it nine times in ten."""

    on: date
    middle: float
    low: float
    high: float


class Residual(msgspec.Struct, kw_only=True):
    """A check's series against the car's own normal (a band) and the value that trips it, all in `unit`.

    now: the value that the check goes by and its text says, the newest of the first line where nothing was concluded.
    outside: whether it lies outside the band; null without a band. alike: low and high of
    cars like it. ahead: how the first line should go on.
    """

    check: str
    title: str
    unit: str
    lines: list[Line]
    normal: list[float] | None
    limit: float | None
    now: float | None
    outside: bool | None
    alike: list[float] | None
    ahead: list[Foretold]


class Battery(msgspec.Struct, kw_only=True):
    """Battery health as its owner reads it, and the series behind it: stretches of five weeks, charges, half a year ahead."""

    outlook: Outlook
    series: Residual | None


class Alike(msgspec.Struct):
    """What cars of its model, age and climate need at 15 °C and 40 km/h, kWh per 100 km: 10, 50 and 90 % of so many cars."""

    cars: int
    low: float
    middle: float
    high: float


class Consumption(msgspec.Struct, kw_only=True):
    """The last days of driving against the car's own usual in the same weather and traffic, kWh per 100 km.

    at_15c: its usual at 15 °C and 40 km/h; sigma: how single days scatter about usual, a share. risen_since: from when
    on it needs more than weather and traffic explain, null where it does not. by: the shape that weather and traffic are
    allowed for by, "published" or a model fitted to so many cars, with its mean error on cars left out of fitting.
    """

    lately: float
    usual: float
    days: int
    at_15c: float
    sigma: float
    risen_since: date | None
    alike: Alike | None
    by: str
    cars: int | None
    mean_error_pct: float | None
    told: list[str]
    series: Residual


class Concluded(msgspec.Struct, kw_only=True):
    """A check that judged. strength is 1 where it trips; look_alikes are stories that it was tested to tell apart."""

    check: str
    name: str
    strength: float
    based_on: list[Basis]
    not_received: list[str]
    look_alikes: list[str]
    cannot_see: str


class Active(msgspec.Struct, kw_only=True):
    """A check that trips now, told to the owner or not. risk and chances are 0..1; severity is GB/T 32960's, 0..3.

    evidence: by name, 1.0 is where the check trips.
    """

    check: str
    level: int
    risk: float
    horizon_hours: float
    severity: int
    kinds: list[str]
    chances: Chances | None
    evidence: dict[str, float | None]
    based_on: list[Basis]
    title: str
    seen: str
    matters: str
    action: str
    sure: str


class Warned(msgspec.Struct, kw_only=True):
    """A warning that the owner was told and that is open."""

    check: str
    level: int
    title: str
    since: datetime
    told_at: datetime
    acknowledged: bool
    chances: Chances | None


class Query(msgspec.Struct, kw_only=True):
    """A question that a technician would ask. answers: empty where nothing is known of it. ask: the question to send to the owner.

    section: id of the section of the page that the answer rests on.
    """

    question: Question
    text: str
    answers: list[str]
    source: str
    ask: str | None
    section: str


class Interview(msgspec.Struct, kw_only=True):
    """check, title: of the warning that is asked about; null and empty for the car as a whole."""

    check: str | None
    title: str
    questions: list[Query]


class Unjudged(msgspec.Struct, kw_only=True):
    """A check that could not judge. `reason` says it in words; not_received are signals it needs."""

    check: str
    name: str
    why: Why
    reason: str
    based_on: list[Basis]
    not_received: list[str]


class Part(msgspec.Struct, kw_only=True):
    """What is kept of one kind. rows: the newest, by the names of their facts with units; `on` is the owner's day."""

    part: str
    count: int
    first: date | None
    last: date | None
    rows: list[dict[str, Any]]


class Technician(msgspec.Struct, kw_only=True):
    """Everything a workshop needs to prepare. privacy_mode: the owner lets only pass what safety needs."""

    vehicle: Papers
    at: datetime
    privacy_mode: bool
    withheld: str
    quality: Arriving | None
    signals: list[Value]
    doubtful: list[Doubtful]
    active: list[Active]
    warnings: list[Warned]
    interviews: list[Interview]
    ruled_out: list[Concluded]
    unjudged: list[Unjudged]
    residuals: list[Residual]
    battery: Battery | None
    consumption: Consumption | None
    history: list[Part]
    weeks: list[Week]
    services: list[Serviced]
    recalls: list[Recall]
    breaks: list[Break]
