"""Services come due by time, distance or wear, whichever is first, and only from what is on record."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.alerts import message
from domain.explain.facts import Language, Moment, Phrase
from domain.health.checks import service_due
from domain.health.evidence import due as coming
from domain.health.facts import Finding, Level, View
from domain.registry.facts import Serviced
from domain.telemetry.facts import Announced, Day, Features
from domain.upkeep import plan
from tests.domain.alerts.test_first_part import case, first
from tests.domain.health import views

TODAY = views.NOW.date()


def driven(km_day: float, *, odometer: float = 20_000.0, filters: tuple[float, ...] = ()) -> Features:
    """Two months of days with 44 km in the mean, uneven by week, and the odometer of this morning."""
    days = tuple(
        Day(views.ago(i).date(), 9e3, 3e3, km_day * (1.2 if i // 7 % 2 else 0.8), None, None, None)
        for i in range(60, 0, -1)
    )
    wear = tuple(replace(each, odometer_km=odometer) for each in views.pads([10.0]).wear)
    return Features(days=days, wear=wear, filters=views.filters(list(filters)).filters)


def car(*done: Serviced, features: Features | None = None, since: date | None = None) -> View:
    own = replace(views.CAR, in_use_since=since)
    return replace(views.view(driven(44.0) if features is None else features, car=own), services=done)


def test_the_odometer_is_known_without_a_reading_of_the_pads() -> None:
    days = driven(44.0).days
    read = (*days[:-2], replace(days[-2], odometer_km=12_000.0), days[-1])

    known = coming.odometer_of(views.view(Features(days=read)))

    assert known == pytest.approx(12_000.0 + days[-1].distance_km)
    assert coming.odometer_of(views.view(Features(days=days))) is None


def yearly(days_ago: int, km: float | None = None) -> Serviced:
    return Serviced("yearly_service", TODAY - timedelta(days=days_ago), km)


def judged(view: View) -> Finding:
    found = service_due.check(view)
    assert found is not None
    assert found.level is Level.BLUE
    return found


def due(found: Finding) -> Phrase:
    told = found.params["due"]
    assert isinstance(told, Phrase)
    return told


def day(found: Finding, name: str) -> date:
    moment = due(found).params[name]
    assert isinstance(moment, Moment)
    return moment.at.date()


def reason(found: Finding) -> str:
    told = found.params["reason"]
    assert isinstance(told, Phrase)
    return told.code


@pytest.mark.parametrize(("days_ago", "trips"), [(340, True), (330, False), (400, True)])
def test_a_year_after_the_last_service_the_next_is_due(days_ago: int, *, trips: bool) -> None:
    found = judged(car(yearly(days_ago)))

    assert (found.strength >= 1) is trips
    assert (reason(found), due(found).code) == ("service.by_time", "service.due_on")
    assert day(found, "at") == TODAY + timedelta(days=365 - days_ago)


@pytest.mark.parametrize(
    ("done", "again"), [(date(2025, 3, 1), date(2027, 3, 1)), (date(2024, 12, 31), date(2026, 12, 31))]
)
def test_two_years_after_a_day_is_the_same_day(done: date, again: date) -> None:
    assert judged(car(Serviced("brake_fluid", done))).due == again


def test_distance_decides_where_it_comes_first_with_an_interval_by_weekly_use() -> None:
    found = judged(car(yearly(100, km=1_000.0)))

    assert (reason(found), due(found).code) == ("service.by_distance", "service.due_around")
    assert abs((day(found, "at") - TODAY).days - 1_000 / 44) <= 2
    assert day(found, "early") < day(found, "at") < day(found, "late")
    assert found.strength >= 1


def test_a_filter_that_clogs_early_is_due_before_its_time() -> None:
    filters = tuple(8 + i / 3 for i in range(20))
    found = judged(
        car(
            Serviced("cabin_filter", TODAY - timedelta(days=60), 18_000.0),
            features=driven(44.0, filters=filters),
        )
    )

    assert reason(found) == "service.by_wear"
    assert found.params["job_code"] == "cabin_filter"
    assert found.strength >= 1


def worn_pads(*, worn: float) -> Features:
    """Pads that wear by half a point a day and are so worn today."""
    readings = views.pads([worn - 0.5 * days for days in range(40, -1, -1)])
    return replace(driven(50.0), wear=readings.wear)


def test_pads_count_for_the_service_with_an_interval_by_how_evenly_they_wear() -> None:
    found = judged(car(yearly(10), since=TODAY - timedelta(days=400), features=worn_pads(worn=63.0)))

    assert (reason(found), found.params["job_code"]) == ("service.by_pads", "brake_pads")
    assert due(found).code in {"service.wear_around", "service.wear_on"}
    assert abs((day(found, "at") - TODAY).days - 14) <= 2
    assert found.params["counted"] == Phrase("service.from_readings")
    assert found.strength >= 1
    early = judged(car(yearly(10), since=TODAY - timedelta(days=400), features=worn_pads(worn=30.0)))
    assert early.strength < 1


def test_new_pads_on_record_begin_anew() -> None:
    new = Serviced("brake_pads", TODAY - timedelta(days=1))

    assert judged(car(yearly(10), new, features=worn_pads(worn=63.0))).params["job_code"] != "brake_pads"


def test_what_its_own_check_tells_stands_behind_what_only_the_plan_tells() -> None:
    fluid = Serviced("brake_fluid", TODAY - timedelta(days=710))
    new = TODAY - timedelta(days=1_000)
    found = judged(car(yearly(10), fluid, since=new, features=worn_pads(worn=72.0)))

    assert found.params["job_code"] == "brake_fluid"
    pads = Phrase("service.worn", {"item": Phrase("service.item.brake_pads"), "left": pytest.approx(0.285)})
    assert found.params["also"] == Phrase("service.also", {"items": (pads,)})
    alone = judged(car(yearly(10), since=new, features=worn_pads(worn=72.0)))
    assert alone.params["job_code"] == "brake_pads"


def test_the_cars_own_reminder_stands_in_for_the_plans() -> None:
    features = replace(driven(44.0), announced=(Announced(views.ago(1), 5_000.0, 12.0),))

    found = judged(car(yearly(10), features=features))

    assert reason(found) == "service.by_car"
    assert found.strength >= 1


def test_a_new_car_has_its_first_service_once() -> None:
    new = judged(car(since=TODAY - timedelta(days=165), features=driven(20.0, odometer=3_300.0)))
    done = Serviced("first_service", TODAY - timedelta(days=2), 3_280.0)

    assert new.params["job_code"] == "first_service"
    assert new.strength >= 1
    after = judged(car(done, since=TODAY - timedelta(days=165), features=driven(20.0, odometer=3_300.0)))
    assert after.strength < 0.6


def test_a_models_own_interval_stands_in_for_the_general_one() -> None:
    longer = tuple(
        replace(each, months=24, of_model=True) if each.code == "yearly_service" else each
        for each in plan.GENERAL.values()
    )

    found = judged(replace(car(yearly(350)), plan=longer))

    assert found.strength == 0
    assert found.params["plan"] == Phrase("service.plan.model")


def test_other_tasks_of_the_same_weeks_are_done_at_the_same_visit() -> None:
    found = judged(car(yearly(350), Serviced("brake_fluid", TODAY - timedelta(days=700))))

    also = found.params["also"]
    assert isinstance(also, Phrase)
    assert also.params["items"] == (Phrase("service.item.brake_fluid"),)


def test_what_was_missed_long_ago_without_a_record_is_not_mentioned() -> None:
    assert (
        service_due.check(car(since=TODAY - timedelta(days=1_200), features=driven(44.0, odometer=52_000.0)))
        is None
    )
    assert judged(car(yearly(800))).strength > 2


def test_without_a_record_or_a_first_day_nothing_is_counted() -> None:
    assert service_due.check(car()) is None
    assert service_due.check(views.view(Features())) is None


@settings(deadline=None)
@given(
    days_ago=st.integers(0, 1_500),
    at_km=st.none() | st.floats(0, 60_000),
    km_day=st.floats(0, 400),
    odometer=st.floats(0, 300_000),
    new=st.none() | st.integers(0, 4_000),
)
def test_no_interval_runs_backwards_and_the_likely_day_lies_in_it(
    days_ago: int, at_km: float | None, km_day: float, odometer: float, new: int | None
) -> None:
    since = None if new is None else TODAY - timedelta(days=new)
    seen = car(yearly(days_ago, at_km), since=since, features=driven(km_day, odometer=odometer))

    for each in coming.all_due(seen):
        assert each.early <= each.at <= each.late
    found = service_due.check(seen)
    assert found is None or found.due is None or day(found, "early") <= found.due <= day(found, "late")


def test_what_is_past_its_day_is_said_to_be_overdue_and_nothing_says_there_is_no_hurry() -> None:
    for days_ago, heading in ((340, "This month"), (364, "Within two days"), (400, "Overdue")):
        told = case(judged(car(yearly(days_ago))), Level.BLUE)
        said = "\n".join(first(message.build(told), "en"))

        assert heading in said
        assert "no hurry" not in said
        assert (message.deadline(told).latest or TODAY) <= TODAY + timedelta(days=365 - days_ago)


def test_a_first_service_is_only_that_of_a_new_car() -> None:
    just_linked = replace(driven(0.0, odometer=40_000.0), days=())
    used = car(since=TODAY - timedelta(days=165), features=just_linked)
    new = car(since=TODAY - timedelta(days=165), features=replace(just_linked, wear=()))
    served = car(yearly(300), since=TODAY - timedelta(days=165), features=just_linked)

    assert coming.all_due(new)[0].item.code == "first_service"
    for seen in (used, served):
        assert "first_service" not in {each.item.code for each in coming.all_due(seen)}


def test_pads_with_much_left_are_never_called_due() -> None:
    fluid = Serviced("brake_fluid", TODAY - timedelta(days=10))
    since = TODAY - timedelta(days=400)
    found = judged(car(yearly(10), fluid, since=since, features=worn_pads(worn=56.0)))

    words: dict[Language, str] = {"en": "due", "zh_Hans": "到期"}
    for locale, due_word in words.items():
        said = "\n".join(first(message.build(case(found, Level.BLUE)), locale))
        assert due_word not in said.lower()
        assert "44%" in said
