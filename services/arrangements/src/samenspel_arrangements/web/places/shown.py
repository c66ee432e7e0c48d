"""What the pages of places have in common: codes in words, and what one can choose."""

from collections.abc import Iterable

from samenspel_arrangements.domain.places.near import Distance, Km, Near
from samenspel_arrangements.domain.places.standing import (
    Admitted,
    EndReason,
    Enrolled,
    Returned,
    Sought,
)
from samenspel_arrangements.persistence.places.provisions import ProvisionLine
from samenspel_arrangements.persistence.places.queries import PlacementLine
from samenspel_arrangements.web.acting import choices
from samenspel_arrangements.web.pages import pages

PLACEMENTS = "/arrangements/placements"
PROVISIONS = "/arrangements/provisions"
_ENDS: dict[str, tuple[EndReason, ...]] = {
    Sought.status: (EndReason.NOT_NEEDED, EndReason.MOVED_AWAY),
    Admitted.status: (EndReason.NOT_NEEDED, EndReason.MOVED_AWAY),
    Enrolled.status: (EndReason.STAYS, EndReason.OTHER_PLACE, EndReason.MOVED_AWAY),
    Returned.status: (EndReason.BACK_FOR_GOOD, EndReason.MOVED_AWAY),
}


class PlaceWords:
    """What templates call to say a code of places, in the language of the page."""

    def kind(self, code: str) -> str:
        """Name what is looked for or offered."""
        return pages.texts.text(f"provision-kind.{code}")

    def status(self, code: str) -> str:
        """Say where it stands."""
        return pages.texts.text(f"placement-status.{code}")

    def action(self, code: str) -> str:
        """Name what is next; an unknown code is another step."""
        key = f"placement-action.{code}"
        return pages.texts.text(key if key in pages.texts else "placement-action.other")

    def end(self, code: str) -> str:
        """Say why it ended."""
        return pages.texts.text(f"placement-end.{code}")

    def far(self, distance: Distance) -> str:
        """Say how far from home something is, or that this is not known."""
        if isinstance(distance, Km):
            key = "place-far.km" if distance.nearest_of == 1 else "place-far.km-nearest"
            return pages.texts.text(key, km=distance.whole)
        return pages.texts.text("place-far.unknown")

    def why_unknown(self, distance: Distance) -> str:
        """Say why it is not known how far something is; empty where it is known."""
        if isinstance(distance, Km):
            return ""
        return pages.texts.text(f"place-far.unknown-{distance}")

    def child(self, line: PlacementLine) -> str:
        """Name the child, also while the name is still on its way."""
        return line.child or pages.texts.text("pupil.unknown")

    def unit(self, name: str | None) -> str:
        """Name the unit, or the alliance where there is none."""
        return name or pages.texts.text("desk.alliance")


def end_choices(status: str) -> list[tuple[str, str]]:
    """List the reasons for which a way to a place can end where it stands."""
    return choices("placement-end", _ENDS.get(status, ()))


def seat_choices(offered: Iterable[tuple[ProvisionLine, Near]]) -> list[tuple[str, str]]:
    """List where a seat can be asked, in the order given, with what is free and how far it is."""
    text, words = pages.texts.text, PlaceWords()
    return [
        (
            str(line.id),
            text(
                "place.seat-choice",
                name=line.name,
                unit=words.unit(line.unit_name),
                free=line.free,
                waiting=line.waiting,
                far=words.far(near.distance),
            ),
        )
        for line, near in offered
    ]
