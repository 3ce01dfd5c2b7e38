"""What an owner who connects a car is given: a name at a source that nobody else can guess."""

import re
import secrets
from typing import Final

from domain.core import Unit
from domain.feeds import links, ovms, teslamate
from domain.feeds.links import Link
from domain.registry import service as registry
from domain.registry.tables import Vehicle

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for one another when typed off
_LENGTH: Final = 12  # 59 bits: nobody finds the name of another owner's car by trying
_CODE: Final = re.compile(rf"(?P<code>[{_LETTERS}]{{{_LENGTH}}})/\S+")
FORMS: Final = {
    teslamate.NAME: "{code}/cars/{number}",
    ovms.NAME: "{code}/car{vehicle}",
}
"""The car's name at a source, as its topics have it. number: TeslaMate's own of the car, from 1."""


def name_for(unit: Unit, vehicle: Vehicle, *, feed: str, number: int | None = None) -> Link:
    """Return how a program is to call a car, and connect it for its owner; asking again gives the same name.

    Cars of one owner share the code in it, as one program tells of all of them. feed: one of FORMS. number: the car's own in
    TeslaMate; without it that of its present name, else the first that no other car of the owner has. A number of
    another own car is taken from that. Raises Refusal feed_no_owner.
    """
    owner = registry.keeper(unit, vehicle.id)
    before = [each for each in links.of_owner(unit, owner.id if owner else 0) if each.feed == feed]
    codes = [match["code"] for each in before if (match := _CODE.fullmatch(each.name))]
    code = codes[0] if codes else "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    own = [each for each in before if each.vehicle_id == vehicle.id and each.name.startswith(code)]
    if own and number is None:
        return own[0]
    names = [
        FORMS[feed].format(code=code, number=each, vehicle=vehicle.id)
        for each in ((number,) if number else range(1, len(before) + 2))
    ]
    others = {each.name for each in before}
    name = next((each for each in names if each not in others), names[0])
    if own and own[0].name == name:
        return own[0]
    for each in own:
        links.disconnect(unit, each.id)
    return links.connect(unit, vehicle, feed=feed, name=name)
