"""Recall: a maker's campaign names this car by its VIN. No signal is read."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta

from domain.explain.facts import N_, Chart, Moment, Names, Phrase
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words
from domain.registry.facts import Recall

CODE = "recall"
SIGNALS: tuple[str, ...] = ()
PARTS: tuple[str, ...] = ()
EVERY = timedelta(hours=1)
LIMITS: Mapping[str, Limit] = {
    "named": Limit(1, "open campaign", "the VIN list of the maker, as the operator entered it")
}
WORDS = Words(
    name=N_("Recall campaigns"),
    title=N_("The maker recalls your car: {name}"),
    seen=N_("Campaign {code} of {issued:day_year}. The work is free of charge. {urgency}"),
    matters=N_("Makers recall cars when a part may fail or a rule is not met."),
    action=N_("The workshop then takes your car off the list."),
    sure=N_("This is a fact, not a forecast: your car's number (VIN) stands on the maker's list. {more}"),
)
JOB: str | None = "recall_work"
COST: Cost | None = None
CANNOT_SEE = N_(
    "I only know the campaigns that my operator has entered, and only what workshops here have carried out."
)
TRAITS = Traits(is_chore=True)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("healthy", "long_parking")

_HORIZON = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7)}
CERTAIN = 1.0  # that the campaign names the car: it says nothing of how likely a fault is


def check(view: View) -> Finding | None:
    if not view.recalls:
        return Finding(CODE, 0.0, Level.BLUE, CERTAIN, _HORIZON[Level.BLUE], 0, frozenset({Kind.RECORD}))
    first, *others = view.recalls
    level = Level.YELLOW if first.urgent else Level.BLUE
    return Finding(
        check=CODE,
        strength=float(len(view.recalls)),
        level=level,
        risk=CERTAIN,
        horizon=_HORIZON[level],
        severity=0,
        kinds=frozenset({Kind.RECORD}),
        params={**_params(view, first), "more": _more(len(others))},
    )


def _params(view: View, recall: Recall) -> dict[str, object]:
    return {
        "code": recall.code,
        "name": Names(recall.titles),
        "issued": Moment(datetime.combine(recall.issued, time(12), tzinfo=UTC), view.zone),
        "urgency": Phrase("recall.urgent" if recall.urgent else "recall.ordinary"),
    }


def _more(others: int) -> Phrase:
    return Phrase("recall.others", {"n": others}) if others else Phrase("recall.alone")


def chart(_view: View) -> Chart | None:
    """Return None: there is nothing to draw."""
    return None
