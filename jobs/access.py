"""Tokens of the API from the operator's side: making, listing and revoking them."""

from datetime import datetime, timedelta
from typing import Annotated

import typer

from domain.booking import centres as booking_centres
from domain.core import Unit
from domain.privacy import grants
from domain.registry import tokens as bearer
from domain.registry.tables import AccessToken
from domain.signin import factor
from domain.signin import service as sessions
from jobs import console
from jobs.console import AsJson, Row

app = typer.Typer(no_args_is_help=True, help="Tokens of the API. Each is shown once.")

Name = Annotated[
    str, typer.Option(help="What the list calls it; role and day where left out.", show_default=False)
]
Days = Annotated[int, typer.Option(help="Days until it ends.", min=1, max=bearer.MOST_DAYS)]


@app.command("operator")
def operator_token(*, name: Name = "", days: Days = bearer.DAYS, as_json: AsJson = False) -> None:
    """Make a token with which an operator registers cars and centres."""
    with console.open_core() as core, core.unit() as unit:
        token = bearer.token(unit, "operator", name=name, days=days)
        console.answer({"role": "operator", "token": token, "ends_at": _end(unit, days)}, as_json=as_json)


@app.command("centre")
def centre_token(
    code: Annotated[str, typer.Argument(help="Code of the centre.")],
    *,
    name: Name = "",
    days: Days = bearer.DAYS,
    as_json: AsJson = False,
) -> None:
    """Make the token a centre works with; its old one stops working."""
    with console.open_core() as core, core.unit() as unit:
        centre = booking_centres.centre_of_code(unit, code)
        token = bearer.only_token(unit, "centre", centre_id=centre.id, name=name, days=days)
        row = {"role": "centre", "centre": code, "token": token, "ends_at": _end(unit, days)}
        console.answer(row, as_json=as_json)


@app.command("list")
def list_tokens(
    *,
    over: Annotated[
        bool, typer.Option("--all", help="Also those that have expired or were revoked.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List the tokens that work, with their ends and the day of their last use; never their secrets."""
    with console.open_core() as core, core.reading() as unit:
        rows = [_row(each, unit.now) for each in bearer.listed(unit, over=over)]
        console.answer(rows, as_json=as_json)
        if not as_json:
            _warn(rows)


@app.command("revoke")
def revoke_token(
    token: Annotated[
        int, typer.Argument(help="Number of the token, from `token list`.", min=1, max=2**31 - 1)
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """End a token: it is refused from the next request on."""
    with console.open_core() as core, core.unit() as unit:
        console.answer(_row(bearer.revoke(unit, token), unit.now), as_json=as_json)


def owner_token(
    *,
    chat: Annotated[int, typer.Option(help="Id of the owner's Telegram chat.")],
    name: Name = "",
    days: Days = bearer.DAYS,
    as_json: AsJson = False,
) -> None:
    """Make an owner's token, at the owner's request and on this machine only; the old one stops working.

    The owner is told in the chat and can end it there.
    """
    with console.open_core() as core, core.unit() as unit:
        token = grants.owner_token(unit, console.owner_of(unit, chat), name=name, days=days)
        console.answer({"role": "owner", "token": token, "ends_at": _end(unit, days)}, as_json=as_json)


def sign_in(
    *,
    centre: Annotated[str, typer.Option(help="Code of the centre whose pages it opens.")] = "",
    operator: Annotated[str, typer.Option(help="Name of the operator who is to come in.")] = "",
    dpo: Annotated[str, typer.Option(help="Name of the data protection officer who is to come in.")] = "",
    new_authenticator: Annotated[
        bool,
        typer.Option(
            "--new-authenticator", help="The person's app is lost: enrol a new one, and end all browsers."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a link that signs one browser in to the pages, once, within 15 minutes."""
    people = {role: name.strip() for role, name in (("operator", operator), ("dpo", dpo)) if name.strip()}
    if len(people) + bool(centre) != 1:
        raise typer.BadParameter("name a centre, an operator or a data protection officer")
    with console.open_core() as core, core.unit() as unit:
        if centre:
            address, ends_at = booking_centres.sign_in(unit, booking_centres.centre_of_code(unit, centre).id)
        else:
            address, ends_at = _by_factor(unit, *people.popitem(), new_authenticator=new_authenticator)
        row = {"link": address, "ends_at": ends_at}
        console.answer(row, as_json=as_json)


def _by_factor(unit: Unit, role: str, name: str, *, new_authenticator: bool) -> tuple[str, datetime]:
    """Return address and end of a link for somebody who signs in with a second factor."""
    if new_authenticator:
        factor.forget(unit, name, role=role)
    link = sessions.link(unit, role, name=name)
    return sessions.address(unit, link), link.ends_at


def _end(unit: Unit, days: int) -> datetime:
    return unit.now + timedelta(days=days)


def _row(token: AccessToken, now: datetime) -> Row:
    return {
        "id": token.id,
        "role": token.role,
        "name": token.name,
        "prefix": token.prefix,
        "centre_id": token.centre_id,
        "owner_id": token.owner_id,
        "state": bearer.state(token, now).value,
        "made_at": token.made_at,
        "expires_at": token.expires_at,
        "last_used_on": token.last_used_on,
    }


def _warn(rows: list[Row]) -> None:
    ending = [row for row in rows if row["state"] == bearer.State.ENDING]
    for row in ending:
        typer.echo(
            f"Token {row['id']} ({row['name']}) ends on {row['expires_at']:%Y-%m-%d}: make a new one before.",
            err=True,
        )
