"""The dossier of a car for a template: pictures drawn, sentences of several parts put together."""

import base64
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec

from api.markup import ENVIRONMENT, Voice, kind
from api.outlook import Outlook
from api.technician import tables, telling
from api.technician.form import Active, Technician
from domain.explain.facts import Bars, Chart, Moment, Phrase
from domain.explain.render import Speaker, clean
from domain.health import words as health
from domain.health.catalogue import BY_CODE
from domain.health.facts import Chances

STYLE: Final = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
_HASH: Final = base64.b64encode(sha256(STYLE.encode()).digest()).decode()


def render(dossier: Technician, charts: Mapping[str, Chart], *, speaker: Speaker) -> str:
    """Return the page of a dossier as one file: no script, nothing loaded from elsewhere. charts: by check or name."""
    return ENVIRONMENT.get_template("dossier_alone.html").render(
        language=speaker.locale.replace("_", "-"),
        style=STYLE,
        style_hash=_HASH,
        **context(dossier, charts, speaker=speaker),
    )


def context(dossier: Technician, charts: Mapping[str, Chart], *, speaker: Speaker) -> dict[str, Any]:
    """Return what the template of a dossier names. charts without a point are left out."""
    voice = Voice(speaker)
    return {
        "dossier": dossier,
        "voice": voice,
        "say": voice.say,
        "kind": kind,
        "text": clean,
        "tables": tables,
        "moment": Moment,
        "pictures": _Pictures(_pictures(charts, speaker)),
        "name_words": partial(tables.name_words, voice=voice),
        "hours": lambda hours: timedelta(hours=hours),
        "chances": partial(_chances, voice),
        "alike": lambda code: tuple(telling.alike(BY_CODE[code])),
        "reasons": partial(_reasons, voice),
        "measured": partial(_measured, voice, dossier.vehicle.zone),
    }


class _Pictures(dict[str, str]):
    def __missing__(self, _name: str) -> str:
        return ""


def _pictures(charts: Mapping[str, Chart], speaker: Speaker) -> dict[str, str]:
    images = {code: picture(chart, speaker) for code, chart in charts.items()}
    return {code: image for code, image in images.items() if image}


def picture(chart: Chart | Bars, speaker: Speaker) -> str:
    """Return a chart as PNG in base64; "" for one without a point."""
    from domain.explain import charts as drawing  # noqa: PLC0415 - a second of importing that only a page pays

    try:
        png = drawing.draw(chart, say=speaker.say, locale=speaker.locale)
    except ValueError:
        return ""
    return base64.b64encode(png).decode()


def _chances(voice: Voice, chances: Chances) -> str:
    within = {"two": chances.in_48_h, "seven": chances.in_7_days, "thirty": chances.in_30_days}
    phrases = tuple(
        Phrase(f"remote.within.{name}", {"chance": chance})
        for name, chance in within.items()
        if chance is not None
    )
    return voice.say("remote.chances", chances=phrases, model=chances.model)


def _reasons(voice: Voice, one: Active) -> Sequence[str]:
    reasons = one.chances.reasons if one.chances else ()
    return [
        voice.say(
            "remote.chances.for" if each.adds > 0 else "remote.chances.against",
            name=health.reason(one.check, each.name),
        )
        for each in reasons
    ]


def _measured(voice: Voice, zone: str, outlook: Outlook) -> str:
    """Return the lines on what the estimate was made from, and each part of its confidence."""
    soh, sure = outlook.soh, outlook.confidence
    if soh is None or sure is None:
        return ""
    basis = {"charges": soh.charges, "since": Moment(soh.since, zone), "method": soh.method}
    return voice.say("remote.battery.by", **basis, **msgspec.structs.asdict(sure))
