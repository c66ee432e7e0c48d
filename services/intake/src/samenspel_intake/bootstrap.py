"""Puts intake together; the only module that knows all of it."""

from functools import partial

from samenspel_intake.api import pupils as pupils_api
from samenspel_intake.api import register as register_api
from samenspel_intake.api import support_requests as support_requests_api
from samenspel_intake.consumers.cases import CASES
from samenspel_intake.persistence.log_ins import find_actor
from samenspel_intake.persistence.unit_of_work import SqlIntakeUnitOfWork
from samenspel_intake.settings import Settings
from samenspel_intake.web import (
    desk,
    new_request,
    personas,
    pupils,
    readers,
    requests,
    sessions,
    start,
)
from samenspel_intake.web.pages import pages
from samenspel_platform.service import Service
from samenspel_web.shared import mount_shared


def build(settings: Settings) -> Service[SqlIntakeUnitOfWork]:
    """Give the service."""
    return Service(
        name="intake",
        title="Samenspel intake",
        description="Children, and the support that schools ask for them.",
        make_uow=partial(SqlIntakeUnitOfWork, lookup_key=settings.lookup_secret),
        find_actor=find_actor,
        error_page=pages.error,
        consumers=(CASES,),
        api=(pupils_api.router, support_requests_api.router, register_api.router),
        pages=(
            start.router,
            personas.router,
            sessions.router,
            desk.router,
            new_request.router,
            requests.router,
            pupils.router,
            readers.router,
        ),
        prepare_pages=mount_shared,
    )
