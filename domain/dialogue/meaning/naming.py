"""Which car an owner speaks of: by its name in any language, by a part that no other car has, or by its model. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from domain.dialogue import script
from domain.dialogue.times import picks
from domain.explain.facts import Name, Names

_BY_SCRIPT = re.compile(r"[\u4e00-\u9fff]+|[a-z][a-z0-9' -]*[a-z0-9]")
_WORD = re.compile(r"(?!(?:the|car|one|and|my)\b)\b[a-z]{3,}")
_JOINT = re.compile(r"[ .-]")  # “ID4”, “model3”
_SHORTEST = 2  # letters of a name that is looked for in a sentence
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_RUN = re.compile(r"[\u4e00-\u9fff]+")
_COLOUR = re.compile(r"([白黑灰蓝银红绿黄橙紫棕金粉米青])色?")
_THAT_CAR = r"(?:(?:的|色)*(?:那|这)?(?:辆|台|部|架)|(?:的|色)*车|的)"  # "白的", "白色那台", "白车"
_THE = ("色那台", "色那辆", "色的那台", "色的那辆", "色的", "色", "的", "")
_OF_A_CAR = r"(?=电池|续航|充电|刹车|轮胎|胎|空调|保养|年检|车|那|这|今|明|下周|怎|咋|的|该|要|能|跑|还)"
_NO_OTHER = r"(?![子字语族堡服口阳中朝人奸水江奸儿])"  # 汉子, 汉字, 唐人: no car
# Names that are words of other things as well: they have to stand as a car.
_WORDS_TOO: Final = frozenset(["大众", "现代", "理想", "小米", "海鸥", "海豚", "海豹", "云雀", "福特"])
# What makers and models are called in Chinese, by their word in a car's model.
_IN_CHINESE: Final = {
    "tesla": "特斯拉",
    "byd": "比亚迪",
    "han": "汉",
    "tang": "唐",
    "qin": "秦",
    "seagull": "海鸥",
    "dolphin": "海豚",
    "seal": "海豹",
    "zeekr": "极氪",
    "xpeng": "小鹏",
    "nio": "蔚来",
    "li": "理想",
    "aito": "问界",
    "xiaomi": "小米",
    "leapmotor": "零跑",
    "lark": "云雀",
    "aion": "埃安",
    "avatr": "阿维塔",
    "vw": "大众",
    "volkswagen": "大众",
    "golf": "高尔夫",
    "bmw": "宝马",
    "mercedes": "奔驰",
    "audi": "奥迪",
    "porsche": "保时捷",
    "volvo": "沃尔沃",
    "hyundai": "现代",
    "kia": "起亚",
    "nissan": "日产",
    "leaf": "聆风",
    "renault": "雷诺",
    "toyota": "丰田",
    "honda": "本田",
    "ford": "福特",
    "polestar": "极星",
}
_AROUND = re.compile(
    r"(?:那|这)?一?(?:辆|台|部)(?:车|的)?|给|帮|\b(?:car|one|for|the|no|not the other|other|mean|meant|i|is|it|my)\b|不是?|的"
)


_NOT_THAT = re.compile(
    r"(?:不是|并非|而不是|\bnot(?! (?:just|only))|\binstead of|\brather than|\bother than)\s*(?:on |for |about )?(?:the |my )?(?:那台|那辆)?$"
)
_NOT_CLAUSE = re.compile(r"(?:不是|\bnot\b)[^,.!?;]*")
_NAME_ALONE = re.compile(r"^(?:the|my) |['’]s$", re.IGNORECASE)


class Car(Protocol):
    """A car as its owner may speak of it."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> Name: ...
    @property
    def model(self) -> str: ...


