from samenspel_kernel.errors import FieldError, InvalidInput, NotFound, RuleViolation
from samenspel_messaging.ladder import LADDER, judge


def test_each_try_waits_longer_and_never_shorter_than_the_ladder_says() -> None:
    for attempt, seconds in enumerate(LADDER, start=1):
        failure = judge(NotFound(), attempt=attempt)
        assert failure.state == "retry"
        assert failure.wait is not None
        assert seconds <= failure.wait <= seconds * 1.2


def test_after_the_ladder_it_is_parked() -> None:
    failure = judge(NotFound(), attempt=len(LADDER) + 1)
    assert (failure.state, failure.wait) == ("parked", None)


def test_what_a_rule_refuses_is_not_tried_again() -> None:
    for refusal in (RuleViolation("toy.is-lost"), InvalidInput(FieldError("name", "missing"))):
        assert judge(refusal, attempt=1).state == "parked"


def test_only_the_class_of_an_error_is_kept() -> None:
    assert judge(ValueError("Jip de Vries"), attempt=1).error == "ValueError"
