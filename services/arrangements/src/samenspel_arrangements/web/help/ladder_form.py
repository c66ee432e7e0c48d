"""The part of the grant form that asks where the help is given, and why not nearer."""

from pydantic import BaseModel

from samenspel_arrangements.domain.help.ladder import Ladder, Place, WhyFurther
from samenspel_web.texts import Texts


class LadderForm(BaseModel):
    """The place, and a reason for each nearer one."""

    place: Place = Place.OWN_GROUP
    why_own_group: WhyFurther | None = None
    words_own_group: str = ""
    why_own_school: WhyFurther | None = None
    words_own_school: str = ""
    why_own_unit: WhyFurther | None = None
    words_own_unit: str = ""
    why_alliance: WhyFurther | None = None
    words_alliance: str = ""

    @property
    def ladder(self) -> Ladder:
        """Build it; InvalidInput where a nearer place has no reason."""
        return Ladder.climbed(
            self.place,
            {
                Place.OWN_GROUP: (self.why_own_group, self.words_own_group),
                Place.OWN_SCHOOL: (self.why_own_school, self.words_own_school),
                Place.OWN_UNIT: (self.why_own_unit, self.words_own_unit),
                Place.ALLIANCE: (self.why_alliance, self.words_alliance),
            },
        )


def ladder_choices(texts: Texts) -> dict[str, list[tuple[str, str]]]:
    """Give what there is to choose from."""
    return {
        "places": [(each.value, texts.text(f"ladder.place.{each.value}")) for each in Place],
        "nearer": [
            (each.value.replace("-", "_"), texts.text(f"ladder.place.{each.value}"))
            for each in Place.OUTSIDE.nearer
        ],
        "whys": [(each.value, texts.text(f"ladder.why.{each.value}")) for each in WhyFurther],
    }
