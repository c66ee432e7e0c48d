"""Who still sees the file of a closed case: it does not travel."""

from samenspel_kernel.actor import Actor, Role

WITHOUT_CLOSED = frozenset({Role.TEACHER, Role.EXPERT, Role.YOUTH_CONSULTANT})
"""Who stands by a child now has nothing to do with what is over."""


def keeps_closed(actor: Actor) -> bool:
    """Tell whether an actor who may see a case sees it when it is closed, too."""
    return actor.role not in WITHOUT_CLOSED
