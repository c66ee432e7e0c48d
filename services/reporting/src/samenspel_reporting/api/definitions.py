"""HTTP: what each number means."""

from datetime import date

from fastapi import APIRouter

from samenspel_platform.bodies import View
from samenspel_reporting.api.dependencies import ReportingEdge
from samenspel_reporting.domain.definitions import DEFINITIONS

router = APIRouter(prefix="/definitions", tags=["definitions"])


class DefinitionView(View):
    """How a number is made, in Dutch."""

    key: str
    version: int
    valid_from: date
    title: str
    meaning: str
    target: str


class DefinitionsView(View):
    """All definitions in force."""

    items: list[DefinitionView]


@router.get("", operation_id="listDefinitions", summary="List what each number means")
async def definitions(_: ReportingEdge) -> DefinitionsView:
    """Give the definitions in force, to anyone who is logged in."""
    shown = [
        DefinitionView(
            key=one.key,
            version=one.version,
            valid_from=one.valid_from,
            title=one.title,
            meaning=one.meaning,
            target=one.target,
        )
        for one in DEFINITIONS.values()
    ]
    return DefinitionsView(items=shown)
