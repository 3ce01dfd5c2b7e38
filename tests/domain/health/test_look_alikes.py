"""What a check says it was tested against exists, and is listed under a story that must not make it speak."""

import pytest

from domain.health import catalogue
from domain.health.facts import Check
from domain.simulation.stories import STORIES


@pytest.mark.parametrize("check", catalogue.ALL, ids=lambda check: check.CODE)
def test_a_check_names_the_stories_that_look_like_it(check: Check) -> None:
    assert check.LOOK_ALIKES
    assert [code for code in check.LOOK_ALIKES if STORIES[code].expect == check.CODE] == []
