"""Every measurement by its name, in the order in which `all` runs them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from jobs.lab.bench import (
    chat,
    checks,
    dispatch,
    dossier,
    feeds,
    ingest,
    offers,
    outbox,
    pages,
    plans,
    report,
    start,
    storage,
    trips,
    webhook,
    year,
)
from jobs.lab.bench.facts import Result

NAMES: Mapping[str, Callable[[], Result]] = MappingProxyType(
    {
        "ingest": ingest.ingest,
        "storage": storage.storage,
        "feeds": feeds.feeds,
        "webhook": webhook.webhook,
        "dispatch": dispatch.dispatch,
        "outbox": outbox.outbox,
        "checks": checks.checks,
        "rebuild": checks.rebuild,
        "trips": trips.trips,
        "offers": offers.offers,
        "plans": plans.plans,
        "pages": pages.pages,
        "chat": chat.chat,
        "start": start.start,
        "year": year.year,
        "report": report.report,
        "dossier": dossier.dossier,
    }
)
