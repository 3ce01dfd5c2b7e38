"""The data protection officer: how one comes in, what one sees, and what stays shut."""

import re
from datetime import timedelta

import pytest

from api.pages.render import speaker
from domain.db.tables import JobResult
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock
from domain.privacy import access_log, acts, declared, erase, oversight
from domain.privacy.access_log import Viewer, What
from domain.registry.tables import Owner
from domain.signin import factor
from domain.signin import service as sessions
from tests.api.conftest import Caller, Door, Life
from tests.api.pages.conftest import Browser
from tests.api.pages.test_signin import code, secret_of


@pytest.fixture
def watcher(officer: Browser, clock: FixedClock) -> Browser:
    """A data protection officer whose code was right."""
    officer.sends("/second-factor", code=code(secret_of(officer.reads("/second-factor")), clock))
    officer.reads("/sessions")
    return officer


def test_an_officer_shows_nothing_before_the_code_and_is_asked_again_after_a_night(
    watcher: Browser, door: Door, clock: FixedClock
) -> None:
    again = Browser(door)
    with door.core.unit() as unit:
        factor.forget(unit, "Chen", role="dpo")
    watcher.ask("GET", "/oversight", status=401)
    with door.core.unit() as unit:
        text = sessions.link(unit, "dpo", name="Chen").text
    assert again.enters(text).headers["location"] == "/oversight"
    assert again.ask("GET", "/oversight", status=303).headers["location"] == "/second-factor"

    again.sends("/second-factor", code=code(secret_of(again.reads("/second-factor")), clock))
    again.ask("GET", "/oversight")
    clock.advance(timedelta(hours=12))
    assert again.ask("GET", "/operator/looks", status=303).headers["location"] == "/second-factor"


def test_an_officer_and_an_operator_of_one_name_have_an_authenticator_each(
    operator: Browser, watcher: Browser
) -> None:
    assert secret_of(operator.reads("/second-factor"))
    assert "Chen" in watcher.reads("/operator/access")


def test_the_operator_invites_an_officer_by_a_link_that_is_shown_once(
    operator: Browser, door: Door, clock: FixedClock
) -> None:
    operator.sends("/second-factor", code=code(secret_of(operator.reads("/second-factor")), clock))
    operator.reads("/operator/access")
    operator.sends("/operator/access/dpo", status=422, name=" ")
    shown = operator.sends("/operator/access/dpo", status=200, name="Li").text
    link = re.findall(r"/sign-in/(bsl_\w+)", shown)[0]
    assert link not in operator.reads("/operator/access")

    assert Browser(door).enters(link).headers["location"] == "/oversight"
    assert "数据保护负责人" in operator.reads("/operator/access")


def test_an_officer_sees_erasures_copies_and_deletion_and_no_car(
    watcher: Browser, door: Door, life: Life, other_life: Life
) -> None:
    with door.core.unit() as unit:
        acts.hand_over(unit, unit.session.get_one(Owner, other_life.owner_id), {})
        access_log.note(unit, Viewer("operator"), What.WARNINGS, [(other_life.owner_id, 2)])
        erase.erase(unit, unit.session.get_one(Owner, life.owner_id))
        unit.session.add(JobResult(key="retention", period_start=unit.now, done_at=unit.now, cars=3))

    page = watcher.reads("/oversight")
    assert "已于" in page
    assert page.count("编号 1") == 2
    assert "已删除的数据未随备份恢复" in page
    assert "正常完成" in page or "完成" in page
    assert "提醒" in watcher.reads("/operator/looks")
    for path in ("/oversight", "/operator/looks", "/operator/access", "/operator/running"):
        assert "/operator/cars" not in watcher.reads(path)
        assert "/operator/access/dpo" not in watcher.reads(path)


def test_a_list_of_erasures_that_disagrees_is_told(watcher: Browser, door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        erase.erase(unit, unit.session.get_one(Owner, life.owner_id))
    path = door.core.settings.suppression_file
    path.write_text("nonsense\n" + path.read_text("ascii"), encoding="ascii")

    assert "删除名单与数据库不一致" in watcher.reads("/oversight")


def test_an_officer_ends_what_others_come_in_by(watcher: Browser, door: Door) -> None:
    api = Caller(door, door.token("operator"))
    (own,) = (each for each in api.ask("GET", "/v1/tokens")["tokens"] if each["name"].startswith("operator"))
    watcher.reads("/operator/access")
    watcher.sends(f"/operator/access/{own['id']}/revoke")

    assert api.refused("GET", "/v1/tokens", status=401) == "token_unknown"


def test_a_session_of_an_officer_opens_nothing_of_the_api(watcher: Browser, door: Door) -> None:
    operator = Caller(door, door.token("operator"))
    (own,) = (each for each in operator.ask("GET", "/v1/tokens")["tokens"] if each["role"] == "dpo")

    for kind in ("bop", "dpo", ""):
        assert Caller(door, f"{kind}_{own['prefix']}_{'0' * 43}").refused("GET", "/v1/tokens", status=401)


def test_an_officer_reads_what_is_kept_why_and_how_long_and_what_a_deletion_took(
    watcher: Browser, door: Door, life: Life
) -> None:
    with door.core.unit() as unit:
        row = JobResult(
            key="retention",
            period_start=unit.now,
            done_at=unit.now,
            note="7 rows forgotten: look 4, notice 3",
        )
        unit.session.add(row)
    page = watcher.reads("/oversight")

    assert oversight.losses("failed", "Error: look 4") == []
    for each in oversight.kinds():
        assert speaker("zh_Hans").say(each.kind) in page
        assert speaker("zh_Hans").say(each.until) in page
    assert f"{speaker('zh_Hans').say(Phrase('privacy.table.notice'))}: 3" in page


def test_whatever_a_round_of_deletion_takes_has_a_name_in_words() -> None:
    limited = [table.name for table in declared.tables() if declared.reach_of(table).keep is not None]
    note = "rows forgotten: " + ", ".join(
        f"{name} 2" for name in (*limited, "samples", "never linked", "orphans")
    )

    for locale in ("en", "zh_Hans"):
        for phrase, count in oversight.losses("done", note):
            assert speaker(locale).say(phrase)
            assert count == 2
