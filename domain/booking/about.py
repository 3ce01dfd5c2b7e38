"""The facts that buttons of a visit carry."""

from domain.contact.verbs import Facts


class OfNumber(Facts, frozen=True):
    """A booked visit by the number that its owner knows."""

    number: int


class OfDay(Facts, frozen=True):
    """A booked visit at the time it had when the button was made: each move adds one to its sequence.

    minutes: how late its owner will be.
    """

    visit_id: int
    sequence: int
    minutes: int = 0


class Proposal(Facts, frozen=True):
    """Another time that the centre asks for, in seconds since 1970."""

    visit_id: int
    sequence: int
    starts_at: int


class Undo(Facts, frozen=True):
    """A change of a visit that may be taken back; back_to: where it was before a move, in seconds since 1970.

    way: how it was come by before (see `ways.Way`). centre: where it was before a move, also of its time alone; 0 for what was no move.
    """

    visit_id: int
    sequence: int
    back_to: int = 0
    way: str = ""
    centre: int = 0


class OfWait(Facts, frozen=True):
    """An entry of a waiting list."""

    entry_id: int


class Opinion(Facts, frozen=True):
    """What an owner thinks of a visit that is over."""

    visit_id: int
    satisfied: bool


class OfBill(Facts, frozen=True):
    """The button that asks for the invoice of a finished visit."""

    visit_id: int


class Verdict(Facts, frozen=True):
    """Whether a warning was right, asked after the visit that it led to."""

    alert_id: int
    right: bool
