"""The dossier of a car as one HTML page: no script, nothing loaded from elsewhere, every value escaped, readable on a phone."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

import msgspec

from api.markup import Voice, safe
from api.outlook import Outlook
from api.technician import tables
from api.technician.form import (
    Active,
    Battery,
    Concluded,
    Consumption,
    Residual,
    Technician,
    Unjudged,
    Warned,
)
from domain.dossier.condition import Basis
from domain.explain.facts import Chart, Moment, Phrase
from domain.explain.render import Speaker
from domain.health import words as health
from domain.health.facts import Chances
from domain.registry.facts import Source

STYLE: Final = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
_HEAD: Final = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
<main>
"""


def render(dossier: Technician, charts: Mapping[str, Chart], *, speaker: Speaker) -> str:
    """Return the page of a dossier. charts: by check or name; those without a point are left out."""
    page = _Page(Voice(speaker), _pictures(charts, speaker))
    say = page.voice.say
    parts = (
        _HEAD.format(
            language=speaker.locale.replace("_", "-"), title=safe(dossier.vehicle.name), style=STYLE
        ),
        page.header(dossier),
        page.section("active", (page.finding(each) for each in dossier.active)),
        page.section("warnings", (page.warned(each, dossier.vehicle.zone) for each in dossier.warnings)),
        page.section("battery", page.battery(dossier.battery, dossier.vehicle.zone)),
        page.section("consumption", page.consumption(dossier.consumption)),
        page.section("ruled_out", (page.ruled_out(each) for each in dossier.ruled_out), grid=True),
        page.section("unjudged", (page.unjudged(each) for each in dossier.unjudged), grid=True),
        tables.render(dossier, page.voice),
        f'<footer class="soft"><p>{safe(dossier.withheld)}</p><p>{say("remote.page.words")}</p></footer>\n',
        "</main>\n</html>\n",
    )
    return "".join(parts)


def _pictures(charts: Mapping[str, Chart], speaker: Speaker) -> dict[str, str]:
    """Return the charts as inline images by check; a chart without a point is left out."""
    from domain.explain import charts as drawing  # noqa: PLC0415 - a second of importing that only a page pays

    images = {}
    for code, chart in charts.items():
        try:
            png = drawing.draw(chart, say=speaker.say, locale=speaker.locale)
        except ValueError:
            continue
        images[code] = base64.b64encode(png).decode()
    return images


