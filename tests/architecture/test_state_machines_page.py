"""The page of states says what the code does, and each state says what it is."""

from tests.gates import state_machines_page


def test_the_page_is_as_the_code_is() -> None:
    fresh = state_machines_page.PAGE.read_text() == state_machines_page.page()

    assert fresh, "run: python -m tests.gates.state_machines_page"


def test_every_state_has_a_name_of_its_own_and_says_what_it_is() -> None:
    for service, table in state_machines_page.tables():
        names = [state_machines_page.status_of(state) for state in table.states]
        assert len(set(names)) == len(names), (service, table.thing)
        assert all((state.__doc__ or "").strip() for state in table.states), table.thing
