"""Desks of a workshop and of the operator at a served product, and what a car has to tell them."""

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from playwright.sync_api import Browser, Page

from domain.alerts import service as alerts
from domain.booking import holder
from domain.booking import service as booking
from domain.booking.facts import VisitView
from domain.explain.facts import Chart
from domain.health.facts import Finding, Kind, Level
from domain.kit.clock import TimeLapse
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.signin import rules
from domain.signin import service as sessions
from tests.api.test_owners_alerts import DUE
from tests.browser.conftest import SCREENSHOTS
from tests.browser.test_page import SIZES, ms
from tests.walks.person import Person
from tests.walks.stage import Stage

SOON: Final = replace(DUE, level=Level.YELLOW, risk=0.9, horizon=timedelta(days=7))
RED: Final = replace(DUE, level=Level.RED, risk=0.95, horizon=timedelta(hours=48), kinds=frozenset(Kind))
LOCALES: Final[Mapping[str, str]] = MappingProxyType({"zh-hans": "zh-CN", "en": "en-GB"})
"""What a browser asks for, by the language of a person in the chat."""


@contextmanager
def window(browser: Browser, *, size: str, language: str) -> Iterator[Page]:
    """A page whose scripts must not complain."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale=LOCALES[language], reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(ms(30))
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda line: complaints.append(f"{line.text} {line.location}") if line.type == "error" else None,
    )
    yield page
    context.close()
    assert complaints == [], complaints


@contextmanager
def desk(browser: Browser, stage: Stage, *, size: str, language: str) -> Iterator[Page]:
    """The workshop's page, signed in by the link of the side panel."""
    with window(browser, size=size, language=language) as page:
        page.goto(f"{stage.url}/playground/api/workshops/east")
        page.get_by_role("button").click()
        page.wait_for_url("**/workshop")
        yield page


@contextmanager
def chief(browser: Browser, stage: Stage, *, size: str, language: str) -> Iterator[Page]:
    """The operator's page, signed in by a link and the code of an authenticator that was just enrolled."""
    with stage.core.unit() as unit:
        link = sessions.link(unit, "operator", name=f"Chen {size} {unit.now}").text
    with window(browser, size=size, language=language) as page:
        page.goto(f"{stage.url}/sign-in/{link}")
        page.get_by_role("button").click()
        secret = base64.b32decode(page.locator(".secret").inner_text())
        step = int(stage.core.clock.now().timestamp()) // rules.STEP_S
        page.locator("#code").fill(rules.code(secret, step))
        page.locator("main button").click()
        page.wait_for_url("**/operator")
        yield page


class Camera:
    """Takes the pictures of a walk in their order."""

    def __init__(self, walk: str) -> None:
        self._walk, self._number = walk, 0

    def shoots(self, page: Page, what: str) -> None:
        self._number += 1
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{self._walk}-{self._number}-{what}.png")


def clock_of(stage: Stage) -> TimeLapse:
    assert isinstance(stage.core.clock, TimeLapse)
    return stage.core.clock


def warn(stage: Stage, person: Person, finding: Finding = SOON, *, chart: Chart | None = None) -> None:
    """Let a warning of each of somebody's cars come up on two days, so that it is told, with a slot kept where that helps."""
    for _ in range(2):
        clock_of(stage).advance(timedelta(days=1))
        with stage.core.unit() as unit:
            owner = unit.session.get_one(Owner, stage.owner_id(person))
            for car in registry.vehicles_of(unit, owner.id):
                alerts.settle(
                    unit,
                    car,
                    owner,
                    {finding.check: finding},
                    charts=lambda _code: chart,
                    hold=holder.hold_for,
                )


def visit_of(stage: Stage, person: Person) -> VisitView:
    with stage.core.reading() as unit:
        owner_id = stage.owner_id(person)
        visits = (*booking.visits_of(unit, owner_id), *booking.visits_of(unit, owner_id, past=True))
    return visits[0]
