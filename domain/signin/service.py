"""Making links, exchanging them for sessions, and who a session speaks for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import bindparam
from sqlmodel import col, select, update

from domain.core import Unit
from domain.errors import Refusal
from domain.registry import secrets, tokens
from domain.registry.tables import AccessToken, Owner
from domain.signin import rules
from domain.signin.facts import Link
from domain.signin.tables import PageSession, SignInLink

_NOTED_EVERY: Final = timedelta(minutes=5)
_BY_LINK: Final = "/page"  # what an owner's session that a link opened is called, in every language
_LINK, _OWN_LINK, _SESSION = "bsl", "bsm", "bse"
_OF_PAGES: Final = select(PageSession, AccessToken).join(
    AccessToken, col(AccessToken.id) == col(PageSession.token_id)
)
_OF_PREFIX: Final = _OF_PAGES.where(  # built once: every open page asks it each second or so
    PageSession.prefix == bindparam("prefix")
)


@dataclass(frozen=True, slots=True)
class Session:
    """Who sits before a page. locale: the language chosen there, "" for the browser's.

    owes_code: nothing but the second factor may be shown until its code was right. is_due: its use is to be noted.
    """

    id: int
    access: AccessToken
    locale: str
    owes_code: bool
    is_due: bool


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom a session is for. name: what the list of sessions calls it."""

    role: str
    name: str
    centre_id: int | None = None
    owner_id: int | None = None


def link(unit: Unit, role: str, *, centre_id: int | None = None, name: str) -> Link:
    """Make a link for an operator, a data protection officer or a centre. name: what the list of sessions calls it."""
    return _link(unit, _LINK, Guest(role, name, centre_id=centre_id), life=rules.LINK_LIFE)


def own_link(unit: Unit, owner_id: int) -> Link:
    """Make a link for an owner."""
    return _link(unit, _OWN_LINK, Guest("owner", _BY_LINK, owner_id=owner_id), life=rules.OWN_LINK_LIFE)


def _link(unit: Unit, kind: str, guest: Guest, *, life: timedelta) -> Link:
    code = secrets.fresh(kind)
    ends_at = unit.now + life
    unit.session.add(
        SignInLink(
            role=guest.role,
            centre_id=guest.centre_id,
            owner_id=guest.owner_id,
            name=guest.name,
            code_hash=secrets.digest(code.text),
            expires_at=ends_at,
        )
    )
    return Link(code.text, ends_at)


def address(unit: Unit, link: Link) -> str:
    """Return the address that a browser opens a link at: by the public address where the settings name one."""
    return f"{site(unit)}/sign-in/{link.text}"


def site(unit: Unit) -> str:
    """Return the address of the pages: the public one where the settings name one."""
    settings = unit.core.settings
    return settings.public_url or f"http://{settings.api_host}:{settings.api_port}"


def exchange(unit: Unit, text: str) -> str:
    """Use up a link and return the secret of the session it opens. Raises Refusal sign_in_over or own_link_over (401)."""
    row = _use(unit, secrets.digest(text))
    if row is None:
        raise Refusal("own_link_over" if text.startswith(_OWN_LINK) else "sign_in_over", status=401)
    return begin(unit, Guest(row.role, row.name, row.centre_id, row.owner_id))


def begin(unit: Unit, guest: Guest) -> str:
    """Open a session and return its secret."""
    access = tokens.for_pages(
        unit,
        guest.role,
        centre_id=guest.centre_id,
        owner_id=guest.owner_id,
        name=guest.name,
        ends_at=unit.now + rules.life(guest.role),
    )
    secret = secrets.fresh(_SESSION)
    unit.session.add(
        PageSession(
            token_id=access.id,
            owner_id=guest.owner_id,
            prefix=secret.prefix,
            secret_hash=secret.digest,
            locale=unit.session.get_one(Owner, guest.owner_id).locale if guest.owner_id else "",
            seen_at=unit.now,
        )
    )
    return secret.text


def prolong(unit: Unit, *, by: timedelta) -> None:
    """Let every session last so much longer, for a clock that is about to leap by that: the demo's stories."""
    for row, access in unit.session.exec(_OF_PAGES):
        if access.revoked_at is None and not rules.is_over(row.seen_at, access.expires_at, now=unit.now):
            row.seen_at += by
            row.proven_at = row.proven_at and row.proven_at + by
            access.expires_at = access.expires_at and access.expires_at + by


