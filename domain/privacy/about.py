"""The facts that buttons of privacy carry. A purpose is text: a button of long ago may name one that is no more."""

from domain.contact.verbs import Facts


class Mode(Facts, frozen=True):
    """The privacy mode to switch to."""

    on: bool


class OfPurpose(Facts, frozen=True):
    purpose: str


class Answer(Facts, frozen=True):
    """A yes or a no to a purpose."""

    purpose: str
    given: bool


class Footprint(Facts, frozen=True):
    """details: also why each kind of data is held, and in which places."""

    details: bool = False


class Looks(Facts, frozen=True):
    """A page of who looked; skip: lines before it."""

    skip: int = 0


class OfToken(Facts, frozen=True):
    token_id: int


class Deletion(Facts, frozen=True):
    """sure: whether the second question has been answered."""

    sure: bool
