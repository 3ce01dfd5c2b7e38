"""What runs by itself, and how often. docs/operating.md lists the jobs, and a test compares."""

from datetime import timedelta

from jobs import health, retention
from jobs.due import Job

JOBS = (
    Job("health", timedelta(minutes=10), health.care),
    Job("retention", timedelta(hours=6), retention.forget),
)
