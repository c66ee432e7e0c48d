"""One source for every result and for the list behind it, so that the two can't differ.

Each select gives the facts of one result: their id, case, unit, school, day and value.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Subquery, literal, union_all

from samenspel_reporting.domain.figures import AsOf
from samenspel_reporting.domain.results import Indicator
from samenspel_reporting.persistence import case_facts, hearing_facts, help_facts, place_facts
from samenspel_reporting.persistence.asked import Asked

FactsOf = Callable[[Asked], Select[Any]]
FACTS: Mapping[Indicator, FactsOf] = {
    **help_facts.FACTS,
    **case_facts.FACTS,
    **hearing_facts.FACTS,
    **place_facts.FACTS,
}


def facts_of(alliance_id: UUID, as_of: AsOf, *indicators: Indicator) -> Subquery:
    """Select the facts of some results, with the name of the result in `indicator`."""
    asked = Asked(alliance_id, as_of)
    named = [
        FACTS[indicator](asked).add_columns(literal(indicator.value).label("indicator"))
        for indicator in indicators
    ]
    return union_all(*named).subquery("fact")
