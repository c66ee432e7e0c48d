"""Unit: what stands in a perspective can't be half, and two changes lose nothing."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_arrangements.domain.perspective.content import (
    MOST_GOALS,
    Content,
    Goal,
    GoalFor,
    Horizons,
    Lines,
    NotNeeded,
    StrandKind,
    ToldBy,
)
from samenspel_arrangements.domain.perspective.draft import (
    CODES,
    content_of,
    draft_of,
    goal_fields,
    goal_keys,
    typed,
)
from samenspel_arrangements.domain.perspective.merge import merge
from samenspel_kernel.errors import InvalidInput

from .perspective_samples import (
    CHILDS_GATE,
    DRAFT,
    LIGHT_GATE,
    content,
)

TEXT = st.sampled_from(["", "een", "twee", "drie"])
GOALS = ("aaaa1111", "bbbb2222", "cccc3333")
NAMES = ("own_words", "now", "education", *(f for key in GOALS for f in goal_fields(key)))
DRAFTS = st.fixed_dictionaries({}, optional={name: TEXT.filter(bool) for name in NAMES})


def refused(draft: dict[str, str]) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        content_of({k: v for k, v in draft.items() if v}, CHILDS_GATE)
    return {error.field: error.code for error in caught.value.errors}


def test_what_is_typed_becomes_a_version_and_comes_back_as_it_was() -> None:
    made = content()

    assert draft_of(made) == DRAFT
    assert made.strands is not None
    assert made.strands.of(StrandKind.CARE) == NotNeeded(DRAFT["care_not_needed"])
    assert isinstance(made.strands.education, Lines)
    assert len(made.strands.education.lines) == 2


@pytest.mark.parametrize("kind", StrandKind)
def test_n1_a_strand_is_never_empty(kind: StrandKind) -> None:
    emptied = DRAFT | {kind.value: "", f"{kind.value}_not_needed": ""}

    assert refused(emptied) == {kind.value: "perspective.strand-empty"}


@pytest.mark.parametrize("kind", StrandKind)
def test_n1_a_strand_is_needed_or_not_and_never_both(kind: StrandKind) -> None:
    both = DRAFT | {kind.value: "Iets", f"{kind.value}_not_needed": "Toch niet"}

    assert refused(both) == {f"{kind.value}_not_needed": "perspective.strand-both"}


def test_n1_strands_cannot_be_built_empty() -> None:
    for build in (
        lambda: Lines(()),
        lambda: Lines((" ",)),
        lambda: NotNeeded(" "),
    ):
        with pytest.raises(ValueError, match=r"strand|reason"):
            build()


def test_n9_without_a_goal_for_the_surroundings_a_reason_is_asked() -> None:
    only_child = {k: v for k, v in DRAFT.items() if not k.startswith("goals.bbbb2222")}

    code = "perspective.surroundings-missing"
    assert refused(only_child) == {"no_goal_for_surroundings": code}
    made = content_of(only_child | {"no_goal_for_surroundings": "Alles is er al."}, CHILDS_GATE)
    assert made.no_goal_for_surroundings == "Alles is er al."


def test_n9_a_reason_beside_a_goal_for_the_surroundings_is_refused() -> None:
    both = DRAFT | {"no_goal_for_surroundings": "Niet nodig."}

    assert refused(both) == {"no_goal_for_surroundings": "perspective.surroundings-both"}


@pytest.mark.parametrize("part", ["text", "seen_by"])
def test_a_goal_says_what_and_how_one_sees_that_it_works(part: str) -> None:
    name = f"goals.aaaa1111.{part}"

    assert refused(DRAFT | {name: ""}) == {name: "text.missing"}


def test_all_mistakes_are_named_at_once() -> None:
    assert set(refused({"own_words": "burgerservicenummer 111222333"})) == {
        *("own_words", "told_by", "now", "education", "care", "home", "goals"),
    }


def test_a_consultation_has_no_strands_and_refuses_them() -> None:
    light = {k: v for k, v in DRAFT.items() if k not in ("education", "care_not_needed", "home")}

    assert content_of(light, LIGHT_GATE).strands is None
    with pytest.raises(InvalidInput) as caught:
        content_of(DRAFT, LIGHT_GATE)
    assert {e.code for e in caught.value.errors} == {"gate.not-asked"}


def test_there_are_no_more_goals_than_people_can_keep_in_mind() -> None:
    goals = {
        f"goals.many{number:04}.{part}": said
        for number in range(MOST_GOALS)
        for part, said in (("whom", "child"), ("text", "Ik lees."), ("seen_by", "Ik lees voor."))
    }

    assert refused(DRAFT | goals) == {"goals": "perspective.too-many-goals"}


def test_a_goal_of_which_nothing_was_typed_is_no_goal() -> None:
    form = DRAFT | {"goals.new00001.whom": "child", "goals.new00001.text": " ", "csrf": "x"}

    assert typed(form) == DRAFT


def test_content_cannot_be_built_past_its_rules() -> None:
    goal = Goal(key="a", whom=GoalFor.CHILD, text="x", seen_by="y")
    for goals, reason in (((), ""), ((goal,), ""), ((goal, goal), "x")):
        with pytest.raises(ValueError, match="goal"):
            Content(
                own_words="x",
                told_by=ToldBy.CHILD,
                horizons=Horizons(now="x"),
                strands=None,
                goals=goals,
                no_goal_for_surroundings=reason,
            )


@given(base=DRAFTS, theirs=DRAFTS, mine=DRAFTS)
def test_two_people_who_edit_lose_nothing(
    base: dict[str, str], theirs: dict[str, str], mine: dict[str, str]
) -> None:
    merged = merge(base=base, theirs=theirs, mine=mine)
    clashes = {clash.field: clash for clash in merged.clashes}

    for name, changed in product(NAMES, (theirs, mine)):
        text = changed.get(name, "")
        if text and text != base.get(name, ""):
            kept = {merged.draft.get(name, "")}
            if name in clashes:
                kept |= {clashes[name].theirs, clashes[name].mine}
            assert text in kept


@given(base=DRAFTS, mine=DRAFTS)
def test_who_edits_alone_gets_what_was_typed(base: dict[str, str], mine: dict[str, str]) -> None:
    merged = merge(base=base, theirs=base, mine=mine)

    assert (merged.draft, merged.clashes) == (mine, ())


@given(base=DRAFTS, theirs=DRAFTS, mine=DRAFTS)
def test_it_does_not_matter_who_was_first(
    base: dict[str, str], theirs: dict[str, str], mine: dict[str, str]
) -> None:
    one = merge(base=base, theirs=theirs, mine=mine)
    other = merge(base=base, theirs=mine, mine=theirs)

    assert {c.field for c in one.clashes} == {c.field for c in other.clashes}
    apart = {c.field for c in one.clashes}
    agreed = [{k: v for k, v in m.draft.items() if k not in apart} for m in (one, other)]
    assert agreed[0] == agreed[1]


def test_two_who_add_a_goal_add_two() -> None:
    mine = DRAFT | {f"goals.mmmm.{p}": p for p in ("text", "seen_by")} | {"goals.mmmm.whom": "home"}
    theirs = DRAFT | {f"goals.tttt.{p}": p for p in ("text", "seen_by")}
    theirs |= {"goals.tttt.whom": "group"}
    merged = merge(base=DRAFT, theirs=theirs, mine=mine)

    assert merged.clashes == ()
    assert set(goal_keys(merged.draft)) == {"aaaa1111", "bbbb2222", "mmmm", "tttt"}


def test_a_goal_that_one_strikes_off_and_another_changes_stays_whole() -> None:
    mine = {k: v for k, v in DRAFT.items() if not k.startswith("goals.aaaa1111")}
    theirs = DRAFT | {"goals.aaaa1111.text": "Ik durf veel te vragen."}
    merged = merge(base=DRAFT, theirs=theirs, mine=mine)

    assert merged.clashes == ()
    assert content_of(merged.draft, CHILDS_GATE).goals[0].text == "Ik durf veel te vragen."


def test_both_texts_of_a_clash_can_be_put_together() -> None:
    theirs, mine = DRAFT | {"now": "Ik wil rust."}, DRAFT | {"now": "Ik wil buiten spelen."}
    (clash,) = merge(base=DRAFT, theirs=theirs, mine=mine).clashes

    assert (clash.field, clash.both) == ("now", "Ik wil rust.\nIk wil buiten spelen.")
    assert clash.field not in CODES
