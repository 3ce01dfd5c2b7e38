"""Coming forward from an earlier version takes nothing away, on both databases."""

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from domain.core import Core
from domain.db import migrate
from domain.plans import billing
from domain.plans.facts import Channel, Charge
from domain.plans.tables import PlanTerm
from domain.registry import service as registry

_TERM = (
    "INSERT INTO plan_term (owner_id, plan, starts_at, ends_at, worth, currency, is_trial, is_last, {link})"
)
_VALUES = (
    " VALUES (:owner, 'plan', '2026-10-01 00:00:00', '2026-11-01 00:00:00', 1, 'CNY', false, false, :payment)"
)


def test_what_a_payment_opened_and_replaced_is_still_known_after_an_upgrade(core: Core) -> None:
    with core.unit() as unit:
        ann = registry.meet(unit, 1, locale="en", zone="UTC")
        charge = Charge("", 100, "CNY", Channel.TELEGRAM, "telegram", "provider")
        params = {"owner": ann.id, "payment": billing.credit(unit, ann, charge).number}
    with migrate._prepared(core.engine) as config:
        command.downgrade(config, "0045")
    with core.engine.begin() as connection:
        for link in ("payment_id", "replaced_by"):
            connection.execute(text(_TERM.format(link=link) + _VALUES), params)

    migrate.upgrade(core.engine)

    with core.reading() as unit:
        terms = unit.session.exec(select(PlanTerm).order_by(col(PlanTerm.id))).all()
        assert [(each.payment_id, each.replaced_by) for each in terms] == [
            (params["payment"], None),
            (None, params["payment"]),
        ]


def test_a_migration_that_breaks_a_link_is_not_kept(core: Core) -> None:
    broken = (migrate.BrokenLinksError, IntegrityError)  # PostgreSQL refuses it at the statement itself
    with pytest.raises(broken, match="plan_term"), migrate._prepared(core.engine) as config:
        config.attributes["connection"].execute(
            text(_TERM.format(link="payment_id") + _VALUES), {"owner": 1, "payment": 7}
        )

    with core.reading() as unit:
        assert unit.session.exec(select(PlanTerm)).all() == []
