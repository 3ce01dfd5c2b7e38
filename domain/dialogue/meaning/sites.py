"""Which centre an owner speaks of: by its name in either language, by a part that no other has, with one slip. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from domain.dialogue import script
from domain.dialogue.facts import DO, Intent, Meaning, Talk
from domain.dialogue.slips import slips
from domain.dialogue.times import picks
from domain.dialogue.topics import Site
from domain.explain.facts import Name, Names

_BY_SCRIPT = re.compile(r"[\u4e00-\u9fff]+|[a-z][a-z0-9&' -]*[a-z0-9]")
_KIND_ZH = r"(?:汽车|新能源|电动车|特约)*(?:服务中心|维修中心|维修站|服务站|服务店|修理厂|4s店|门店|分店|中心|网点|店|站|厂)"
_KIND_EN = r"(?:service |repair |car |auto |ev )*(?:cent(?:re|er|r)|cetnre|cetner|garage|workshop|branch|shop|store|station|location|site|depot|hub|place)s?"
_GENERIC = re.compile(rf"{_KIND_ZH}|\b{_KIND_EN}\b|\b(?:the|service|city|motors?|auto)\b")
_SIDES = frozenset("东西南北")
_COMMON = frozenset(
    [
        "last",
        "best",
        "next",
        "rest",
        "test",
        "least",
        "past",
        "fast",
        "easy",
        "eat",
        "ease",
        "cast",
        "vest",
        "nest",
        "wet",
        "went",
        "guest",
        "feast",
        "beast",
        "yeast",
        "worst",
        "sort",
        "forth",
        "mouth",
        "most",
        "first",
        "same",
        "other",
        "nearest",
        "closest",
        "this",
        "that",
        "your",
        "main",
        "usual",
    ]
)  # words that are no slip of a name
_BEFORE_ZH = (
    r"(?:(?:改|换|挪|转|约|定|订|写)?(?:去|到|在|来|成|为|做)|(?:改|就|还)?(?:约|选|要|定|订|换|写|是|系)|应该是|大[约概]是|"
    r"有没有|看看|请问|就|改)?的?"
)
_ELSEWHERE_ZH = r"(?!机场|火车|高铁|地铁|站(?!点)|路(?!店)|人|话|大学|医院|足球|体育|公园|广场)"  # a place of the same name
_AFTER_ZH = (
    r"(?:的|区)?(?:[那这](?:一?[家个间边])?的?|一?[家个间])?(?:店|门店|分店|中心|服务中心|服务站|网点|站)?"
)
_MARKED_ZH = re.compile(r"[去到在来成为做约选要定订换写是系就改]|有没有|看看|请问|[那这家店站]|中心|网点")
_HOME = re.compile(
    r"(?:住|家|公司|单位|上班|人|堵|出差|老家|(?<![帮给])我|开会)[也就都还人们]*在?$|(?:live|work|stuck|am|i'm|based|office|meeting) (?:\w+ )?(?:at|in|to|on)? ?(?:the )?$"
)
_REFUSED = re.compile(
    r"(?:别|不|不想|不要|不用|除了|不在|非)$|(?:\b(?:not|n't|except|than|avoid|no)|\b(?:any|every|all)\w*(?: \w+)? but)\s*(?:(?:at|to|in|go(?:ing)?|come|want|like|the)\s*)*$"
)
_UNKNOWN_ZH = re.compile(
    r"(?:(?:改|换|转)?(?:去|到|成)|在)(?P<a>[\u4e00-\u9fffa-z]{1,8}?)(?:的?[那这]一?[家间]|的?[那这]个?(?:门?店|服务中心|服务站|网点))(?:店)?|(?:(?:改|换|转|约|订)?(?:去|到|成)|在|约|^|[,.!? ])(?P<b>[\u4e00-\u9fff]{2,6}?)(?:汽车)?(?:服务中心|服务站|门店|分店|4s店)|"
    r"(?:去|到|在|换成|改成)(?P<d>[\u4e00-\u9fff]{2,4})店(?![里内铺员长面])"
)
_UNKNOWN_EN = re.compile(
    r"(?:^|\b(?:at|in|to|from|use|try|prefer|visit|the|your)\s+)(?:the |your )?(?P<c>[a-z][a-z'-]+(?: [a-z'-]+)?) (?:service )?(?:cent(?:re|er|r)|cetnre|garage|workshop|branch|dealership)\b"
)
_NO_NAME = re.compile(
    r"你们|服务|哪|最近|附近|什么|原来|别的|其他|其它|另|同一|我|自己|这|那|有|几|能|可|约|预|先|去|到|一|"
    r"\b(?:service|nearest|closest|same|your|my|a|an|the|usual|other|another|different|repair|any|some|this|that|car|whole|all|which|what|these|those|local|official|authori[sz]ed|each|every|one|data|city|town|shopping|call|our|their|its|it|near\w*|test|at|in|to|by|with|and|parking)\b"
)
_OTHER = re.compile(
    r"另(?:外)?一?[家个间](?:店|门店|中心|服务中心)?(?![天次时人])|(?:别的|其他|其它)(?:门?店|地方|服务中心|网点|分店)|换(?:一?[家间]|个(?:门?店|地方))(?:门?店)?|(?:最近|附近|近一点|离我近)的?(?:那家|这家|门?店|服务中心|网点|分店)|"
    r"\b(?:the )?(?:other|another|a different|some other|nearest|closest|nearer|closer) (?:service )?(?:cent(?:re|er)|garage|workshop|branch|location|place)\b|\bsomewhere else\b"
)
_THE_OTHER = re.compile(r"另|\bother\b")
_LEADING = re.compile(r"\b(?:at|in|to|for|from|with|use|try|prefer|choose|take)\s+(?:the |your )?$")
_STOPS = frozenset(" ,.!?;")
_PLACES = frozenset(
    [
        "park",
        "gate",
        "road",
        "street",
        "point",
        "plaza",
        "square",
        "hill",
        "lake",
        "river",
        "town",
        "port",
        "station",
    ]
)  # words of many names
_SHORT_WORD = 3  # letters of a word that is too like others to be one slip away
_LONG_NAME = 4  # characters of a Chinese name that has two halves, or may have a slip


@dataclass(frozen=True, slots=True)
class Mention:
    """sites: the centres that are meant: one, or those of which one may be. unknown: a name that no centre has.

    text: the message without the words for the centre. alone: it says nothing else.
    """

    sites: tuple[Site, ...]
    text: str
    unknown: str = ""
    alone: bool = False


def mentioned(text: str, sites: tuple[Site, ...], *, current: int | None = None) -> Mention | None:
    """What a message says of a centre; None where it speaks of none. current: the centre in question so far."""
    plain = script.plain(text)
    shorts = {site.id: frozenset(_shorts(site)) for site in sites}
    spans = [(span, site) for site in sites if (span := _span(plain, site, shorts))]
    if spans:
        longest = max(end - start for (start, end), _ in spans)
        best = [(span, site) for span, site in spans if span[1] - span[0] == longest]
        return _choice(text, plain, best[0][0], tuple(site for _, site in best), sites)
    other = _OTHER.search(plain)
    if other:
        left = tuple(site for site in sites if site.id != current)
        one = left if len(left) == 1 and _THE_OTHER.search(other[0]) else sites
        return _mention(text, plain, other.span(), one)
    return _unknown(text, plain, sites)


def _choice(
    text: str, plain: str, span: tuple[int, int], named: tuple[Site, ...], sites: tuple[Site, ...]
) -> Mention:
    refused = _REFUSED.search(plain[: span[0]])
    if refused is None:
        return _mention(text, plain, span, named)
    left = tuple(site for site in sites if site not in named)
    return _mention(text, plain, (refused.start(), span[1]), left or sites)


def _unknown(text: str, plain: str, sites: tuple[Site, ...]) -> Mention | None:
    match = _UNKNOWN_ZH.search(plain) or _UNKNOWN_EN.search(plain)
    kind = match and next(name for name, said in match.groupdict().items() if said)
    if match is None or kind is None or _NO_NAME.search(match[kind]):
        return None
    start, end = match.span(kind)
    return _mention(text, plain, match.span(), sites, unknown=text[start:end])


def _mention(
    text: str, plain: str, span: tuple[int, int], sites: tuple[Site, ...], *, unknown: str = ""
) -> Mention:
    leading = _LEADING.search(plain[: span[0]])
    start = leading.start() if leading else span[0]
    rest = f"{plain[:start]} {plain[span[1] :]}"
    alone = picks.courteous(rest, None)
    return Mention(sites, f"{text[:start]} {text[span[1] :]}", unknown, alone)


def _span(plain: str, site: Site, shorts: Mapping[int, frozenset[str]]) -> tuple[int, int] | None:
    """Where a text speaks of a centre: by its whole name, or by a short form that stands as a place. shorts: of every centre."""
    found = [span for name in _names(site.name) if (span := _whole(plain, name))]
    others = frozenset[str]().union(*(forms for each, forms in shorts.items() if each != site.id))
    for form in shorts[site.id] - others or shorts[site.id]:
        found += _short(plain, form)
    return max(found, key=lambda span: span[1] - span[0], default=None)


def _whole(plain: str, name: str) -> tuple[int, int] | None:
    """A name from end to end, with one slip where it is long enough."""
    at = plain.find(name)
    if at >= 0 and not _is_cut(plain, at, at + len(name)):
        return _widened(plain, at, at + len(name))
    if name.isascii():
        return None
    for at in range(len(plain) - len(name) + 1):
        wrong = [place for place in range(len(name)) if plain[at + place] != name[place]]
        core = len(_GENERIC.sub("", name))
        if len(wrong) == 1 and len(name) >= _LONG_NAME and wrong[0] >= core:  # of what it is, not whose
            return _widened(plain, at, at + len(name))
    return None


def _is_cut(plain: str, start: int, end: int) -> bool:
    return any(
        0 < at < len(plain) and all(each.isascii() and each.isalnum() for each in plain[at - 1 : at + 1])
        for at in (start, end)
    )


def _widened(plain: str, start: int, end: int) -> tuple[int, int]:
    ahead = re.search(rf"{_BEFORE_ZH}$", plain[:start])
    behind = re.match(r"(?:的)?(?:[那这](?:一?[家个间边])|一?[家个间])?", plain[end:])
    return ahead.start() if ahead else start, end + (behind.end() if behind else 0)


def _short(plain: str, form: str) -> Iterator[tuple[int, int]]:
    if not form.isascii():
        yield from _short_zh(plain, form)
        return
    place = rf"(?P<kind> {_KIND_EN}| one| side)"
    for match in re.finditer(
        rf"(?<![a-z0-9])(?:the |your )?{re.escape(form)}(?:ern)?{place}?(?:的?[那这](?:一?[家个间边])的?店?|店)?(?![a-z0-9])",
        plain,
    ):
        rest = f"{plain[: match.start()]} {plain[match.end() :]}"
        lead = _LEADING.search(plain[: match.start()])
        if (
            match["kind"] or not match[0].isascii() or lead or picks.courteous(rest, None)
        ) and not _HOME.search(plain[: match.start()]):
            yield match.span()
    if len(form) > _SHORT_WORD:
        for match in re.finditer(rf"\b(?:the |your )?(?P<name>[a-z]{{4,}}) {_KIND_EN}\b", plain):
            if match["name"] not in _COMMON and match["name"] in slips(form):
                yield match.span()


def _short_zh(plain: str, form: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(rf"{_BEFORE_ZH}{re.escape(form)}{_ELSEWHERE_ZH}{_AFTER_ZH}", plain):
        around = match[0].replace(form, "", 1)
        rest = f"{plain[: match.start()]} {plain[match.end() :]}"
        first = match.start() == 0 or plain[match.start() - 1] in _STOPS
        stands = first or _MARKED_ZH.search(around) or picks.courteous(rest, None)
        at_home = _HOME.search(plain[: match.start()]) and not re.search(r"[改换选约订定]", around)
        if stands and not at_home:
            yield match.span()


def _names(name: Name) -> Iterator[str]:
    """A name and its halves by script, in plain letters."""
    for each in name.texts.values() if isinstance(name, Names) else (str(name),):
        whole = script.plain(each).strip()
        yield from (part for part in (whole, *_BY_SCRIPT.findall(whole)) if len(part) > 1)


def _shorts(site: Site) -> list[str]:
    """What a centre is called for short: its name without "service centre", a side of the town, a word or half of it."""
    forms: list[str] = []
    for name in _names(site.name):
        core = _GENERIC.sub(" ", name).strip()
        forms += [core, *(_words(core) if core.isascii() else _halves(core))]
    return [form for form in dict.fromkeys(forms) if len(form) > 1]


def _words(core: str) -> list[str]:
    return [word for word in core.split() if len(word) > _SHORT_WORD and word not in _PLACES]


def _halves(core: str) -> list[str]:
    """“张江” of 浦东张江, “闵行” of 闵行区, “城东” and “东边” of 东区."""
    side = next((each for each in (core[0], core[-1]) if each in _SIDES), None)
    if len(core) == 2 and side:  # noqa: PLR2004 - a side of the town
        return [*(f"{side}{what}" for what in "区边面部城"), f"城{side}"]
    forms = [core[:2], core[-2:]] if len(core) >= _LONG_NAME else []
    return [*forms, core[:-1]] if core[-1] in "区路市县镇街" else forms


_BOOKS = frozenset({Intent.BOOK, Intent.ASK_AVAILABILITY, Intent.RESCHEDULE})
_KEEPS = frozenset({Intent.QUESTION, Intent.CANCEL})


def sited(meaning: Meaning, mention: Mention, talk: Talk, *, current: int | None) -> Meaning | None:
    """What the rest of a message means, of the centre that it speaks of; None where that is no wish for a centre.

    current: the centre in question so far, which is no news where a visit is being arranged.
    """
    task = talk.task
    is_open = task is not None and task.entry is None and task.intent is not Intent.CANCEL
    named = replace(meaning, sites=mention.sites, unknown=mention.unknown, plain=False)
    if meaning.drop or meaning.put_off or meaning.intent in _KEEPS:
        return named
    if is_open and [site.id for site in mention.sites] == [current]:
        said = meaning.intent in {*_BOOKS, Intent.INFORM, Intent.NEGATE, Intent.AFFIRM} and meaning.sure >= DO
        return replace(meaning, plain=False) if said else Meaning(Intent.INFORM)
    if meaning.intent in _BOOKS and meaning.sure >= DO:
        return named
    if is_open:
        return replace(named, intent=Intent.INFORM, sure=1.0)
    wish = mention.alone or meaning.when or meaning.job
    intent = Intent.RESCHEDULE if talk.visits and not meaning.job else Intent.BOOK
    over = task is None or task.intent is Intent.CANCEL
    return replace(named, intent=intent, sure=1.0) if wish and over else None
