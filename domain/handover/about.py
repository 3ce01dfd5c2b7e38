"""The facts that buttons of a conversation with a person carry."""

from domain.contact.verbs import Facts


class Conversation(Facts, frozen=True):
    """Which request; None: the newest."""

    handover_id: int | None = None
