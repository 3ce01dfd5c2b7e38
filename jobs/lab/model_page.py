"""`python -m jobs.lab.model_page`: write docs/models.md from the kept outcomes of evaluations and the cards beside them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from jobs.lab import figures, shipped_cards
from jobs.lab.card import Bar, Card
from jobs.lab.model_cards import CARDS

PAGE: Final = Path(__file__).parents[2] / "docs" / "models.md"
_ABOUT: Final = ("exercises", "beyond", "split", "intervals_90")  # told in lines of their own
_IN_RECORD: Final = ("bars", "packs", "held")  # of no use to a reader of the page
_HEAD: Final = """# Models and what they are worth

Made by `python -m jobs.lab.model_page` from `docs/figures/*.json`, which `beforehand evaluate NAME --record docs/figures` keeps;
a test fails where this page is stale or an evaluation is missing from it. A column "before" has the figures of
`docs/figures/before`: of the evaluations and recipes that have changed since.

What is judged is what ships: an evaluation maps a set's columns to what a shipped check or recipe takes, and calls that.
Whole cells, cars or recordings are kept apart, never rows; seeds are fixed. Intervals are 90 % when whole units are drawn
again. A part of every public set is kept aside and is **not** on the machine that made this page: where it says
"cross-validated on the development part", a bar that is met here still has to be met there. Reproduce with
`beforehand evaluate NAME --train DIR [--test DIR]`.

