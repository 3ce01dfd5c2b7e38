"""The demo with its made-up year as it ships: its figures counted anew in SQL, and every page as its reader finds it."""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlmodel import col, select

from api.app import create_app
from api.auth import COOKIE
from api.limits import Limits
from api.pages.render import speaker
from domain.booking.tables import Visit
from domain.contact import service as contact
from domain.explain.catalogue import LANGUAGES
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock, TimeLapse
from domain.kpi import service
from domain.offers import rules as offers
from domain.registry.facts import Source
from domain.registry.tables import Owner
from domain.settings import Settings
from domain.signin import service as sessions
from jobs import due, timetable
from jobs.demo import run, year
from jobs.demo.run import Demo
from tests.domain.kpi.history import NOW
from tests.domain.kpi.recount import Asked
from tests.domain.kpi.test_recount import BY_HAND, LATELY, SCOPES, YEAR, Scope, compare

EMPTY: Final = {  # pages on which nothing may be missing in the demo, and what they would say then
    "/requests": "requests.none",
    "/operator/models": "models.none",
    "/operator/campaigns": "campaigns.recalls.none",
    "/operator/calls": "calls.none",
    "/operator/looks": "looks.none",
}
CODE: Final = re.compile(r"\b[a-z]+_[a-z_]+\b|\b\d+\.00\b|^None$|\bnan\b|\{\w+}")
METRIC: Final = re.compile(r"beforehand_\w+")  # Prometheus has no other name for it
LITERAL: Final = {"code", "pre", "script", "style"}  # where a name of the program's own stands on purpose
SPOKEN: Final = {"aria-label", "title", "alt", "placeholder", "data-sure"}
ELSEWHERE: Final = ("/pages", "/playground", "/schema", "/operator/figures.csv")
ALIKE: Final = 3  # pages of one form that are opened, such as those of cars


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("year")
    settings = Settings(data_dir=folder / "data", master_key_file=folder / "keys" / "master.json")
    made = run.prepare(run.demo_settings(settings, port=1), clock=TimeLapse(FixedClock(NOW)))
    year.tell(made.core, ends_at=NOW)
    yield made
    made.core.engine.dispose()


def test_every_figure_equals_an_independent_recount_in_sql_and_nobody_of_it_is_written_to(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offers, "LEAST_OWNERS", 2)
    simulated = ("", None, Source.SIMULATED), ("2026", None, Source.SIMULATED)
    scopes: dict[Scope, Asked] = {
        scope: Asked(since, NOW, NOW, source="SIMULATED", offer=year.OFFER, work="tyre_service")
        for scope, since in zip(simulated, (LATELY, SCOPES[YEAR].since), strict=True)
    }
    assert compare(demo.core, scopes) == []
    with demo.core.unit() as unit:
        figures = service.figures(unit, "2026", source=Source.SIMULATED).figures
        # Before the first round of jobs nothing is sealed that completeness is counted from.
        assert {each.code for each in figures if not each.part and not each.count} <= {BY_HAND}
        owners = unit.session.exec(select(Owner)).all()
        assert len(owners) == year.OWNERS
        assert all(each.blocked_at for each in owners)
        assert contact.claim(unit, limit=50) == ()
        ahead = select(Visit.id).where(col(Visit.ends_at) > NOW)
        assert unit.session.exec(ahead).all() == []


class Page(HTMLParser):
    """What a page says, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self._literal = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._literal += tag in LITERAL
        self.said += [text for name, text in attrs if name in SPOKEN and text]
        self.links += [text for name, text in attrs if name in {"href", "hx-get"} and text]

    def handle_endtag(self, tag: str) -> None:
        self._literal -= tag in LITERAL

    def handle_data(self, data: str) -> None:
        self.said += [] if self._literal else [data]


def walk(http: TestClient[Litestar], home: str) -> Iterator[tuple[str, Page]]:
    """Open all pages that links lead to, a few of each form; yield each with its address."""
    todo, opened, forms = [home], set[str](), Counter[str]()
    while todo:
        path = todo.pop()
        form = re.sub(r"\d+|(?<=/visits/)\w+", "N", path.partition("?")[0])
        forms[form] += 1
        if path in opened or forms[form] > ALIKE:
            continue
        opened.add(path)
        answer = http.get(path)
        assert answer.status_code in {200, 204}, path
        page = Page(answer.text)
        yield path, page
        links = (each if each[0] != "?" else path.partition("?")[0] + each for each in page.links)
        todo += [
            each.partition("#")[0] for each in links if each[0] == "/" and not each.startswith(ELSEWHERE)
        ]


@pytest.mark.parametrize("role", ["operator", "centre"])
def test_its_pages_say_everything_in_words_and_show_something(demo: Demo, role: str) -> None:
    due.tick(demo.core, timetable.TIMETABLE)
    with demo.core.unit() as unit:
        centre = 1 if role == "centre" else None
        secret = sessions.exchange(unit, sessions.link(unit, role, centre_id=centre, name="Chen").text)
        sessions.prove(unit, sessions.who(unit, secret))
        visits = unit.session.exec(select(Visit.starts_at).where(Visit.centre_id == 1)).all()
    home = {"operator": "/operator", "centre": f"/workshop?day={visits[0].date()}&by=bay&span=week"}[role]
    app = create_app(demo.core)
    app.state.source, app.state.limits = (
        Source.SIMULATED,
        Limits(key_a_minute=10_000, address_a_minute=10_000),
    )
    with TestClient(app, cookies={COOKIE: secret}) as http:
        pages = dict(walk(http, home))

    told = [(path, METRIC.sub("", text)) for path, page in pages.items() for text in page.said]
    assert [(path, text) for path, text in told if CODE.search(text)] == []
    said = {path: {text.strip() for text in page.said} for path, page in pages.items()}
    nothing = [
        (path, speaker(locale).say(Phrase(code))) for path, code in EMPTY.items() for locale in LANGUAGES
    ]
    assert [each for each in nothing if each[1] in said.get(each[0], ())] == []
    assert len(EMPTY.keys() & pages.keys()) == (len(EMPTY) if role == "operator" else 1)
