"""What must hold on both databases when two come at once."""

from concurrent.futures import ThreadPoolExecutor

from domain.core import Core
from domain.errors import Refusal
from domain.signin import service as sessions


def test_of_many_browsers_at_once_one_gets_the_session(core: Core) -> None:
    with core.unit() as unit:
        link = sessions.link(unit, "operator", name="Chen")

    def enter(_: int) -> str:
        try:
            with core.unit() as unit:
                return sessions.exchange(unit, link.text)
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(enter, range(8)))

    assert told.count("sign_in_over") == 7
