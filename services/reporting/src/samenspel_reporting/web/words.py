"""Codes in words, and addresses of the lists."""

from collections.abc import Mapping
from urllib.parse import urlencode

from samenspel_reporting.application.name_area import NamedArea
from samenspel_reporting.domain.area import Area, AreaKind
from samenspel_reporting.domain.definition import Definition
from samenspel_reporting.domain.definitions import DEFINITIONS
from samenspel_reporting.domain.definitions_in_english import IN_ENGLISH
from samenspel_reporting.domain.figures import AreaFigures
from samenspel_reporting.domain.items import ItemKind, Line
from samenspel_reporting.domain.measures import OVER_A_PERIOD, Measure
from samenspel_reporting.domain.period import Period
from samenspel_reporting.domain.results import Indicator
from samenspel_web.language import ENGLISH, spoken
from samenspel_web.texts import Texts

PLACES = {
    ItemKind.SUPPORT_REQUEST: "/intake/support-requests",
    ItemKind.CASE: "/arrangements/cases",
    ItemKind.SIGNAL: "/intake/signals",
    ItemKind.REGISTRATION: "/intake/registrations",
    ItemKind.SPELL: "/intake/out-of-education",
    ItemKind.PREPARED_REQUEST: "/intake/prepared-requests",
    ItemKind.SHARE_GRANT: "/intake/share-grants",
    ItemKind.TLV: "/arrangements/tlvs",
    ItemKind.OPP: "/arrangements/opps",
    ItemKind.PLACEMENT: "/arrangements/placements",
    ItemKind.TRANSITION: "/arrangements/transitions",
}


class Words:
    """What templates call to say something of the domain, in the language of the page."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def area(self, area: AreaFigures, alliance_name: str | None = None) -> str:
        """Name an area; a unit whose name did not arrive yet is not left out."""
        return self.named(NamedArea(area.area, area.name, alliance_name))

    def named(self, found: NamedArea) -> str:
        """Name an area by what is known of it."""
        if found.area.kind is AreaKind.ALLIANCE and found.alliance_name:
            return found.alliance_name
        return found.name or self._texts.text(f"area.{found.area.kind}")

    def action(self, kind: str | None) -> str:
        """Name a next action; an unknown code is called another step."""
        return self._of("action", kind)

    def holder(self, kind: str | None) -> str:
        """Name who answers for an item, without saying which person."""
        return self._of("holder", kind)

    def kind(self, kind: ItemKind) -> str:
        """Name what an item is."""
        return self._texts.text(f"kind.{kind}")

    def definition(self, key: str) -> Definition:
        """Say what a number means."""
        return self._definitions()[key]

    def definitions(self) -> list[Definition]:
        """Say what every number means, in their order."""
        return list(self._definitions().values())

    def list_href(self, area: Area, measure: Measure, period: Period) -> str:
        """Give the address of the list behind a number."""
        asked = {"measure": measure.value}
        if measure in OVER_A_PERIOD:
            asked |= {"period_first": f"{period.first}", "period_last": f"{period.last}"}
        return f"/reporting/units/{area.key}/items?{urlencode(asked)}"

    def results_href(self, area: Area, period: Period, indicator: Indicator | None = None) -> str:
        """Give the address of what comes of help, or of the list behind one of its numbers."""
        asked = {"period_first": f"{period.first}", "period_last": f"{period.last}"}
        if indicator is None:
            return f"/reporting/units/{area.key}/results?{urlencode(asked)}"
        asked["indicator"] = indicator.value
        return f"/reporting/units/{area.key}/results/items?{urlencode(asked)}"

    def item_href(self, line: Line) -> str:
        """Give the address of an item, at the service that owns it."""
        return f"{PLACES[line.kind]}/{line.id}"

    @staticmethod
    def _definitions() -> Mapping[str, Definition]:
        return IN_ENGLISH if spoken() == ENGLISH else DEFINITIONS

    def _of(self, group: str, code: str | None) -> str:
        key = f"{group}.{code or 'none'}"
        return self._texts.text(key if key in self._texts else f"{group}.other")
