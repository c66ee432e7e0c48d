"""Unit: what is asked of whom, nothing twice, and the parents see it first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenspel_intake.domain.asking.answers import Answers
from samenspel_intake.domain.asking.asked import Asked
from samenspel_intake.domain.asking.fields import AskedField, Demander, Field, FilledBy, Part
from samenspel_intake.domain.asking.gates import GATES, RequestKind
from samenspel_intake.domain.asking.needs import Need, NeedField, Needs
from samenspel_intake.domain.asking.parents_voice import (
    NotShown,
    ParentView,
    Shown,
    WhyNotShown,
    seen_by,
)
from samenspel_intake.domain.asking.prepared_request import (
    Dropped,
    PreparedRequest,
    RequestShown,
    Sent,
    WhyDropped,
)
from samenspel_intake.domain.contact import ContactId
from samenspel_intake.domain.ids import PreparedRequestId, support_request_id_of
from samenspel_intake.domain.question import SupportKind
from samenspel_kernel.errors import InvalidInput, RuleViolation
from samenspel_kernel.ids import new_id

from .open_items import (
    ALLIANCE,
    MONDAY,
    PUPIL,
    SCHOOL,
    UNIT,
    check_accountable,
    noon,
    taken,
    term,
)

MOTHER, FATHER = ContactId(new_id()), ContactId(new_id())
FULL = Answers.of({field: f"Over {field.value}." for field in Field})


def prepared(kind: RequestKind = RequestKind.CHILD, earlier: Answers = FULL) -> PreparedRequest:
    return PreparedRequest.begin(
        PreparedRequestId(new_id()),
        kind,
        alliance_id=ALLIANCE,
        unit_id=UNIT,
        school_id=SCHOOL,
        pupil_id=PUPIL,
        earlier=earlier,
        finish=term("request-preparation", MONDAY, 28),
        at=noon(MONDAY),
    )


def seen(request: PreparedRequest) -> PreparedRequest:
    request.show(at=noon(MONDAY))
    request.parent_said(ParentView(MOTHER, MONDAY, "Thuis gaat het goed."), at=noon(MONDAY))
    return request


def codes(refused: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, str]]:
    return [(error.field, error.code) for error in refused.value.errors]


@pytest.mark.parametrize("kind", list(RequestKind))
def test_each_kind_has_a_gate_in_which_every_field_has_a_demander_and_a_source(
    kind: RequestKind,
) -> None:
    gate = GATES[kind]
    assert gate.kind is kind
    assert Field.QUESTION in gate.mandatory
    assert all(asked.source for asked in gate.fields)
    order = list(Field)
    places = [order.index(asked.field) for asked in gate.fields]
    assert places == sorted(set(places))


def test_strengths_come_before_impediments() -> None:
    fields = [asked.field for asked in GATES[RequestKind.CHILD].fields]
    assert fields.index(Field.STRENGTHS) < fields.index(Field.IMPEDIMENTS)


def test_at_most_eight_fields_must_be_typed_for_a_first_request() -> None:
    assert max(len(gate.mandatory) for gate in GATES.values()) <= 8


def test_a_consultation_is_light_and_a_teachers_question_holds_no_child() -> None:
    consultation, teacher = GATES[RequestKind.CONSULTATION], GATES[RequestKind.TEACHER]
    assert {Part.OPP, Part.STRANDS, Part.END_GATE} <= consultation.not_asked
    assert consultation.is_about_a_child
    assert not teacher.is_about_a_child
    assert not teacher.asks(Field.CHILD_WANTS)
    assert len({gate.response_rule for gate in GATES.values()}) == len(GATES)


def test_a_unit_may_ask_more_and_never_less() -> None:
    gate = GATES[RequestKind.CONSULTATION]
    more = AskedField(Field.TRIED, FilledBy.SCHOOL, Demander.ALLIANCE, True, "Unit plan, p. 3")
    less = AskedField(Field.QUESTION, FilledBy.SCHOOL, Demander.UNIT, False, "Unit plan, p. 4")

    of_unit = gate.with_demands([more, less])

    assert of_unit.mandatory == {Field.TRIED, Field.QUESTION}
    demanders = {asked.field: asked.demander for asked in of_unit.fields}
    assert demanders[Field.TRIED] is Demander.UNIT
    assert demanders[Field.QUESTION] is Demander.ALLIANCE


def test_what_was_begun_is_the_schools_to_send() -> None:
    request = prepared()
    assert request.responsibility is not None
    assert request.responsibility.holder.id == SCHOOL
    check_accountable(request)


def test_nothing_is_lost_when_the_kind_changes_and_changes_back() -> None:
    request = prepared()
    for kind in (RequestKind.TEACHER, RequestKind.GROUP, RequestKind.CHILD):
        request.change_kind(kind)
    assert request.answers == FULL


def test_a_follow_up_has_nothing_to_type_again() -> None:
    again = seen(prepared(earlier=FULL)).send(GATES[RequestKind.CHILD], at=noon(MONDAY))
    assert again.answers == FULL.asked_by(GATES[RequestKind.CHILD])

    typed = Answers.of({Field.QUESTION: "Nu iets anders."}).taking_over(FULL)
    assert typed.text(Field.QUESTION) == "Nu iets anders."
    assert typed.text(Field.STRENGTHS) == FULL.text(Field.STRENGTHS)


@pytest.mark.parametrize("kind", [RequestKind.TEACHER, RequestKind.GROUP])
def test_of_a_child_nothing_goes_along_with_a_question_that_is_about_none(
    kind: RequestKind,
) -> None:
    request = seen(prepared())
    request.change_kind(kind)

    asked = request.send(GATES[kind], at=noon(MONDAY))

    assert asked.answers.text(Field.CHILD_WANTS) == ""
    assert asked.answers.text(Field.IMPEDIMENTS) == ""
    assert asked.parents is None


def test_parents_see_a_request_about_their_child_before_it_is_sent() -> None:
    request = prepared()
    with pytest.raises(InvalidInput) as refused:
        request.send(GATES[RequestKind.CHILD], at=noon(MONDAY))
    assert codes(refused) == [("parents", "request.parents-did-not-see")]
    check_accountable(request)
    with pytest.raises(RuleViolation, match="not-shown"):
        request.parent_said(ParentView(MOTHER, MONDAY), at=noon(MONDAY))

    asked = seen(request).send(GATES[RequestKind.CHILD], at=noon(MONDAY))

    assert len(taken(request, RequestShown)) == 1
    assert isinstance(asked.parents, Shown)
    assert request.standing == Sent(support_request_id_of(request.id))
    assert asked.question.parents_informed


def test_or_there_is_a_reason_which_no_longer_counts_once_a_parent_saw_it() -> None:
    request = prepared()
    with pytest.raises(InvalidInput):
        request.not_shown(NotShown(WhyNotShown.NOT_REACHED, " "))
    request.not_shown(NotShown(WhyNotShown.NOT_REACHED, "Twee keer gebeld."))
    assert isinstance(request.parents, NotShown)

    seen(request).not_shown(NotShown(WhyNotShown.NOT_REACHED, "Toch niet."))

    assert isinstance(request.parents, Shown)


def test_each_parent_speaks_for_itself_and_may_change_its_mind() -> None:
    request = seen(prepared())
    request.parent_said(ParentView(FATHER, MONDAY, "Ik zie het anders."), at=noon(MONDAY))
    request.parent_said(ParentView(MOTHER, MONDAY, "Toch niet zo goed."), at=noon(MONDAY))
    assert isinstance(request.parents, Shown)
    said = {view.parent: view.view for view in request.parents.views}
    assert said == {FATHER: "Ik zie het anders.", MOTHER: "Toch niet zo goed."}


def test_all_that_is_missing_is_told_at_once() -> None:
    request = prepared(earlier=Answers())
    request.pupil_id = None
    with pytest.raises(InvalidInput) as refused:
        request.send(GATES[RequestKind.CHILD], at=noon(MONDAY))
    assert [field for field, _ in codes(refused)] == [
        "strengths",
        "impediments",
        "tried",
        "child-wants",
        "question",
        "pupil_id",
        "parents",
    ]


def test_half_a_form_is_kept_as_it_was_typed_but_for_forbidden_numbers() -> None:
    request = prepared(earlier=Answers())
    request.type(Field.STRENGTHS, "Ze tekent ")
    assert request.answers.text(Field.STRENGTHS) == "Ze tekent "
    for text, code in (("BSN 111222333", "text.contains-bsn"), ("x" * 4001, "text.too-long")):
        with pytest.raises(InvalidInput) as refused:
            request.type(Field.TRIED, text)
        assert codes(refused) == [("tried", code)]


def test_what_is_not_needed_any_more_is_dropped_with_a_reason() -> None:
    request = prepared()
    request.drop(WhyDropped.SOLVED, at=noon(MONDAY))
    assert request.standing == Dropped(WhyDropped.SOLVED)
    with pytest.raises(RuleViolation, match=r"prepared-request\.closed"):
        request.type(Field.TRIED, "Nog iets.")


@pytest.mark.parametrize(
    ("kind", "support"),
    [
        (RequestKind.CHILD, SupportKind.ARRANGEMENT),
        (RequestKind.GROUP, SupportKind.ARRANGEMENT),
        (RequestKind.TEACHER, SupportKind.CONSULTATION),
        (RequestKind.CONSULTATION, SupportKind.CONSULTATION),
    ],
)
def test_the_desk_reads_it_as_one_question(kind: RequestKind, support: SupportKind) -> None:
    question = Asked(kind, FULL).question
    assert (question.kind, question.text) == (support, FULL.text(Field.QUESTION))
    assert question.already_tried == FULL.text(Field.TRIED)


def test_needs_are_five_fields_from_0_to_3_and_complete_when_all_were_looked_at() -> None:
    all_five = [Need(field, level % 4) for level, field in enumerate(NeedField)]
    assert Needs.of(*all_five).is_complete
    assert not Needs.of(*all_five[:4]).is_complete
    later = Needs.of(*all_five, replace(all_five[0], level=3))
    assert later.needs[0].level == 3


@pytest.mark.parametrize("level", [-1, 4])
def test_a_level_outside_0_to_3_is_refused(level: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        Needs.of(Need(NeedField.EXPERTISE, level, "x" * 4001))
    assert codes(refused) == [("expertise", "need.level"), ("expertise", "text.too-long")]


def test_nothing_of_what_was_typed_shows_in_what_is_logged() -> None:
    view = ParentView(MOTHER, MONDAY, "Thuis gaat het goed.")
    assert "Over" not in repr(FULL)
    assert "Thuis" not in repr(seen_by(None, view))


TEXTS = st.dictionaries(st.sampled_from(Field), st.text(max_size=20))


@given(TEXTS, TEXTS, st.lists(st.sampled_from(RequestKind)))
def test_whatever_kinds_it_goes_through_every_typed_word_is_still_there(
    first: dict[Field, str], then: dict[Field, str], kinds: list[RequestKind]
) -> None:
    request = prepared(earlier=Answers.of(first))
    for kind in kinds:
        request.change_kind(kind)
        assert request.answers.asked_by(GATES[kind]).missing(GATES[kind]) == (
            request.answers.missing(GATES[kind])
        )
    for field, text in then.items():
        request.type(field, text)
    expected = Answers.of(first | then)
    assert request.answers == expected
