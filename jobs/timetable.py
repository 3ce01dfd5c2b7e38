"""What runs by itself, and how often. docs/operating.md lists the jobs, and a test compares."""

from datetime import timedelta

from jobs import health, learning, nightly, retention, terms
from jobs.due import Job

JOBS = (
    Job("health", timedelta(minutes=10), health.care),
    Job("trials", timedelta(hours=1), learning.advance),
    Job("baselines", timedelta(days=1), nightly.baselines),
    Job("changes", timedelta(days=1), nightly.changes),
    Job("terms", timedelta(hours=1), terms.ask_again),
    Job("retention", timedelta(hours=6), retention.forget),
)
