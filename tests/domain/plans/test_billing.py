"""From an invoice to what a payment opens and its refund, on both databases."""

from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlmodel import func, select

from domain.contact.tables import Notice
from domain.core import Core, Unit
from domain.errors import Refusal
from domain.kit.clock import FixedClock
from domain.phrases import speaker
from domain.plans import billing, books, message, refunds, service, store
from domain.plans.facts import STARS, Channel, Charge, Entitlement, Entry, PaymentState, Price, Slip
from domain.plans.tables import Payment, PlanTerm, Receipt
from domain.privacy import erase
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner
from domain.simulation.cars import made_up_vin

FILES, TRIALS, AHEAD = Entitlement.REPORT_FILES, Entitlement.ADVICE_TRIALS, Entitlement.OUTLOOK
REPORT, BETTER, BEST = "diagnosis_report", "optimisation", "predictive_maintenance"


@pytest.fixture
def shop(core: Core, monkeypatch: pytest.MonkeyPatch) -> Core:
    """A core that sells the shipped plans, with Ann (chat 1) and her two cars."""
    monkeypatch.setattr(core.settings, "plans", "default")
    monkeypatch.setattr(core.settings, "payment_provider", SecretStr("TEST"))
    with core.unit() as unit:
        ann = registry.meet(unit, 1, locale="en", zone="UTC")
        for number in (1, 2):
            car = registry.register_vehicle(
                unit,
                vin=made_up_vin(600_000 + number, year="S"),
                name=f"Car {number}",
                model="Lark 60",
                papers=Papers(),
            )
            registry.link(unit, ann.id, registry.link_code(unit, car.id))
    return core


def ann(unit: Unit) -> Owner:
    owner = registry.owner_of_chat(unit, 1)
    assert owner is not None
    return owner


def bill(core: Core, code: str) -> Charge:
    with core.unit() as unit:
        shown = billing.bill(unit, ann(unit), code).bill
    assert shown is not None
    channel = Channel.STARS if shown.currency == STARS else Channel.TELEGRAM
    return Charge(shown.token, shown.amount_minor, shown.currency, channel, f"charge of {shown.token}")


def pay(core: Core, charge: Charge, *, chat: int = 1) -> billing.Credit:
    with core.unit() as unit:
        return billing.credit(unit, registry.meet(unit, chat, locale="en", zone="UTC"), charge)


def buy(core: Core, code: str) -> int:
    credit = pay(core, bill(core, code))
    assert credit.outcome == "credited"
    return credit.number


def checked(core: Core, charge: Charge) -> str:
    """The code with which a checkout is refused, "" where it is answered with a yes."""
    with core.unit() as unit:
        try:
            billing.check(unit, 1, token=charge.token, amount=charge.amount, currency=charge.currency)
        except Refusal as refusal:
            return refusal.code
    return ""


def has(core: Core, entitlement: Entitlement, *, car: int = 0) -> bool:
    with core.unit() as unit:
        cars = registry.own_vehicles(unit, ann(unit).id)
        return service.is_entitled(unit, ann(unit).id, entitlement, vehicle_id=cars[car].id)


def count(core: Core, table: type[object]) -> int:
    with core.reading() as unit:
        return unit.session.exec(select(func.count()).select_from(table)).one()


def test_everything_is_open_where_nothing_is_sold(core: Core) -> None:
    with core.unit() as unit:
        owner = registry.meet(unit, 1, locale="en", zone="UTC")
        assert all(service.is_entitled(unit, owner.id, each, vehicle_id=1) for each in Entitlement)
        with pytest.raises(Refusal, match="plans_off"):
            billing.bill(unit, owner, REPORT)


