"""Bytes and back: equal, small, and readable by column."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from domain.telemetry.intake import Block
from domain.telemetry.storage import blocks, packing
from jobs.lab.bench import storage

START = 1_763_427_600_000
SENT = st.one_of(
    st.just(np.nan),
    st.integers(-(10**9), 10**9).map(float),
    st.integers(-(10**6), 10**6).map(lambda whole: whole / 1000),
    st.floats(allow_nan=False, allow_infinity=False),
)


@settings(max_examples=60, deadline=None)
@given(
    values=st.tuples(st.integers(1, 20), st.integers(1, 5)).flatmap(
        lambda shape: arrays.arrays(np.float64, shape, elements=SENT)
    )
)
def test_values_read_back_equal_to_what_was_sent(
    values: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> None:
    rows, columns = values.shape
    block = Block(START + 1000 * np.arange(rows), tuple(f"Vehicle.S{n}" for n in range(columns)), values)
    sealed = packing.unchunk(packing.chunk(block))
    loose = packing.untail(packing.tail(block))

    wanted = blocks.tidy(block)
    assert sealed.paths == wanted.paths
    np.testing.assert_array_equal(sealed.at, wanted.at)
    np.testing.assert_array_equal(sealed.values, wanted.values)
    np.testing.assert_array_equal(loose.values, block.values)


def test_two_hundred_signals_at_one_hertz_take_little_room() -> None:
    assert not storage.storage().missed()


@pytest.mark.parametrize("kind", ["chunk", "tail"])
def test_only_the_asked_columns_are_read_and_every_moment_stays(kind: str) -> None:
    block = Block(
        START + 1000 * np.arange(2), ("Vehicle.A", "Vehicle.B"), np.array([[1.0, np.nan], [np.nan, 2.5]])
    )
    pack, unpack = {"chunk": (packing.chunk, packing.unchunk), "tail": (packing.tail, packing.untail)}[kind]
    read = unpack(pack(block), {"Vehicle.B", "Vehicle.C"})

    assert read.paths == ("Vehicle.B",)
    assert read.at.size == 2
    np.testing.assert_array_equal(read.values[:, 0], [np.nan, 2.5])


def test_joining_is_the_same_in_any_order_and_however_often() -> None:
    one = Block(START + np.array([0, 2000]), ("A", "B"), np.array([[1.0, 5.0], [2.0, np.nan]]))
    two = Block(START + np.array([1000, 2000]), ("B",), np.array([[7.0], [8.0]]))
    three = Block(START + np.array([0, 2000]), ("A", "B"), np.array([[3.0, np.nan], [1.0, 9.0]]))
    joined = blocks.tidy(blocks.merge([one, two, three]))
    again = blocks.tidy(blocks.merge([three, blocks.merge([two, three, one]), two, one]))

    np.testing.assert_array_equal(joined.values, again.values)
    np.testing.assert_array_equal(joined.values, [[3.0, 5.0], [np.nan, 7.0], [2.0, 9.0]])


def test_nothing_packs_and_joins_to_nothing() -> None:
    assert blocks.merge([]).at.size == 0
    assert packing.unchunk(packing.chunk(blocks.EMPTY)).at.size == 0
