"""Writes a letter for paper, with the words of the mail that it stands for.

Nothing that lets somebody in goes by post: the links in it lead to pages where one logs in.
"""

from jinja2 import Environment, PackageLoader, StrictUndefined

from samenspel_notifications.application.paper_letter import PaperLetter
from samenspel_notifications.domain.mailing import path_of
from samenspel_notifications.gateways.letters import DAYS, FALLBACK, LANGUAGES


def language_of(letter: PaperLetter) -> str:
    """Give the language that a letter is written in."""
    return letter.language if letter.language in LANGUAGES else FALLBACK


def write_on_paper(letter: PaperLetter, *, public_url: str) -> tuple[str, str]:
    """Give the subject and the text of a letter, in the reader's language."""
    language = language_of(letter)
    templates = Environment(
        loader=PackageLoader("samenspel_notifications.gateways", "letter_texts"),
        autoescape=False,  # noqa: S701 - plain text, which the page escapes
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    subject, text = (
        templates.get_template(f"{language}/{letter.template}.{part}")
        .render(
            audience=letter.audience.value,
            answer_by=DAYS[language](letter.answer_by) if letter.answer_by else None,
            expires_on=None,
            code="",
            link=public_url.rstrip("/") + path_of(letter.template, letter.link_id),
        )
        .strip()
        for part in ("subject.txt", "txt")
    )
    return subject, text
