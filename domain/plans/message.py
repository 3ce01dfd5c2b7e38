"""What an owner reads of plans: what there is, an invoice, a receipt, what is missing and what stays free."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from domain.contact.facts import Bill, Button, Message, Style
from domain.explain.facts import Moment, Money, Phrase, major
from domain.plans.about import OfPlan
from domain.plans.facts import (
    STARS,
    VISIT,
    Channel,
    Choice,
    Ending,
    Entitlement,
    Kind,
    Plan,
    Price,
    Quote,
    Slip,
    Standing,
    Table,
)
from domain.plans.tables import PlanTerm

SHOW: Final = Button(Phrase("plans.button.show"), "plan.show", once=False)


def price(of: Price) -> Money | Phrase:
    """Return an amount as it is said, in money or in Stars."""
    if of.currency == STARS:
        return Phrase("plans.stars", {"n": of.amount})
    return Money(major(of.amount, of.currency), of.currency)


def list_price(plan: Plan) -> Money | Phrase:
    """Return what a plan costs, in money and, where it is paid so in the chat, in Stars."""
    money = price(plan.price)
    if not (plan.is_digital and plan.stars):
        return money
    return Phrase("plans.money_or_stars", {"money": money, "stars": price(Price(plan.stars, STARS))})


def overview(standing: Standing, *, zone: str) -> Message:
    """Tell what an owner has, what there is to be had, and what is free in any case."""
    lines = [_now(standing, zone), *(_offer(each, zone) for each in standing.choices), Phrase("plans.free")]
    rows = [*_buy_rows(standing.choices), (Button(Phrase("plans.button.slips"), "plan.slips", once=False),)]
    if standing.can_end:
        rows.append((Button(Phrase("plans.button.end"), "plan.ask_end", once=False),))
    return Message((Phrase("plans.heading"), *lines), rows=tuple(rows))


def _now(standing: Standing, zone: str) -> Phrase:
    term = standing.term
    if term is None or standing.until is None:
        return Phrase("plans.have.none")
    plan = next(each.plan for each in standing.choices if each.plan.code == term.plan)
    form = (
        "trial" if term.is_trial else "grace" if standing.in_grace else "last" if standing.is_last else "runs"
    )
    return Phrase(f"plans.have.{form}", {"plan": plan.title, "until": Moment(standing.until, zone)})


def _offer(choice: Choice, zone: str) -> Phrase:
    plan, quote = choice.plan, choice.quote
    amount = Price(quote.amount, quote.currency)
    head = Phrase(
        "plans.offer" if choice.in_chat else "plans.offer.elsewhere",
        {"plan": plan.title, "text": plan.text, "price": price(amount), "days": plan.days, "n": plan.cars},
    )
    if quote.kind is Kind.NEW:
        return head
    params = {"rest": price(Price(quote.rest, quote.currency)), "from": Moment(quote.starts_at, zone)}
    return _with_counted(_then(head, Phrase(f"plans.offer.{quote.kind}", params)), quote)


def _with_counted(first: Phrase, quote: Quote) -> Phrase:
    """Add what is taken off for lesser plans that would have run later; an upgrade has said it already."""
    if not quote.rest or quote.kind is Kind.UPGRADE:
        return first
    return _then(first, Phrase("plans.offer.counted", {"rest": price(Price(quote.rest, quote.currency))}))


def _then(first: Phrase, then: Phrase) -> Phrase:
    return Phrase("sentence.then", {"first": first, "then": then})


def _buy_rows(choices: Iterable[Choice]) -> Iterator[tuple[Button, ...]]:
    for each in choices:
        about, amount = OfPlan(each.plan.code).params(), Price(each.quote.amount, each.quote.currency)
        if each.trial_days:
            label = Phrase("plans.button.try", {"plan": each.plan.title, "n": each.trial_days})
            yield (Button(label, "plan.try", about),)
        if each.in_chat:
            label = Phrase("plans.button.buy", {"plan": each.plan.title, "price": price(amount)})
            yield (Button(label, "plan.buy", about, Style.GOOD, once=False),)


def bill(plan: Plan, quote: Quote, *, token: str, zone: str) -> Message:
    """Return what is shown with the channel's own button to pay."""
    begins = Phrase(f"plans.bill.{quote.kind}", {"text": plan.text, "from": Moment(quote.starts_at, zone)})
    title = Phrase("plans.title", {"plan": plan.title})
    return Message((_with_counted(begins, quote),), bill=Bill(title, token, quote.amount, quote.currency))