class _Page:
    def __init__(self, voice: Voice, pictures: Mapping[str, str]) -> None:
        self.voice = voice
        self._pictures = pictures

    def header(self, dossier: Technician) -> str:
        car, say = dossier.vehicle, self.voice.say
        tags = [
            safe(car.model),
            safe(f"VIN {car.vin}"),
            say("remote.page.at", at=Moment(dossier.at, car.zone)),
        ]
        if dossier.quality is not None and dossier.quality.silent_h is not None:
            tags.append(say("remote.page.heard", age=timedelta(hours=dossier.quality.silent_h)))
        if dossier.privacy_mode:
            tags.append(say("remote.page.privacy"))
        marks = "".join(f'<span class="tag">{tag}</span>' for tag in tags)
        source = "" if car.source is Source.LIVE else f"<p>{say(f'alert.source.{car.source}')}</p>"
        return f"<header><h1>{safe(car.name)}</h1>{marks}</header>\n{source}"

    def section(self, name: str, parts: Iterable[str], *, grid: bool = False) -> str:
        """Return a section: heading, explanation and parts, or a sentence that there are none."""
        head, body = f"<h2>{self.voice.say(f'remote.{name}')}</h2>\n", "".join(parts)
        if not body:
            return f"{head}<p>{self.voice.say('remote.page.none')}</p>\n"
        about = f'<p class="soft">{self.voice.say(f"remote.{name}.about")}</p>\n'
        return head + about + (f'<div class="grid">{body}</div>\n' if grid else body)

    def finding(self, one: Active) -> str:
        texts = {"seen": one.seen, "matters": one.matters, "action": one.action, "sure": one.sure}
        words = "".join(
            f'<p><span class="label">{self.voice.say(f"remote.active.{part}")}</span> {safe(text)}</p>'
            for part, text in texts.items()
        )
        level = self.voice.say(f"remote.level.{one.level}")
        return (
            f'<div class="card found level-{one.level}"><h3>{safe(one.title)}</h3>'
            f'<p class="soft">{level} · {safe(", ".join(one.kinds))}</p><div class="halves"><div>{words}'
            f"{self._chances(one.check, one.chances)}{self._based(one.based_on)}</div>"
            f"<div>{self._picture(one.check)}</div></div></div>\n"
        )

    def _chances(self, check: str, chances: Chances | None) -> str:
        if chances is None:
            return ""
        within = {"two": chances.in_48_h, "seven": chances.in_7_days, "thirty": chances.in_30_days}
        phrases = tuple(
            Phrase(f"remote.within.{name}", {"chance": chance})
            for name, chance in within.items()
            if chance is not None
        )
        head = self.voice.say("remote.chances", chances=phrases, model=chances.model)
        reasons = "".join(f"<li>{self._reason(check, each.name, each.adds)}</li>" for each in chances.reasons)
        return f"<p>{head}</p><ul>{reasons}</ul>"

    def _reason(self, check: str, name: str, adds: float) -> str:
        code = "remote.chances.for" if adds > 0 else "remote.chances.against"
        return self.voice.say(code, name=health.reason(check, name))

    def _based(self, basis: Iterable[Basis]) -> str:
        lines = [
            f"{tables.name_words('part', each.part, self.voice)}: {self.voice.say('remote.readings', n=each.count)}, "
            f"{each.first} – {each.last}"
            for each in basis
            if each.count
        ]
        return f'<p class="soft">{"<br>".join(lines)}</p>' if lines else ""

    def _picture(self, check: str) -> str:
        return self._image(check, self.voice.say(f"check.{check}"))

    def _image(self, name: str, alt: str) -> str:
        """Return the image of that name, or "". alt: text for readers who do not see it, already escaped."""
        png = self._pictures.get(name)
        return f'<img alt="{alt}" src="data:image/png;base64,{png}">' if png else ""

    def warned(self, one: Warned, zone: str) -> str:
        since, told_at = Moment(one.since, zone), Moment(one.told_at, zone)
        note = self.voice.say("remote.warnings.noted") if one.acknowledged else ""
        return (
            f'<div class="card found level-{one.level}"><h3>{safe(one.title)}</h3>'
            f"<p>{self.voice.say('remote.warnings.since', since=since, told=told_at)} {note}</p></div>\n"
        )

    def battery(self, one: Battery | None, zone: str) -> Iterator[str]:
        """Return the battery's section: sentences, the models behind them, and the picture."""
        if one is not None:
            yield self._beside(one.outlook.told, self._measured(one.outlook, zone), "outlook", one.series)

    def _measured(self, outlook: Outlook, zone: str) -> str:
        """Return the lines on what the estimate was made from, and each part of its confidence."""
        soh, sure = outlook.soh, outlook.confidence
        if soh is None or sure is None:
            return ""
        basis = {"charges": soh.charges, "since": Moment(soh.since, zone), "method": soh.method}
        return self.voice.say("remote.battery.by", **basis, **msgspec.structs.asdict(sure))

    def consumption(self, one: Consumption | None) -> Iterator[str]:
        if one is not None:
            yield self._beside(one.told, "", "consumption", one.series)

    def _beside(self, lines: Iterable[str], soft: str, name: str, series: Residual | None) -> str:
        """Return a card of lines with a picture where there is one. soft: smaller lines, already escaped."""
        text = "".join(f"<p>{safe(line)}</p>" for line in lines)
        image = self._image(name, "" if series is None else safe(series.title))
        return (
            f'<div class="card halves"><div>{text}<p class="soft">{soft}</p></div><div>{image}</div></div>\n'
        )

    def ruled_out(self, one: Concluded) -> str:
        strength = max(0.0, one.strength)
        look_alikes = ", ".join(self.voice.say(f"story.{code}") for code in one.look_alikes)
        likes = f"{self.voice.say('remote.apart')} {look_alikes}" if look_alikes else ""
        return (
            f'<div class="card"><h3>{safe(one.name)}</h3>'
            f'<div class="meter"><i style="width:{round(100 * min(1.0, strength))}%"></i></div>'
            f'<p class="soft">{self.voice.say("remote.margin", strength=strength)}</p>'
            f"{self._picture(one.check)}{self._based(one.based_on)}"
            f'<div class="soft"><details><summary>{self.voice.say("remote.limits")}</summary><p>{likes}</p>'
            f"<p>{safe(one.cannot_see)}</p></details></div></div>\n"
        )

    def unjudged(self, one: Unjudged) -> str:
        missing = "".join(f"<li>{tables.short(path)}</li>" for path in one.not_received)
        count = self.voice.say("remote.missing", n=len(one.not_received))
        folded = f"<details><summary>{count}</summary><ul>{missing}</ul></details>" if missing else ""
        return (
            f'<div class="card"><h3>{safe(one.name)}</h3><p>{safe(one.reason)}</p>'
            f'{self._picture(one.check)}{self._based(one.based_on)}<div class="soft">{folded}</div></div>\n'
        )
