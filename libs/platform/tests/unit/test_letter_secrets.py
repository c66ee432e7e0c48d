"""Unit: the secrets of invitations and log-in codes."""

from uuid import UUID, uuid4

import pytest

from samenspel_platform.letter_secrets import LetterSecrets, Purpose, Ticket

KEY = "a key of the tests, long enough to be one"


def test_both_sides_make_the_same_secret_and_nobody_else_does() -> None:
    id_ = uuid4()
    mine = LetterSecrets(KEY).secret(Purpose.INVITATION, id_)

    assert mine == LetterSecrets(KEY).secret(Purpose.INVITATION, id_)
    assert len(mine) == 32
    assert mine != LetterSecrets(KEY + "!").secret(Purpose.INVITATION, id_)
    assert mine != LetterSecrets(KEY).secret(Purpose.INVITATION, uuid4())
    assert mine != LetterSecrets(KEY).secret(Purpose.LOG_IN_CODE, id_)


def test_a_code_has_six_digits_and_they_are_spread() -> None:
    codes = [LetterSecrets(KEY).code(UUID(int=n)) for n in range(500)]

    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len({code[0] for code in codes}) == 10
    assert len(set(codes)) > 490


def test_a_ticket_comes_back_from_a_link_as_it_went_in() -> None:
    ticket = Ticket(uuid4(), uuid4(), LetterSecrets(KEY).secret(Purpose.INVITATION, uuid4()))

    assert Ticket.parse(str(ticket)) == ticket
    assert str(ticket).replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize("text", ["", "x", "é" * 86, "A" * 85, "A" * 90, "=" * 86, "../" * 20])
def test_what_is_no_ticket_is_none(text: str) -> None:
    assert Ticket.parse(text) is None
