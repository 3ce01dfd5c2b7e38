"""Every page of the demo as its reader finds it after a round of jobs: words and names, no codes, and nothing left empty."""

import re
from html.parser import HTMLParser

CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\b\d+\.00\b|\bNone\b|\bnan\b|\{\w+}")
LITERAL = {"code", "pre", "script", "style"}  # what says a name of the program's own on purpose
UNCALLED = ("/pages/", "/playground", "/schema", "/operator/figures.csv")
ALIKE = 4  # pages of one form that are opened, such as those of cars
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-sure")
NAMED = re.compile(r"beforehand_\w+")  # a metric of Prometheus


class Page(HTMLParser):
    """What is said on a page, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self._within: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._within += [tag] if tag in LITERAL else []
        self.said += [str(values[each]) for each in SPOKEN if values.get(each)]
        self.links += [str(values[each]) for each in ("href", "hx-get") if values.get(each)]

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        self.said += [] if self._within else [data]
