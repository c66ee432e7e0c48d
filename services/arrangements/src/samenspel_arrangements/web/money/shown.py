"""What the pages of money have in common: where they are, and whose money one chooses."""

from collections.abc import Iterable
from uuid import UUID

from samenspel_arrangements.web.pages import pages

HERE = "/arrangements/money"
ALLIANCE = "alliance"
"""The value of the choice for the alliance's own money."""


def unit_choices(units: Iterable[tuple[UUID, str]]) -> list[tuple[str, str]]:
    """List the units to choose from, and the alliance's own money at the end."""
    own = (ALLIANCE, pages.texts.text("money.own"))
    return [*((str(id_), name) for id_, name in units), own]
