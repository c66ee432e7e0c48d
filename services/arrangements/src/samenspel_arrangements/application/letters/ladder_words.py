"""How a letter to the family says where help is given, and why that is not nearer to the child."""

from samenspel_arrangements.domain.help.ladder import Ladder, Place, WhyFurther

PLACE = {
    Place.OWN_GROUP: "in de eigen groep",
    Place.OWN_SCHOOL: "op de eigen school",
    Place.OWN_UNIT: "in de eigen regio",
    Place.ALLIANCE: "elders bij ons samenwerkingsverband",
    Place.OUTSIDE: "buiten ons samenwerkingsverband",
}
WHY = {
    WhyFurther.TRIED: "Dat is al geprobeerd.",
    WhyFurther.NOT_ENOUGH: "Dat is niet genoeg.",
    WhyFurther.NOT_THERE: "Deze hulp is daar niet.",
    WhyFurther.NOT_SAFE: "Dat is niet veilig.",
    WhyFurther.OTHER: "Daar is een andere reden voor.",
}


def in_letter(description: str, ladder: Ladder) -> str:
    """Give the description of the help, and after it why it is not given nearer, if it is not."""
    if not ladder.skipped:
        return description
    reasons = [
        f"Waarom niet {PLACE[each.place]}? {WHY[each.why]} {each.words}" for each in ladder.skipped
    ]
    return "\n\n".join([description, *reasons])


def where_of(ladder: Ladder) -> str:
    """Give the place of the help as the end of a sentence."""
    return PLACE[ladder.at]


def travels_for(ladder: Ladder) -> bool:
    """Tell whether the child goes further for it than to its own school."""
    return ladder.at not in (Place.OWN_GROUP, Place.OWN_SCHOOL)
