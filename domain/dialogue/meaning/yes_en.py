"""The pieces of a plain yes in English: said alone, beside one, and as the deed itself. Without apostrophes."""

from itertools import product

from domain.dialogue.memory import Matter


def _each(pieces: str) -> list[str]:
    return pieces.split("|")


_YES = (
    "yes|yess|yep|yepp|yup|yeah|yea|yeh|ye|ya|yah|yas|yass|aye|y|yse|yed|yees|oh yes|ah yes|oh yeah|hell yes|"
    "hell yeah|heck yes|heck yeah|yessir|uh huh|mhm|mm hmm|ok|okay|okey|oki|okie|okk|oky|okya|kk|k|okok|okie dokie|"
    "okey dokey|okay dokey|okidoki|okeydokey|sure|sure thing|for sure|agreed|i agree|correct|exactly|precisely|absolutely|"
    "definitely|certainly|totally|indeed|of course|ofc|by all means|affirmative|you bet|i do|positive|im sure|i am sure|"
    "quite sure|hundred percent|confirm|confirmed|confirming|i confirm|i confirm it|i confirm this|i confirm that|confirm it|confirm that|confirm this|"
    "confirm please|approved|i approve|accept|accepted|i accept|i accept it|deal|its a deal|bingo|spot on|lgtm|yus|yuh|yh|yis|yesp|yesh|sur|oui|si|ja|fo sho|mm-hmm|mmhmm|mmhm|mhmm|uh-huh|righto|right you are"
)
_GOOD = "good|great|perfect|fine|ok|okay|lovely|brilliant|excellent|awesome|wonderful|ideal|super|superb|splendid|fantastic|terrific|amazing|correct|alright|fab|fabulous|ace|grand|smashing|marvellous|marvelous|peachy|spot on|just right|bang on"
_ALONE = (
    f"{_GOOD}|cool|all right|alrighty|love it|very good|very well|perfect timing|were good to go|we are good to go|very happy with that|works|works for me|suits me|suits me fine|suits|fine by me|"
    "ok by me|okay by me|fine with me|ok with me|okay with me|good with me|good for me|im happy with that|happy with that|"
    "im fine with that|im ok with that|im good with that|sounds like a plan|good to go|that will do|thatll do|"
    "that works|this works|it works|that works for me|this works for me|that suits me|it suits me|this suits me|"
    "that suits|go with that one|go with this one|make that so|consider it agreed|consider it done|consider it settled|its agreed|sweet as|grand so|works a treat|works great|works perfectly|works well|works fine|works nicely|np|nw|go ahead|go right ahead|go straight ahead|go for it|go on|go on then|go with that|go with it|go with this|lets go|lets go for it|"
    "lets go with that|lets go with it|lets go with this|lets go with that one|do it|do that|do so|do this|please do|pls do|plz do|just do it|lets do it|"
    "lets do that|lets do this|make it so|make it happen|proceed|ship it|i want it|i want that|i want this|i want that one|"
    "i want this one|id like that|id like it|id like this one|id like that one|id love that|id love to|that one|this one|"
    "this is the one|thats the one|that is the one|thats it|the very one|you can|you may|thats right|that is right|"
    "its right|thats him|thumbs up|consider it confirmed|its a yes|thats a yes|a yes from me|i say yes"
)
_NO_WORDS = _each(
    "the right one|thats the right one|that is the right one|couldnt be better|could not be better|no problem|no problems|"
    "no problem at all|no objection|no objections|thats all good|its all good"
)
_PRAISE = tuple(
    " ".join(each)
    for each in product(
        ("sounds", "looks", "thats", "that is", "its", "it is", "that sounds", "that looks", "this is",
         "would be", "that would be", "thatd be", "that will be", "thatll be", "it will be", "all"),
        _each(_GOOD),
    )
    if each != ("all", "good")  # said of oneself, it declines
)  # fmt: skip
_WANTED = tuple(
    " ".join(filter(None, each))
    for each in product(
        ("thats", "that is", "this is", "its", "it is"),
        ("", "exactly", "just", "precisely"),
        ("what i want", "what i wanted", "what i need", "what i asked for", "the one i want", "what id like"),
    )
)
_FITS = [
    " ".join(each)
    for each in product(
        ("that", "this", "it", "that time", "this time", "that slot", "this slot", "that one", "this one", "the time"),
        ("works", "suits", "suits me", "fits", "will do", "will work", "would work", "is ok", "is okay", "is alright",
         *(f"is {each}" for each in _each(_GOOD))),
        ("", "well", "nicely", "perfectly", "great", "just fine", "fine", "for me", "for us", "a treat"),
    )
]  # fmt: skip
_SHORT = [each.replace(" will", "ll").replace(" would", "d") for each in _FITS if " w" in each]
ALONE = frozenset(
    [
        *_each(_YES),
        *_each(_ALONE),
        *_NO_WORDS,
        *_PRAISE,
        *_WANTED,
        *(each.strip() for each in (*_FITS, *_SHORT)),
    ]
)
BESIDE = frozenset(
    _each(
        "please|pls|plz|plse|plsss|please and thank you|please and thanks|thanks|thank you|thankyou|thank u|thank you so much|thank you very much|thanks a lot|"
        "thanks so much|thanks very much|thanks a bunch|many thanks|thx|thnx|thanx|tnx|ty|tysm|cheers|ta|much appreciated|"
        "appreciate it|i appreciate it|id appreciate it|appreciated|very much|perfectly|fully|then|sir|madam|maam|mate|dear|my friend|boss|"
        "with me|for me|by me|to me|with that|with it|it is|it does|that is|it will|right|now|right now|right away|"
        "straight away|immediately|indeed|why not|from me|on my side|on my end|at my end|kindly|all good|"
        "have a nice day|have a good day|have a great day|have a good one|youre the best|you are the best|youre great|"
        "you are great|very kind|so kind|thats kind|i want that|the whole way|as you said|as proposed|as suggested|as offered|no worries|nice|nice one|10-4|ten four"
    )
)
LEADS = frozenset(
    _each("and|so|well|hi|hello|hey|hi there|hey there|good morning|good afternoon|good evening")
)  # begin a sentence, and end none: “yes hello?” is no yes
AROUND = frozenset(
    _each(
        "at|on|for|in|the|with|of|it|that|this|is|it is|thats|to|a|an|my|one|slot|appointment|visit|booking|service|"
        "job|car|time|clock|oclock|o clock|there|and|from"
    )
)  # beside a day, job, place or car that is the one in question
_MEETING = _each("see you then|see you there|see ya then|looking forward|looking forward to it")
SPELT = frozenset(
    _each(
        "please|thanks|thank|perfect|sounds|definitely|absolutely|confirm|correct|great|agreed|cancel|brilliant|excellent|works"
    )
)  # words that are understood with one letter wrong
BEFORE = frozenset(
    _each(
        "just|go ahead and|please go ahead and|lets|you can|can you|could you|would you|can you please|could you please|"
        "can u|id like to|i would like to|i want to|i want you to|i would like you to|ill|i will|we can"
    )
)  # leads to the deed, and to nothing else
_IT = _each(
    "it|that|this|that one|this one|it for me|that for me|this for me|it in|that in|this in|me in|that time|this time|"
    "that slot|this slot|the slot|the time|the appointment|the booking|the visit|my appointment|my booking|my visit|"
    "that appointment|that booking|that visit|this appointment|this booking|this visit|it now|an appointment|an appointment for me|it then"
)


