"""Who learns which parents are invited: parents never learn of each other, teachers of neither."""

from samenspel_kernel.actor import Actor, Role

KNOW_PARENTS = frozenset({Role.SCHOOL_COORDINATOR, Role.UNIT_COORDINATOR, Role.ADMINISTRATOR})


def knows_parents(actor: Actor) -> bool:
    """Tell whether an actor who may see a meeting sees which parents are invited."""
    return actor.role in KNOW_PARENTS
