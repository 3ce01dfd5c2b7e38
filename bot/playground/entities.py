"""Parses Telegram's HTML into text and entities; errors are worded as the server words them."""

import re
from dataclasses import dataclass, field

from bot.playground.facts import ApiError, Json

TAG_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
CLOSED = frozenset({"code", "pre", "text_link", "date_time"})  # a client marks nothing by itself within these
NAMED_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
LARGEST_CODE_POINT = 0x10FFFF

CHARACTER = re.compile(r"&(?:#(x[0-9a-fA-F]+|[0-9]+)|(lt|gt|amp|quot));")
ATTRIBUTE = re.compile(r"\s*([^\s=>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+)))?")
NAME = re.compile(r"[^\s>]*")
PLAIN = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?!\w)")),
    ("url", re.compile(r"https?://[^\s<>\"]+[^\s<>\".,!?;:)，。！？；：]")),
    ("phone_number", re.compile(r"(?<![0-9A-Za-z_+/])\+[0-9](?:[ ()-]{0,2}[0-9]){5,14}(?![0-9])")),
)


def units(text: str) -> int:
    """Length in UTF-16 code units, the measure of every Telegram limit and offset."""
    return len(text.encode("utf-16-le")) // 2


def found_in(text: str) -> list[Json]:
    """The entities a client would mark by itself in text that somebody typed."""
    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
        for kind, pattern in PLAIN
        for match in pattern.finditer(text)
    ]


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cut the outer white space, as the server does, and what entities lose by it."""
    start = len(text) - len(text.lstrip())
    text = text.strip()
    end = units(text)
    remaining = []
    for entity in entities:
        first = max(entity["offset"] - start, 0)
        last = min(entity["offset"] - start + entity["length"], end)
        if last > first:
            remaining.append(entity | {"offset": first, "length": last - first})
    return text, sorted(remaining, key=lambda entity: (entity["offset"], -entity["length"]))


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Raises ApiError 400 "can't parse entities: ..." as the server words it."""
    reader = _Reader(source)
    reader.read()
    return reader.text, reader.entities


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    text: str = ""
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> None:
        while self.at < len(self.source):
            if self.source.startswith("</", self.at):
                self._end_tag()
            elif self.source[self.at] == "<":
                self._start_tag()
            else:
                self._characters()
        if self.stack:
            raise _malformed(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')

    def _characters(self) -> None:
        end = self.source.find("<", self.at)
        end = len(self.source) if end < 0 else end
        self.text += _decoded(self.source[self.at : end])
        self.at = end

    def _start_tag(self) -> None:
        where = self._byte_offset()
        name = NAME.match(self.source, self.at + 1)
        assert name is not None
        tag = name.group().lower()
        close = self.source.find(">", self.at)
        if close < 0:
            raise _malformed(f"Unclosed start tag at byte offset {where}")
        if tag not in TAG_TYPES:
            raise _malformed(f'Unsupported start tag "{tag}" at byte offset {where}')
        attributes, self.at = self._attributes(name.end(), tag, where)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _malformed(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
        self.stack.append(_Open(tag, attributes, units(self.text)))

    def _attributes(self, at: int, tag: str, where: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            while at < len(self.source) and self.source[at].isspace():
                at += 1
            if at >= len(self.source):
                raise _malformed(f"Unclosed start tag at byte offset {where}")
            if self.source[at] == ">":
                return attributes, at + 1
            match = ATTRIBUTE.match(self.source, at)
            if match is None:
                raise _malformed(f'Empty attribute name in the tag "{tag}" at byte offset {where}')
            attributes[match[1].lower()] = _decoded(match[2] or match[3] or match[4] or "")
            at = match.end()

    def _end_tag(self) -> None:
        where = self._byte_offset()
        close = self.source.find(">", self.at)
        if not self.stack:
            raise _malformed(f"Unexpected end tag at byte offset {where}")
        if close < 0:
            raise _malformed(f"Unclosed end tag at byte offset {where}")
        name = self.source[self.at + 2 : close].strip().lower()
        element = self.stack.pop()
        if name not in {"", element.tag}:
            raise _malformed(
                f'Unmatched end tag at byte offset {where}, expected "</{element.tag}>", found "</{name}>"'
            )
        self.at = close + 1
        self._close(element)

    def _close(self, element: _Open) -> None:
        length = units(self.text) - element.offset
        if not length:
            return
        entity: Json = {"type": TAG_TYPES[element.tag], "offset": element.offset, "length": length}
        entity |= _details(element)
        language = element.attributes.get("class", "").removeprefix("language-")
        if element.tag == "code" and language and self.stack and self.stack[-1].tag == "pre":
            self.stack[-1].attributes["language"] = language
        elif element.tag != "a" or "url" in entity:
            self.entities.append(entity)

    def _byte_offset(self) -> int:
        return len(self.source[: self.at].encode())


def _details(element: _Open) -> Json:
    attributes = element.attributes
    if element.tag == "a" and attributes.get("href"):
        return {"url": attributes["href"]}
    if element.tag == "pre" and attributes.get("language"):
        return {"language": attributes["language"]}
    if element.tag == "tg-emoji":
        return {"custom_emoji_id": attributes.get("emoji-id", "")}
    if element.tag == "tg-time":
        unix = int(attributes.get("unix", "0"))
        return {"unix_time": unix} | (
            {"date_time_format": attributes["format"]} if "format" in attributes else {}
        )
    if element.tag == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    return {}


def _decoded(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        if match[2]:
            return NAMED_CHARACTERS[match[2]]
        code = int(match[1][1:], 16) if match[1].startswith("x") else int(match[1])
        return chr(code) if 0 < code <= LARGEST_CODE_POINT else match.group()

    return CHARACTER.sub(character, text)


def _malformed(reason: str) -> ApiError:
    return ApiError(400, f"can't parse entities: {reason}")
