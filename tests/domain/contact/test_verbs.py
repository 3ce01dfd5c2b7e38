"""Facts that buttons carry: stored flat, read typed, also from buttons of long ago."""

from typing import cast

import pytest

from domain.alerts.about import OfVisit
from domain.contact.facts import Reply
from domain.contact.verbs import Facts, Params, Verb, read, reads
from domain.core import Unit
from domain.dialogue.acts import about
from domain.dialogue.emergency.recognition import Kind
from domain.dialogue.facts import Intent
from domain.errors import Refusal
from domain.registry.tables import Owner

WITHOUT_CHAT = (cast("Unit", None), cast("Owner", None))


@pytest.mark.parametrize(
    ("facts", "stored"),
    [
        (OfVisit(7), {"visit_id": 7}),
        (about.Page(7), {"vehicle_id": 7}),
        (about.Page(7, 20), {"vehicle_id": 7, "skip": 20}),
        (about.Wish(Intent.BOOK, job="inspection"), {"intent": "book", "job": "inspection"}),
        (about.Danger(Kind.FIRE, fast_road=True), {"kind": "fire", "fast_road": True}),
        (about.Consent(given=False), {"given": False}),
    ],
)
def test_facts_are_stored_flat_and_read_as_they_were(facts: Facts, stored: Params) -> None:
    assert facts.params() == stored
    assert read(stored, type(facts)) == facts


def test_a_button_of_long_ago_lacks_what_was_added_and_may_have_what_was_dropped() -> None:
    assert read({"vehicle_id": 7, "place": 3}, about.Page) == about.Page(7)
    assert read({"meaning": "{}"}, about.ChoiceOfTask).task == -1


@pytest.mark.parametrize("stored", [{}, {"visit_id": "seven"}, {"number": 7}])
def test_a_button_without_its_facts_is_refused(stored: Params) -> None:
    verb: Verb = reads(OfVisit, lambda _unit, _owner, _about: Reply())

    with pytest.raises(Refusal) as refusal:
        verb(*WITHOUT_CHAT, stored)

    assert (refusal.value.code, refusal.value.status) == ("action_unknown", 404)
