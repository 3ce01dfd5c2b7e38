"""The part of docs/models.md on chance models that come with the product, read from the files that ship."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any, Final

from jobs.modelcards import Bar

FOLDER: Final = files("domain.data") / "health"
# The gate that a version has to pass (learning/gates.py), told beside what it reached.
BARS: Final[Mapping[str, Bar]] = {
    "precision": Bar(low=0.85),
    "recall": Bar(),
    "lead_h": Bar(),
    "calibration": Bar(high=0.05),
}
_HEAD: Final = """## Chances of trouble: the models that ship

**Simulated, all of it.** Each check below has three additive models, for 48 hours, 7 and 30 days: the sum of what each sign
of the check's evidence adds, so that every chance can be explained part by part. They were learned from simulated cars and
judged on other simulated cars with **other forms of the same faults**. Base rates are set to those of the simulated fleet,
which are assumed. No real breakdown stands behind any of them; checks that are not listed state no learned chance.
"""


def shipped() -> Mapping[str, Mapping[str, Any]]:
    """Return what ships by check; empty where nothing does."""
    if not FOLDER.is_dir():
        return {}
    found = sorted(
        (each for each in FOLDER.iterdir() if each.name.endswith(".json")), key=lambda each: each.name
    )
    return {each.name.removesuffix(".json"): json.loads(each.read_text(encoding="utf-8")) for each in found}


def section(models: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if models:
        yield _HEAD
    for check, model in models.items():
        yield from _card(check, model)


def _card(check: str, model: Mapping[str, Any]) -> Iterator[str]:
    manifest = model["manifest"]
    yield f"### `{check}`\n"
    for title, key in (("Learned from", "learned_from"), ("Judged on", "judged_by")):
        yield f"- **{title}:** {_drawn(manifest[key])}"
    yield f"- **Split:** {manifest['split']}; seed {manifest['seed']}."
    yield f"- **Inputs:** {', '.join(_inputs(model))}."
    yield f"- **Speaks from:** a chance of {model['speaks_from']:.2g} within a month; below it a finding stays blue.\n"
    yield from _figures(manifest)
    yield from _reliability(manifest["horizons"])


def _drawn(counts: Mapping[str, Any]) -> str:
    forms = ", ".join(f"`{form}`" for form in counts.get("forms", ()))
    plain = "; ".join(f"{key.replace('_', ' ')} {value:,}" for key, value in counts.items() if key != "forms")
    return f"{plain}. Fault forms: {forms}." if forms else f"{plain}."


def _inputs(model: Mapping[str, Any]) -> list[str]:
    """Names of the evidence, each once, as the models hold them."""
    shapes = (shape["name"] for each in model["models"].values() for shape in each["shapes"])
    return [f"`{name}`" for name in dict.fromkeys(shapes)]


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
        wanted = (
            f"≥ {bar.low:g}" if bar.low is not None else f"≤ {bar.high:g}" if bar.high is not None else ""
        )
        met = "" if not wanted else ", met" if bar.holds(value) else ", **missed**"
        yield f"| {name} | {value:.3g} | {interval} | {wanted}{met} |"
    yield f"\nCars told {figures['told']}, cars that came to harm {figures['harmed']}.\n"


def _reliability(horizons: Mapping[str, Any]) -> Iterator[str]:
    yield "| hours | calibration error where the check trips | told → came true |"
    yield "|---|---|---|"
    for hours, found in horizons.items():
        points = ", ".join(f"{told:.2f} → {true:.2f}" for told, true in found["reliability"])
        yield f"| {hours} | {found['calibration_error']:.3g} | {points} |"
    yield ""
