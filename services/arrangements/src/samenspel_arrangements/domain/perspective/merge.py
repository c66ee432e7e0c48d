"""What becomes of two changes to one version: what both leave alone or one changed is taken.

Where both changed the same field, neither is thrown away: both are shown to choose from.
"""

from dataclasses import dataclass

from samenspel_arrangements.domain.perspective.draft import Draft, goal_fields, goal_keys


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed, each in another way; an empty text is one that was emptied."""

    field: str
    theirs: str
    mine: str

    @property
    def both(self) -> str:
        """Give the two texts under each other, to make one of."""
        return "\n".join(text for text in (self.theirs, self.mine) if text)


@dataclass(frozen=True, slots=True)
class Merged:
    """All fields together; in those that clash stands what the other saved first."""

    draft: Draft
    clashes: tuple[Clash, ...]


def merge(*, base: Draft, theirs: Draft, mine: Draft) -> Merged:
    """Put two changes to `base` together; a goal that one changed and the other struck off stays."""
    mine, theirs = _kept(base, theirs, mine), _kept(base, mine, theirs)
    draft: dict[str, str] = {}
    clashes: list[Clash] = []
    for name in dict.fromkeys((*theirs, *mine, *base)):
        before, other, own = (each.get(name, "") for each in (base, theirs, mine))
        if other != own and before not in (other, own):
            clashes.append(Clash(name, other, own))
        text = own if before == other else other
        if text:
            draft[name] = text
    return Merged(draft, tuple(clashes))


def _kept(base: Draft, changed: Draft, struck: Draft) -> Draft:
    kept = dict(struck)
    for key in set(goal_keys(base)) - set(goal_keys(struck)):
        names = goal_fields(key)
        if any(changed.get(name, "") != base.get(name, "") for name in names):
            kept.update({name: changed[name] for name in names if name in changed})
    return kept
