"""A real browser on the real page. Where no Chromium is installed these tests are not collected, and say so."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.walks.conftest import served, settings_for
from tests.walks.stage import Stage

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCREENSHOTS = Path(__file__).parents[2] / "screenshots"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CHROMIUM:
        return
    out = [item for item in items if _HERE in item.path.parents]
    if out:
        items[:] = [item for item in items if item not in out]
        config.hook.pytest_deselected(items=out)
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter:
            reporter.write_line(
                f"{len(out)} browser tests left out: no Chromium is installed on this machine"
            )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for each file: Playwright keeps an event loop running, and no other test could run one beside it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def common_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with served(settings_for(tmp_path_factory.mktemp("shown"))) as one:
        yield one


@pytest.fixture
def shown(common_stage: Stage) -> Iterator[Stage]:
    """The served product with its chat page; its bays are free each time."""
    yield common_stage
    common_stage.end_visits()


@pytest.fixture(scope="session")
def hurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One whose stories move the clock: elsewhere tomorrow stays a Thursday."""
    with served(settings_for(tmp_path_factory.mktemp("hurried"))) as one:
        yield one


@pytest.fixture(scope="session")
def common_workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with served(settings_for(tmp_path_factory.mktemp("workshop"))) as one:
        yield one


@pytest.fixture(scope="module")
def workshop(common_workshop: Stage) -> Iterator[Stage]:
    """One for those who work at desks, whose visits come by a moved clock; its bays are free for each file."""
    yield common_workshop
    common_workshop.end_visits()


@pytest.fixture(params=["en", "zh-hans"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)
