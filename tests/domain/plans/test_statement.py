"""A provider's own statement is held against the receipts: every row is judged by itself, on both databases."""

from domain.core import Core, Unit
from domain.plans import billing, statement, store
from domain.plans.facts import Channel, Charge, PaymentState
from domain.privacy import erase
from domain.registry import service as registry
from domain.registry.tables import Owner

SHEET = """charge,amount,currency,state,day
prov-1,480.00,CNY,paid,2026-11-18
prov-2,90.00,CNY,paid,2026-11-18
prov-3,100.00,CNY,paid,2026-11-18
prov-3,100.00,CNY,refunded,2026-11-19
prov-erased,70.00,CNY,paid,2026-11-18
prov-new,50.00,CNY,paid,2026-11-18
prov-part,60.00,CNY,paid,2026-11-18
prov-part,20.00,CNY,refunded,2026-11-19
prov-part,30.00,CNY,refunded,2026-11-19
prov-parts,60.00,CNY,refunded,2026-11-19
prov-parts,60.00,CNY,refunded,2026-11-19
prov-failed,40.00,CNY,failed,2026-11-18
prov-no,5.00,CNY,failed,2026-11-17
prov-1,480.00,CNY,paid,2026-11-18
prov-x,lots,CNY,paid,2026-11-18
prov-y,1,CNY,sent,2026-11-18
"""


def paid(unit: Unit, owner: Owner, name: str, amount: int) -> int:
    """A payment through the provider, of which no invoice is known."""
    charge = Charge("", amount, "CNY", Channel.TELEGRAM, f"telegram {name}", f"prov-{name}")
    return billing.credit(unit, owner, charge).number


def test_a_statement_tells_what_is_missing_on_either_side_and_bad_rows_discard_no_good_ones(
    core: Core,
) -> None:
    with core.unit() as unit:
        ann, bob = (registry.meet(unit, chat, locale="en", zone="UTC") for chat in (1, 2))
        numbers = [
            paid(unit, ann, name, amount) for name, amount in (("1", 48_000), ("2", 9_900), ("3", 10_000))
        ]
        unknown = paid(unit, ann, "unknown", 1_000)
        part, parts, failed = (
            paid(unit, ann, name, amount)
            for name, amount in (("part", 6_000), ("parts", 12_000), ("failed", 4_000))
        )
        paid(unit, bob, "erased", 7_000)
        erase.delete(unit, bob)

    for told in (1, 2):  # the same statement again says the same
        with core.unit() as unit:
            done = statement.compare(unit, SHEET)
            row = store.payment(unit, numbers[2])
            assert row is not None
            assert (told, row[0].state) == (told, PaymentState.REFUNDED)
            states = [each.state for each, _ in store.payments(unit) if each.id in (part, parts)]
            assert states == [PaymentState.REFUNDED, PaymentState.UNMATCHED], "a part is not the whole"
        found = {(each.kind, each.number, each.reference) for each in done.findings}
        assert found == {
            ("amount_differs", numbers[1], "prov-2"),
            ("paid_not_credited", None, "prov-new"),
            ("amount_differs", part, "prov-part"),
            ("credited_not_paid", failed, "prov-failed"),
            ("credited_not_paid", unknown, ""),
        }
        assert done.count == 13
        assert [(each.line, each.column, each.code) for each in done.bad] == [
            (15, "charge", "charge_twice"),
            (16, "amount", "cell_invalid"),
            (17, "state", "cell_invalid"),
        ]


def test_a_payment_of_an_earlier_version_is_found_by_the_providers_number(core: Core) -> None:
    with core.unit() as unit:
        paid(unit, registry.meet(unit, 1, locale="en", zone="UTC"), "old", 1_000)
        for receipt in store.receipts_of_provider(unit):
            receipt.provider_hash = ""
    with core.unit() as unit:
        assert statement.compare(unit, "charge,amount,currency,state\nprov-old,10,CNY,paid\n").findings == ()
