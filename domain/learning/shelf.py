"""Models fitted to an installation's own cars, kept as files: numbered versions, each with a manifest that proves it.

A version is `<name>-<number>.npz` (plain arrays) and `<name>-<number>.json` (its manifest, put there last and in one step).
The newest manifest that fits a car says what speaks of it. Taking a version back is to rename its manifest: one step again,
after which the version before speaks.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Generic, TypeVar
from zipfile import BadZipFile

import msgspec
import numpy as np
from numpy.typing import NDArray

from domain.errors import Refusal
from domain.learning import plain
from domain.learning.facts import stamp

T = TypeVar("T")
_log = logging.getLogger(__name__)

MARGIN: Final = (
    0.05  # better than the plain answer by at least: less is the draw of a few dozen cars; own choice
)
_IN_USE, _RETIRED = ".json", ".retired"
_BROKEN: Final = (OSError, ValueError, TypeError, LookupError, EOFError, BadZipFile, msgspec.MsgspecError)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A version's manifest: what it was made of and how good it was on cars that were left out of fitting.

    method: how its inputs are made, with a version. of: the model of car it was fitted to, "" for all. mean_error, with
    its 90 % interval over cars, and plain_error are in `unit`; the latter is that of `plain`, which it had to beat.
    number and sha256 (of the npz file) are set when it is put on the shelf. material: what `cars` are.
    """

    name: str
    made_at: datetime
    method: str
    of: str
    cars: int
    labels: int
    split: str
    mean_error: float
    interval_90: tuple[float, float]
    plain: str
    plain_error: float
    unit: str
    number: int = 0
    sha256: str = ""
    material: str = "of this installation's own cars whose owners agreed"

    @property
    def stamp(self) -> str:
        return stamp(self.name, str(self.number))


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What the files of a name must hold. form: as `plain.load` takes it. ask: a question that a whole model answers with numbers."""

    name: str
    method: str
    form: type[T]
    ask: Callable[[T], NDArray[np.float64]]


def add(folder: Path, model: object, draft: Fitted) -> Fitted:
    """Keep a model as the newest version of its name; it is at work from now on.

    Raises Refusal model_no_better, with nothing kept, where it does not beat the plain answer on cars left out
    by `MARGIN`.
    """
    if not draft.mean_error < (1 - MARGIN) * draft.plain_error:
        raise Refusal(
            "model_no_better",
            model=draft.name,
            got=draft.mean_error,
            plain=draft.plain,
            had=draft.plain_error,
            unit=draft.unit,
        )
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((_number(file) for file in _files(folder, draft.name, "")), default=0)
    file = folder / f"{draft.name}-{number}.npz"
    plain.save(model, file)
    manifest = replace(draft, number=number, sha256=hashlib.sha256(file.read_bytes()).hexdigest())
    half = file.with_suffix(".part")
    half.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    half.rename(file.with_suffix(_IN_USE))
    return manifest


def find(folder: Path, kind: Kind[T], *, of: tuple[str, ...] = ("",)) -> tuple[T, Fitted] | None:
    """Return the newest version in use that was fitted to one of these models of car.

    A damaged or foreign one is passed over, and the log says so once for each state of its file.
    """
    for file in _files(folder, kind.name, _IN_USE):
        manifest = _manifest(file, _changed(file))
        if manifest is not None and manifest.of in of:
            arrays = file.with_suffix(".npz")
            model = _model(arrays, _changed(arrays), kind, manifest)
            if model is not None:
                return model, manifest
    return None


def every(folder: Path, names: tuple[str, ...]) -> list[tuple[Fitted, bool]]:
    """Return the manifests of all versions and whether each is in use, the newest of each name first."""
    return [
        (manifest, file.suffix == _IN_USE)
        for name in names
        for file in _files(folder, name, "")
        if file.suffix in {_IN_USE, _RETIRED} and (manifest := _manifest(file, _changed(file))) is not None
    ]


def rollback(folder: Path, name: str) -> Fitted:
    """Take the newest version in use back, and return it. Raises Refusal nothing_at_work."""
    for file in _files(folder, name, _IN_USE):
        manifest = _manifest(file, _changed(file))
        if manifest is not None:
            file.rename(file.with_suffix(_RETIRED))
            return manifest
    raise Refusal("nothing_at_work", check=name)


def _files(folder: Path, name: str, suffix: str) -> Iterator[Path]:
    """Return the files of a name with this suffix, the newest version first."""
    files = [each for each in folder.glob(f"{name}-*{suffix}") if each.stem.rpartition("-")[2].isdecimal()]
    return iter(sorted(files, key=_number, reverse=True))


def _number(file: Path) -> int:
    return int(file.stem.rpartition("-")[2])


def _changed(file: Path) -> int:
    """Return the file's time of change, by which it is read anew; 0 where there is none."""
    return file.stat().st_mtime_ns if file.exists() else 0


@lru_cache(maxsize=64)
def _manifest(file: Path, _when: int) -> Fitted | None:
    try:
        manifest = msgspec.json.decode(file.read_bytes(), type=Fitted)
        if (manifest.name, manifest.number) != (file.stem.rpartition("-")[0], _number(file)):
            raise ValueError(f"it speaks of {manifest.stamp}")
    except _BROKEN as error:
        _log.warning("Manifest %s is refused, and its model with it: %s", file.name, error)
        return None
    return manifest


@lru_cache(maxsize=8)
def _model(file: Path, _when: int, kind: Kind[Any], manifest: Fitted) -> Any:
    """Read a model, or say why not. A file that its manifest does not vouch for is not even opened as arrays."""
    try:
        if hashlib.sha256(file.read_bytes()).hexdigest() != manifest.sha256:
            raise ValueError("it is not the file that its manifest names; restore it or train it anew")
        if manifest.method != kind.method:
            raise ValueError(f"it reads {manifest.method}, and {kind.method} is at work; train it anew")
        model = plain.load(kind.form, file)
        if not np.isfinite(kind.ask(model)).all():
            raise ValueError("it answers no numbers")
    except _BROKEN as error:
        _log.warning("Model %s is refused: %s", file.name, error)
        return None
    return model
