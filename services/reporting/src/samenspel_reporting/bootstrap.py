"""Puts reporting together; the only module that knows all of it."""

from samenspel_platform.service import Service
from samenspel_reporting.api import definitions as definitions_api
from samenspel_reporting.api import results as results_api
from samenspel_reporting.api import units
from samenspel_reporting.consumers import ACCESS, CONSUMERS
from samenspel_reporting.persistence.unit_of_work import SqlReportingUnitOfWork
from samenspel_reporting.settings import Settings
from samenspel_reporting.web import area, definitions, lines, overview, results
from samenspel_reporting.web.pages import pages
from samenspel_web.assets import mount_static


def build(_: Settings) -> Service[SqlReportingUnitOfWork]:
    """Give the service."""
    return Service(
        name="reporting",
        title="Samenspel reporting",
        description="The figures of units and alliance, each with the list behind it.",
        make_uow=SqlReportingUnitOfWork,
        find_actor=ACCESS.find_actor,
        error_page=pages.error,
        consumers=CONSUMERS,
        api=(units.router, results_api.router, definitions_api.router),
        pages=(overview.router, area.router, lines.router, results.router, definitions.router),
        prepare_pages=mount_static,
    )
