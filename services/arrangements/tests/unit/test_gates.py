"""Unit: the gate table says what a case asks, and what not."""

import pytest

from samenspel_arrangements.domain.gates.gates import (
    CASE_GATES,
    WHY,
    CasePart,
    RequestKind,
    gate_of,
    kind_of,
)
from samenspel_kernel.errors import RuleViolation

LIGHT = (CasePart.OPP, CasePart.STRANDS, CasePart.END_GATE)


def test_every_kind_has_a_gate_and_every_part_a_demander() -> None:
    assert set(CASE_GATES) == set(RequestKind)
    assert set(WHY) == set(CasePart)
    assert all(gate.kind is kind for kind, gate in CASE_GATES.items())


@pytest.mark.parametrize("part", LIGHT)
def test_a_consultation_has_no_opp_no_strands_and_no_end_gate(part: CasePart) -> None:
    gate = gate_of("consultation")

    assert not gate.asks(part)
    with pytest.raises(RuleViolation, match=r"gate\.not-asked"):
        gate.require(part)


@pytest.mark.parametrize("part", CasePart)
def test_help_for_a_child_asks_all(part: CasePart) -> None:
    gate_of("child").require(part)


@pytest.mark.parametrize("code", ["arrangement", "tlv", "", "something-new"])
def test_a_code_of_another_list_gets_the_gate_that_asks_most(code: str) -> None:
    assert kind_of(code) is RequestKind.CHILD


@pytest.mark.parametrize("kind", [RequestKind.GROUP, RequestKind.TEACHER])
def test_what_is_about_no_child_asks_no_voice_and_no_opp(kind: RequestKind) -> None:
    assert not CASE_GATES[kind].parts & {CasePart.VOICE, CasePart.OPP, CasePart.PERSPECTIVE}
