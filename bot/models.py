"""aiogram's models built one by one when first used: all 443 at once cost some four seconds and 100 MB at import.

aiogram declares its models deferred, yet builds each in `aiogram/types/__init__.py` (aiogram issue 1876).
"""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any, Final

from pydantic import BaseModel

_BASES: Final = {
    "aiogram.types.base": ("TelegramObject",),
    "aiogram.methods.base": ("TelegramMethod", "Response"),
}
_BUILD: Final[Callable[..., bool | None]] = BaseModel.__dict__["model_rebuild"].__func__
_BUILDING: Final = RLock()  # pydantic builds a model safely in one thread at a time
_NAMES: Final[dict[str, Any]] = {}


def defer() -> None:
    """Let aiogram's models be built when they are first used. Call before aiogram is imported; later it changes nothing."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    """Finds the modules of aiogram's base models for Python's import, and changes how models are built."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname in _BASES else None
        if spec and spec.loader:
            spec.loader.exec_module = partial(_load, spec.loader.exec_module)  # type: ignore[method-assign]
        return spec


def _load(load: Callable[[ModuleType], None], module: ModuleType) -> None:
    load(module)
    for name in _BASES[module.__name__]:
        vars(module)[name].model_rebuild = classmethod(_rebuild)


def _rebuild(cls: type[Any], /, *, _types_namespace: Any = None, **options: Any) -> bool | None:
    """Note what annotations refer to where aiogram gives it at import, and build nothing then; build when asked later."""
    if _types_namespace and "TelegramObject" in _types_namespace:
        _NAMES.update({} if _NAMES else _types_namespace)
        return None
    with _BUILDING:
        return _BUILD(cls, _types_namespace={**(_types_namespace or {}), **_NAMES}, **options)