def test_a_payment_opens_what_it_is_for_once_and_only_for_as_many_cars(shop: Core) -> None:
    charge = bill(shop, REPORT)
    assert not has(shop, FILES)
    assert checked(shop, charge) == ""

    first, again = pay(shop, charge), pay(shop, charge)

    assert (first.outcome, again.outcome, again.number) == ("credited", "before", first.number)
    assert (has(shop, FILES), has(shop, FILES, car=1), has(shop, TRIALS)) == (True, False, False)
    assert [count(shop, each) for each in (Receipt, Payment, PlanTerm)] == [1, 1, 1]
    with shop.reading() as unit:
        assert unit.session.exec(select(Notice.key)).all() == [f"payment:{first.number}"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("pay", "invoice_settled"),
        ("bill again", "invoice_withdrawn"),
        ("wait", "invoice_stale"),
        ("amount", "invoice_changed"),
        ("token", "invoice_unknown"),
    ],
)
def test_a_checkout_is_refused_with_its_reason(shop: Core, clock: FixedClock, change: str, code: str) -> None:
    charge = bill(shop, BETTER)
    match change:
        case "pay":
            pay(shop, charge)
        case "bill again":
            bill(shop, REPORT)
        case "wait":
            clock.advance(timedelta(hours=24))
        case "amount":
            charge = Charge(charge.token, charge.amount - 1, STARS, Channel.STARS, "x")
        case _:
            charge = Charge("other", charge.amount, STARS, Channel.STARS, "x")

    assert checked(shop, charge) == code


def test_money_that_came_for_an_old_invoice_is_never_without_service(shop: Core) -> None:
    charge = bill(shop, REPORT)
    bill(shop, BETTER)

    assert pay(shop, charge).outcome == "credited"
    assert has(shop, FILES)


def test_a_second_payment_and_one_by_somebody_else_go_back(shop: Core) -> None:
    charge, other = bill(shop, REPORT), None
    pay(shop, charge)
    twice = pay(shop, Charge(charge.token, charge.amount, STARS, Channel.STARS, "second"))
    other = pay(shop, Charge(bill(shop, REPORT).token, charge.amount, STARS, Channel.STARS, "bob's"), chat=2)

    assert (twice.outcome, other.outcome) == ("twice", "twice")
    with shop.reading() as unit:
        assert [each.reference for each in refunds.due(unit)] == ["second", "bob's"]
        assert [each.chat_id for each in refunds.due(unit)] == [1, 2]
    assert count(shop, PlanTerm) == 1


def test_a_payment_that_nothing_is_known_of_is_kept_and_its_owner_told(shop: Core) -> None:
    credit = pay(shop, Charge("of nobody", 690, STARS, Channel.STARS, "stray"))

    assert credit.outcome == "unmatched"
    with shop.unit() as unit:
        row = store.payment(unit, credit.number)
        assert row is not None
        assert row[0].state == PaymentState.UNMATCHED
        refunds.order(unit, credit.number, reason="operator")
        assert [each.number for each in refunds.due(unit)] == [credit.number]


def test_an_upgrade_counts_the_rest_and_a_refund_gives_it_back(shop: Core, clock: FixedClock) -> None:
    buy(shop, BETTER)
    clock.advance(timedelta(days=165))
    charge = bill(shop, BEST)
    assert charge.amount == 199900 - 29900 * 200 // 365
    number = pay(shop, charge).number
    assert has(shop, AHEAD)

    for _ in range(2):
        with shop.unit() as unit:
            refunds.order(unit, number, reason="operator")
    assert (has(shop, AHEAD), has(shop, TRIALS)) == (False, True)
    for _ in range(2):
        with shop.unit() as unit:
            assert refunds.done(unit, number).state is PaymentState.REFUNDED
    with shop.reading() as unit:
        assert len(unit.session.exec(select(Notice).where(Notice.key == f"refund:{number}")).all()) == 1


def test_a_payment_whose_rest_was_counted_is_not_paid_back_before_the_later_one(shop: Core) -> None:
    first, later = buy(shop, BETTER), buy(shop, BEST)
    with shop.unit() as unit, pytest.raises(Refusal, match="payment_counted"):
        refunds.order(unit, first, reason="operator")
    with shop.unit() as unit:
        refunds.order(unit, later, reason="operator")
        refunds.order(unit, first, reason="operator")
    assert not has(shop, FILES)


def test_the_same_goes_on_and_a_lesser_one_begins_when_what_runs_has_ended(
    shop: Core, clock: FixedClock
) -> None:
    for code in (BETTER, BETTER, REPORT):
        buy(shop, code)
    with shop.reading() as unit:
        spans = [(each.plan, (each.starts_at - unit.now).days) for each in store.terms(unit, ann(unit).id)]
    assert spans == [(BETTER, 0), (BETTER, 365), (REPORT, 730)]

    clock.advance(timedelta(days=735))

    assert (has(shop, FILES), has(shop, TRIALS)) == (True, True), "grace"
    clock.advance(timedelta(days=3))
    assert (has(shop, FILES), has(shop, TRIALS)) == (True, False)


