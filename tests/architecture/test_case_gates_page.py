"""Architecture: docs/gates.md says what the gate table of cases asks."""

from tests.gates import case_gates_page

from samenspel_arrangements.domain.gates.gates import CASE_GATES, CasePart
from samenspel_arrangements.domain.gates.gates import RequestKind as CaseKind
from samenspel_intake.domain.asking.gates import GATES

_PARTS = {part.value for part in CasePart}


def test_the_page_of_gates_is_what_the_table_says() -> None:
    fresh = case_gates_page.PAGE.read_text() == case_gates_page.page()

    assert fresh, "run: python -m tests.gates.case_gates_page"


def test_no_case_asks_what_the_request_was_told_is_not_asked() -> None:
    asked_after_all = {
        (kind, part)
        for kind, gate in GATES.items()
        for part in gate.not_asked
        if part.value in _PARTS and CASE_GATES[CaseKind(kind)].asks(CasePart(part.value))
    }

    assert asked_after_all == set()
    assert {str(kind) for kind in GATES} == {str(kind) for kind in CaseKind}
