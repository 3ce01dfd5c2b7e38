import pytest

from domain.core import Core
from domain.garage import service as garage


@pytest.fixture
def owner_id(core: Core) -> int:
    with core.unit() as unit:
        return garage.meet(unit, 4711, locale="zh_Hans", zone="Asia/Shanghai").id


@pytest.fixture
def other_id(core: Core) -> int:
    with core.unit() as unit:
        return garage.meet(unit, 4712, locale="en", zone="Asia/Shanghai").id
