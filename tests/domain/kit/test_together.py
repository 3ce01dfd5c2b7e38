"""What comes while earlier work is under way is done in one go, and nobody is told so before it is."""

from collections.abc import Sequence

import anyio
import pytest

from domain.kit.together import Together


class Disk:
    """Takes batches when told to, and fails where an item says so."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.go = anyio.Event()

    async def write(self, items: Sequence[str]) -> None:
        await self.go.wait()
        self.batches.append(list(items))
        if "broken" in items:
            raise OSError


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_items_that_come_while_one_is_written_are_written_together() -> None:
    disk = Disk()
    together = Together(disk.write)
    async with anyio.create_task_group() as group:
        for item in "abcd":
            group.start_soon(together.do, item)
            await anyio.wait_all_tasks_blocked()
        disk.go.set()

    assert disk.batches == [["a"], ["b", "c", "d"]]


async def test_a_failed_call_fails_its_caller_and_the_others_are_tried_alone() -> None:
    disk = Disk()
    together = Together(disk.write)
    failed: list[str] = []

    async def do(item: str) -> None:
        try:
            await together.do(item)
        except OSError:
            failed.append(item)

    async with anyio.create_task_group() as group:
        for item in ("first", "broken", "good"):
            group.start_soon(do, item)
            await anyio.wait_all_tasks_blocked()
        disk.go.set()

    assert failed == ["broken"]
    assert disk.batches == [["first"], ["broken", "good"], ["good"]]
