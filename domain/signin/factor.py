"""The second factor of operators and data protection officers: an authenticator app, enrolled at the first sign-in."""

import secrets
from math import ceil
from typing import Final

from sqlmodel import col, delete, select

from domain.core import Unit
from domain.errors import Refusal
from domain.signin import rules, service
from domain.signin.facts import Enrolment
from domain.signin.service import Session
from domain.signin.tables import SecondFactor

_LABEL: Final = "second_factor.secret"
_BYTES: Final = 20  # RFC 4226, section 4: 160 bits are recommended


def enrolment(unit: Unit, session: Session) -> Enrolment | None:
    """Return what the app is to take in, made at the first call; None once a code of it was right."""
    row = _of(unit, session) or _new(unit, session)
    if row.proven_at is not None:
        return None
    secret = unit.unseal(row.secret, label=_LABEL)
    return Enrolment(rules.base32(secret), rules.address(secret, session.access.name))


def check(unit: Unit, session: Session, text: str) -> bool:
    """Say whether a code is right, and let the session in if so. A code is right once.

    What was wrong counts, so the caller keeps the unit. Raises Refusal code_tries (429) after five wrong ones.
    """
    row = _of(unit, session) or _new(unit, session)
    _refuse_guessing(unit, row)
    step = rules.step_of(unit.unseal(row.secret, label=_LABEL), text, now=unit.now, after=row.last_step)
    if step is None:
        row.tries, row.tried_at = row.tries + 1, unit.now
        return False
    row.last_step, row.tries, row.proven_at = step, 0, row.proven_at or unit.now
    service.prove(unit, session)
    return True


def forget(unit: Unit, name: str, *, role: str = "operator") -> None:
    """Let somebody whose authenticator is lost enrol a new one at the next sign-in.

    All their browsers and links end: one of them would be shown the new secret.
    """
    unit.session.exec(delete(SecondFactor).where(col(SecondFactor.name) == _holder(role, name)))
    service.end_all(unit, role, name)


def _refuse_guessing(unit: Unit, row: SecondFactor) -> None:
    if row.tried_at is None or row.tried_at + rules.TRIES_WITHIN <= unit.now:
        row.tries = 0
    elif row.tries >= rules.TRIES:
        wait = row.tried_at + rules.TRIES_WITHIN - unit.now
        raise Refusal("code_tries", status=429, seconds=ceil(wait.total_seconds()))


def _holder(role: str, name: str) -> str:
    """Return by what a factor is kept: an operator and an officer have one each, whatever they are called."""
    return name if role == "operator" and ":" not in name else f"{role}:{name}"


def _of(unit: Unit, session: Session) -> SecondFactor | None:
    """Return the factor of whoever the session speaks for, as nobody else can change it."""
    holder = _holder(session.access.role, session.access.name)
    same = select(SecondFactor).where(SecondFactor.name == holder)
    return unit.session.exec(same.with_for_update()).first()


def _new(unit: Unit, session: Session) -> SecondFactor:
    sealed = unit.seal(None, secrets.token_bytes(_BYTES), label=_LABEL)
    row = SecondFactor(name=_holder(session.access.role, session.access.name), secret=sealed)
    unit.session.add(row)
    unit.session.flush()
    return row
