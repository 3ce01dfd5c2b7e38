"""`python -m jobs.lab.kpi_page`: write docs/kpi.md from the figures themselves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from domain.explain.facts import Phrase
from domain.kpi.catalogue import ALL
from domain.kpi.facts import Definition, Measure
from domain.kpi.rules import LEAST
from jobs import speakers

PAGE: Final = Path(__file__).parents[2] / "docs" / "kpi.md"
_TOLD_AS: Final = {
    Measure.SHARE: "a share, with its Wilson interval",
    Measure.AVOIDED: "a share; the interval reaches down to what the told risks alone would have led to",
    Measure.VALUES: "a share of values; no interval, as values of one car are not independent",
    Measure.NET: "points from −100 to 100",
    Measure.DAYS: "a median in days, with its interval by order statistics",
    Measure.MINUTES: "a median in minutes, with its interval by order statistics",
    Measure.PER_WEEK: "by owner and week, with the score interval of a count",
    Measure.PER_MONTH: "by owner and month of 30.4 days, with the score interval of a count",
    Measure.AMOUNT: "an amount of money, without an interval",
    Measure.DIFFERENCE: "a difference of two shares (Newcombe 1998, method 10)",
}
_HEAD = f"""# Figures of the service

Made from the code by `python -m jobs.lab.kpi_page`; a test fails where it is stale. These are the texts that the API tells in both languages.

`GET /v1/kpi` (operator's token) answers all of them for the last 90 days, or with `period=2026`, `2026-Q3` or `2026-11` for a year, quarter or
month; `centre=1` for one centre. `GET /v1/kpi.csv` is the same as a sheet, `GET /v1/kpi/CODE/rows` lists the numbers of the rows behind
a figure, which its owners see in their access log, and `beforehand admin kpi` prints them. Prometheus reads those of the last 90 days at `/metrics`
as `beforehand_kpi` with `beforehand_kpi_count`, `_low` and `_high`; the job `figures` counts those once a day.

- No figure is shown without its count. Of fewer than {LEAST} it is said that they are too few, and nothing else; only an amount of money is told from one payment on. Intervals hold with 90 %.
- Days begin at midnight where the asked centre is, else where the first centre is, in UTC without one. Readings are counted by the UTC days that
  begin in the period. A period that runs ends now.
- Cars whose data are simulated or recorded are left out; `source=simulated` counts those alone. A centre's cars are those registered with it; its visits
  and requests are those made there.
- Whoever deletes their data is in no figure any more, also of the time before: figures of a past period can change.
- Rows that are kept for a limited time are counted from then on alone: `since` of a figure tells from when.
- The bars are those of the product brief. Intervals take cases as independent; several of one owner are not quite.

Not counted: faults foretold within 48 hours (nothing tells when an unrepaired car would have broken down), what is risky in driving (told to owners
alone), and how late data are in seconds (`beforehand_ingest_lag_seconds` at `/metrics` has it).
"""


def page() -> str:
    """Return the page of every figure."""
    return "\n".join([_HEAD, *(line for each in ALL for line in _section(each))])


def _section(figure: Definition) -> Iterator[str]:
    bar = f" Bar: {figure.bar.sign} {figure.bar.limit:g}." if figure.bar else " No bar."
    rows = "" if figure.rows else " No rows are listed."
    stored = f" Rows are kept for {figure.keep.days} days." if figure.keep else ""
    yield f"## {_say(figure.code)} (`{figure.code}`)\n"
    yield f"{_say(f'{figure.code}.means')}\n"
    yield f"Told as {_TOLD_AS[figure.measure]}.{bar}{stored}{rows}\n"
    yield f"What it does not tell: {_say(f'{figure.code}.limits')}\n"


def _say(code: str) -> str:
    return speakers.speaker("en").say(Phrase(f"kpi.{code}"))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
