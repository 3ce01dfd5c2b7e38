"""What the buttons of an offer carry."""

from domain.contact.verbs import Facts


class OfProposal(Facts, frozen=True):
    """An offer as it was made to one owner."""

    proposal_id: int
