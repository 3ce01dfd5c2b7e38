"""A complaint: an apology, and a person who gets its words once the owner wants that."""

from dataclasses import replace

from domain.booking import days as visit_days
from domain.booking import network
from domain.booking import service as booking
from domain.booking.about import Opinion
from domain.booking.facts import State
from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Verb, read, reads
from domain.core import Unit
from domain.dialogue import script, store
from domain.dialogue.acts import days, people
from domain.dialogue.acts.about import Text, Wish
from domain.dialogue.emergency import damage
from domain.dialogue.facts import Asked, Intent
from domain.dialogue.meaning import complaint, jobs, person, sites
from domain.dialogue.referent import Referent
from domain.dialogue.times import when
from domain.dialogue.topics import Site
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_VERB = "complaint.pass"


def answer(unit: Unit, owner: Owner, text: str, about: Referent) -> Reply | None:
    """Answer a complaint, a wish for a person that follows one, and a bare verdict on the visit that was just told of.

    None for anything else. about: what came last.
    """
    memory = store.load(unit, owner.id)
    before, task = memory.pending, memory.talk.task
    if before is not None and before.yes.verb == _VERB and person.is_wished(text):
        return pass_on(unit, owner, read(before.yes.params, Text))
    visit_id = _of_finished(unit, owner, about)
    satisfied = complaint.judged(text)
    if visit_id is not None and satisfied is not None:
        return _judge(unit, owner, visit_id, satisfied=satisfied)
    answers_where = task is not None and memory.talk.asked is Asked.SITE  # "not there, they scratched my car"
    is_one = not answers_where and complaint.is_one(text, in_task=task is not None)
    if person.is_wished(text) or (complaint.wish_beside(text) and _is_of_others(unit, text)):
        return None
    if task is None and _is_of_others(unit, text):
        return _offer_look("complaint.elsewhere")
    if is_one:
        return _take(unit, owner, text, visit_id)
    return _offer_look("complaint.damage") if task is None and _is_damage(unit, text) else None


def _offer_look(code: str) -> Reply:
    book = Button(Phrase("choice.book"), "say", Wish(Intent.BOOK, job="inspection").params(), once=False)
    return Reply(messages=(Message((Phrase(code),), rows=((book,),)),))


def _is_damage(unit: Unit, text: str) -> bool:
    """Whether a text tells of damage and names neither work nor a time to come, which would be a wish."""
    plain = script.plain(text).strip()
    if not damage.is_harmless(plain) or jobs.find(plain) is not None:
        return False
    return all(each.past or each.idle for each in when.find(plain, now=unit.now.replace(tzinfo=None)))


def with_regret(text: str, reply: Reply) -> Reply:
    """The answer to a wish, with a word on the other shop that is told of beside it."""
    if not complaint.wish_beside(text):
        return reply
    return replace(reply, messages=(Message((Phrase("complaint.regret"),)), *reply.messages))


def _take(unit: Unit, owner: Owner, text: str, visit_id: int | None) -> Reply:
    """Add a complaint to the open request for a person, or offer to make one of it. visit_id: the visit it is most likely about."""
    if visit_id is not None:
        visit_days.judge(unit, owner.id, visit_id, satisfied=False)
    with_request = people.add(unit, owner, text)
    if with_request is not None:
        return Reply(messages=(with_request,))
    button = Button(Phrase("choice.person"), _VERB, Text(text).params(), once=False)
    return Reply(messages=(Message((Phrase("complaint.sorry"),), rows=((button,),)),))


def _is_of_others(unit: Unit, text: str) -> bool:
    """Whether it is a shop that is none of these centres of which a text complains."""
    if not complaint.is_of_others(text):
        return False
    mention = sites.mentioned(text, tuple(Site(*each) for each in network.centre_names(unit)))
    return mention is None or bool(mention.unknown) or len(mention.sites) > 1


def _of_finished(unit: Unit, owner: Owner, about: Referent) -> int | None:
    """The visit that is over and was told of last."""
    past = booking.visits_of(unit, owner.id, past=True) if about.push and about.visit_id else ()
    return next((each.id for each in past if each.id == about.visit_id and each.state is State.DONE), None)


def _judge(unit: Unit, owner: Owner, visit_id: int, *, satisfied: bool) -> Reply:
    reply = days.opinion(unit, owner, Opinion(visit_id, satisfied))
    return Reply(messages=(Message((reply.toast,)),)) if reply.toast else reply


def pass_on(unit: Unit, owner: Owner, about: Text) -> Reply:
    """Ask for a person, with the complaint as the note."""
    return people.ask(unit, owner, note=about.text)


VERBS: dict[str, Verb] = {_VERB: reads(Text, pass_on)}
