"""Who waits when Telegram slows chats down: the chat itself, and everybody where it slows several."""

import anyio
import pytest

from bot.pace import Pace

SLOWED, OTHER, THIRD = 1, 2, 3
LONG_S = 3600.0

pytestmark = pytest.mark.anyio


async def waits(pace: Pace, chat_id: int) -> bool:
    with anyio.move_on_after(0.05) as scope:
        await pace.turn(chat_id)
    return scope.cancelled_caught


def fast() -> Pace:
    return Pace(overall_per_s=1e9, chat_gap_s=0)


async def test_only_the_chat_that_is_slowed_waits() -> None:
    pace = fast()
    pace.hold(SLOWED, LONG_S)

    assert await waits(pace, SLOWED)
    assert not await waits(pace, OTHER)


async def test_everybody_waits_where_several_chats_are_slowed_at_once() -> None:
    pace = fast()
    pace.hold(SLOWED, LONG_S)
    pace.hold(OTHER, LONG_S)

    assert await waits(pace, THIRD)


async def test_a_chat_that_is_slowed_twice_slows_nobody_else() -> None:
    pace = fast()
    pace.hold(SLOWED, LONG_S)
    pace.hold(SLOWED, LONG_S)

    assert not await waits(pace, OTHER)


async def test_chats_that_are_slowed_one_after_the_other_slow_nobody_else() -> None:
    pace = fast()
    pace.hold(SLOWED, 0)
    await anyio.sleep(0.01)
    pace.hold(OTHER, LONG_S)

    assert not await waits(pace, THIRD)
