"""A bell between tasks: rung when there is work, so that nobody has to look every few milliseconds."""

import anyio


class Bell:
    def __init__(self) -> None:
        self._event = anyio.Event()

    def ring(self) -> None:
        """Wake whoever waits. Call from the event loop."""
        self._event.set()

    async def wait(self, at_most_s: float) -> None:
        """Return when the bell rings, or after the given seconds: the table is the truth, not the bell."""
        with anyio.move_on_after(at_most_s):
            await self._event.wait()
        self._event = anyio.Event()
