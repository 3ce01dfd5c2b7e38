"""The facts that buttons of a warning carry."""

from domain.contact.verbs import Facts


class OfAlert(Facts, frozen=True):
    alert_id: int


class OfVisit(Facts, frozen=True):
    visit_id: int


class Person(Facts, frozen=True):
    """A wish for a person; reason: which button asked, vehicle_id: the car of a warning."""

    reason: str
    vehicle_id: int | None = None
