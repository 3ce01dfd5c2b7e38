"""Where a text names a centre: by its name in either language, by a part that no other has, with one slip. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain.dialogue import script
from domain.dialogue.meaning import sounds
from domain.dialogue.slips import slips
from domain.dialogue.times import picks
from domain.dialogue.topics import Site
from domain.explain.facts import Name, Names

Span = tuple[int, int]
_BY_SCRIPT = re.compile(r"[\u4e00-\u9fff]+|[a-z][a-z0-9&' -]*[a-z0-9]")
_KIND_ZH = r"(?:汽车|新能源|电动车|特约)*(?:服务中心|维修中心|维修站|服务站|服务店|修理厂|4s店|门店|分店|中心|网点|店|站|厂)"
_KIND_EN = r"(?:service |repair |car |auto |ev )*(?:cent(?:re|er|r)|cetnre|cetner|garage|workshop|branch|shop|store|station|location|site|depot|hub|place)s?"
_GENERIC = re.compile(rf"{_KIND_ZH}|\b{_KIND_EN}\b|\b(?:the|service|city|motors?|auto)\b")
_SIDES = frozenset("东西南北")
_DIRECTIONS = frozenset(
    ["east", "west", "north", "south", "east side", "west side", "central", "middle", "upper", "lower", "old"]
)
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
    r"(?:住|家|公司|单位|上班|人|堵|出差|老家|(?<![帮给])我|开会)[也就都还人们是]*在?$|(?:live|work|stuck|am|i'm|based|office|meeting) (?:\w+ )?(?:at|in|to|on)? ?(?:the )?$"
)
LEADING = re.compile(r"\b(?:at|in|to|for|from|with|use|try|prefer|choose|take)\s+(?:the |your )?$")
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
class Named:
    """Where a text names a centre, or one of several that go by the same words. home: as a place to be in, such as a home."""

    span: Span
    sites: tuple[Site, ...]
    home: bool = False


def find(plain: str, sites: Iterable[Site], *, loose: bool = False) -> list[Named]:
    """All places of a plain text that name a centre, in its order; of two over each other the longer.

    loose: centres are spoken of for sure, so that a name need not stand as a place.
    """
    sites = tuple(sites)
    shorts = {site.id: _shorts(tuple(_names(site.name))) for site in sites}
    spans = [(span, site) for site in sites for span in _spans(plain, site, shorts, loose=loose)]
    named: list[Named] = []
    for span, site in sorted(spans, key=lambda each: each[0][0] - each[0][1]):
        over = [each for each in named if span[0] < each.span[1] and each.span[0] < span[1]]
        if not over:
            named.append(Named(span, (site,), home=is_home(plain, span[0])))
        elif over[0].span == span and site not in over[0].sites:
            named[named.index(over[0])] = Named(span, (*over[0].sites, site), home=over[0].home)
    return sorted(named, key=lambda each: each.span)


def is_home(plain: str, start: int) -> bool:
    """Whether a place is where somebody is, lives or works."""
    return _HOME.search(plain[:start]) is not None


def _spans(plain: str, site: Site, shorts: Mapping[int, frozenset[str]], *, loose: bool) -> Iterator[Span]:
    """Where a text speaks of a centre: by its whole name, or by a short form that stands as a place. shorts: of every centre."""
    for name in _names(site.name):
        whole = _whole(plain, name)
        if whole:
            yield whole
    others = frozenset[str]().union(*(forms for each, forms in shorts.items() if each != site.id))
    for form in shorts[site.id] - others or shorts[site.id]:
        yield from _short(plain, form)
        if loose and form not in _DIRECTIONS:
            yield from _anywhere(plain, form)


def _anywhere(plain: str, form: str) -> Iterator[Span]:
    """Every place of a form as words of their own."""
    if form[:_SHORT_WORD] not in plain and form[: _SHORT_WORD - 1] not in plain:
        return
    if form.isascii():
        pattern = rf"(?<![a-z0-9])(?:the |your )?{_loosely(form)}(?:['’]?(?:s|ll))?(?P<kind> {_KIND_EN})?(?![a-z0-9])"
    else:
        pattern = rf"{_BEFORE_ZH}{re.escape(form)}(?:(?<=离{form})|(?<=近{form})|{_ELSEWHERE_ZH}){_AFTER_ZH}"
    yield from (match.span() for match in re.finditer(pattern, plain))


def _loosely(form: str) -> str:
    """“jing'an” as “jingan” or “jing an”, “harbour street” as “harbour st”."""
    letters = re.sub("['’]", "['’ ]?", re.escape(form))
    return re.sub(r"street$", r"st(?:reet|r)?\\.?", letters)


