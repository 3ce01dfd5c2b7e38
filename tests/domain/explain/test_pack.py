from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.explain import pack
from domain.explain.facts import Ahead, Chart, Moment, Money, Phrase, Series

NAMES = st.text(max_size=8)
NUMBERS = st.floats(allow_nan=False)
TIMES = st.datetimes(timezones=st.just(UTC))
PLAIN = st.one_of(
    st.none(), st.booleans(), st.text(), st.binary(max_size=8), st.integers(-(2**63), 2**63 - 1), NUMBERS
)
LEAVES = st.one_of(
    PLAIN,
    TIMES,
    st.dates(),
    st.timedeltas(),
    st.builds(Moment, TIMES, st.just("Asia/Shanghai")),
    st.builds(Money, NUMBERS, st.just("CNY")),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Phrase, NAMES, st.dictionaries(NAMES, inner, max_size=3))
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(NAMES, inner, max_size=3)
        | st.frozensets(st.text(max_size=4), max_size=3)
    ),
    max_leaves=8,
)
PHRASES = st.builds(Phrase, NAMES, st.dictionaries(NAMES, VALUES, max_size=3))
SERIES = st.builds(
    Series,
    PHRASES,
    st.lists(TIMES, max_size=3).map(tuple),
    st.lists(NUMBERS, max_size=3).map(tuple),
    st.booleans(),
)
CHARTS = st.builds(
    Chart,
    PHRASES,
    st.just("unit.kpa"),
    st.lists(SERIES, max_size=2).map(tuple),
    st.just("UTC"),
    st.none() | st.tuples(NUMBERS, NUMBERS),
    st.none() | NUMBERS,
    st.none() | st.tuples(NUMBERS, NUMBERS),
    st.none()
    | st.builds(Ahead, *(st.lists(each, max_size=2).map(tuple) for each in (TIMES, *[NUMBERS] * 3))),
)


@given(VALUES | CHARTS | PHRASES)
def test_whatever_can_be_said_comes_back_equal_after_a_trip_through_messagepack(fact: object) -> None:
    carried = msgspec.msgpack.decode(msgspec.msgpack.encode(pack.pack(fact)))

    assert pack.unpack(carried) == fact


def test_numbers_of_numpy_become_ordinary_numbers() -> None:
    packed = pack.pack(Phrase("x", {"a": np.float64(1.5), "b": np.int64(3)}))

    assert pack.unpack_as(packed, Phrase).params == {"a": 1.5, "b": 3}


def test_a_class_that_nobody_named_is_refused_rather_than_lost() -> None:
    with pytest.raises(TypeError, match="cannot be packed"):
        pack.pack(Phrase("x", {"value": object()}))


def test_a_field_that_was_added_later_takes_its_default() -> None:
    series = Series(Phrase("x"), (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=1),), (1.0,))
    older = pack.pack(series)[:-1]

    assert pack.unpack(older) == series