def _use(unit: Unit, code_hash: str) -> SignInLink | None:
    """Use up a live link; of two browsers at once only one gets it."""
    live = (
        col(SignInLink.code_hash) == code_hash,
        col(SignInLink.used_at).is_(None),
        col(SignInLink.expires_at) > unit.now,
    )
    used = unit.session.exec(update(SignInLink).where(*live).values(used_at=unit.now))
    if used.rowcount != 1:
        return None
    return unit.session.exec(select(SignInLink).where(SignInLink.code_hash == code_hash)).one()


def who(unit: Unit, text: str) -> Session:
    """Return who a session speaks for. Raises Refusal session_over, or own_session_over for one of an owner (401)."""
    _, prefix, secret = secrets.split(text)
    match = unit.session.exec(_OF_PREFIX, params={"prefix": prefix}).first()
    if match is None or not secrets.matches(secret, match[0].secret_hash):
        raise Refusal("session_over", status=401)
    row, access = match
    if access.revoked_at is not None or rules.is_over(row.seen_at, access.expires_at, now=unit.now):
        raise Refusal("own_session_over" if access.owner_id else "session_over", status=401)
    owes_code = _owes_code(unit, row, access.role)
    is_due = not owes_code and row.seen_at + _NOTED_EVERY <= unit.now
    return Session(row.id, access, row.locale, owes_code, is_due)


def _owes_code(unit: Unit, row: PageSession, role: str) -> bool:
    is_idle = row.seen_at + rules.CODE_AGAIN <= unit.now
    return role in rules.WITH_FACTOR and (row.proven_at is None or is_idle)


def note_use(unit: Unit, session: Session) -> None:
    """Note that a session was used now."""
    _set(unit, session, seen_at=unit.now)
    tokens.note_use(unit, session.access.id)


def prove(unit: Unit, session: Session) -> None:
    """Note that the second factor was right in this session."""
    _set(unit, session, seen_at=unit.now, proven_at=unit.now)


def speak(unit: Unit, session: Session, locale: str) -> None:
    """Keep the language that was chosen."""
    _set(unit, session, locale=locale)


def end(unit: Unit, session: Session) -> None:
    """Sign out."""
    tokens.revoke(unit, session.access.id)


def end_all(unit: Unit, role: str, name: str) -> None:
    """End all sessions of an operator or data protection officer, and the links that were not opened."""
    mine = (
        col(SignInLink.role) == role,
        col(SignInLink.name) == name,
        col(SignInLink.used_at).is_(None),
    )
    unit.session.exec(update(SignInLink).where(*mine).values(used_at=unit.now))
    tokens.end_browsers(unit, role, name)


def listed(unit: Unit, access: AccessToken) -> list[tuple[PageSession, AccessToken]]:
    """Return the sessions of the same role, centre and owner that are not over, the newest first."""
    query = (
        select(PageSession, AccessToken)
        .join(AccessToken, col(AccessToken.id) == col(PageSession.token_id))
        .where(
            AccessToken.role == access.role,
            col(AccessToken.centre_id).is_not_distinct_from(access.centre_id),
            col(AccessToken.owner_id).is_not_distinct_from(access.owner_id),
            col(AccessToken.revoked_at).is_(None),
        )
        .order_by(col(PageSession.id).desc())
    )
    return [
        (row, token)
        for row, token in unit.session.exec(query)
        if not rules.is_over(row.seen_at, token.expires_at, now=unit.now)
    ]


def revoke(unit: Unit, access: AccessToken, session_id: int) -> None:
    """End a session of the same role, centre and owner. Raises Refusal session_unknown (404)."""
    token = next((token for row, token in listed(unit, access) if row.id == session_id), None)
    if token is None:
        raise Refusal("session_unknown", status=404)
    tokens.revoke(unit, token.id)


def _set(unit: Unit, session: Session, **values: object) -> None:
    unit.session.exec(update(PageSession).where(col(PageSession.id) == session.id).values(**values))
