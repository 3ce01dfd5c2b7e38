"""The scheduled jobs and how often they run. docs/operating.md lists them, and a test compares."""

from datetime import timedelta

from jobs import handovers, health, learning, nightly, offers, retention, terms, visits
from jobs.due import ScheduledJob

TIMETABLE = (
    ScheduledJob("health", timedelta(minutes=10), health.care),
    ScheduledJob("visits", timedelta(minutes=5), visits.remind),
    ScheduledJob("handovers", timedelta(minutes=5), handovers.end_silent),
    ScheduledJob("trials", timedelta(hours=1), learning.advance),
    ScheduledJob("baselines", timedelta(days=1), nightly.baselines),
    ScheduledJob("changes", timedelta(days=1), nightly.changes),
    ScheduledJob("savings", timedelta(days=1), nightly.savings),
    ScheduledJob("figures", timedelta(days=1), nightly.figures),
    ScheduledJob("offers", timedelta(hours=1), offers.propose),
    ScheduledJob("terms", timedelta(hours=1), terms.ask_again),
    ScheduledJob("retention", timedelta(hours=6), retention.forget),
)