Find = Callable[[str, Car], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class CarMention:
    """The cars that a text may mean, the text with "my car" in place of the name, and whether it says nothing else.

    words: those of the text that name the car.
    """

    cars: tuple[int, ...]
    text: str
    alone: bool = False
    words: str = ""


_SOMEBODY = r"(?:wife|husband|partner|girlfriend|boyfriend|mum|mom|mother|dad|father|son|daughter|brother|sister|spouse|fiancee?)"
_OF_SOMEBODY = re.compile(
    r"我?(?:老婆|老公|媳妇儿?|爱人|太太|先生|女朋友|男朋友|妈妈?|爸爸?|儿子|女儿|闺女|哥哥?|弟弟?|姐姐?|妹妹?|家人)(?:开)?的?(?:那(?:辆|台|部))?车(?!位|钥匙)|"
    rf"\b(?:my|the) {_SOMEBODY}['’]?s (?:car|one)\b|\bthe (?:car|one) (?:that )?my {_SOMEBODY} drives\b|\b(?:his|her) car\b"
)


def is_of_somebody(text: str) -> bool:
    """Whether a text tells a car by who drives it: "my wife's car"."""
    return _OF_SOMEBODY.search(script.plain(text)) is not None


def find_cars(
    text: str, cars: Iterable[Car], *, asked: bool = False, shared: int | None = None
) -> CarMention:
    """asked: "which car" is the open question, so that a part of a name by itself is an answer.

    shared: the only car that somebody beside its owner drives, which is that of "my wife".
    """
    plain, cars = script.plain(text), tuple(cars)
    somebody = _OF_SOMEBODY.search(plain)
    if shared is not None and somebody:
        return _without(text, plain, (shared,), somebody.span())
    place = picks.place(plain, len(cars)) if asked else None
    if place is not None:
        return CarMention((cars[place].id,), text, alone=True, words=text)
    refused: dict[int, tuple[int, int]] = {}
    for find in (_whole, _of_model, _part if asked else _part_beside):
        spans = {car.id: span for car in cars if car.id not in refused and (span := find(plain, car))}
        refused |= {car: span for car, span in spans.items() if _NOT_THAT.search(plain[: span[0]])}
        wanted = {car: span for car, span in spans.items() if car not in refused}
        if wanted:
            rank = {car.id: _rank(plain, car, wanted[car.id], find) for car in cars if car.id in wanted}
            likeliest = tuple(car for car in wanted if rank[car] == max(rank.values()))
            return _without(text, plain, likeliest, wanted[likeliest[0]])
    if refused and asked:  # “not the golf”: one of the others
        left = tuple(car.id for car in cars if car.id not in refused)
        return _without(text, plain, left, next(iter(refused.values())))
    return CarMention((), text)


def without(text: str, car: int, span: tuple[int, int]) -> CarMention:
    """The mention of one car by the words that stand at a span."""
    return _without(text, script.plain(text), (car,), span)


def _rank(plain: str, car: Car, span: tuple[int, int], find: Find) -> tuple[int, int]:
    """How well a car fits the words: by the longest name, and by how much else of it is said (“the blue VW”)."""
    rest = _NOT_CLAUSE.sub(" ", plain)
    said = sum(_longest(rest, [word]) is not None for word in _attributes(car))
    length = span[1] - span[0]
    return (length, said) if find in {_whole, _of_model} else (said, length)


def _attributes(car: Car) -> set[str]:
    maker = script.plain(car.model).partition(" ")[0]
    return {maker, *_parts(car), *_chinese(car), *_colours(car)}


def _without(text: str, plain: str, cars: tuple[int, ...], span: tuple[int, int]) -> CarMention:
    start, end = span
    mine = "我的车" if _CHINESE.search(plain) else "my car"
    rest = f"{plain[:start]} {plain[end:]}"
    alone = picks.courteous(rest, None) or picks.courteous(_AROUND.sub(" ", rest), None)
    words = _NAME_ALONE.sub("", text[start:end])
    return CarMention(cars, f"{text[:start]}{mine}{text[end:]}", alone, words)


def _whole(plain: str, car: Car) -> tuple[int, int] | None:
    return _longest(plain, _names(car.name))


def _of_model(plain: str, car: Car) -> tuple[int, int] | None:
    model = script.plain(car.model)
    own = model.partition(" ")[2] if re.search(r" .*[a-z]", model) else ""  # without its maker
    return _longest(
        plain,
        [each for name in (model, own) for each in (name, _JOINT.sub("", name)) if len(each) > _SHORTEST],
    )


def _part(plain: str, car: Car) -> tuple[int, int] | None:
    return _longest(plain, [*_parts(car), *_chinese(car), *_colours(car)])


def _part_beside(plain: str, car: Car) -> tuple[int, int] | None:
    """“The white one” of White Whale, “白色那台”: in a sentence of its own a part has to stand as a car."""
    parts, chinese, colours = _parts(car), _chinese(car), _colours(car)
    names = [name for name in chinese if len(name) >= _SHORTEST and name not in _WORDS_TOO]
    lone = "|".join(name for name in chinese if len(name) < _SHORTEST)
    match = (
        re.search(
            rf"(?:^|[我的给帮把,. ])(?P<x>{lone}){_OF_A_CAR}|(?:[台辆部架把]|[我这那]个?|换成)(?P<y>{lone}){_NO_OTHER}",
            plain,
        )
        if lone
        else None
    )
    both = [f"{colour}{the}{name}" for colour in colours if colour in plain for the in _THE for name in names]
    return (
        _longest(plain, parts, after=r" (?:one|car)")
        or _longest(plain, [f"{word} {part}" for part in parts for word in ("the", "my")])
        or _longest(plain, both)
        or _longest(plain, names)
        or _longest(plain, [*chinese, *colours], after=_THAT_CAR)
        or (match.span("x" if match["x"] else "y") if match else None)
    )


def _parts(car: Car) -> list[str]:
    return [word for name in (*_names(car.name), script.plain(car.model)) for word in _WORD.findall(name)]


def _chinese(car: Car) -> list[str]:
    """What a car is called without its colour, and what its maker and model are called in Chinese."""
    words = re.findall(r"[a-z]+", script.plain(car.model))
    runs = [run for name in _names(car.name) for run in _CHINESE_RUN.findall(_COLOUR.sub(" ", name))]
    return [*runs, *(_IN_CHINESE[word] for word in words if word in _IN_CHINESE)]


def _colours(car: Car) -> list[str]:
    every = car.name.texts.values() if isinstance(car.name, Names) else (str(car.name),)
    return [match[1] for name in every for match in _COLOUR.finditer(script.plain(name))]


def _names(name: Name) -> Iterator[str]:
    """A name and its halves by script: “小蓝 Little Blue” goes by either."""
    for each in name.texts.values() if isinstance(name, Names) else (str(name),):
        whole = script.plain(each).strip()
        halves = [part for part in _BY_SCRIPT.findall(whole) if not _COLOUR.fullmatch(part)]
        parts = [part for part in (whole, *halves) if len(part) >= _SHORTEST]
        yield from parts
        yield from (_JOINT.sub("", part) for part in parts if re.search(r"\d", part))


def _longest(plain: str, names: Iterable[str], *, after: str = "") -> tuple[int, int] | None:
    """Where the longest of the names stands as words of its own, with its article and possessive."""
    for name in sorted((name for name in set(names) if name in plain), key=len, reverse=True):
        edge = r"(?![a-z0-9])" if name[-1].isascii() else ""
        begin = r"(?<![a-z0-9])(?:the |my )?" if name[0].isascii() else ""
        match = re.search(
            rf"{begin}{re.escape(name)}(?:['’]?s\b)?{edge}{after}(?:那|这)?(?:辆|台|部)?", plain
        )
        if match:
            return match.span()
    return None
