"""What a kWh costs, as an owner writes it: “0.6”, “谷电 23点到7点 0.3 其余 0.6 快充 1.8”, “0.30 from 11pm to 7am, else 0.60”. Pure.

A text is cut into pieces of one price each, with what it is for before or behind it. Where it is not plain when each price
holds, it is refused: a wrong price is worse than a question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Final

from domain.dialogue import script
from domain.errors import Refusal
from domain.trips.facts import Band, Tariff

_UNITS: Final = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九")} | {"两": "2"}
_NUMBER: Final = r"(?:\d+(?:\.\d+)?|[零一二两三四五六七八九])"
_SPOKEN: Final = re.compile(
    rf"(?P<whole>{_NUMBER})(?:块钱?|元)(?:(?P<tenths>{_NUMBER})[毛角](?P<cents>{_NUMBER})?分?|(?<=块)(?P<more>{_NUMBER}))?(?![\d点])"
    rf"|(?P<dimes>{_NUMBER})(?:[毛角]钱?| ?(?:mao|jiao)\b)(?P<fen>{_NUMBER})?分?(?![\d点])"
)
_CENTS: Final = re.compile(r"\b(\d{1,3}(?:[.,]\d+)?) ?(?:ct|cts|cents?|pence|p|fen)\b|(\d{1,2})分(?!钟)")
_CURRENCIES: Final = (
    ("CNY", re.compile(r"[¥￥元块毛角]|\b(?:rmb|cny|yuan|fen|mao|jiao)\b")),
    ("EUR", re.compile(r"€|\b(?:eur|euros?)\b")),
    ("USD", re.compile(r"\$|\b(?:usd|dollars?)\b")),
    ("GBP", re.compile(r"£|\b(?:gbp|pounds?|pence)\b")),
)
_HOUR_ZH: Final = re.compile(
    r"(?<![一二两三四五六七八九十])(二?十[一二三四五六七八九]?|[零一二两三四五六七八九])(?=点)"
)
_EVEN: Final = (
    (r"\bmidnight\b|(?:半夜|午夜)(?=到|至|-)", "0:00"),
    (r"\bnoon\b|(?<!上)(?<!下)中午(?!\d)", "12:00"),
)
_CLOCK: Final = r"(?P<{0}half>晚上?|夜里|凌晨|早上?|上午|下午)?\s?(?P<{0}h>\d{{1,2}})(?::(?P<{0}m>\d{{2}}))?\s?(?:点钟?|时|h\b|o'?clock)?\s?(?P<{0}ap>[ap]\.?m\b\.?)?"
_TOKEN: Final = re.compile(
    rf"(?P<hours>(?<![\d.]){_CLOCK.format('a')}\s?(?:-|~|–|到|至|\bto\b|\buntil\b|\btill\b|\band\b)\s?(?:第二天|次日)?\s?{_CLOCK.format('b')})(?![.,]?\d)"
    r"|(?P<clock>(?<![\d.])\d{1,2}(?::\d\d|\s?(?:点|时(?!段)|o'?clock|[ap]\.?m\b))|\b(?:after|before|until|since) \d{1,2}\b(?!\.\d))"
    r"|(?P<days>周末|工作日|节假日|夏季|冬季|阶梯|第[一二三]档|\b(?:week ?ends?|week ?days?|saturdays?|sundays?|holidays?|summer|winter|tier)\b)"
    r"|(?P<fast>快充|直流|公共|超充|外面|\b(?:dc|fast|rapid|public|supercharg\w*|away)\b)"
    r"|(?P<low>低?谷|夜间|晚上|夜里|半夜|\b(?:off-? ?peak|overnight|nights?)\b)"
    r"|(?P<rest>其余|其他|其它|别的|平时|\b(?:else|otherwise|rest|other|remaining)\b)"
    r"|(?P<high>高?峰|平段|平电|白天|日间|\b(?:peak|day(?:time)?)\b)"
    r"|(?P<end>[,;、。]|\band\b|\bbut\b)"
    r"|(?P<price>(?:(?<![\d.\w])-)?(?<!\d)\d{1,6}(?:[.,]\d{1,6})?)(?!\d|\.\d)"
)
_OFF: Final = re.compile(
    r"\s*(?:off|none|no|delete|remove|clear|forget|取消|删除|删掉|清除|不要|不用|关闭)(?:了|吧|电价| ?(?:my |the )?(?:tariff|prices?))*\s*[.!]?\s*"
)
_SURELY_CENTS: Final = 3.0  # own choice: nobody pays three euros or dollars for a kWh
_LONGEST: Final = 300  # characters that are looked at
_DAY: Final = timedelta(days=1)


@dataclass(slots=True)
class _Piece:
    """One price and what it is for: hours, and the names of other tokens. price: None where only hours are explained."""

    price: float | None = None
    hours: list[Band] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    @property
    def is_whole(self) -> bool:
        return self.price is not None and bool(self.hours or self.names)


@dataclass(slots=True)
class _Draft:
    price: float | None = None
    low: float | None = None
    fast: float | None = None
    bands: list[Band] = field(default_factory=list)


def is_off(text: str) -> bool:
    """Tell whether the tariff is to be forgotten."""
    return _OFF.fullmatch(script.plain(text)) is not None


def names_price(text: str) -> bool:
    """Tell whether a text names any figure, so that it may be a price."""
    return re.search(r"\d", _even(text)) is not None


def read(text: str, before: Tariff | None, *, currency: str) -> Tariff:
    """Return the tariff that a text tells; what it leaves out stays as it was `before`, in `currency` where neither names one.

    Raises Refusal tariff_unread where no price is found, tariff_hours where an hour is none of a clock, tariff_days where prices
    depend on more than the hour, tariff_part where it is not plain when each price holds, and tariff_rest where prices of hours
    or of fast charging alone are told and none for the rest.
    """
    plain = _even(text)
    money = _currency(plain) or (before.currency if before else currency)
    prior = before if before and before.currency == money else None
    draft = _drafted(_pieces(_tokens(plain), in_cents=_CENTS.search(script.plain(text)) is not None))
    if draft.price is None and draft.fast is None and not draft.bands:
        raise Refusal("tariff_unread", status=422)
    price = draft.price if draft.price is not None else (prior.price if prior else None)
    if price is None:
        raise Refusal("tariff_rest", status=422)
    keeps_bands = prior is not None and draft.price is None and not draft.bands
    return Tariff(
        price=price,
        currency=money,
        bands=prior.bands if prior and keeps_bands else tuple(draft.bands),
        fast=draft.fast if draft.fast is not None else (prior.fast if prior else None),
    )


def _even(text: str) -> str:
    """The plain text with amounts and hours as figures: 五毛六 is 0.56, 一块二 is 1.2, 30 ct is 0.3, 十点 is 10点."""
    plain = re.sub(r"\s+", " ", script.plain(text))[:_LONGEST]
    plain = _CENTS.sub(_of_cents, _SPOKEN.sub(_amount, _HOUR_ZH.sub(_hour, plain)))
    for form, clock in _EVEN:
        plain = re.sub(form, clock, plain)
    return plain


def _hour(match: re.Match[str]) -> str:
    tens, ten, units = match[0].rpartition("十")
    figure = int(_UNITS.get(units, "0")) + (10 * int(_UNITS.get(tens, "1")) if ten else 0)
    return f" {figure}"


def _amount(match: re.Match[str]) -> str:
    whole, tenths, cents = (
        match["whole"] or "0",
        match["dimes"] or match["tenths"] or match["more"],
        match["fen"] or match["cents"],
    )
    amount = sum(
        float(_UNITS.get(part, part)) * unit
        for part, unit in ((whole, 1), (tenths, 0.1), (cents, 0.01))
        if part is not None
    )
    return f" {round(amount, 4):g} "


def _of_cents(match: re.Match[str]) -> str:
    cents = float((match[1] or match[2]).replace(",", "."))
    return f"{cents / 100 if cents >= 1 else cents:g}"  # "0.30 cents" means thirty


def _tokens(plain: str) -> Iterator[re.Match[str]]:
    """Yield what counts. Raises Refusal tariff_days or tariff_part where something of it cannot be stored."""
    for match in _TOKEN.finditer(plain):
        if match["days"]:
            raise Refusal("tariff_days", status=422)
        if match["clock"]:
            raise Refusal("tariff_part", status=422)
        if match["price"] is None or not re.match(
            r" ?(?:(?:kw|kwh|km)\b|度(?!电?[0-9])|%|公里)", plain[match.end() :]
        ):
            yield match


def _pieces(tokens: Iterator[re.Match[str]], *, in_cents: bool) -> Sequence[_Piece]:
    """Cut where a price is complete: at a comma or "and", at the next price, and at what can only be of the next one."""
    pieces, tokens_left = [_Piece()], list(tokens)
    for place, token in enumerate(tokens_left):
        following = tokens_left[place + 1] if place + 1 < len(tokens_left) else None
        kind = str(token.lastgroup if token["hours"] is None else "hours")
        if _begins(pieces[-1], kind, before_price=following is not None and following["price"] is not None):
            pieces.append(_Piece())
        if kind == "price":
            price = float(token["price"].replace(",", "."))
            pieces[-1].price = price / 100 if in_cents and price >= _SURELY_CENTS else price
        elif kind == "hours":
            pieces[-1].hours.append(_band(token))
        elif kind != "end":
            pieces[-1].names.add(kind)
    return pieces


def _begins(piece: _Piece, kind: str, *, before_price: bool) -> bool:
    """Whether a token begins the next piece."""
    if piece.price is None:
        return False
    if kind in {"end", "price"}:
        return True
    if kind == "hours":
        return bool(piece.hours) or (piece.is_whole and not piece.names & {"low", "high"})
    return (piece.is_whole and kind not in piece.names) or before_price


def _drafted(pieces: Sequence[_Piece]) -> _Draft:
    """Put each price to its hours. Raises Refusal tariff_part where two prices would hold at once, or one at no known time."""
    explained = {name: piece.hours for piece in pieces if piece.price is None for name in piece.names}
    draft = _Draft()
    for piece in pieces:
        hours = piece.hours or next((explained[name] for name in piece.names if name in explained), [])
        if piece.price is None:
            continue
        if "fast" in piece.names:
            draft.fast = piece.price
        elif hours:
            draft.bands += [Band(each.start, each.end, piece.price) for each in hours]
        elif "low" in piece.names and draft.low is None:
            draft.low = piece.price
        elif draft.price is None and "low" not in piece.names:
            draft.price = piece.price
        else:
            raise Refusal("tariff_part", status=422)
    return _completed(draft)


def _completed(draft: _Draft) -> _Draft:
    """Let a night without hours be what the hours of the day leave, and nothing be left where hours fill the day."""
    if draft.low is not None and (draft.price is not None or not draft.bands):
        raise Refusal("tariff_part", status=422)
    if draft.price is None:
        fills = sum((_length(band) for band in draft.bands), timedelta()) == _DAY
        draft.price = draft.bands[-1].price if fills and draft.low is None else draft.low
    return draft


def _length(band: Band) -> timedelta:
    begin, end = (timedelta(hours=each.hour, minutes=each.minute) for each in (band.start, band.end))
    return end - begin if end > begin else end - begin + _DAY


def _band(match: re.Match[str]) -> Band:
    return Band(_time(match, "a"), _time(match, "b"), 0.0)


def _time(match: re.Match[str], end: str) -> time:
    hour, minute = int(match[f"{end}h"]), int(match[f"{end}m"] or 0)
    late = (match[f"{end}ap"] or "").startswith("p") or match[f"{end}half"] in {"晚", "晚上", "夜里", "下午"}
    if late and hour < 12:  # noqa: PLR2004 - hours of half a day
        hour += 12
    elif (match[f"{end}ap"] or "").startswith("a") and hour == 12:  # noqa: PLR2004 - midnight
        hour = 0
    if hour > 24 or minute > 59:  # noqa: PLR2004 - of a clock
        raise Refusal("tariff_hours", status=422, hour=match["hours"].strip())
    return time(hour % 24, minute)


def _currency(plain: str) -> str | None:
    return next((code for code, form in _CURRENCIES if form.search(plain)), None)