def test_a_trial_is_free_once_and_ends_by_itself(shop: Core, clock: FixedClock) -> None:
    with shop.unit() as unit:
        service.begin_trial(unit, ann(unit), BETTER)
    assert has(shop, TRIALS)
    clock.advance(timedelta(days=14))
    assert not has(shop, TRIALS)
    with shop.unit() as unit, pytest.raises(Refusal, match="trial_over"):
        service.begin_trial(unit, ann(unit), BETTER)


def test_ending_pays_back_within_two_weeks_and_lets_the_rest_run_out(shop: Core, clock: FixedClock) -> None:
    buy(shop, BETTER)
    clock.advance(timedelta(days=20))
    later = buy(shop, BEST)
    with shop.unit() as unit:
        about = service.end(unit, ann(unit))
    assert ([each.number for each in about.refundable], about.until is not None) == ([later], True)
    assert (has(shop, AHEAD), has(shop, TRIALS)) == (False, True)

    clock.advance(timedelta(days=345))
    assert not has(shop, TRIALS), "no grace after the owner has ended it"
    with shop.unit() as unit, pytest.raises(Refusal, match="plan_none"):
        service.end(unit, ann(unit))


def test_what_is_paid_at_the_workshop_opens_a_plan_once_for_its_reference(shop: Core) -> None:
    charge = Charge("", 199900, "CNY", Channel.WORKSHOP, "till 7/2026")
    for outcome in ("credited", "before"):
        with shop.unit() as unit:
            assert billing.grant(unit, ann(unit), BEST, charge).outcome == outcome
    assert has(shop, AHEAD, car=1)
    with shop.unit() as unit, pytest.raises(Refusal, match="currency_wrong"):
        billing.grant(unit, ann(unit), BEST, Charge("", 1, "EUR", Channel.OPERATOR, "gift"))


def test_a_receipt_outlives_its_owner_without_leading_to_anybody(shop: Core) -> None:
    charge = bill(shop, REPORT)
    pay(shop, charge)
    with shop.unit() as unit:
        erase.erase(unit, ann(unit))
    with shop.reading() as unit:
        (receipt,) = unit.session.exec(select(Receipt)).all()
        assert (receipt.plan, receipt.amount_minor, receipt.currency) == (REPORT, 690, STARS)
    assert [count(shop, each) for each in (Payment, PlanTerm)] == [0, 0]

    assert pay(shop, charge).outcome == "before"


def told(core: Core) -> list[str]:
    with core.reading() as unit:
        return list(unit.session.exec(select(Notice.key).order_by(Notice.id)))  # type: ignore[arg-type]


def test_a_gift_counts_for_nothing_and_what_is_paid_for_what_it_was(shop: Core) -> None:
    with shop.unit() as unit:
        gift = billing.grant(unit, ann(unit), BETTER, Charge("", 0, "CNY", Channel.OPERATOR, "gift"))
    assert bill(shop, BEST).amount == 199_900

    with shop.unit() as unit:
        refunds.order(unit, gift.number, reason="operator")
        cheap = Charge("", 10_000, "CNY", Channel.WORKSHOP, "till 1")
        billing.grant(unit, ann(unit), BETTER, cheap)
    assert bill(shop, BEST).amount == 189_900
    assert f"refund:{gift.number}" in told(shop), "a gift that is taken back is told"


def test_an_upgrade_whose_rest_went_back_meanwhile_goes_back_too(shop: Core) -> None:
    buy(shop, BETTER)
    charge = bill(shop, BEST)
    with shop.unit() as unit:
        service.end(unit, ann(unit))

    changed = pay(shop, charge)

    assert changed.outcome == "changed"
    assert not has(shop, AHEAD)
    assert told(shop)[-1] == f"payment:{changed.number}"
    with shop.reading() as unit:
        assert [each.state for each in service.slips(unit, ann(unit).id)] == ["refund_due"] * 2


