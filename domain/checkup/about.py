"""What a button about a health report stands for."""

from domain.contact.verbs import Facts


class OfCheckup(Facts, frozen=True):
    """The report of a car; paged: as a signed PDF, on_web: as a page behind a link."""

    vehicle_id: int
    paged: bool = False
    on_web: bool = False
