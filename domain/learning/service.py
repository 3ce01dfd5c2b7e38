"""The registry: versions of each check's chance models, their trials, and which of them judges a car."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import msgspec

from domain.core import Unit
from domain.errors import Refusal
from domain.explain import pack
from domain.explain.facts import Phrase
from domain.learning import rules, store
from domain.learning.facts import Additive, Course, Gate, Manifest, Models, State, Trial, Verdict, Version
from domain.learning.tables import ModelVersion

_AFTER_TRIAL: Final = {
    Verdict.PASSED: State.PROVED,
    Verdict.FAILED: State.RETIRED,
    Verdict.UNPROVED: State.CANDIDATE,
}
_KEPT: Final = 256  # versions that a process keeps decoded


def live(unit: Unit, check: str, vehicle_id: int | None = None) -> Models | None:
    """Return the models that judge a car, by horizon in hours: those of a trial it takes part in, or the live ones.

    None where no version is at work: what is shipped applies. One small query a unit, however many cars are judged.
    """
    for digest, trial in _standing(unit).get(check, ()):
        if trial is None or (vehicle_id is not None and rules.takes_part(trial, digest, vehicle_id)):
            return _models(unit, digest)
    return None


_AtWork = Mapping[str, list[tuple[str, Trial | None]]]


def _standing(unit: Unit) -> _AtWork:
    """Return by check the versions at work, newest first, with the trial of those not live; read once a unit."""
    cached: _AtWork | None = unit.session.info.get("models_at_work")
    if cached is None:
        by_check: dict[str, list[tuple[str, Trial | None]]] = {}
        for check, state, digest, trial in store.at_work(unit):
            own = None if state == State.LIVE else msgspec.json.decode(trial, type=Trial)
            by_check.setdefault(check, []).append((digest, own))
        cached = unit.session.info["models_at_work"] = by_check
    return cached


def _changed(unit: Unit) -> None:
    unit.session.flush()
    unit.session.info.pop("models_at_work", None)


_DECODED: Final[dict[str, Models]] = {}


def _models(unit: Unit, digest: str) -> Models:
    """Return the models of a digest, decoded once a process."""
    if digest not in _DECODED:
        if len(_DECODED) >= _KEPT:
            _DECODED.clear()
        _DECODED[digest] = msgspec.json.decode(store.models(unit, digest), type=dict[int, Additive])
    return _DECODED[digest]


def next_number(unit: Unit, check: str) -> int:
    return store.last_number(unit, check) + 1


def add(unit: Unit, models: Models, manifest: Manifest, gate: Gate) -> Version:
    """Store a new version under the number in its manifest: as candidate, or refused with the gate's reasons."""
    text = msgspec.json.encode(models)
    row = ModelVersion(
        check=manifest.check,
        number=int(manifest.version),
        state=State.CANDIDATE if gate.passed else State.REFUSED,
        models=text.decode(),
        digest=hashlib.sha256(text).hexdigest(),
        manifest=msgspec.json.encode(manifest).decode(),
        why=_written(gate.reasons or (Phrase("gate.passed"),)),
        made_at=unit.now,
        changed_at=unit.now,
    )
    unit.session.add(row)
    _changed(unit)
    return _version(row)


def begin_trial(
    unit: Unit, check: str, number: int, *, cars: int, days: int, fleet: Collection[int]
) -> Version:
    """Begin a trial: for some days a version judges some cars of the fleet, drawn at random.

    Raises Refusal model_unknown, model_step, trial_empty, trial_running.
    """
    row = _row(unit, check, number)
    state = rules.step(State(row.state), State.TRIAL)
    other = store.newest(unit, check, State.TRIAL)
    if other is not None:
        raise Refusal("trial_running", check=check, number=other.number)
    manifest = msgspec.json.decode(row.manifest, type=Manifest)
    taking = min(cars, len(fleet))
    trial = Trial(
        cars=taking,
        days=days,
        since=unit.now,
        until=unit.now + timedelta(days=days),
        cut=rules.draw(row.digest, fleet, cars),
        last_vehicle=max(fleet),
        expected=rules.expected(manifest.figures.warnings_per_day, cars=taking, days=days),
    )
    row.trial = msgspec.json.encode(trial).decode()
    return _move(unit, row, state, Phrase("trial.begun", {"n": taking, "days": days}))