**No public data hold real failures of an electric car's parts within 48 hours, nor real wear of brakes, tyres, filters or
12 V batteries.** Chances of trouble in messages therefore come from simulation, and say so.
"""


def page(
    outcomes: Mapping[str, Mapping[str, Any]],
    models: Mapping[str, Mapping[str, Any]],
    before: Mapping[str, Mapping[str, Any]] | None = None,
) -> str:
    """Return the page: an overview, a section an evaluation in the order of the cards, and the models that ship.

    before: outcomes of an earlier state, told beside those that have changed since.
    """
    lines = [_HEAD, *_overview(outcomes)]
    for name, card in _cards(outcomes):
        lines += _section(name, card, outcomes.get(name), (before or {}).get(name))
    lines += shipped_cards.section(models)
    return "\n".join(lines) + "\n"


def _cards(outcomes: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Card]]:
    """Cards with figures, or with a reason for having none."""
    return ((name, card) for name, card in CARDS.items() if name in outcomes or card.unrecorded)


def _overview(outcomes: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield "| evaluation | bars | data |"
    yield "|---|---|---|"
    for name, card in _cards(outcomes):
        real = card.data.partition("**")[2].partition("**")[0].rstrip(".").lower()
        yield f"| [{card.title}](#{_anchor(card.title)}) | {_score(card, outcomes.get(name))} | {real} |"
    yield ""


def _anchor(title: str) -> str:
    return "".join(c for c in title.lower().replace(" ", "-") if c.isalnum() or c == "-")


def _score(card: Card, record: Mapping[str, Any] | None) -> str:
    if record is None:
        return "no figures here"
    if not card.bars:
        return "no bar"
    if not card.judges(record["protocol"]):
        return "not judged here"
    values = {key: figure(record["metrics"], key) for key in card.bars}
    verdicts = [value is not None and card.bars[key].holds(value) for key, value in values.items()]
    return f"{sum(verdicts)} of {len(card.bars)} met"


def figure(metrics: Mapping[str, Any], key: str) -> float | None:
    """Find a figure by its name, or by names joined with dots; None where it was not measured."""
    value: Any = metrics
    for name in key.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, int | float) else None


def _section(
    name: str, card: Card, record: Mapping[str, Any] | None, before: Mapping[str, Any] | None
) -> Iterator[str]:
    yield f"## {card.title}\n"
    yield f"`beforehand evaluate {name}`" + ("\n" if record is None else f": {record['measures']}\n")
    yield f"- **Data:** {card.data}"
    if record is None:
        yield f"- **Figures:** {card.unrecorded}"
    else:
        model = record["model"]
        yield f"- **Protocol:** {record['protocol']}. {_sentence(model['split'])}"
        yield f"- **Part of the product:** {_sentence(model['exercises'])}"
        yield f"- **Not exercised:** {_sentence(model['beyond'])}"
        yield f"- **Units:** {_listed(record['n'])}."
        if before is not None:
            yield f"- **Before:** {_listed(before['n'])}. {_sentence(before['model']['split'])}"
        yield f"- **Model:** {_listed({key: each for key, each in model.items() if key not in _ABOUT})}."
    yield f"- **Known failure:** {card.failure}\n"
    if record is not None:
        yield from _table(card, record, {} if before is None else before["metrics"])


def _sentence(text: str) -> str:
    return f"{text.rstrip('.')}."


def _listed(facts: Mapping[str, Any]) -> str:
    """Name plain facts; whole tables of them stand in the kept outcome."""
    return "; ".join(
        f"{key.replace('_', ' ')} {_value(each)}" for key, each in facts.items() if each is not None
    )


def _value(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.4g}"
        case list():
            return ", ".join(_value(each) for each in value)
        case dict():
            return "(" + ", ".join(f"{key} {_value(each)}" for key, each in value.items()) + ")"
    return str(value)


def _table(card: Card, record: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[str]:
    """Every single figure, those with a bar first; before: what it was, in a column where anything was kept of that."""
    metrics: Mapping[str, Any] = record["metrics"]
    plain = [key for key, value in metrics.items() if isinstance(value, int | float)]
    earlier = " before |" if before else ""
    yield f"| figure | value | 90 % interval |{earlier} bar | | others |"
    yield f"|---|---|---|{'---|' if before else ''}---|---|---|"
    for key in [*card.bars, *(key for key in plain if key not in card.bars)]:
        value = figure(metrics, key)
        if value is not None:
            interval = record["model"]["intervals_90"].get(key)
            is_judged = card.judges(record["protocol"])
            was = f" {_was(before, key)} |" if before else ""
            yield _row(key, value, card.bars.get(key, Bar()), interval, is_judged=is_judged, was=was)
        else:
            skipped = " |" if before else ""
            yield f"| `{key}` | not measured here | |{skipped} {_bar(card.bars[key])} | | {card.bars[key].published} |"
    yield ""
    for key, value in metrics.items():
        if isinstance(value, dict) and key not in _IN_RECORD:
            yield f"{key.replace('_', ' ').capitalize()}: {_listed(value)}.\n"


def _was(before: Mapping[str, Any], key: str) -> str:
    value = figure(before, key)
    return "–" if value is None else _value(value)


def _row(
    key: str, value: float, bar: Bar, interval: list[float] | None, *, is_judged: bool, was: str = ""
) -> str:
    range_text = "" if interval is None else f"{_value(float(interval[0]))} to {_value(float(interval[1]))}"
    bar_text = _bar(bar)
    met = "" if not bar_text else _met(bar, value, interval) if is_judged else "not judged here"
    return f"| `{key}` | {_value(value)} | {range_text} |{was} {bar_text} | {met} | {bar.published} |"


def _met(bar: Bar, value: float, interval: list[float] | None) -> str:
    """Return "met" or "missed", with a note where the bar lies inside the interval, so that chance may have decided."""
    word = "met" if bar.holds(value) else "**missed**"
    crossed = interval is not None and len({bar.holds(end) for end in interval}) > 1
    return f"{word}, interval crosses it" if crossed else word


def _bar(bar: Bar) -> str:
    """Return a bar as text; one without limits only orders the table."""
    if bar.low is not None and bar.high is not None:
        return f"{bar.low:g} to {bar.high:g}"
    if bar.low is not None:
        return f"≥ {bar.low:g}"
    return "" if bar.high is None else f"≤ {bar.high:g}"


if __name__ == "__main__":
    PAGE.write_text(
        page(figures.outcomes(), shipped_cards.shipped(), figures.outcomes(figures.BEFORE)), encoding="utf-8"
    )