def _whole(plain: str, name: str) -> tuple[int, int] | None:
    """A name from end to end, with one slip where it is long enough."""
    at = plain.find(name)
    if at >= 0 and not _is_cut(plain, at, at + len(name)):
        return _widened(plain, at, at + len(name))
    if name.isascii():
        return None
    core = len(_GENERIC.sub("", name))
    for match in re.finditer(re.escape(name[:core]), plain):
        at = match.start()
        wrong = [place for place, sign in enumerate(plain[at : at + len(name)]) if sign != name[place]]
        if len(wrong) == 1 and len(name) >= _LONG_NAME and at + len(name) <= len(plain):
            return _widened(plain, at, at + len(name))  # of what it is, not whose
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
    for match in _standing(form).finditer(plain) if form in plain else ():
        rest = f"{plain[: match.start()]} {plain[match.end() :]}"
        lead = LEADING.search(plain[: match.start()])
        if (
            match["kind"] or not match[0].isascii() or lead or picks.courteous(rest, None)
        ) and not _HOME.search(plain[: match.start()]):
            yield match.span()
    if len(form) > _SHORT_WORD:
        for name, span in _of_a_kind(plain):
            if name in slips(form):
                yield span


@lru_cache(maxsize=1_000)
def _standing(form: str) -> re.Pattern[str]:
    place = rf"(?P<kind> {_KIND_EN}| one| side)"
    return re.compile(
        rf"(?<![a-z0-9])(?:the |your )?{re.escape(form)}(?:ern)?{place}?(?:的?[那这](?:一?[家个间边])的?店?|店)?(?![a-z0-9])"
    )


@lru_cache(maxsize=2)
def _of_a_kind(plain: str) -> tuple[tuple[str, Span], ...]:
    """Words that stand before "centre" and the like, and where: a name, perhaps with a slip."""
    matches = re.finditer(rf"\b(?:the |your )?(?P<name>[a-z]{{4,}}) {_KIND_EN}\b", plain)
    return tuple((match["name"], match.span()) for match in matches if match["name"] not in _COMMON)


def _short_zh(plain: str, form: str) -> Iterator[tuple[int, int]]:
    plain = sounds.as_named(plain, form)
    pattern = rf"{_BEFORE_ZH}{re.escape(form)}{_ELSEWHERE_ZH}{_AFTER_ZH}"
    for match in re.finditer(pattern, plain) if form in plain else ():
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


@lru_cache(maxsize=1_000)
def _shorts(names: tuple[str, ...]) -> frozenset[str]:
    """What a centre is called for short: its name without "service centre", a side of the town, a word or half of it."""
    forms: list[str] = []
    for name in names:
        core = _GENERIC.sub(" ", name).strip()
        shorts = [core, *(_words(core) if core.isascii() else _halves(core))]
        forms += [*shorts, *(each for short in shorts for each in sounds.spellings(short))]
    return frozenset(form for form in forms if len(form) > 1)


def _words(core: str) -> list[str]:
    return [word for word in core.split() if len(word) > _SHORT_WORD and word not in _PLACES]


def _halves(core: str) -> list[str]:
    """“张江” of 浦东张江, “闵行” of 闵行区, “城东” and “东边” of 东区."""
    side = next((each for each in (core[0], core[-1]) if each in _SIDES), None)
    if len(core) == 2 and side:  # noqa: PLR2004 - a side of the town
        return [*(f"{side}{what}" for what in "区边面部城"), f"城{side}"]
    forms = [core[:2], core[-2:]] if len(core) >= _LONG_NAME else []
    return [*forms, core[:-1]] if core[-1] in "区路市县镇街" else forms
