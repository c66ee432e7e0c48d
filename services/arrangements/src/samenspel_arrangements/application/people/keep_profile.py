"""Use case: say what one can, in which languages, and for how long."""

from typing import Protocol

from samenspel_arrangements.domain.people.profile import Ability, Profile, profile_id_of
from samenspel_arrangements.domain.policies import POLICY, Action
from samenspel_kernel.actor import Actor
from samenspel_kernel.clock import Clock
from samenspel_kernel.ids import PersonId


class Profiles(Protocol):
    """The profiles of one alliance."""

    async def of(self, person_id: PersonId) -> Profile | None:
        """Load that of a person, if there is one."""
        ...

    def save(self, aggregate: Profile) -> None:
        """Write it."""
        ...


class PeopleUnitOfWork(Protocol):
    """One transaction around people who can help."""

    @property
    def profiles(self) -> Profiles:
        """The profiles."""
        ...


async def keep_profile(
    ability: Ability, *, actor: Actor, uow: PeopleUnitOfWork, clock: Clock
) -> Profile:
    """Keep it for the actor itself, and nobody else."""
    POLICY.require_somewhere(actor, Action.KEEP_PROFILE)
    now = clock.now()
    profile = await uow.profiles.of(actor.person_id)
    if profile is None:
        draft = Profile(
            id=profile_id_of(actor.alliance_id, actor.person_id),
            alliance_id=actor.alliance_id,
            unit_id=None,
            person_id=actor.person_id,
            name=actor.name,
            ability=ability,
            changed_at=now,
        )
        profile = Profile.of(draft)
    else:
        profile.change(ability, by=actor.person_id, name=actor.name, at=now)
    uow.profiles.save(profile)
    return profile
