"""Plans and payments from the operator's side: the daily round, what was paid, giving a plan, and paying back."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import anyio
import typer

from domain.core import Core
from domain.plans import billing, books, refunds, statement, store
from domain.plans.facts import Channel, Charge, Entry, Finding, PaymentState, Slip
from domain.privacy import access_log
from domain.privacy.access_log import MACHINE, What
from jobs import console
from jobs.console import AsJson, Row

log = logging.getLogger(__name__)

app = typer.Typer(no_args_is_help=True, help="Plans that owners have, and their payments.")

Payment = Annotated[int, typer.Argument(help="Number of the payment.", min=1, max=2**31 - 1)]


def keep_books(core: Core) -> str:
    """Remind of plans that end, and hold payments against what they opened and against Telegram's statement of Stars.

    Also where nothing is sold any more, as what was paid may still have to go back.
    """
    with core.unit() as unit:
        count = books.remind(unit)
    every = findings(core)
    return f"{count} reminded, {len(every)} findings in the books"


def findings(core: Core) -> list[Finding]:
    """Return what does not agree: what is stored first, then what Telegram's statement tells, or that it could not be read."""
    with core.unit() as unit:
        own = books.findings(unit)
        is_kept = core.settings.plans is not None or bool(store.receipts_in_stars(unit, since=None))
    return [*own, *_compared(core)] if is_kept and core.settings.telegram_token else own


def _compared(core: Core) -> list[Finding]:
    from bot.steady import OUTSIDE  # noqa: PLC0415 - as below

    try:
        entries = _statement(core)
    except OUTSIDE as error:
        log.warning("Telegram's statement of Stars cannot be read: %s", type(error).__name__)
        with core.reading() as unit:
            return [books.no_statement(unit)]
    with core.unit() as unit:
        return books.compare(unit, entries)


def _statement(core: Core) -> list[Entry]:
    from bot import statement as telegram  # noqa: PLC0415 - aiogram, which only this round needs

    return anyio.run(telegram.of_stars, core.settings)


@app.command("grant")
def grant(
    vehicle: Annotated[int, typer.Argument(help="Number of a car of the owner's.", min=1, max=2**31 - 1)],
    plan: Annotated[str, typer.Argument(help="Code of the plan.")],
    *,
    reference: Annotated[str, typer.Option(help="Number of your voucher; the same again changes nothing.")],
    amount: Annotated[int, typer.Option(help="What was paid, in minor units: 29900 is 299 yuan.", min=0)] = 0,
    currency: Annotated[str, typer.Option(help="Currency of the amount.")] = "CNY",
    how: Annotated[Literal["workshop", "operator"], typer.Option(help="Where it was paid.")] = "operator",
    as_json: AsJson = False,
) -> None:
    """Open a plan that was paid at the workshop, or that you give. The owner is told in the chat."""
    with console.open_core() as core, core.unit() as unit:
        charge = Charge("", amount, currency, Channel(how), reference)
        owner, credit = billing.grant_for_car(unit, vehicle, plan, charge)
        access_log.note(unit, MACHINE, What.PAYMENTS, [(owner.id, vehicle)])
        console.answer({"payment": credit.number, "outcome": credit.outcome, "plan": plan}, as_json=as_json)


@app.command("payments")
def payments(*, as_json: AsJson = False) -> None:
    """List all payments, the latest first, without whose they are."""
    with console.open_core() as core, core.unit() as unit:
        rows = store.payments(unit)
        access_log.note(unit, MACHINE, What.PAYMENTS, [(each.owner_id, None) for each, _ in rows])
        console.answer([_row(refunds.slip(*each)) for each in rows], as_json=as_json)


def _row(slip: Slip) -> Row:
    return {
        "payment": slip.number,
        "plan": slip.plan,
        "amount": slip.price.amount,
        "currency": slip.price.currency,
        "how": slip.channel.value,
        "at": slip.at,
        "state": slip.state.value,
        "reason": slip.reason,
    }


@app.command("refund")
def refund(payment: Payment, *, as_json: AsJson = False) -> None:
    """Pay a payment back: its plan ends at once. Stars go back by the bot; all else is yours to do, then note it with `refunded`."""
    with console.open_core() as core, core.unit() as unit:
        console.answer(_row(refunds.order(unit, payment, reason="operator")), as_json=as_json)


@app.command("refunded")
def refunded(payment: Payment, *, as_json: AsJson = False) -> None:
    """Note that you have paid a payment back. The owner is told."""
    with console.open_core() as core, core.unit() as unit:
        console.answer(_row(refunds.done(unit, payment)), as_json=as_json)


@app.command("refunded-to-nobody")
def refunded_to_nobody(
    reference: Annotated[str, typer.Argument(help="Reference of the payment, as the report names it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Note that you have paid back what was owed to an owner who is erased; its reference is forgotten then."""
    with console.open_core() as core, core.unit() as unit:
        refunds.done_to_nobody(unit, reference)
    console.answer({"reference": reference, "state": PaymentState.REFUNDED.value}, as_json=as_json)


@app.command("report")
def report(*, as_json: AsJson = False) -> None:
    """Tell what is paid and not credited, credited and not paid, and what waits to be paid back."""
    with console.open_core() as core:
        console.answer(_rows(findings(core)), as_json=as_json)


def _rows(every: Iterable[Finding]) -> list[Row]:
    return [
        {
            "finding": each.kind,
            "payment": each.number,
            "reference": each.reference,
            "amount": each.price.amount,
            "currency": each.price.currency,
            "at": each.at,
        }
        for each in every
    ]


@app.command("reconcile")
def reconcile(
    file: Annotated[
        Path, typer.Argument(help="CSV file: charge, amount, currency, state, and day if you like.")
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Hold your payment provider's statement against what is stored; exit code 1 where a row cannot be read. docs/plans.md lists the columns."""
    with console.open_core() as core:
        text = console.read_sheet(file)
        with core.unit() as unit:
            done = statement.compare(unit, text)
    different, bad = _rows(done.findings), console.bad_rows(done.bad)
    if as_json:
        console.answer({"rows": done.count, "findings": different, "bad": bad}, as_json=True)
    else:
        typer.echo(f"{done.count} rows read, {len(bad)} not; {len(different)} differ.")
        for rows in filter(None, (different, bad)):
            console.answer(rows, as_json=False)
    if bad:
        raise typer.Exit(1)
