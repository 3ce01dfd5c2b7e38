"""The scheduled jobs and how often they run. docs/operating.md lists them, and a test compares."""

from datetime import timedelta

from jobs import checkup, handovers, health, hints, learning, nightly, offers, plans, retention, terms, visits
from jobs.due import ScheduledJob

TIMETABLE = (
    ScheduledJob("health", timedelta(minutes=10), health.care),
    ScheduledJob("visits", timedelta(minutes=5), visits.remind),
    ScheduledJob("handovers", timedelta(minutes=5), handovers.end_silent),
    ScheduledJob("trials", timedelta(hours=1), learning.advance),
    ScheduledJob("baselines", timedelta(days=1), nightly.baselines),
    ScheduledJob("changes", timedelta(days=1), nightly.changes),
    ScheduledJob("driving", timedelta(days=1), nightly.driving),
    ScheduledJob("odometers", timedelta(days=1), nightly.odometers),
    ScheduledJob("savings", timedelta(days=1), nightly.savings),
    ScheduledJob("figures", timedelta(days=1), nightly.figures),
    ScheduledJob("offers", timedelta(hours=1), offers.propose),
    ScheduledJob("checkups", timedelta(days=1), checkup.offer),
    ScheduledJob("hints", timedelta(days=1), hints.tell),
    ScheduledJob("plans", timedelta(days=1), plans.keep_books),
    ScheduledJob("terms", timedelta(hours=1), terms.ask_again),
    ScheduledJob("retention", timedelta(hours=6), retention.forget),
)
