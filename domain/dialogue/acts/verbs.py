"""What each button of the acts does, but for those that go on with what was written before (`service.VERBS`)."""

from typing import Final

from domain.contact.verbs import Verb
from domain.dialogue import transport
from domain.dialogue.acts import (
    cars,
    checkup,
    complaints,
    connecting,
    days,
    dossier,
    drivers,
    emergencies,
    history,
    notes,
    onboarding,
    own_page,
    people,
    settings,
    transfer,
    usage,
    visits,
    waits,
    wishes,
)
from domain.privacy import acts as privacy

OF_ACTS: Final[dict[str, Verb]] = {
    **onboarding.VERBS,
    **cars.VERBS,
    **days.VERBS,
    **connecting.VERBS,
    **drivers.VERBS,
    **emergencies.VERBS,
    **history.VERBS,
    **notes.VERBS,
    **people.VERBS,
    **complaints.VERBS,
    **settings.VERBS,
    **checkup.VERBS,
    **dossier.VERBS,
    **transfer.VERBS,
    **own_page.VERBS,
    **usage.VERBS,
    **visits.VERBS,
    **wishes.VERBS,
    **waits.VERBS,
    **transport.VERBS,
    **privacy.VERBS,
}
