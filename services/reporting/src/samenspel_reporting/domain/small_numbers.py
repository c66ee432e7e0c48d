"""The one place that decides which results are about too few children to be shown.

Who answers for a unit sees everything of it. To all others no number is shown that is about fewer
than five children; nor one that, subtracted from others, would tell such a number (ADR 82). Lists are
shown to them without case and school, or the list of the whole would tell what is hidden of a part.
"""

from collections.abc import Iterable, Mapping

from samenspel_reporting.domain.area import ALLIANCE, Area
from samenspel_reporting.domain.results import NO_RESULT, TOO_FEW, Indicator, Result, Shown

FEWEST = 5
"""A result about fewer children is not shown outside the desk that answers for them."""

Results = Mapping[Indicator, Result]


def is_few(children: int) -> bool:
    """Tell whether a number about so many children would tell about one of them; none is no few."""
    return 0 < children < FEWEST


def covered(areas: Mapping[Area, Results]) -> dict[Area, dict[Indicator, Shown]]:
    """Give what those may see who answer for none of the areas; the alliance is all together.

    A child that has facts in two areas counts in each, and once in the alliance.
    """
    hidden = {indicator: _hidden(areas, indicator) for indicator in Indicator}
    return {
        area: {
            indicator: TOO_FEW if area in hidden[indicator] else result
            for indicator, result in results.items()
        }
        for area, results in areas.items()
    }


def _hidden(areas: Mapping[Area, Results], indicator: Indicator) -> set[Area]:
    """Give the areas of which it is not shown: the small ones, and more while those that are shown tell them."""
    children = {area: results.get(indicator, NO_RESULT).children for area, results in areas.items()}
    few = {area for area, number in children.items() if is_few(number)}
    shown = [area for area, number in children.items() if number and area not in few]
    others = sorted(
        (area for area in shown if area != ALLIANCE), key=lambda area: (children[area], area.key)
    )
    while others and (
        is_few(_sum(children, few - {ALLIANCE}))
        or is_few(children.get(ALLIANCE, 0) - _sum(children, others))
    ):
        few.add(others.pop(0))
    return few


def _sum(children: Mapping[Area, int], areas: Iterable[Area]) -> int:
    return sum(children[area] for area in areas)