def test_a_payment_closes_the_other_invoices_and_takes_no_plan_that_its_own_did_not_count(shop: Core) -> None:
    first, second = bill(shop, BETTER), bill(shop, BEST)
    pay(shop, first)
    assert checked(shop, second) == "invoice_withdrawn"

    pay(shop, second)

    with shop.reading() as unit:
        assert [each.plan for each in store.terms(unit, ann(unit).id)] == [BETTER, BEST]


def test_another_amount_than_the_invoices_opens_nothing_and_stands_in_the_report(shop: Core) -> None:
    charge = bill(shop, REPORT)
    credit = pay(shop, Charge(charge.token, 1, STARS, Channel.STARS, "one star"))
    assert (credit.outcome, has(shop, FILES)) == ("unmatched", False)

    with shop.unit() as unit:
        now = unit.now
        differs = books.compare(unit, [Entry("one star", Price(690, STARS), now, is_refund=False)])
        assert [(each.kind, each.number) for each in differs] == [("amount_differs", credit.number)]
        assert [each.kind for each in books.compare(unit, [])] == ["credited_not_paid"]


def test_stars_at_the_till_are_not_the_bots_to_pay_back(shop: Core) -> None:
    with shop.unit() as unit:
        credit = billing.grant(unit, ann(unit), REPORT, Charge("", 690, STARS, Channel.WORKSHOP, "till 2"))
        refunds.order(unit, credit.number, reason="operator")
        assert refunds.due(unit) == ()


def test_a_refund_that_cannot_be_opened_holds_up_no_other(shop: Core) -> None:
    stars = bill(shop, REPORT)
    for reference in ("one", "two", "three"):
        pay(shop, Charge(stars.token, 690, STARS, Channel.STARS, reference))
    with shop.unit() as unit:
        waits = refunds.due(unit)
        row = store.payment(unit, waits[0].number)
        assert row is not None
        row[0].references = b"broken"
    with shop.reading() as unit:
        assert refunds.due(unit) == waits[1:]


def test_an_erasure_waits_for_stars_and_says_what_else_is_owed(shop: Core, clock: FixedClock) -> None:
    stars = buy(shop, REPORT)
    with shop.unit() as unit:
        refunds.order(unit, stars, reason="operator")
    with shop.unit() as unit, pytest.raises(Refusal, match="refund_under_way"):
        erase.erase(unit, ann(unit))
    with shop.unit() as unit:
        refunds.done(unit, stars)
    till = Charge("", 29_900, "CNY", Channel.WORKSHOP, "till 3")
    with shop.unit() as unit:
        refunds.order(unit, billing.grant(unit, ann(unit), BETTER, till).number, reason="operator")
    with shop.unit() as unit:
        for message in (erase.ask_delete(unit, ann(unit)), erase.ask_again(unit, ann(unit))):
            assert "plans.owed" in [each.code for each in message.lines]
        erase.erase(unit, ann(unit))

    with shop.reading() as unit:
        (owed,) = books.findings(unit)
    assert (owed.kind, owed.number, owed.price) == ("refund_waits", None, Price(29_900, "CNY"))
    assert owed.reference == "till 3"


def test_what_is_owed_to_somebody_who_is_erased_is_paid_back_by_its_reference_and_forgotten(
    shop: Core,
) -> None:
    with shop.unit() as unit:
        before = erase.ask_delete(unit, ann(unit)).lines
    pay(shop, Charge("of nobody", 690, "CNY", Channel.TELEGRAM, "stray", "at the provider"))
    with shop.unit() as unit:
        after = erase.ask_delete(unit, ann(unit)).lines
        erase.erase(unit, ann(unit))
    with shop.reading() as unit:
        assert [each.reference for each in books.findings(unit)] == ["at the provider"]

    with shop.unit() as unit:
        refunds.done_to_nobody(unit, "at the provider")
        assert books.findings(unit) == []
        (receipt,) = unit.session.exec(select(Receipt)).all()
        assert (receipt.refund_reference, receipt.refunded_at) == ("", unit.now)
        with pytest.raises(Refusal, match="reference_unknown"):
            refunds.done_to_nobody(unit, "at the provider")
    new = {each.code for each in after} - {each.code for each in before}
    assert new >= {"survives.receipts", "plans.owed"}


