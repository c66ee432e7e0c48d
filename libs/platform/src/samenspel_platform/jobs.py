"""Runs the timed work of a service, each job in a task of its own, until it is told to stop."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import structlog
from prometheus_client import Counter
from sqlalchemy.exc import SQLAlchemyError

from samenspel_platform.service import Job, JobContext

log = structlog.get_logger(__name__)
DONE = Counter("samenspel_job_items_total", "Items that a job did.", ("service", "job"))
FAILED = Counter("samenspel_job_failures_total", "Runs of a job that failed.", ("service", "job"))
PAUSE_AFTER_FAILURE_SECONDS = 5.0


async def run_jobs(
    service: str, jobs: Sequence[Job[Any]], context: JobContext[Any], stop: asyncio.Event
) -> None:
    """Run all jobs side by side; a job that fails is tried again, the others go on."""
    async with asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(_run(service, job, context, stop), name=f"job {job.name}")


async def _run(service: str, job: Job[Any], context: JobContext[Any], stop: asyncio.Event) -> None:
    while not stop.is_set():
        pause = job.every.total_seconds()
        try:
            done = await job.run(context)
            DONE.labels(service, job.name).inc(done)
            pause = 0 if done else pause
        except (SQLAlchemyError, OSError, TimeoutError) as why:
            FAILED.labels(service, job.name).inc()
            log.warning("job_failed", job=job.name, error=type(why).__name__)
            pause = max(pause, PAUSE_AFTER_FAILURE_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await stop.wait()
