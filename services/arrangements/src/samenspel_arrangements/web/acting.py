"""How a page answers its form, and the choices in it: done and on, or shown again with what is wrong."""

from collections.abc import Awaitable, Callable, Iterable
from enum import StrEnum
from typing import Any

from fastapi import Request, Response

from samenspel_arrangements.persistence.unit_of_work import SqlArrangementsUnitOfWork
from samenspel_arrangements.web.pages import ArrangementsEdge, pages
from samenspel_platform.forms import Form, read_form
from samenspel_web.forms import REFUSALS

Content = Callable[[], Awaitable[dict[str, Any]]]


async def act(
    request: Request,
    edge: ArrangementsEdge,
    template: str,
    content: Content,
    do: Callable[[SqlArrangementsUnitOfWork, Form], Awaitable[str]],
    notice: str,
) -> Response:
    """Do what a form asks and go on; or show the page again, with what is wrong."""
    form = await read_form(request)

    async def done(uow: SqlArrangementsUnitOfWork) -> str:
        return await do(uow, form)

    try:
        url = await edge.redirect_once(request, form, done)
    except REFUSALS as refusal:
        return pages.refuse(request, template, refusal, typed=form, **await content())
    return pages.redirect(request, url, notice=notice)


def choices(group: str, codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """List codes to choose from, in the words of the page."""
    return [(code.value, pages.texts.text(f"{group}.{code.value}")) for code in codes]
