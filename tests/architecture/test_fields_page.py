"""Architecture: docs/fields.md says what the gates ask."""

from tests.gates import fields_page


def test_the_page_of_fields_is_what_the_gates_say() -> None:
    fresh = fields_page.PAGE.read_text() == fields_page.page()

    assert fresh, "run: python -m tests.gates.fields_page"
