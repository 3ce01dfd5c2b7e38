"""The operator's pages: what burns first, whom to call, and all that is behind."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.booking import network, resources, workshop
from domain.core import Core
from domain.handover import service as handover
from domain.kit.clock import FixedClock
from domain.learning import service as learning
from domain.learning import shelf
from domain.learning.facts import Additive, Figures, Gate, Manifest
from domain.plans.tables import Receipt
from domain.privacy import access_log
from domain.privacy import words as privacy
from domain.privacy.access_log import Viewer, What
from domain.registry import service as registry
from domain.registry.facts import Source
from domain.running import service as running
from domain.telemetry import questions
from domain.upkeep import recalls
from domain.upkeep.entry import CampaignEntry
from tests.api.conftest import VIN, Caller, Door, Life
from tests.api.pages.conftest import Browser
from tests.api.pages.test_owner import enters
from tests.api.pages.test_signin import code, secret_of
from tests.api.test_owners_alerts import tell_red
from tests.domain.learning.test_shelf import DRAFT, line

PAGES = {
    "/operator": ("待办事项", "What comes first"),
    "/operator/cars?group=red": ("红色", "Red"),
    "/operator/cars/1": ("未结提醒", "Open warnings"),
    "/operator/calls": ("红色提醒", "Red warnings"),
    "/operator/figures": ("服务指标", "Figures of the service"),
    "/operator/figures/cars_linked": ("参与统计的记录", "The rows that were counted"),
    "/operator/running": ("服务运行情况", "How the service runs"),
    "/operator/doubts": ("异常读数", "Readings that cannot be right"),
    "/operator/models": ("模型版本", "Versions of models"),
    "/operator/campaigns": ("召回与推荐", "Recalls and offers"),
    "/operator/centres": ("新增服务中心", "Add a service centre"),
    "/operator/centres/1/capacity": ("营业时间", "Opening hours"),
    "/operator/access": ("谁能访问", "Who may come in"),
    "/operator/looks": ("查看记录", "Who looked at what"),
    "/oversight": ("数据保护", "Data protection"),
    "/requests": ("", ""),
}


@pytest.fixture
def api(door: Door) -> Caller:
    return Caller(door, door.token("operator"))


@pytest.fixture
def chief(operator: Browser, clock: FixedClock) -> Browser:
    """An operator whose code was right."""
    operator.sends("/second-factor", code=code(secret_of(operator.reads("/second-factor")), clock))
    operator.reads("/sessions")
    return operator


@pytest.fixture
def morning(door: Door, life: Life, clock: FixedClock) -> Life:
    """A bad one: a red warning that nobody took note of, a request, a car that fails, and readings in doubt."""
    tell_red(door, life, clock, before=timedelta(hours=2))
    with door.core.unit() as unit:
        handover.ask(unit, life.owner_id, vehicle_id=life.vehicle_id, reason="asked")
        questions.ask(unit, life.vehicle_id, owner_id=life.owner_id, cause="tyre_psi")
        running.fail(unit, life.vehicle_id, life.owner_id, step="twelve_volt", error=ValueError())
    return life


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_in_both_languages_and_to_no_one_else(
    chief: Browser, desk: Browser, door: Door, morning: Life, path: str
) -> None:
    for language, words in zip(("zh", "en"), PAGES[path], strict=True):
        chief.sends("/language", language=language)
        page = chief.ask("GET", path)
        assert words in page.text
        assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", page.text)
        assert "unsafe" not in page.headers["content-security-policy"]
    if path != "/requests":
        desk.ask("GET", path, status=403)


def test_who_may_come_in_names_no_owners_browser(chief: Browser, door: Door, life: Life) -> None:
    enters(door, life.owner_id)
    page = chief.reads("/operator/access")
    assert "Chen" in page
    assert "<strong>/page</strong>" not in page


def test_an_operator_without_the_second_factor_is_asked_for_it(operator: Browser, life: Life) -> None:
    for path in PAGES:
        assert operator.ask("GET", path, status=303).headers["location"] == "/second-factor"


def test_the_overview_shows_what_burns_as_the_api_says_and_only_where_it_changed(
    chief: Browser, api: Caller, morning: Life, door: Door
) -> None:
    told = api.ask("GET", "/v1/fleet")
    assert (told["cars"], told["to_phone"], told["asks"], told["cars_failing"], told["doubts"]) == (
        1,
        1,
        1,
        1,
        1,
    )
    page = chief.reads("/operator")
    order = re.findall(r'class="card fire grade-(\d)"><a id="fire\d" href="([^"]+)"', page)
    stuck = failing = "/operator/running"
    paths = ["/operator/calls", stuck, "/requests", failing, "/operator/doubts"]
    assert [path for _, path in order] == paths
    for group, count in told["groups"].items():
        assert re.search(rf'group={group}&source=live"><strong>{count}</strong>', page)
    part = re.findall(r'hx-get="(/operator/state[^"]+)"', page)[0]
    chief.ask("GET", part, status=204)
    with door.core.unit() as unit:
        running.succeed(unit, [morning.vehicle_id], ["twelve_volt"])
    chief.reads("/operator")  # whoever opens a page sees it at once, those that are open within seconds
    assert "无法判断" not in re.findall(r'<ul class="list fires".*?</ul>', chief.reads(part), re.DOTALL)[0]


def test_a_red_warning_is_called_about_until_it_is_done(
    chief: Browser, api: Caller, morning: Life, clock: FixedClock
) -> None:
    page = chief.reads("/operator/calls")
    assert "现在打电话" in page
    (path,) = re.findall(r'method="post" action="(/operator/calls/\d+)"', page)
    part = re.findall(r'hx-get="(/operator/calls/part[^"]+)"', page)[0]
    chief.ask("GET", part, status=204)

    for _ in range(2):  # tapped twice
        chief.sends(path, outcome="not_reached:60", tries="0")
    assert "稍后再打" in chief.reads(part)
    assert 'href="/operator/calls">1 条红色提醒已致电' in chief.reads("/operator")
    (call,) = api.ask("GET", "/v1/calls")["calls"]
    assert (call["step"], call["tries"], call["again_at"]) == ("wait", 1, "2026-11-18T03:00:00Z")
    clock.advance(timedelta(hours=1))
    assert "升级处理" in chief.reads("/operator/calls")
    chief.sends(path, outcome="reached")
    assert "已接通：跟进车辆" in chief.reads("/operator/calls")
    chief.sends(path, outcome="done")
    assert api.ask("GET", "/v1/calls") == {"calls": []}
    chief.sends(path, outcome="done", status=404)
    chief.sends(path, outcome="perhaps", status=422)
    looks = morning.owner.ask("GET", "/v1/me/looks")["looks"]
    assert ("operator", "warnings") in {(each["role"], each["what"]) for each in looks}


def test_every_figure_is_shown_with_its_count_and_what_it_means_as_the_api_says(
    chief: Browser, api: Caller, morning: Life
) -> None:
    page = chief.reads("/operator/figures?period=2026&centre=1")
    told = api.ask("GET", "/v1/kpi?period=2026&centre=1", headers={"accept-language": "zh-CN"})["figures"]
    shown = re.findall(
        r'<section class="card figure" aria-labelledby="(\w+)">(.*?)</section>', page, re.DOTALL
    )
    assert [code for code, _ in shown] == list(dict.fromkeys(each["figure"] for each in told))
    for name, text in shown:
        for each in (each for each in told if each["figure"] == name):
            assert each["definition"] in text
            assert f"共 {each['count']} 例" in text
        assert text.count("<li") == sum(each["figure"] == name for each in told)
    sheet = chief.ask("GET", "/operator/figures.csv?period=2026&centre=1")
    assert (
        sheet.text
        == api.door.http.get(
            "/v1/kpi.csv?period=2026&centre=1",
            headers={"authorization": f"Bearer {api.token}", "accept-language": "zh-CN"},
        ).text
    )
    chief.ask("GET", "/operator/figures?period=lately", status=422)


def test_a_notice_that_is_settled_leaves_the_list(chief: Browser, api: Caller, morning: Life) -> None:
    page = chief.reads("/operator/doubts")
    (notice,) = api.ask("GET", "/v1/doubts")["doubts"]
    assert notice["vehicle"] in page
    chief.sends(f"/operator/doubts/{notice['id']}/settle")
    assert api.ask("GET", "/v1/doubts") == {"doubts": []}


def test_a_version_goes_on_trial_and_is_rolled_back(chief: Browser, door: Door, morning: Life) -> None:
    add_version(door.core)
    page = chief.reads("/operator/models")
    assert "候选" in page
    chief.sends("/operator/models/coolant_loop/1/promote", status=409)
    chief.sends("/operator/models/coolant_loop/1/trial", status=422, cars="0")
    chief.sends("/operator/models/coolant_loop/1/trial", cars="1", days="10")
    assert "试用中" in chief.reads("/operator/models")
    assert "# Model coolant_loop, version 1: trial" in chief.reads("/operator/models/coolant_loop/1")
    chief.sends("/operator/models/coolant_loop/1/rollback")
    assert "已停用" in chief.reads("/operator/models")


def test_a_version_fitted_to_own_cars_is_told_in_plain_words_and_taken_back(
    chief: Browser, door: Door, life: Life
) -> None:
    for _ in range(2):
        fit(door.core)
    page = chief.reads("/operator/models")
    assert "当前电池健康度 · 版本 2" in page
    assert page.count("/rollback") == 1
    for path in ("/operator/models", "/operator/models/battery_soh/1"):
        assert "已被新版本取代" in chief.reads(path)
    told = chief.reads("/operator/models/battery_soh/2")
    assert "健康度平均误差为 1.0 个百分点；直接取全部车辆中位数的误差为 2.0 个百分点" in told
    chief.sends("/operator/models/battery_soh/2/rollback")
    chief.sends("/operator/models/battery_soh/2/rollback", status=409)  # tapped twice
    assert [(each.number, in_use) for each, in_use in shelf.every(models_of(door), ("battery_soh",))] == [
        (2, False),
        (1, True),
    ]


def fit(core: Core) -> None:
    shelf.add(core.settings.models_dir, line(1.0), replace(DRAFT, name="battery_soh"))


def models_of(door: Door) -> Path:
    return door.core.settings.models_dir


def add_version(core: Core) -> None:
    figures = Figures(0.95, 0.8, 24.0, 0.01, 40, 50, 0.001, {"precision": (0.9, 0.98)})
    manifest = Manifest("coolant_loop", "1", "all cars", {"rows": 100}, "by car", 1, figures, None, {})
    with core.unit() as unit:
        learning.add(unit, {48: Additive("coolant_loop", "1", 0.0, 0.1, ())}, manifest, Gate(True, ()))


def test_the_operator_changes_what_any_centre_can_take_by_the_centres_own_form(
    chief: Browser, door: Door, life: Life
) -> None:
    base = f"/operator/centres/{life.centre_id}/capacity"
    assert f'href="{base}"' in chief.reads("/operator/centres")
    assert f'action="{base}/bays"' in chief.reads(base)
    assert chief.sends(f"{base}/bays", name="Lift 9").headers["location"] == base
    asked = chief.sends(
        f"{base}/hours", status=200, more={"opens.mon.1": "09:00", "closes.mon.1": "18:00"}
    ).text
    assert life.number in asked
    move = f"/operator/centres/{life.centre_id}/workshop/visits/{life.number}"
    assert f'href="{move}/move"' in asked
    page = chief.reads(f"{move}/move")
    assert f'action="{move}/proposal"' in page
    assert f'href="/workshop/visits/{life.number}' not in page  # that page is the centre's own
    (starts, *_) = re.findall(r'name="starts_at" value="([^"]+)"', page)
    assert chief.sends(f"{move}/proposal", starts_at=starts).headers["location"] == base
    assert f'href="{base}"' in asked
    with door.core.reading() as unit:
        assert "Lift 9" in {each.name for each in resources.bays(unit, life.centre_id)}
        assert workshop.visit(unit, life.centre_id, life.number).course.proposal_start is not None
    looks = life.owner.ask("GET", "/v1/me/looks")["looks"]
    assert ("operator", "visits") in {(each["role"], each["what"]) for each in looks}
    chief.ask("GET", "/operator/centres/99/capacity", status=404)


def test_the_rows_behind_a_part_of_a_figure_are_headed_by_its_name(chief: Browser, door: Door) -> None:
    with door.core.unit() as unit:
        unit.session.add(
            Receipt(
                charge_hash="1",
                plan="optimisation",
                amount_minor=100,
                currency="CNY",
                channel="workshop",
                made_at=unit.now - timedelta(hours=1),
            )
        )
        month = f"{unit.now:%Y-%m}"
    page = chief.reads(f"/operator/figures/revenue?period={month}&part={month}+optimisation+CNY")
    assert f"<h1>套餐收入 · {month} · " in page
    assert f"· {month} optimisation CNY" not in page


def test_every_look_by_anybody_has_its_words(chief: Browser, morning: Life, door: Door) -> None:
    roles = [name.rpartition(".")[2] for name in privacy.WORDS if name.startswith("privacy.looks.who.")]
    assert "reader" in roles
    with door.core.unit() as unit:
        for role in roles:
            for what in What:
                access_log.note(unit, Viewer(role), what, [(morning.owner_id, morning.vehicle_id)])

    page = chief.reads("/operator/looks")
    assert "持有链接的人" in page
    assert page.count("<tr>") > len(roles) * len(What)


def test_a_centre_is_added_and_its_page_takes_the_rest(chief: Browser, door: Door) -> None:
    form = {
        "name_zh": "西区服务中心",
        "code": "west",
        "opens": "08:30",
        "closes": "17:00",
        "zone": "Asia/Shanghai",
    }
    to = chief.sends("/operator/centres", more={**form, "bays": "1号，2号"}).headers["location"]
    page = chief.reads(to)
    assert "西区服务中心" in page
    assert 'value="08:30"' in page
    with door.core.reading() as unit:
        assert [each.name for each in resources.bays(unit, network.codes(unit)["west"])] == ["1号", "2号"]
    chief.sends("/operator/centres", status=409, more={**form, "bays": "A"})
    assert (
        "简称" in chief.sends("/operator/centres", status=422, more={**form, "bays": "A", "code": "W W"}).text
    )


def test_a_token_and_a_browser_are_revoked_and_a_link_is_shown_once(
    chief: Browser, api: Caller, desk: Browser, morning: Life
) -> None:
    page = chief.reads("/operator/access")
    for each in api.ask("GET", "/v1/tokens")["tokens"]:
        assert each["prefix"] in page
    (front,) = (each for each in api.ask("GET", "/v1/tokens")["tokens"] if each["name"] == "Front desk")
    chief.sends(f"/operator/access/{front['id']}/revoke")
    desk.ask("GET", "/sessions", status=401)
    shown = chief.sends("/operator/access", status=200, centre_id=str(morning.centre_id)).text
    link = re.findall(r"/sign-in/(bsl_\w+)", shown)[0]
    assert link not in chief.reads("/operator/access")
    assert Browser(api.door).enters(link).headers["location"] == "/workshop"


POSTS = (
    "/operator/calls/1",
    "/operator/doubts/1/settle",
    "/operator/models/coolant_loop/1/trial",
    "/operator/access/1/revoke",
    "/operator/access",
    "/operator/centres",
    "/operator/centres/1/capacity/bays",
)


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_without_the_token_of_its_session_is_refused(
    chief: Browser, morning: Life, token: str
) -> None:
    for path in POSTS:
        chief.ask("POST", path, status=403, data={"csrf": token, "outcome": "done"})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/operator/cars?group=best", 422),
        ("/operator/cars/99", 404),
        ("/operator/figures?centre=99", 404),
        ("/operator/figures?centre=x", 422),
        ("/operator/figures/none", 404),
        ("/operator/figures/offers_uplift", 409),
        ("/operator/models/coolant_loop/7", 404),
        ("/operator/looks?before=0", 422),
    ],
)
def test_what_is_not_there_is_told_as_a_page(chief: Browser, life: Life, path: str, status: int) -> None:
    assert 'role="alert"' in chief.reads(path, status=status)


def test_a_browser_that_reads_who_may_come_in_is_not_told_to_be_unused(chief: Browser, morning: Life) -> None:
    rows = chief.reads("/operator/access").split("<li")

    assert [each for each in rows if "Chen" in each and "从未使用" in each] == []


def test_recalls_count_the_cars_of_the_source_that_is_chosen(chief: Browser, door: Door, life: Life) -> None:
    with door.core.unit() as unit:
        vehicle = registry.vehicle(unit, life.vehicle_id)
        entry = CampaignEntry(code="R1", title="Belt", issued=date(2026, 7, 3), vins=[VIN])
        recalls.add(unit, entry)
        vehicle.source = Source.SIMULATED
    count = re.compile(r"未完成且在此登记</dt><dd>(\d+)</dd>")

    assert count.findall(chief.reads("/operator/campaigns?source=live")) == ["0"]
    simulated = chief.reads("/operator/campaigns?source=simulated")
    assert count.findall(simulated) == ["1"]
    assert "2026年7月3日" in simulated


def test_rows_behind_a_figure_are_told_with_their_day_and_car(
    chief: Browser, life: Life, clock: FixedClock
) -> None:
    clock.advance(timedelta(minutes=1))
    page = chief.reads("/operator/figures/visits_from_warnings?period=2026")

    assert re.search(r"<td>2026年11月\d+日\s周.\s\d\d:\d\d</td>", page)
    assert f'href="/operator/cars/{life.vehicle_id}"' in page
    assert '<td class="n">否</td>' in page
