"""Which data are kept and how long, kind by kind, and who gets them."""

from collections.abc import Iterator

from domain.dialogue.acts.scene import Inquiry
from domain.dialogue.own_topics import NOT_COLLECTED
from domain.dialogue.topics import Topic
from domain.explain.facts import Phrase
from domain.kit.classified import Category
from domain.privacy import footprint, mode


def lines(about: Inquiry) -> Iterator[Phrase]:
    """Answer for the kinds that are categories, or for all of them."""
    unit, owner, kinds = about.scene.unit, about.scene.owner, about.meaning.kinds
    topics = about.meaning.topics
    if Topic.SHARED in topics:
        yield Phrase("own.shared.nobody")
        yield Phrase("own.shared.who")
        yield from mode.reader_lines(unit, owner)
    yield from (Phrase(f"own.not_kept.{kind}") for kind in kinds if kind in NOT_COLLECTED)
    categories = tuple(Category(kind) for kind in kinds if kind not in NOT_COLLECTED)
    if categories or (Topic.KEPT in topics and not kinds):
        yield from footprint.kinds(unit, owner, categories)