def _deeds(verbs: str, objects: list[str]) -> frozenset[str]:
    return frozenset(" ".join(filter(None, each)) for each in product(verbs.split("|"), objects))


_BOOKS = _deeds("book|reserve|schedule|secure|grab|lock in", ["", *_IT]) | _deeds("take|have", _IT) | frozenset(
    _each(
        "confirm booking|confirm the booking|confirm my booking|confirm the appointment|confirm reservation|lock it in|lock it|lock that in|lock this in|book me|book me in|put me in|put me down|put me down for it|"
        "1|put me down for that|sign me up|count me in|get me in|get it booked|get that booked|set it up|arrange it|"
        "arrange that|im in|i am in|pencil me in|pencil it in|its a date|make the booking|make the appointment|"
        "make that booking|make that appointment|make my booking|make the reservation|do the booking"
)
).union(_MEETING)  # fmt: skip
_MOVES = _deeds(
    "move|reschedule|shift|switch|swap|rebook", ["", *_IT, "it over", "it there", "it to that", "it to then"]
) | {"1", "do the move", "make the move", "make the change", "make that change"}
_CANCELS = frozenset({"1"}) | (
    _deeds("cancel|scrap|void|call off|get rid of", ["", *_IT, "the whole thing", "the thing"])
    | _deeds("drop|bin|ditch|remove|delete|kill", _IT)
    | {
        "confirm cancellation",
        "confirm the cancellation",
        "confirm cancel",
        "i confirm the cancellation",
        "i want it cancelled",
        "i want it canceled",
        "call it off",
        "call that off",
        "call the whole thing off",
    }
)
_IN_FILE = ["it", "that", "this", "the entry", "that entry", "this entry", "the record", "that record"]
_ALL = _each(
    "everything|all|it all|all of it|my data|all my data|all data|the data|all of my data|my account|the lot"
)
_CAR = _each("the car|my car|that car|this car")
DEEDS: dict[Matter, frozenset[str]] = {
    Matter.BOOK: _BOOKS,
    Matter.MOVE: _BOOKS | _MOVES,
    Matter.CANCEL: frozenset(_CANCELS),
    Matter.CORRECT: _deeds("correct|fix|update|save|amend|record", ["", *_IN_FILE]),
    Matter.ERASE: _deeds("delete|remove|erase", ["", *_IN_FILE]),
    Matter.UNLINK: _deeds("unlink|disconnect|detach|remove", ["", *_IT, *_CAR]),
    Matter.HAND_ON: _deeds("hand over|hand on|transfer", ["", *_CAR])
    | {"hand it on", "hand it over", "transfer it", "make the code", "give me the code"},
    Matter.TAKE_OVER: _deeds("take over|accept", ["", *_CAR])
    | {"take it", "take it over", "i take it", "i will take it", "ill take it", "i accept the car"},
    Matter.DELETE: _deeds("delete|erase|wipe|remove", ["", *_IT, *_ALL]),
    Matter.DANGER: frozenset(
        ["i am", "we are", "i need help", "i need help now", "im in danger", "we need help"]
    ),
    Matter.PERSON: frozenset(
        ["pass it on", "pass that on", "pass it on to a person", "send it", "forward it"]
    ),
    Matter.CONSENT: frozenset(["allow it", "i consent", "switch it on", "turn it on", "enable it"]),
}
