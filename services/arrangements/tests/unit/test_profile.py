"""Who can help (N12): what one says of oneself, whom one finds first, and who may advise (T5)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.people.profile import (
    Ability,
    Expertise,
    Helper,
    Load,
    Profile,
    profile_id_of,
)
from samenspel_arrangements.domain.tlv.advice import Employment
from samenspel_arrangements.domain.tlv.professions import Profession, ProfessionRule, Slot
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import AllianceId, PersonId

NOW = datetime(2026, 9, 7, 9, 30, tzinfo=UTC)
TODAY = date(2026, 9, 7)
RULE = ProfessionRule(
    version=1,
    first=frozenset({Profession.SPECIAL_EDUCATIONALIST, Profession.PSYCHOLOGIST}),
    second=frozenset({Profession.EDUCATIONALIST, Profession.PHYSICIAN}),
    source="art. 34.8",
    valid_from=date(2014, 8, 1),
)
ABLE = Ability(professions=frozenset({Profession.PSYCHOLOGIST}), hours=8)


def profile(ability: Ability = ABLE) -> Profile:
    alliance_id, person_id = AllianceId(uuid4()), PersonId(uuid4())
    draft = Profile(
        id=profile_id_of(alliance_id, person_id),
        alliance_id=alliance_id,
        unit_id=None,
        person_id=person_id,
        name="Karin Postma",
        ability=ability,
        changed_at=NOW,
    )
    return Profile.of(draft)


@pytest.mark.parametrize(
    ("ability", "fields"),
    [
        (replace(ABLE, professions=frozenset()), {"expertise"}),
        (replace(ABLE, languages=frozenset()), {"languages"}),
        (replace(ABLE, employment=Employment.APPLICANT_SCHOOL), {"employment"}),
        (replace(ABLE, hours=41), {"hours"}),
        (Ability(languages=frozenset(), hours=-1), {"expertise", "languages", "hours"}),
    ],
)
def test_what_makes_no_sense_is_told_at_once(ability: Ability, fields: set[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        profile(ability)

    assert {error.field for error in refused.value.errors} == fields


def test_n12_only_the_person_itself_says_what_it_can() -> None:
    mine = profile()
    other = replace(ABLE, hours=2)

    with pytest.raises(RuleViolation, match=r"profile\.not-yours"):
        mine.change(other, by=PersonId(uuid4()), name="Een ander", at=NOW)
    mine.change(other, by=mine.person_id, name="Karin Postma", at=NOW)

    assert mine.ability.hours == 2


@given(professions=st.frozensets(st.sampled_from(Profession)), slot=st.sampled_from(Slot))
def test_t5_somebody_is_asked_only_as_what_the_rule_allows(
    professions: frozenset[Profession], slot: Slot
) -> None:
    somebody = profile(replace(ABLE, professions=professions, expertise=frozenset(Expertise)))
    allowed = RULE.first if slot is Slot.FIRST else RULE.second

    if professions & allowed:
        expert = somebody.as_expert(slot, RULE, asked_on=TODAY)
        assert expert.profession in allowed & professions
        assert expert.person_id == somebody.person_id
    else:
        with pytest.raises(RuleViolation, match=f"tlv.{slot}-profession"):
            somebody.as_expert(slot, RULE, asked_on=TODAY)


def test_who_is_away_is_not_asked() -> None:
    away = profile(replace(ABLE, away_until=TODAY))

    with pytest.raises(RuleViolation, match=r"profile\.away"):
        away.as_expert(Slot.FIRST, RULE, asked_on=TODAY)
    with pytest.raises(RuleViolation, match=r"profile\.away"):
        profile(replace(ABLE, hours=0)).as_expert(Slot.FIRST, RULE, asked_on=TODAY)
    assert away.as_expert(Slot.FIRST, RULE, asked_on=date(2026, 9, 8))


def test_n12_who_is_there_with_the_least_at_hand_is_found_first() -> None:
    def helper(name: str, load: Load, **other: object) -> Helper:
        ability = replace(ABLE, **other)  # type: ignore[arg-type]
        return Helper(person_id=PersonId(uuid4()), name=name, ability=ability, load=load)

    busy, free = helper("Bo", Load(cases=2, help=1)), helper("Cor", Load(advices=1))
    away, nothing = helper("Al", Load(), away_until=TODAY), helper("Dirk", Load(), hours=0)

    found = sorted([away, busy, nothing, free], key=lambda one: one.order(TODAY))

    assert [one.name for one in found] == ["Cor", "Bo", "Al", "Dirk"]
