"""Calls of the synchronous core from the asynchronous edge, in worker threads."""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import to_thread

from domain.core import Core

P = ParamSpec("P")
R = TypeVar("R")


async def in_unit(core: Core, call: Callable[..., R], *args: object, **kwargs: object) -> R:
    """Run `call(unit, ...)` in a worker thread, in a unit of its own that commits at the end."""
    return await to_thread.run_sync(partial(_run, core, call, *args, **kwargs))


def _run(core: Core, call: Callable[..., R], *args: object, **kwargs: object) -> R:
    with core.unit() as unit:
        return call(unit, *args, **kwargs)


async def in_reading(core: Core, call: Callable[..., R], *args: object, **kwargs: object) -> R:
    """As in_unit, for calls that only read: they wait for no writer."""
    return await to_thread.run_sync(partial(_read, core, call, *args, **kwargs))


def _read(core: Core, call: Callable[..., R], *args: object, **kwargs: object) -> R:
    with core.reading() as unit:
        return call(unit, *args, **kwargs)


async def in_thread(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run pure but slow work (drawing a chart) off the event loop. No unit is opened."""
    return await to_thread.run_sync(partial(call, *args, **kwargs))
