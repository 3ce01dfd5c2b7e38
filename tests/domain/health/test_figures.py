"""Text, picture and table tell one figure: for every check on every kind of case, and for every story."""

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from api.technician import series as technician_series
from domain import phrases
from domain.explain.facts import Chart, Language, Phrase
from domain.explain.render import Speaker
from domain.health import catalogue, judging
from domain.health.evidence import usual
from domain.health.facts import Finding, Kind, View
from domain.simulation import stories
from domain.simulation.story import Story
from tests.domain.health import views
from tests.domain.health.test_stories import evenings
from tests.domain.health.test_words import SEEN

LANGUAGES: tuple[Language, ...] = ("en", "zh_Hans")
DRAWN = [
    code for code in SEEN if code not in {"service_due", "fault_codes", "car_alarm", "recall", "silent_car"}
]
FIRING = [story for story in stories.STORIES.values() if story.expect in DRAWN]


def told_alike(found: Finding, seen: View) -> Chart:
    """Compare what is said with what is drawn and listed, in both languages."""
    chart, figure = usual.chart(catalogue.BY_CODE[found.check], seen, found), found.figure
    assert chart is not None, found.check
    assert figure is not None, found.check
    line = chart.series[0]
    assert chart.now == figure
    assert (line.at[-1], round(line.values[-1], figure.digits)) == (figure.at, figure.value), found.check
    assert figure.at == max(at for series in chart.series for at in series.at)
    for locale in LANGUAGES:
        speaker = phrases.speaker(locale)
        said = speaker.say(Phrase(f"check.{found.check}.seen", found.params))
        spec = "n0" if not figure.digits else f"n{figure.digits}"
        assert _as_drawn(figure.value, spec, locale) in said, (said, figure)
        assert technician_series.residual(found.check, chart, speaker.say).now == figure.value
    return chart


def _as_drawn(value: float, spec: str, locale: Language) -> str:
    return Speaker(locale, {"value": f"{{value:{spec}}}"}, NullTranslations()).say(
        Phrase("value", {"value": value})
    )


def cases(code: str) -> Iterator[tuple[View, Finding]]:
    for each in SEEN[code]:
        seen = each if isinstance(each, View) else views.view(each)
        found = judging.conclude(catalogue.BY_CODE[code], seen)
        assert found is not None
        yield seen, found


@pytest.mark.parametrize("code", DRAWN)
def test_what_a_check_says_is_what_its_picture_and_table_show(code: str) -> None:
    for seen, found in cases(code):
        if found.strength >= 1:
            told_alike(found, seen)


@pytest.mark.parametrize("story", FIRING, ids=lambda story: story.code)
def test_every_story_says_what_it_draws(story: Story) -> None:
    assert story.expect is not None
    check = catalogue.BY_CODE[story.expect]
    told = [
        (seen, found)
        for seen in evenings(story)
        if (found := judging.conclude(check, seen)) and found.strength >= 1
    ]

    assert told
    for seen, found in told:
        told_alike(found, seen)


def test_the_usual_range_is_the_cars_own_before_the_change() -> None:
    falling = [250.0 + (i % 3) for i in range(12)] + [250.0 - 4 * i for i in range(1, 12)]
    wandering = [250.0 + (i % 3) for i in range(23)]

    assert usual.before(falling) == pytest.approx((250.0, 252.0), abs=0.1)
    assert usual.before(wandering) == pytest.approx((250.0, 252.0), abs=0.1)
    assert usual.before([250.0] * 5) is None


@pytest.mark.parametrize("story", FIRING, ids=lambda story: story.code)
def test_a_value_that_trips_lies_outside_what_was_usual_before(story: Story) -> None:
    """Never a band that the trouble itself has widened, nor one of another series."""
    assert story.expect is not None
    check = catalogue.BY_CODE[story.expect]
    last = [
        (seen, found) for seen in evenings(story) if (found := check.check(seen)) and found.strength >= 1
    ][-1]
    chart = told_alike(last[1], last[0])

    if chart.normal is not None and chart.now is not None:
        low, high = chart.normal
        moved = last[1].kinds & {Kind.LEVEL, Kind.TREND}
        assert not moved or not low <= chart.now.value <= high, (chart.normal, chart.now)
        assert min(chart.series[0].values) < low or high < max(chart.series[0].values)
