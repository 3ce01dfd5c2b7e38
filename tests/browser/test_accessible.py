"""Every page of the workshop and the operator, and the API's description, looked through by axe-core (`axe.LICENSE.txt`)."""

from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Browser, Page

from api.pages.routes import ROUTES
from domain.handover import service as handover
from domain.registry import service as registry
from domain.running import service as running
from domain.telemetry import questions
from tests import pace
from tests.api.pages.test_operator import add_version
from tests.browser.desks import RED, chief, desk, visit_of, warn, window
from tests.browser.test_page import SIZES
from tests.walks.stage import Stage

AXE: Final = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
ALL: Final = "axe.run(document, {preload: false, resultTypes: ['violations']})"
SEEN: Final = "axe.run(document, {runOnly: ['color-contrast', 'target-size', 'scrollable-region-focusable'], preload: false, resultTypes: ['violations']})"
"""What depends on colours and on the size of the window."""
LOOKS: Final[tuple[tuple[Literal["light", "dark"], str, str], ...]] = (
    ("light", "phone", ALL),
    ("dark", "desk", SEEN),
)
NO_PAGES: Final = {
    "/pages",
    "/pages/{name:str}",
    "/operator/figures.csv",
}  # one leads on, the others are files
WRONG: Final = {"moderate", "serious", "critical"}


def addresses() -> Iterator[str]:
    """Yield the address of every whole page, with its places."""
    for route in (route for router in ROUTES for route in router.routes):
        for handler in getattr(route, "route_handlers", ()):
            is_owners = route.path.startswith("/my/")  # walked in test_owner.py
            if "GET" in handler.http_methods and "polls" not in handler.opt and not is_owners:
                yield route.path


@pytest.fixture(scope="module")
def busy(workshop: Stage) -> list[str]:
    """A day on which each page has something to show; return the address of each."""
    booked, red = workshop.owner("en"), workshop.owner("zh-hans")
    warn(workshop, red, RED)
    warn(workshop, booked)
    booked.presses("alert.button.book", on=booked.hears(f"check.{RED.check}.title"))
    pace.until(lambda: visit_of(workshop, booked).state == "booked")
    owner_id = workshop.owner_id(red)
    with workshop.core.unit() as unit:
        (car,) = registry.vehicles_of(unit, owner_id)
        handover.ask(unit, owner_id, vehicle_id=car.id, reason="asked")
        questions.ask(unit, car.id, owner_id=owner_id, cause="tyre_psi")
        running.fail(unit, car.id, owner_id, step="twelve_volt", error=ValueError())
    add_version(workshop.core)
    places = {
        "{code:str}": "bsl_x",
        "{handover_id:int}": "1",
        "{centre:int}": "1",
        "{number:str}": visit_of(workshop, booked).number,
        "{vehicle_id:int}": str(car.id),
        "{figure:str}": "precision",
        "{check:str}/{number:int}": "coolant_loop/1",
    }
    paths = [path for path in addresses() if path not in NO_PAGES]
    filled = [reduce(lambda text, place: text.replace(*place), places.items(), path) for path in paths]
    return [*(path for path in filled if path != "/operator/cars"), "/operator/cars?group=red"]


def complaints(page: Page) -> list[str]:
    """Return what is wrong with a page: all of it light on a phone, what may differ also dark on a desk."""
    page.evaluate(AXE)
    found = []
    for scheme, size, run in LOOKS:
        page.emulate_media(color_scheme=scheme)
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        report: dict[str, Any] = page.evaluate(run)
        found += [
            f"{page.url} {scheme} {size}: {each['id']} {[node['html'][:160] for node in each['nodes'][:3]]}"
            for each in report["violations"]
            if each["impact"] in WRONG
        ]
    return found


def test_axe_finds_nothing_wrong_with_any_page(browser: Browser, workshop: Stage, busy: list[str]) -> None:
    wrong = []
    with (
        window(browser, size="phone", language="en") as stranger,
        desk(browser, workshop, size="phone", language="zh-hans") as centre,
        chief(browser, workshop, size="phone", language="en") as operator,
    ):
        stranger.set_content("<p>No title, no language</p><img src='data:,'>")
        assert len(complaints(stranger)) > 1
        for path in (*busy, "/schema"):
            page = centre if path.startswith(("/workshop", "/capacity")) else operator
            page = stranger if path.startswith(("/sign-in", "/schema", "/my")) else page
            answer = page.goto(workshop.url + path)
            wrong += complaints(page) if answer and answer.ok else [f"{path} was not shown"]
    assert wrong == []
