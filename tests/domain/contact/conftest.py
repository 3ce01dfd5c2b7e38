import pytest

from domain.core import Core
from domain.registry import service as registry


@pytest.fixture
def owner_id(core: Core) -> int:
    with core.unit() as unit:
        return registry.meet(unit, 4711, locale="zh_Hans", zone="Asia/Shanghai").id


@pytest.fixture
def other_id(core: Core) -> int:
    with core.unit() as unit:
        return registry.meet(unit, 4712, locale="en", zone="Asia/Shanghai").id
