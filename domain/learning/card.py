"""A version's model card, from its manifest: what it is for, what it was made of, how good it was, what it cannot know."""

from collections.abc import Iterator

from domain.learning.facts import Figures, Manifest, Trial, Version
from domain.learning.gates import CALIBRATION, PRECISION
from domain.learning.shelf import Fitted

_UNKNOWN = (
    "Harm comes from simulated cars only, together with what owners and workshops said of warnings: no public data "
    "holds failures of car parts with their times. Figures say how well the simulation is read, not how well cars are."
)


def card(version: Version, *, why: tuple[str, ...]) -> str:
    """Return the card in Markdown, in English. why: the rendered reasons for the version's state."""
    manifest = version.manifest
    return "\n".join((
        f"# Model {version.check}, version {version.number}: {version.state}",
        "",
        *why,
        "",
        f"- Tells: the chance of the harm that the check `{version.check}` warns of, within {_horizons(manifest)}.",
        f"- Made for: {manifest.made_for}.",
        f"- Made at: {version.made_at:%Y-%m-%d %H:%M} UTC, seed {manifest.seed}.",
        f"- Made of: {', '.join(f'{count:,} {name}' for name, count in manifest.data.items())}.",
        f"- Kept apart: {manifest.split}.",
        *_trial(version.trial),
        "",
        "## Red and yellow warnings on cars it had not seen (SIMULATED)",
        "",
        *_table(manifest.figures, manifest.present),
        "",
        "## Chances told and what came true",
        "",
        *_reliability(version),
        "",
        "## What it cannot know",
        "",
        _UNKNOWN,
    ))  # fmt: skip


def _horizons(manifest: Manifest) -> str:
    """Return the horizons with a model; for others no chance is stated."""
    return ", ".join(f"{hours // 24} days" for hours in manifest.reliability)


def _trial(trial: Trial | None) -> Iterator[str]:
    if trial is not None:
        yield (
            f"- Trial: {trial.cars} cars for {trial.days} days, {trial.since:%Y-%m-%d} to {trial.until:%Y-%m-%d}; "
            f"it stops as soon as a precision of {PRECISION:.0%} is out of reach of the {trial.expected} warnings expected."
        )


def _table(figures: Figures, present: Figures | None) -> Iterator[str]:
    yield "| figure | this version | 90 % interval | at work before | bar |"
    yield "|---|---|---|---|---|"
    bars = {"precision": f"≥ {PRECISION}", "calibration": f"≤ {CALIBRATION}"}
    for name in ("precision", "recall", "lead_h", "calibration", "told", "harmed"):
        low, high = figures.intervals.get(name, (None, None))
        between = "" if low is None else f"{low:.3g} to {high:.3g}"
        before = "" if present is None else f"{getattr(present, name):.3g}"
        yield f"| {name} | {getattr(figures, name):.3g} | {between} | {before} | {bars.get(name, '')} |"


def _reliability(version: Version) -> Iterator[str]:
    yield "| within | told: came true |"
    yield "|---|---|"
    for hours, points in version.manifest.reliability.items():
        yield f"| {hours} h | {', '.join(f'{stated:.3f}: {true:.3f}' for stated, true in points)} |"


def fitted(manifest: Fitted, *, state: str) -> str:
    """Return the card of a model fitted to the installation's own cars, in Markdown and English. state: of `kpi.fitted.Standing`."""
    low, high = manifest.interval_90
    return "\n".join((
        f"# Model {manifest.name}, version {manifest.number}: {state.replace('_', ' ')}",
        "",
        f"- Made for: {manifest.of or 'all models of car'}.",
        f"- Made at: {manifest.made_at:%Y-%m-%d %H:%M} UTC, by the method {manifest.method}.",
        f"- Made of: {manifest.cars:,} {manifest.material}, {manifest.labels:,} outcomes.",
        f"- Kept apart: {manifest.split}.",
        f"- File: SHA-256 {manifest.sha256}.",
        "",
        "| figure, on cars left out of fitting | value | 90 % interval |",
        "|---|---|---|",
        f"| mean error, {manifest.unit} | {manifest.mean_error:.3g} | {low:.3g} to {high:.3g} |",
        f"| the same of {manifest.plain}, which it had to beat | {manifest.plain_error:.3g} | |",
        "",
        "## What it cannot know",
        "",
        "It knows the cars that it was fitted to, their climate and their use. Of others it speaks as if they were alike.",
    ))  # fmt: skip