def receipt(
    slip: Slip, outcome: str, table: Table | None, terms: Sequence[PlanTerm], *, zone: str
) -> Message:
    """Say what a payment opened, or why it opened nothing and what becomes of it."""
    spans = [
        Phrase(
            "plans.receipt.span", {"from": Moment(each.starts_at, zone), "until": Moment(each.ends_at, zone)}
        )
        for each in terms
    ]
    form = outcome
    if outcome == "credited" and not slip.price.amount:
        form = "gift"
    elif slip.plan == VISIT and outcome in {"credited", "changed"}:
        form = f"visit_{outcome}"
    elif outcome in {"twice", "changed"} and slip.channel is not Channel.STARS:
        form = f"{outcome}_elsewhere"
    lines = (Phrase(f"plans.receipt.{form}", _params(slip, table, zone)), *spans)
    return Message(lines, rows=((SHOW,),) if table else ())


def _params(slip: Slip, table: Table | None, zone: str) -> Mapping[str, object]:
    return {
        "plan": title(slip.plan, table),
        "price": price(slip.price),
        "n": slip.number,
        "at": Moment(slip.at, zone),
        "how": Phrase(f"plans.channel.{slip.channel}"),
    }


def title(code: str, table: Table | None) -> object:
    """Return the name of what is paid for; a plan's code where it is sold no more."""
    if code == VISIT:
        return Phrase("plans.visit")
    plan = table.plan(code) if table else None
    return plan.title if plan else code or Phrase("plans.unknown")


def refunded(slip: Slip, *, zone: str) -> Message:
    """Tell that money has gone back, or that what the operator had given is closed."""
    params = {"price": price(slip.price), "n": slip.number, "at": Moment(slip.at, zone)}
    if slip.price.amount:
        return Message((Phrase("plans.refunded", params),))
    return Message((Phrase("plans.taken_back", params),), rows=((SHOW,),))


def owed(every: Sequence[Slip]) -> tuple[Phrase, ...]:
    """Say of each payment that has not gone back what an erasure means for it."""
    return tuple(Phrase("plans.owed", {"price": price(each.price), "n": each.number}) for each in every)


def slips(every: Sequence[Slip], table: Table | None, *, zone: str) -> Message:
    """List an owner's payments."""
    lines = tuple(Phrase(f"plans.slip.{each.state}", _params(each, table, zone)) for each in every)
    return Message((Phrase("plans.slips"), *(lines or (Phrase("plans.slips.none"),))), rows=((SHOW,),))


def begun(title: object, until: Moment) -> Message:
    return Message((Phrase("plans.trial", {"plan": title, "until": until}),), rows=((SHOW,),))


def ending(about: Ending, table: Table, *, zone: str, is_done: bool) -> Iterator[Phrase]:
    """Say what ending would mean, or what it meant."""
    form = "done" if is_done else "ask"
    plan = table.plan(about.plan)
    yield Phrase(f"plans.end.{form}", {"plan": plan.title if plan else about.plan})
    for slip in about.refundable:
        yield Phrase(
            f"plans.end.{form}.refund", {"price": price(slip.price), "plan": title(slip.plan, table)}
        )
    if about.until is not None:
        yield Phrase(f"plans.end.{form}.until", {"until": Moment(about.until, zone)})


def needs(table: Table, entitlement: Entitlement, *, place: int) -> Mapping[str, object]:
    """Return what a refusal says: what is missing, in which plan it is for the car at a place, and what that costs."""
    plan = table.cheapest(entitlement, place=place)
    what, free = Phrase(f"plans.what.{entitlement}"), Phrase(f"plans.instead.{entitlement}")
    if plan is not None:
        params = {"plan": plan.title, "price": list_price(plan), "days": plan.days, "n": plan.cars}
        return {"what": what, "how": Phrase("plans.need", params), "free": free}
    most = max((each.cars for each in table.plans if entitlement in each.contains), default=0)
    how = Phrase("plans.need.cars", {"n": most}) if most else Phrase("plans.need.nowhere")
    return {"what": what, "how": how, "free": free}


def missing(sentence: Phrase) -> Message:
    """Say what is behind a plan, with the way to it."""
    return Message((sentence,), rows=((SHOW,),))


def reminder(plan: Plan, term: PlanTerm, *, zone: str) -> Message:
    params = {"plan": plan.title, "until": Moment(term.ends_at, zone), "n": plan.grace_days}
    without_trial = "plans.reminder" if plan.grace_days else "plans.reminder.no_grace"
    code = "plans.reminder.trial" if term.is_trial else without_trial
    return Message((Phrase(code, params),), rows=((SHOW,),))
