"""An event between tasks, set when there is work, so that nobody polls every few milliseconds."""

import anyio


class Bell:
    def __init__(self) -> None:
        self._event = anyio.Event()

    def ring(self) -> None:
        """Wake all who wait. Call from the event loop."""
        self._event.set()

    async def wait(self, at_most_s: float) -> None:
        """Return when the bell rings, or after the given seconds; the caller looks into the table either way."""
        with anyio.move_on_after(at_most_s):
            await self._event.wait()
        self._event = anyio.Event()
