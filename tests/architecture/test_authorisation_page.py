"""The page of who may do what says what the code does."""

from tests.gates import authorisation_page

from samenspel_testkit.services import SERVICES


def test_the_page_is_as_the_code_is() -> None:
    fresh = authorisation_page.PAGE.read_text() == authorisation_page.page()

    assert fresh, "run: python -m tests.gates.authorisation_page"


def test_every_action_says_what_it_allows_and_is_granted_to_someone() -> None:
    for service in SERVICES:
        policy = authorisation_page.policy_of(service)
        granted = {action for actions in policy.table.values() for action in actions}
        assert granted == set(policy.meaning) == set(type(policy.knowing)), service
