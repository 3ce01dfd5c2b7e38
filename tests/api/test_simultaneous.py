"""Two callers at the same moment: the second is told what stands against it, as if it had come later."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from sqlmodel import col, select

from api import centres, vehicles
from domain.booking import network, store, workshop
from domain.booking.entry import CentreEntry
from domain.booking.tables import Centre
from domain.core import Unit
from domain.registry import register, tokens
from domain.registry import service as registry
from domain.registry.entry import VehicleEntry
from domain.registry.tables import Vehicle, VehicleKey
from tests.api.conftest import Caller, Life

AT_LEAST = 0.3


@pytest.fixture
def meanwhile() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def late(
    pool: ThreadPoolExecutor, caller: Caller, path: str, *, first: Callable[[Unit], object], body: object
) -> tuple[int, str]:
    """Ask while `first` is still under way; return the status and code of the answer."""
    with caller.door.core.unit() as unit:
        first(unit)
        asked = pool.submit(
            caller.door.http.post, path, json=body, headers={"authorization": f"Bearer {caller.token}"}
        )
        with pytest.raises(TimeoutError):
            asked.result(timeout=AT_LEAST)
    answer = asked.result()
    return answer.status_code, answer.json().get("code", "")


def test_of_two_who_register_a_car_the_second_is_told_that_it_is_known(
    operator: Caller, entry: Mapping[str, object], meanwhile: ThreadPoolExecutor
) -> None:
    car = msgspec.convert(entry, VehicleEntry)

    told = late(
        meanwhile,
        operator,
        "/v1/vehicles",
        first=lambda unit: register.add(unit, car, centres={}),
        body=vehicles.EXAMPLE,
    )

    assert told == (409, "vehicle_known")
    assert operator.door.count(Vehicle) == 1


def test_of_two_who_add_a_centre_the_second_is_told_that_it_is_known(
    operator: Caller, centre_entry: Mapping[str, object], meanwhile: ThreadPoolExecutor
) -> None:
    centre = msgspec.convert(centre_entry, CentreEntry)

    told = late(
        meanwhile,
        operator,
        "/v1/centres",
        first=lambda unit: network.add(unit, centre),
        body=centres.EXAMPLE,
    )

    assert told == (409, "centre_known")
    assert operator.door.count(Centre) == 1


def test_of_two_reports_on_a_visit_the_second_is_told_that_it_is_done(
    life: Life, meanwhile: ThreadPoolExecutor
) -> None:
    life.visits()
    told = late(
        meanwhile,
        life.centre,
        f"/v1/centre/visits/{life.number}/outcome",
        first=lambda unit: workshop.conclude(
            unit, life.centre_id, life.number, workshop.VisitReport(findings=[])
        ),
        body={"findings": []},
    )

    assert told == (409, "already_done")


def test_of_two_keys_made_at_once_one_works(
    operator: Caller, life: Life, meanwhile: ThreadPoolExecutor
) -> None:
    path = f"/v1/vehicles/{life.vehicle_id}/key"

    told = late(
        meanwhile,
        operator,
        path,
        first=lambda unit: registry.vehicle_key(unit, life.vehicle_id),
        body=None,
    )

    assert told == (201, "")
    with operator.door.core.reading() as unit:
        works = select(VehicleKey).where(col(VehicleKey.revoked_at).is_(None))
        assert len(unit.session.exec(works).all()) == 1


def test_of_two_tokens_made_for_a_centre_at_once_one_works(
    operator: Caller, life: Life, meanwhile: ThreadPoolExecutor
) -> None:
    path = f"/v1/centres/{life.centre_id}/token"
    first: list[str] = []

    def made(unit: Unit) -> None:
        store.lock(unit, life.centre_id)
        first.append(tokens.only_token(unit, "centre", centre_id=life.centre_id))

    assert late(meanwhile, operator, path, first=made, body=None) == (201, "")

    agenda = life.centre.door.http.get(
        "/v1/centre/agenda?day=2026-11-19", headers={"authorization": f"Bearer {first[0]}"}
    )
    assert agenda.status_code == 401
