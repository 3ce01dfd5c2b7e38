import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from domain.core import Core
from domain.errors import Refusal
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.privacy import erase
from domain.registry import codes, tokens
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Holding, LinkCode, LinkTry, Owner, Vehicle

VIN = "1M8GDM9AXKP042788"


@pytest.fixture
def car(core: Core) -> Vehicle:
    with core.unit() as unit:
        return registry.register_vehicle(unit, vin=VIN, name="Blue 7", model="Test EV", papers=Papers())


@pytest.fixture
def owner(core: Core) -> Owner:
    with core.unit() as unit:
        return registry.meet(unit, 4711, locale="zh_Hans", zone="Asia/Shanghai")


def code_for(core: Core, car: Vehicle, role: str = "owner") -> str:
    with core.unit() as unit:
        return registry.link_code(unit, car.id, role=role)


def test_the_vin_is_found_by_its_hash_and_stands_nowhere_in_the_row(core: Core, car: Vehicle) -> None:
    with core.reading() as unit:
        found = registry.vehicle_of_vin(unit, VIN.lower())

        assert found.id == car.id
        assert VIN not in repr(found)
        assert registry.vin_of(unit, found) == VIN


def test_the_same_vin_is_not_registered_twice(core: Core, car: Vehicle) -> None:
    with pytest.raises(Refusal, match="vehicle_known"), core.unit() as unit:
        registry.register_vehicle(unit, vin=VIN, name="Again", model="Test EV", papers=Papers())

    with core.reading() as unit:
        assert [row.name for row in unit.session.exec(select(Vehicle))] == ["Blue 7"]


def test_a_code_links_once_whatever_its_dashes_and_case(core: Core, car: Vehicle, owner: Owner) -> None:
    code = code_for(core, car)
    with core.unit() as unit:
        registry.link(unit, owner.id, f"{code[:4].lower()}-{code[4:]}")

    with core.reading() as unit:
        assert [vehicle.id for vehicle in registry.vehicles_of(unit, owner.id)] == [car.id]
    with pytest.raises(Refusal, match="link_wrong"), core.unit() as unit:
        registry.link(unit, owner.id, code)


def test_a_code_always_has_a_digit_so_that_it_is_not_taken_for_a_word(core: Core, car: Vehicle) -> None:
    codes = [code_for(core, car) for _ in range(60)]

    assert all(any(letter.isdigit() for letter in code) for code in codes)


def test_a_code_is_stored_hashed(core: Core, car: Vehicle) -> None:
    code = code_for(core, car)

    with core.reading() as unit:
        assert code not in repr(unit.session.exec(select(LinkCode)).one())


def test_a_code_older_than_ten_minutes_links_nothing(
    core: Core, car: Vehicle, owner: Owner, clock: FixedClock
) -> None:
    code = code_for(core, car)
    clock.advance(timedelta(minutes=10))

    with pytest.raises(Refusal, match="link_wrong"), core.unit() as unit:
        registry.link(unit, owner.id, code)
    with core.reading() as unit:
        assert unit.session.exec(select(Holding)).all() == []


def test_knowing_the_vin_links_nothing(core: Core, car: Vehicle, owner: Owner) -> None:
    with pytest.raises(Refusal, match="link_wrong"), core.unit() as unit:
        registry.link(unit, owner.id, VIN)


def test_after_five_wrong_codes_even_the_right_one_waits(
    core: Core, car: Vehicle, owner: Owner, clock: FixedClock
) -> None:
    code = code_for(core, car)
    for _ in range(5):
        with core.unit() as unit:
            codes.wrong_try(unit, owner.id)

    with pytest.raises(Refusal, match="link_locked"), core.unit() as unit:
        registry.link(unit, owner.id, code)
    with core.reading() as unit:
        assert len(unit.session.exec(select(LinkTry)).all()) == 5
        assert unit.session.exec(select(LinkCode)).one().used_at is None


@pytest.mark.parametrize("wrong", [4, 5])
def test_tries_are_counted_although_the_chat_deletes_itself_in_between(
    core: Core, car: Vehicle, owner: Owner, wrong: int
) -> None:
    for number in range(wrong):
        with core.unit() as unit:
            mine = registry.meet(unit, 4711, locale="zh_Hans", zone="Asia/Shanghai")
            codes.wrong_try(unit, mine.id)
            if number % 2:
                erase.erase(unit, mine)
    code = code_for(core, car)
    with core.unit() as unit:
        again = registry.meet(unit, 4711, locale="zh_Hans", zone="Asia/Shanghai").id
        stranger = registry.meet(unit, 4712, locale="zh_Hans", zone="Asia/Shanghai").id

    if wrong < 5:
        with core.unit() as unit:
            assert registry.link(unit, again, code).id == car.id
        return
    with pytest.raises(Refusal, match="link_locked"), core.unit() as unit:
        registry.link(unit, again, code)
    with core.unit() as unit:
        assert registry.link(unit, stranger, code).id == car.id


