"""The part of docs/models.md on chance models that come with the product, read from the files that ship."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

from jobs.lab.card import Bar

FOLDER: Final = files("domain.data") / "health"
MONTH: Final = "720"
# The gate that a version has to pass (learning/gates.py), told beside what it reached.
BARS: Final[Mapping[str, Bar]] = {
    "precision": Bar(low=0.85),
    "recall": Bar(),
    "lead_h": Bar(),
    "calibration": Bar(high=0.05),
}
_HEAD: Final = """## Chances of trouble: the models that ship

**Simulated, all of it.** Each check below may have additive models for 48 hours, 7 and 30 days: the sum of what each sign
of the check's evidence adds, so that every chance can be explained part by part. They were learned from simulated cars and
gated on other simulated cars with **other forms of the same faults**; only what held there and on forms left out of
learning ships, so that these figures have had a part in the choice: what judges are the further forms of "A fleet over a year" (see [decision 7](decisions/0007-chances-only-within-the-time-in-which-they-held.md)). Base rates are set to
those of the simulated fleet, which are assumed; false alarms were counted day by day among four further cars without a fault
for each car of the counts below. That is too few to prove 85 % of a fault that meets 3 in 10,000 cars a year: with none met in
3,200 car-years there may still be 9 in 10,000. No real breakdown stands behind any of them; checks that are not listed state no
learned chance.
"""


def shipped() -> Mapping[str, Mapping[str, Any]]:
    """Return what ships by check; empty where nothing does."""
    if not FOLDER.is_dir():
        return {}
    files = sorted(
        (each for each in FOLDER.iterdir() if each.name.endswith(".json")), key=lambda each: each.name
    )
    return {each.name.removesuffix(".json"): json.loads(each.read_text(encoding="utf-8")) for each in files}


def section(models: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if models:
        yield _HEAD
    for check, model in models.items():
        yield from _card(check, model)


def _card(check: str, model: Mapping[str, Any]) -> Iterator[str]:
    manifest = model["manifest"]
    yield f"### `{check}`\n"
    for title, key in (("Learned from", "learned_from"), ("Gated on", "gated_by")):
        yield f"- **{title}:** {_sample(manifest[key])}"
    yield f"- **Split:** {manifest['split']}; seed {manifest['seed']}."
    if model["models"]:
        yield f"- **Inputs:** {', '.join(_inputs(model))}."
        yield f"- **Tells:** {_summary(model)}\n"
        yield from _figures(manifest)
    else:
        yield f"- **Ships no model:** {_why(manifest['horizons'])}\n"
    yield from _reliability(manifest["horizons"])


def _sample(counts: Mapping[str, Any]) -> str:
    forms = ", ".join(f"`{form}`" for form in counts.get("forms", ()))
    plain = "; ".join(f"{key.replace('_', ' ')} {value:,}" for key, value in counts.items() if key != "forms")
    return f"{plain}. Fault forms: {forms}." if forms else f"{plain}."


def _inputs(model: Mapping[str, Any]) -> list[str]:
    """Names of the evidence, each once, as the models hold them."""
    shapes = (shape["name"] for each in model["models"].values() for shape in each["shapes"])
    return [f"`{name}`" for name in dict.fromkeys(shapes)]


def _summary(model: Mapping[str, Any]) -> str:
    horizons = " and ".join(f"{hours} h" for hours in sorted(model["models"], key=int))
    speaks_from = model["models"][MONTH]["speaks_from"]
    if speaks_from >= 1:
        return (
            f"chances within {horizons}, all of them blue: its warnings did not keep the promised precision."
        )
    return f"chances within {horizons}; below {speaks_from:.2g} within a month a finding stays blue."


def _why(horizons: Mapping[str, Any]) -> str:
    month = horizons[MONTH]
    return (
        f"within a month its chances were off by {month['left_out_error']:.2g} on forms left out of learning and by "
        f"{month['calibration_error']:.2g} on those that gate, where {BARS['calibration'].high:g} is allowed. Its "
        "findings are told by its own rule, without a chance."
    )


def _figures(manifest: Mapping[str, Any]) -> Iterator[str]:
    figures = manifest["figures"]
    yield "| red and yellow warnings | value | 90 % interval | gate |"
    yield "|---|---|---|---|"
    for name, bar in BARS.items():
        value = figures.get(name)
        if value is None:
            yield f"| {name} | nothing to measure | | |"
            continue
        low, high = figures["intervals"].get(name) or (None, None)
        interval = "" if low is None or high is None else f"{low:.3g} to {high:.3g}"
        limit = f"≥ {bar.low:g}" if bar.low is not None else f"≤ {bar.high:g}" if bar.high is not None else ""
        met = "" if not limit else ", met" if bar.holds(value) else ", **missed**"
        yield f"| {name} | {value:.3g} | {interval} | {limit}{met} |"
    yield f"\nCars told {figures['told']}, cars that came to harm {figures['harmed']}.\n"


def _reliability(horizons: Mapping[str, Any]) -> Iterator[str]:
    yield "| hours | error on forms left out | error on forms that gate | | told → came true |"
    yield "|---|---|---|---|---|"
    for hours, figures in horizons.items():
        points = ", ".join(f"{chance:.2f} → {true:.2f}" for chance, true in figures["reliability"])
        errors = figures["left_out_error"], figures["calibration_error"]
        status = "held" if max(errors) <= BARS["calibration"].high else "not told"
        yield f"| {hours} | {errors[0]:.3g} | {errors[1]:.3g} | {status} | {points} |"
    yield ""
