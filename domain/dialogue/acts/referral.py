"""A message that the built-in reader is not sure of is referred to the second one, where the owner's settings allow it."""

from domain.booking import network
from domain.dialogue.acts.scene import Scene
from domain.dialogue.facts import Talk
from domain.dialogue.meaning import features
from domain.dialogue.second import masking
from domain.dialogue.second.facts import Question, Unsure
from domain.dialogue.second.forms import Kind
from domain.explain.facts import Name
from domain.privacy import mode
from domain.registry import service as registry

_LONGEST = 1_000  # characters of a message that is referred


def refer(scene: Scene, talk: Talk, text: str) -> None:
    """Raises Unsure with the question for the second reader, where it is there and may be asked."""
    if not scene.second.is_there or len(text) > _LONGEST:
        return
    if not mode.may_refer(scene.unit, scene.owner):
        return
    neutral = masking.mask(text, _names(scene))
    if any(map(str.isalnum, neutral)):
        raise Unsure(Question(neutral, features.stage(talk)))


def _names(scene: Scene) -> dict[Kind, list[Name]]:
    """What the register and the messenger call the owner, the cars and all centres, with their addresses."""
    centres = [centre for _, centre in network.listed(scene.unit)]
    return {
        Kind.CAR: [car.name for car in registry.vehicles_of(scene.unit, scene.owner.id)],
        Kind.CENTRE: [centre.name for centre in centres],
        Kind.PLACE: [centre.address for centre in centres],
        Kind.PERSON: list(scene.second.names),
    }
