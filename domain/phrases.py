"""Every slice's words by code, and who says them. A new slice adds its import and its name to SLICES."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final

from domain.alerts import words as alerts
from domain.battery import words as battery
from domain.booking import words as booking
from domain.checkup import words as checkup
from domain.contact import words as contact
from domain.dialogue import connect_words, help_words, own_words, topic_words, view_words, wish_words
from domain.dialogue import words as dialogue
from domain.dossier import words as dossier
from domain.drivers import words as drivers
from domain.driving import words as driving
from domain.explain import catalogue
from domain.explain import words as explain
from domain.explain.facts import Language, Plural
from domain.explain.render import Speaker
from domain.feeds import words as feeds
from domain.handover import words as handover
from domain.health import catalogue as checks
from domain.health import story_words
from domain.health import words as health
from domain.health.checks import alarm_words
from domain.health.checks import words as high_voltage
from domain.health.facts import Check
from domain.hints import words as hints
from domain.kpi import words as kpi
from domain.learning import words as learning
from domain.logbook import words as logbook
from domain.offers import words as offers
from domain.plans import words as plans
from domain.privacy import table_words
from domain.privacy import words as privacy
from domain.registry import words as registry
from domain.reports import words as reports
from domain.savings import words as savings
from domain.signin import words as signin
from domain.telemetry import words as telemetry
from domain.transfer import words as transfer
from domain.trips import words as trips
from domain.twin import words as twin
from domain.upkeep import words as upkeep
from domain.valuation import words as valuation

Texts = Mapping[str, str | Plural]


def of_checks(all_of: Iterable[Check]) -> Texts:
    """Return the words that stand beside each check: its name, `check.<CODE>`, and the parts of its warnings.

    Parts are `check.<CODE>.title`, `.seen`, `.matters`, `.action`, `.sure`, `.cannot_see`, and for titles of graver
    forms `check.<CODE>.title.<form>`.
    """
    names: dict[str, str] = {}
    parts: dict[str, str] = {}
    for check in all_of:
        names[f"check.{check.CODE}"] = check.WORDS.name
        parts |= {f"check.{check.CODE}.{part}": text for part, text in _parts(check).items()}
    return names | parts


def _parts(check: Check) -> Mapping[str, str]:
    words = check.WORDS
    forms = {f"title.{form}": text for form, text in words.forms.items()}
    sentences = {part: getattr(words, part) for part in ("title", "seen", "matters", "action", "sure")}
    return sentences | forms | {"cannot_see": check.CANNOT_SEE}


SLICES: Final[tuple[Texts, ...]] = (
    alerts.WORDS,
    battery.WORDS,
    booking.WORDS,
    checkup.WORDS,
    contact.WORDS,
    dialogue.WORDS,
    dossier.WORDS,
    connect_words.WORDS,
    help_words.WORDS,
    own_words.WORDS,
    topic_words.WORDS,
    view_words.WORDS,
    wish_words.WORDS,
    explain.WORDS,
    registry.WORDS,
    drivers.WORDS,
    driving.WORDS,
    feeds.WORDS,
    handover.WORDS,
    health.WORDS,
    high_voltage.WORDS,
    alarm_words.WORDS,
    story_words.WORDS,
    kpi.WORDS,
    learning.WORDS,
    logbook.WORDS,
    offers.WORDS,
    plans.WORDS,
    privacy.WORDS,
    table_words.WORDS,
    table_words.WENT,
    hints.WORDS,
    savings.WORDS,
    signin.WORDS,
    telemetry.WORDS,
    reports.WORDS,
    transfer.WORDS,
    trips.WORDS,
    twin.WORDS,
    upkeep.WORDS,
    valuation.WORDS,
    of_checks(checks.ALL),
)


def merged(slices: Iterable[Texts]) -> dict[str, str | Plural]:
    """All words in one mapping; a code that two slices define is a bug and raises ValueError."""
    texts: dict[str, str | Plural] = {}
    for words in slices:
        if twice := texts.keys() & words.keys():
            raise ValueError(f"said by two slices: {', '.join(sorted(twice))}")
        texts |= words
    return texts


TEXTS: Final[Texts] = merged(SLICES)


def speakers(*edges: Texts) -> Callable[[Language], Speaker]:
    """Return what makes the speaker of a language: it says the words of all slices and of the edges given.

    Raises ValueError for a code that two of them define.
    """
    texts = merged((*SLICES, *edges))
    return cache(lambda language: Speaker(language, texts, catalogue.load(language)))


speaker: Final = speakers()
