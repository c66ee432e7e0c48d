"""Writes a letter as a complete e-mail: in the reader's language, as text and as HTML.

A mail names no child and no kind of help: it may be read by anyone who shares the inbox. What
lets someone in (a link, a code) is made here, of an id and the letter key, and stored nowhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import partial

from babel.dates import format_date
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from samenspel_kernel.clock import dutch_date
from samenspel_notifications.application.ports import Letter
from samenspel_notifications.domain.mailing import Template, path_of
from samenspel_platform.letter_secrets import LetterSecrets, Purpose, Ticket

LANGUAGES = ("nl", "en")
FALLBACK = "nl"
"""For readers whose language we don't write: at school they know someone who reads Dutch."""
DAYS: dict[str, Callable[[date], str]] = {
    "nl": partial(format_date, format="d MMMM y", locale="nl"),
    "en": partial(format_date, format="d MMMM y", locale="en_GB"),
}
PURPOSES = {
    Template.INVITATION: Purpose.INVITATION,
    Template.LOG_IN_CODE: Purpose.LOG_IN_CODE,
    Template.SIGNAL_RAISED: Purpose.SIGNAL,
    Template.SIGNAL_ANSWERED: Purpose.SIGNAL_ANSWER,
}
"""The letters whose link carries a secret."""


@dataclass(frozen=True, slots=True)
class Sender:
    """In whose name mails go out: the address, its name, and where the pages are."""

    address: str
    name: str
    public_url: str

    @property
    def domain(self) -> str:
        """The part after the @, in which message ids are unique."""
        return self.address.rpartition("@")[2]


class LetterWriter:
    """Turns letters into e-mails with the templates of this package."""

    def __init__(self, sender: Sender, secrets: LetterSecrets) -> None:
        self._sender, self._secrets = sender, secrets
        self._templates = Environment(
            loader=PackageLoader("samenspel_notifications.gateways", "letter_texts"),
            autoescape=select_autoescape(["html"], default_for_string=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def write(self, letter: Letter) -> EmailMessage:
        """Write the mail; its Message-ID is the same each time, so that a repeat is recognised.

        ValueError if the address is none: several, or something that would end the header.
        """
        language = letter.language if letter.language in LANGUAGES else FALLBACK
        mail = EmailMessage(policy=SMTP)
        mail["From"] = Address(self._sender.name, addr_spec=self._sender.address)
        mail["To"] = Address(addr_spec=letter.to)
        mail["Subject"] = self._render(letter, language, "subject.txt")
        mail["Date"] = format_datetime(letter.at)
        mail["Message-ID"] = f"<{letter.message_id}@{self._sender.domain}>"
        mail["Auto-Submitted"] = "auto-generated"  # no holiday answers, please
        mail.set_content(self._render(letter, language, "txt") + "\n")
        mail.add_alternative(self._render(letter, language, "html") + "\n", subtype="html")
        mail["Content-Language"] = language  # only now: what was there would move to the first part
        return mail

    def _render(self, letter: Letter, language: str, part: str) -> str:
        expires_on = None if letter.expires_at is None else dutch_date(letter.expires_at)
        template = self._templates.get_template(f"{language}/{letter.template}.{part}")
        return template.render(
            audience=letter.audience.value,
            answer_by=None if letter.answer_by is None else DAYS[language](letter.answer_by),
            expires_on=None if expires_on is None else DAYS[language](expires_on),
            code=self._secrets.code(letter.link_id),
            link=self._link(letter),
        ).strip()

    def _link(self, letter: Letter) -> str:
        page = self._sender.public_url.rstrip("/") + path_of(letter.template, letter.link_id)
        purpose = PURPOSES.get(letter.template)
        if purpose is None:
            return page
        secret = self._secrets.secret(purpose, letter.link_id)
        return f"{page}?ticket={Ticket(letter.alliance_id, letter.link_id, secret)}"
