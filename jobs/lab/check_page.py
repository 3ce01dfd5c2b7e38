"""`python -m jobs.lab.check_page`: write docs/checks.md from the checks themselves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from domain.explain.facts import Money, Phrase
from domain.health import catalogue
from domain.health.facts import Check
from jobs import speakers

PAGE: Final = Path(__file__).parents[2] / "docs" / "checks.md"
_HEAD = """# Checks

Made from the code by `python -m jobs.lab.check_page`; a test fails where it is stale.

A check looks at one car and concludes that something is wrong, that nothing is, or that the data do not allow a
judgement. The last is never told as good news. What becomes of a finding is described in [alerts.md](alerts.md).
A car that never sent anything is judged by its records alone: recalls by its number, services by their dates.
Risks stated by a check come from simulation, not from real breakdowns: no public data holds those.
"""


def page() -> str:
    """Return the page for every check of the catalogue."""
    return "\n".join([_HEAD, *(line for check in catalogue.ALL for line in _section(check))]) + "\n"


def _section(check: Check) -> Iterator[str]:
    hours = check.EVERY.total_seconds() / 3600
    yield f"## {_say(f'check.{check.CODE}')} (`{check.CODE}`)\n"
    pace = f"every {hours:g} h at most" if hours else "in every round"
    yield f"Looks {pace}. {_parents(check)}\n"
    yield "| limit | value | unit | source |"
    yield "|---|---|---|---|"
    for name, limit in check.LIMITS.items():
        yield f"| {name} | {limit.value:g} | {limit.unit} | {limit.source} |"
    yield f"\nSignals: {', '.join(f'`{path}`' for path in check.SIGNALS) or 'any'}.\n"
    yield f"What it cannot see: {_say(f'check.{check.CODE}.cannot_see')}\n"
    look_alikes = ", ".join(f"`{code}`" for code in check.LOOK_ALIKES) or "none"
    yield f"Keeps quiet on the simulated look-alikes: {look_alikes}.\n"
    yield f"Workshop job: {f'`{check.JOB}`' if check.JOB else 'none'}. {_cost(check)}\n"


def _parents(check: Check) -> str:
    parents = ", ".join(f"`{code}`" for code in check.INHIBITED_BY)
    return f"Muted by an open warning of {parents}." if parents else "Not muted by other warnings."


def _cost(check: Check) -> str:
    if check.COST is None:
        return "No cost is told."
    return f"Told cost: {_money(check.COST.now)} now, {_money(check.COST.later)} later."


def _money(money: Money) -> str:
    return f"{money.amount:g} {money.currency}"


def _say(code: str) -> str:
    return speakers.speaker("en").say(Phrase(code))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