def in_trial(unit: Unit) -> Sequence[tuple[str, int]]:
    """Return check and number of each version on trial."""
    return store.in_trial(unit)


def version(unit: Unit, check: str, number: int) -> Version:
    """Return a version. Raises Refusal model_unknown."""
    return _version(_row(unit, check, number))


def conclude(unit: Unit, check: str, number: int, course: Course) -> Version:
    """Store the state of a trial, and end it where it is over. Raises Refusal model_unknown, model_step."""
    row = _row(unit, check, number)
    if course.verdict is Verdict.RUNNING:
        row.why = _written((course.why,))
        return _version(row)
    return _move(unit, row, rules.step(State(row.state), _AFTER_TRIAL[course.verdict]), course.why)


def promote(unit: Unit, check: str, number: int) -> Version:
    """Let a version that passed its trial judge all cars. Raises Refusal model_unknown, model_step."""
    row = _row(unit, check, number)
    if row.state == State.RETIRED:
        raise Refusal("model_step", state=row.state, to=State.LIVE)
    state = rules.step(State(row.state), State.LIVE)
    before = store.newest(unit, check, State.LIVE)
    if before is not None:
        _move(unit, before, State.RETIRED, Phrase("model.followed", {"number": number}))
        row.follows = before.id
    return _move(unit, row, state, Phrase("model.live"))


def rollback(unit: Unit, check: str, *, number: int | None = None) -> Version:
    """Take the newest version out of use at once: it ends its trial, or gives way to the one that was live before.

    Returns what was taken out; where nothing was live before, the shipped model judges again.
    number: the version that is meant, where who asks has seen it. Raises Refusal nothing_at_work, other_at_work.
    """
    row = store.newest(unit, check, State.TRIAL, State.PROVED, State.LIVE)
    if row is None:
        raise Refusal("nothing_at_work", check=check)
    if number not in {None, row.number}:
        raise Refusal("other_at_work", check=check, number=row.number)
    before = unit.session.get(ModelVersion, row.follows) if row.follows and row.state == State.LIVE else None
    outcome = _move(unit, row, rules.step(State(row.state), State.RETIRED), Phrase("model.taken_back"))
    if before is not None:
        _move(unit, before, rules.step(State(before.state), State.LIVE), Phrase("model.live_again"))
    return outcome


def versions(unit: Unit, check: str | None = None) -> tuple[Version, ...]:
    """Return all versions, of one check or of all, the newest of each check first."""
    return tuple(_version(row) for row in store.every(unit, check))


def _row(unit: Unit, check: str, number: int) -> ModelVersion:
    row = store.numbered(unit, check, number)
    if row is None:
        raise Refusal("model_unknown", status=404, check=check, number=number)
    return row


def _move(unit: Unit, row: ModelVersion, state: State, why: Phrase) -> Version:
    row.state, row.why, row.changed_at = state, _written((why,)), unit.now
    _changed(unit)
    return _version(row)


def _written(why: tuple[Phrase, ...]) -> str:
    return msgspec.json.encode([pack.pack(each) for each in why]).decode()


def _version(row: ModelVersion) -> Version:
    why: list[Any] = msgspec.json.decode(row.why)
    return Version(
        check=row.check,
        number=row.number,
        state=State(row.state),
        why=tuple(pack.unpack_as(each, Phrase) for each in why),
        manifest=msgspec.json.decode(row.manifest, type=Manifest),
        trial=msgspec.json.decode(row.trial, type=Trial) if row.trial else None,
        made_at=row.made_at,
        changed_at=row.changed_at,
    )
