"""The day of a visit by tap or word: coming, late, the way there, and how it was."""

from datetime import UTC, datetime, timedelta
from typing import Final

from domain.alerts import service as alerts
from domain.alerts.facts import Verdict as Said
from domain.booking import days, words
from domain.booking import service as booking
from domain.booking.about import OfDay, Opinion, Proposal, Verdict
from domain.booking.facts import State, VisitView
from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue import arrival
from domain.dialogue.acts import people, visits
from domain.explain.facts import Moment, Phrase
from domain.registry.tables import Owner

_MINUTES: Final = (10, 20, 30)
_NEAR: Final = timedelta(hours=3)  # own choice: "I will be late" is of a visit that begins so soon
_MINUTE: Final = timedelta(minutes=1)


def answer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Answer "I am on my way" and "twenty minutes late" near a visit; None where it is neither, or no visit is near."""
    news = arrival.find(text)
    visit = _near(unit, owner) if news else None
    if news is None or visit is None:
        return None
    if news.is_late and news.minutes is None:
        return _ask(visit)
    return _expect(unit, owner, visit, minutes=news.minutes or 0)


def is_late(unit: Unit, owner: Owner, text: str) -> bool:
    """Whether a text says that the owner comes late to a visit that is near."""
    news = arrival.find(text)
    return news is not None and news.is_late and _near(unit, owner) is not None


def _near(unit: Unit, owner: Owner) -> VisitView | None:
    """The one booked visit that begins soon or goes on; None where there is none, or several."""
    booked = [each for each in booking.visits_of(unit, owner.id) if each.state == State.BOOKED]
    near = [each for each in booked if each.starts_at - _NEAR <= unit.now < each.ends_at]
    return near[0] if len(near) == 1 else None


def coming(unit: Unit, owner: Owner, about: OfDay) -> Reply:
    """Note how late the owner comes, 0 minutes for on time; of a visit that was moved since, say how it stands."""
    visit = booking.visit_of(unit, owner.id, about.visit_id)
    if visit.state == State.BOOKED and visit.sequence != about.sequence:
        return Reply(messages=(visits.visit_message(visit, code="visit.line"),))
    return _expect(unit, owner, visit, minutes=about.minutes)


def late(unit: Unit, owner: Owner, about: OfDay) -> Reply:
    return _ask(booking.visit_of(unit, owner.id, about.visit_id))


def _ask(visit: VisitView) -> Reply:
    row = tuple(
        Button(
            Phrase("visit.button.late_by", {"minutes": minutes}),
            "visit.coming",
            OfDay(visit.id, visit.sequence, minutes).params(),
            once=False,
        )
        for minutes in _MINUTES
    )
    return Reply(messages=(Message((Phrase("visit.late.ask", words.visit_params(visit)),), rows=(row,)),))


def _expect(unit: Unit, owner: Owner, visit: VisitView, *, minutes: int) -> Reply:
    about = {**words.visit_params(visit), "minutes": minutes}
    if minutes * _MINUTE > days.LATEST:
        return Reply(messages=(Message((Phrase("visit.late.too_long", about),)),))
    expected = days.expect(unit, owner.id, visit.id, late=minutes * _MINUTE).course.expected_at
    assert expected is not None
    about["expected"] = Moment(expected, visit.zone)
    return Reply(messages=(Message((Phrase("visit.late" if minutes else "visit.coming", about),)),))


def way(unit: Unit, owner: Owner, about: OfDay) -> Reply:
    """Show where the centre is."""
    visit = booking.visit_of(unit, owner.id, about.visit_id)
    line = Phrase("visit.way" if visit.address else "visit.line", words.visit_params(visit))
    return Reply(messages=(Message((line,), pin=words.pin(visit.position, visit.centre, visit.address)),))


def verdict(unit: Unit, owner: Owner, about: Verdict) -> Reply:
    """Take down whether the warning was right, from the message after its visit."""
    alerts.rate(unit, owner.id, about.alert_id, Said.RIGHT if about.right else Said.WRONG)
    return Reply(toast=Phrase("after.rated"))


def opinion(unit: Unit, owner: Owner, about: Opinion) -> Reply:
    """Take down how the visit was; who is not satisfied is offered a person."""
    days.judge(unit, owner.id, about.visit_id, satisfied=about.satisfied)
    if about.satisfied:
        return Reply(toast=Phrase("after.thanks"))
    return Reply(messages=(Message((Phrase("after.sorry"),), rows=((people.button(),),)),))


def agree(unit: Unit, owner: Owner, about: Proposal) -> Reply:
    """Move the visit as its centre asked, with the file that moves it in the owner's calendar too."""
    to = datetime.fromtimestamp(about.starts_at, UTC)
    before = booking.visit_of(unit, owner.id, about.visit_id)
    visit = days.agree(unit, owner.id, about.visit_id, sequence=about.sequence, starts_at=to)
    after = visits.beside_move(unit, owner, before, visit)
    return Reply(messages=(visits.visit_message(visit, code="visit.moved"), *after))


VERBS: dict[str, Verb] = {
    "visit.coming": reads(OfDay, coming),
    "visit.late": reads(OfDay, late),
    "visit.agree": reads(Proposal, agree),
    "visit.way": reads(OfDay, way),
    "visit.verdict": reads(Verdict, verdict),
    "visit.opinion": reads(Opinion, opinion),
}
