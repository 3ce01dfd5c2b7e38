"""What the buttons of plans carry."""

from domain.contact.verbs import Facts


class OfPlan(Facts, frozen=True):
    """A plan of the table, by its code."""

    plan: str


class OfEnd(Facts, frozen=True):
    """The end of what an owner has. given: False on the button that says no."""

    given: bool = True
