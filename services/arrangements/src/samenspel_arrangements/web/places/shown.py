"""What the pages of places have in common: codes in words, and what one can choose."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from uuid import UUID

from samenspel_arrangements.domain.places.near import nearest_first
from samenspel_arrangements.domain.places.standing import (
    Admitted,
    EndReason,
    Enrolled,
    Returned,
    Sought,
)
from samenspel_arrangements.persistence.places.provisions import ProvisionLine
from samenspel_arrangements.persistence.places.queries import PlacementLine
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

    def child(self, line: PlacementLine) -> str:
        """Name the child, also while the name is still on its way."""
        return line.child or pages.texts.text("pupil.unknown")

    def unit(self, name: str | None) -> str:
        """Name the unit, or the alliance where there is none."""
        return name or pages.texts.text("desk.alliance")


def choices(group: str, codes: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """List codes to choose from, in words."""
    return [(code.value, pages.texts.text(f"{group}.{code.value}")) for code in codes]


def end_choices(status: str) -> list[tuple[str, str]]:
    """List the reasons for which a way to a place can end where it stands."""
    return choices("placement-end", _ENDS.get(status, ()))


def seat_choices(lines: Sequence[ProvisionLine], own_unit: UUID | None) -> list[tuple[str, str]]:
    """List where a seat can be asked, what is near home first, with what is free there."""
    near = nearest_first(
        lines,
        unit_of=lambda line: line.unit_id,
        place_of=lambda _: None,  # nobody tells us yet where a school stands
        own_unit=own_unit,
        here=None,
    )
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
            ),
        )
        for line, _ in near
    ]
