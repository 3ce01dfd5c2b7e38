"""Models as files of plain arrays (npz): any frozen dataclass of arrays, of such dataclasses, and of tuples of them."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T")


def save(model: object, file: Path) -> None:
    np.savez_compressed(file, allow_pickle=False, **_flat(model, ""))


def load(kind: type[T], file: Path) -> T:
    """Return the model of this kind that `save` wrote."""
    with np.load(file, allow_pickle=False) as arrays:
        model: T = _whole(kind, dict(arrays), "")
        return model


def _flat(value: Any, at: str) -> dict[str, NDArray[Any]]:
    """Return the arrays of a model by the path to each; elements of a tuple are numbered."""
    if isinstance(value, tuple):
        inside = {str(place): each for place, each in enumerate(value)}
    elif is_dataclass(value):
        inside = {each.name: getattr(value, each.name) for each in fields(value)}
    else:
        return {at: value}
    return {
        path: each
        for name, part in inside.items()
        for path, each in _flat(part, f"{at}.{name}" if at else name).items()
    }


def _whole(kind: Any, arrays: Mapping[str, NDArray[Any]], at: str) -> Any:
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(  # type: ignore[operator]
            **{name: _whole(hint, arrays, f"{at}.{name}" if at else name) for name, hint in hints.items()}
        )
    if get_args(kind)[-1:] == (...,):
        places = {
            int(path.removeprefix(f"{at}.").split(".")[0]) for path in arrays if path.startswith(f"{at}.")
        }
        return tuple(_whole(get_args(kind)[0], arrays, f"{at}.{place}") for place in sorted(places))
    return arrays[at]
