"""The vocabulary of a conversation: what was meant, where the talk stands, what to ask or do next.

How the service and the rules share the work:

    meaning = understand(text, talk=talk, now=local, model=model)
    talk, reply = rules.step(talk, meaning, now=local, zone=zone)    # or rules.tap for the `meaning` of a pressed Choice
    Ask  -> say it, with its choices as buttons
    Act  -> do it, and tell the rules what came of it (see `decisions`)

The service refreshes `Talk.visits` before each step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from domain.booking.ways import Way
from domain.dialogue.topics import Site, Topic
from domain.explain.facts import Name, Phrase
from domain.registry.facts import Serviced
from domain.upkeep.facts import Entry

DO = 0.65  # at least this sure: go on; with it a fifth of the lines of writers left out is asked about
PLAINLY = 0.80  # at least this sure: the whole message counts more than a form in it, such as “how much”
ASK = 0.30  # at least this sure: ask whether that was meant; below: say what can be done


class Grain(StrEnum):
    """How exact an expression is."""

    CLOCK = "clock"
    WINDOW = "window"
    PART = "part"
    DAY = "day"
    SPAN = "span"  # several days


class Part(StrEnum):
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Shift:
    """A time told from another one, that of the slot or visit in question.

    way: -1 earlier, 1 later, where no amount was said; near: only a little. days, minutes: by so much, signed.
    week: the whole week that far off; with neither, that very week ("Thursday of that week"). same_time, same_day: that half of the other time stays.
    """

    way: int = 0
    near: bool = False
    days: int = 0
    minutes: int = 0
    week: bool = False
    same_time: bool = False
    same_day: bool = False


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """When something is wanted, in the wall clock of the centre.

    date_from..date_to: both inclusive, both None where no day was said. time_from..time_to: the window in which
    the visit may begin; equal for a clock time; one None for "after"/"before".
    either_half: the hour was said without a.m. or p.m.; the likelier half is in time_from, opening hours decide.
    closed: time_to itself is still wanted ("at 12 at the latest"). weekdays: only these, 0 is Monday; none: any.
    ambiguous: all readings of the same words, this one first, or empty where there is but one.
    past: about the past ("yesterday"), so never a wish. refused: what is not wanted ("not on Friday").
    others: wishes that would do as well ("or Thursday"). never: what is ruled out of this wish.
    beyond: what comes next, where this has nothing free. shift: it is told from another time; the dates, if any, are those it has where there is no other time.
    doubt: words beside it that were not understood, so that the owner has to be asked.
    bare: a weekday without its week, which is that of the days in question, if these are such. soft: "early", "late": not too much so.
    done_by: when the work has to be over ("I have to leave by noon"), which is no time to begin at.
    idle: read, but telling of no visit ("in 2018", "now"): never a wish, and given to nobody who does not ask for all.
    """

    source: str
    span: tuple[int, int]
    grain: Grain
    date_from: date | None = None
    date_to: date | None = None
    time_from: time | None = None
    time_to: time | None = None
    part_of_day: Part | None = None
    either_half: bool = False
    closed: bool = False
    weekdays: tuple[int, ...] = ()
    ambiguous: tuple["TimeExpression", ...] = ()
    past: bool = False
    refused: bool = False
    others: tuple["TimeExpression", ...] = ()
    never: tuple["TimeExpression", ...] = ()
    beyond: tuple["TimeExpression", ...] = ()
    shift: Shift | None = None
    doubt: str = ""
    bare: bool = False
    soft: tuple[str, ...] = ()
    idle: bool = False
    done_by: time | None = None


class Intent(StrEnum):
    BOOK = "book"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    ASK_AVAILABILITY = "ask_availability"
    CHECK_STATUS = "check_status"
    AFFIRM = "affirm"
    NEGATE = "negate"
    THANK = "thank"
    CAR_QUESTION = "car_question"
    HISTORY = "history"
    PRIVACY = "privacy"
    HELP = "help"
    INFORM = "inform"
    GREET = "greet"
    OOS = "oos"
    QUESTION = "question"  # about a visit or me; known by its words alone


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a message (or a pressed choice) means.

    sure: 0..1, calibrated. extra: another job beside `job`; more: those beyond two. without: jobs that are not wanted. also: other likely intents, likeliest first. pick: index into what was offered;
    among: the slots of which one is meant, where the words fit several. number: a booking number that was said. soonest: the earliest time is wanted. drop: the open task is to end.
    old: another time that was named, of the visit to be moved ("from Wednesday to Friday"). on, km: the day and the
    odometer that were asked for, of work that was done. asked_days: those that a question is about (opening hours, waiting until then). plain: a yes and nothing else (see `agreement`).
    topics: what is asked beside it, or in a QUESTION alone; limit: the money named there; kinds: of data, as in `own_topics`. put_off: the answer is to come later (see `delays`).
    sites: the centre that is meant, or those among which it is; unknown: the name that none of them has. anywhere: any centre will do.
    usual: work, centre and time of the day as at the car's last visit, where they are not said. wait: for what is taken, on the waiting list.
    Of a button: the slot on it, with the visit (`number`) and `car` it is for; the terms its yes agrees to (see `agreement.terms`).
    """

    intent: Intent
    sure: float = 1.0
    when: TimeExpression | None = None
    job: str | None = None
    extra: str | None = None
    more: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    also: tuple[Intent, ...] = ()
    pick: int | None = None
    among: tuple[str, ...] = ()
    number: int | None = None
    soonest: bool = False
    drop: bool = False
    old: TimeExpression | None = None
    on: date | None = None
    asked_days: TimeExpression | None = None
    km: float | None = None
    plain: bool = False
    put_off: bool = False
    topics: tuple[Topic, ...] = ()
    kinds: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    unknown: str = ""
    limit: float | None = None
    slot: "Offer | None" = None
    car: int | None = None
    terms: str = ""
    usual: bool = False
    anywhere: bool = False
    wait: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A free slot: the key that holds it, its start (UTC), the zone it is told in, and the centre's name."""

    slot: str
    start: datetime
    zone: str
    centre: Name


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit that is booked; start in UTC. site: the number of its centre."""

    number: int
    job: str
    start: datetime
    zone: str
    centre: Name
    site: int = 0


class Asked(StrEnum):
    """The last question, which decides what yes, no, a bare time or a bare number means."""

    NOTHING = "nothing"
    JOB = "job"
    WHEN = "when"
    READING = "reading"  # which of two readings of a time
    SITE = "site"  # which centre
    SLOT = "slot"
    VISIT = "visit"
    BOOKING = "booking"  # is this booking right?
    CANCELLING = "cancelling"  # is this visit to be cancelled?
    CHANGE = "change"  # what is to be different?
    DONE_ON = "done_on"  # on which day was the work done?
    DONE_KM = "done_km"  # at which odometer reading?
    CORRECTING = "correcting"  # is this correction right?
    ERASING = "erasing"  # is this entry to be deleted?


TAKES_TIME: Final = frozenset({Asked.WHEN, Asked.SLOT, Asked.CHANGE, Asked.READING, Asked.BOOKING})
"""The questions that a time may answer."""


@dataclass(frozen=True, slots=True)
class Task:
    """A booking, move, cancellation, look at free times, or correction of `entry` to `becomes` that is not finished.

    no: its number, by which buttons know the task they were made for; it is never used again. car: whose task it is,
    once that is known. site: the centre that is wished, where it is not the car's own; anywhere: any will do.
    usual: what is not said is still to be taken from the car's last visit. beside: the service that was offered for the same
    visit, "" where none was due, None before it was looked for; offers_both: whether the question on the table offers it.
    by_choice: the first of the free times was refused, so that they are listed before any is summed up.
    transport, address: of a task that waits, as in `Talk`. works: what may be meant, until the job is known.
    """

    intent: Intent
    job: str | None = None
    works: tuple[str, ...] = ()
    when: TimeExpression | None = None
    soonest: bool = False
    slot: Offer | None = None
    visit: int | None = None
    entry: Entry | None = None
    becomes: Serviced | None = None
    no: int = 0
    car: int | None = None
    site: int | None = None
    usual: bool = False
    anywhere: bool = False
    beside: str | None = None
    offers_both: bool = False
    by_choice: bool = False
    transport: Way = Way.OWN
    address: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a conversation stands. `waiting`: interrupted tasks, the latest last.

    terms: what the open summary asks a yes for. reminded: the open question was asked anew after an interruption.
    elsewhere: the last question that was put was another one, so that a bare yes or no does not answer the open one.
    last: the number of the latest task. sites: the centres among which the open question asks.
    warned_slot, warned_job: the slot that a warning holds and its work, while no task is open. has_warning: whether one is open.
    topics: what the last answer was about, as long as nothing else has been said since.
    transport, address: how the visit that is being booked is to be come by (see `booking.ways.Way`), and where its car is collected.
    """

    task: Task | None = None
    waiting: tuple[Task, ...] = ()
    asked: Asked = Asked.NOTHING
    offered: tuple[Offer, ...] = ()
    visits: tuple[Visit, ...] = ()
    terms: str = ""
    reminded: bool = False
    elsewhere: bool = False
    last: int = 0
    sites: tuple[Site, ...] = ()
    warned_slot: "Offer | None" = None
    warned_job: str | None = None
    has_warning: bool = False
    topics: tuple[Topic, ...] = ()
    transport: Way = Way.OWN
    address: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what it says and what pressing it means. style: "", "success" or "danger"."""

    label: Phrase
    meaning: Meaning
    style: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something to say, with choices that answer it."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