def test_a_count_of_tries_leads_to_no_other_row(core: Core, owner: Owner) -> None:
    with core.unit() as unit:
        codes.wrong_try(unit, owner.id)

    with core.reading() as unit:
        assert unit.session.exec(select(LinkTry)).one().chat_mark != owner.chat_hash
    assert set(LinkTry.model_fields) == {"id", "chat_mark", "at"}


def test_of_two_chats_with_one_code_exactly_one_wins(core: Core, car: Vehicle) -> None:
    code = code_for(core, car)
    with core.unit() as unit:
        ids = [registry.meet(unit, chat, locale="en", zone="UTC").id for chat in (1, 2)]
    won: list[int] = []

    def take(owner_id: int) -> None:
        try:
            with core.unit() as unit:
                registry.link(unit, owner_id, code)
            won.append(owner_id)
        except Refusal:
            pass

    threads = [threading.Thread(target=take, args=(owner_id,)) for owner_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1


def test_of_two_chats_with_a_code_each_the_second_is_told_that_the_car_has_an_owner(
    core: Core, car: Vehicle
) -> None:
    with core.unit() as unit:
        first, second = (registry.meet(unit, chat, locale="en", zone="UTC").id for chat in (1, 2))
    codes = [code_for(core, car) for _ in range(2)]

    def link() -> None:
        with core.unit() as unit:
            registry.link(unit, second, codes[1])

    with ThreadPoolExecutor(1) as meanwhile:
        with core.unit() as unit:
            registry.link(unit, first, codes[0])
            asked = meanwhile.submit(link)
            with pytest.raises(TimeoutError):
                asked.result(timeout=0.3)
        with pytest.raises(Refusal, match="link_held"):
            asked.result()


def test_a_car_has_one_owner_and_may_have_drivers(core: Core, car: Vehicle, owner: Owner) -> None:
    with core.unit() as unit:
        registry.link(unit, owner.id, registry.link_code(unit, car.id))
        second = registry.meet(unit, 4712, locale="en", zone="UTC")
    code = code_for(core, car)
    with pytest.raises(Refusal, match="link_held"), core.unit() as unit:
        registry.link(unit, second.id, code)
    with core.unit() as unit:
        registry.link(unit, second.id, registry.link_code(unit, car.id, role="driver"))

    with core.reading() as unit:
        keeper = registry.keeper(unit, car.id)
        assert keeper is not None
        assert keeper.id == owner.id
        assert registry.waiting(unit, second.id, car.id) is not None


def test_a_stranger_does_not_see_the_car(core: Core, car: Vehicle, owner: Owner) -> None:
    with pytest.raises(Refusal) as refusal, core.reading() as unit:
        registry.vehicle_for(unit, owner.id, car.id)

    assert (refusal.value.code, refusal.value.status) == ("vehicle_not_yours", 404)


def test_a_new_vehicle_key_ends_the_old_one(core: Core, car: Vehicle) -> None:
    with core.unit() as unit:
        old = registry.vehicle_key(unit, car.id)
        new = registry.vehicle_key(unit, car.id)

    with core.reading() as unit:
        assert registry.vehicle_of_key(unit, new).id == car.id
        for key in (old, new[:-1], "bvk_x", ""):
            with pytest.raises(Refusal, match="key_unknown"):
                registry.vehicle_of_key(unit, key)


def test_withdrawn_consent_ends_at_once_and_the_history_stays(core: Core, owner: Owner) -> None:
    with core.unit() as unit:
        for given in (True, False):
            registry.consent(unit, owner.id, purpose=Purpose.CARE, given=given, channel="chat")

    with core.reading() as unit:
        assert registry.consents(unit, owner.id) == frozenset()


def test_meeting_again_is_the_same_owner_and_keeps_no_plain_chat_id(core: Core, owner: Owner) -> None:
    with core.unit() as unit:
        again = registry.meet(unit, 4711, locale="en", zone="UTC")

        assert again.id == owner.id
        assert registry.chat_of(unit, again) == 4711
        assert b"4711" not in (again.chat_sealed or b"")


def test_a_token_speaks_for_its_role_and_a_changed_one_for_nobody(core: Core, owner: Owner) -> None:
    with core.unit() as unit:
        token = tokens.token(unit, "owner", owner_id=owner.id)

    with core.reading() as unit:
        assert tokens.who(unit, token).owner_id == owner.id
        with pytest.raises(Refusal, match="token_unknown"):
            tokens.who(unit, token + "0")