def test_stars_owed_to_somebody_who_is_erased_are_named_by_telegrams_own_number(shop: Core) -> None:
    pay(shop, Charge("of nobody", 5, "XTR", Channel.STARS, "telegram's own", "of no use"))
    with shop.unit() as unit:
        erase.erase(unit, ann(unit))
    with shop.reading() as unit:
        assert [each.reference for each in books.findings(unit)] == ["telegram's own"]


def test_money_whose_number_cannot_be_read_is_named_by_its_receipt_and_can_be_closed(shop: Core) -> None:
    pay(shop, Charge("of nobody", 690, "CNY", Channel.TELEGRAM, "stray", "at the provider"))
    with shop.unit() as unit:
        unit.session.exec(select(Payment)).one().references = b"broken"
    with shop.unit() as unit:
        erase.erase(unit, ann(unit))
    with shop.unit() as unit:
        (owed,) = books.findings(unit)
        assert owed.reference.startswith("receipt ")
        refunds.done_to_nobody(unit, owed.reference)
        assert books.findings(unit) == []


def test_the_highest_plan_bought_again_counts_the_lesser_one_that_would_run_beside_it(
    shop: Core, clock: FixedClock
) -> None:
    for code in (BEST, BETTER):
        buy(shop, code)
    clock.advance(timedelta(days=360))
    with shop.unit() as unit:
        said = [each.code for each in billing.bill(unit, ann(unit), BEST).lines]
    assert said == ["sentence.then"], "the bill says what is taken off"

    charge = bill(shop, BEST)
    pay(shop, charge)

    assert charge.amount == 199_900 - 29_900
    with shop.reading() as unit:
        assert [each.plan for each in store.terms(unit, ann(unit).id)] == [BEST, BEST]


def test_a_plan_is_offered_that_covers_the_car_asked_about(shop: Core) -> None:
    with shop.unit() as unit:
        for place, how in ((0, "Diagnosis report"), (1, "Optimisation")):
            car = registry.own_vehicles(unit, ann(unit).id)[place]
            sentence = service.denial(unit, ann(unit).id, FILES, vehicle_id=car.id)
            assert sentence is not None
            assert how in speaker("en").say(sentence)
        assert message.needs(service.sold(unit), FILES, place=9)["how"].code == "plans.need.cars"  # type: ignore[attr-defined]


def test_what_is_bought_after_an_end_can_be_ended_again(shop: Core, clock: FixedClock) -> None:
    buy(shop, BETTER)
    clock.advance(timedelta(days=20))
    with shop.unit() as unit:
        service.end(unit, ann(unit))
    with shop.reading() as unit:
        ended = service.standing(unit, ann(unit))
    buy(shop, BETTER)
    with shop.reading() as unit:
        again = service.standing(unit, ann(unit))
        shown = message.overview(again, zone="UTC")

    assert (ended.is_last, ended.can_end) == (True, False)
    assert (again.is_last, again.can_end) == (False, True)
    assert again.until == clock.now() + timedelta(days=345 + 365)
    assert "plan.ask_end" in [each.verb for row in shown.rows for each in row]


def test_a_trial_needs_no_plan_open_and_outlasts_a_lesser_one(shop: Core, clock: FixedClock) -> None:
    buy(shop, REPORT)
    with shop.unit() as unit, pytest.raises(Refusal, match="trial_over"):
        service.begin_trial(unit, ann(unit), BETTER)
    clock.advance(timedelta(days=60))
    with shop.unit() as unit:
        service.begin_trial(unit, ann(unit), BETTER)
    buy(shop, REPORT)
    assert has(shop, TRIALS)


@pytest.mark.parametrize(
    ("channel", "currency", "words"),
    [(Channel.STARS, STARS, "by themselves"), (Channel.TELEGRAM, "CNY", "your operator pays")],
)
def test_who_pays_twice_reads_who_pays_it_back(
    shop: Core, channel: Channel, currency: str, words: str
) -> None:
    with shop.reading() as unit:
        slip = Slip(1, BEST, Price(690, currency), channel, unit.now, PaymentState.REFUND_DUE)
        text = message.receipt(slip, "twice", service.table(unit), (), zone="UTC")
    assert words in speaker("en").say(text.lines[0])
