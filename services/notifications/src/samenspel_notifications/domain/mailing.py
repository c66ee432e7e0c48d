"""A mailing: one thing that all who are concerned must be told, each separately."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from samenspel_notifications.domain.contact import Contact

NAMESPACE = UUID("1b9c2f7e-51f5-5d0c-a2c4-7b5f0a6f1d42")
LATE_CONTACTS = timedelta(days=30)


class Template(StrEnum):
    """What is told."""

    REQUEST_RECEIVED = "request-received"
    HELP_DECIDED = "help-decided"
    MEETING_TOLD = "meeting-told"
    REQUEST_SHOWN = "request-shown"
    REQUEST_SUSPENDED = "request-suspended"
    REQUEST_ANSWERED = "request-answered"
    REGISTRATION_CONFIRMED = "registration-confirmed"
    REGISTRATION_ASKED = "registration-asked"
    REGISTRATION_EXTENDED = "registration-extended"
    REGISTRATION_CHANGED = "registration-changed"
    REGISTRATION_DECIDED = "registration-decided"
    INVITATION = "invitation"
    LOG_IN_CODE = "log-in-code"
    SHARE_ASKED = "share-asked"
    SHARE_REMINDED = "share-reminded"
    SIGNAL_RAISED = "signal-raised"
    SIGNAL_ANSWERED = "signal-answered"
    DECIDER_ASKED = "decider-asked"


class Audience(StrEnum):
    """In what role someone is told."""

    PARENT = "parent"
    SCHOOL = "school"
    PERSON = "person"


ASKED_BY_ITS_READER = frozenset({Template.LOG_IN_CODE})
"""What somebody asked for itself a moment ago; also who lost a child may still come in."""

PATHS = {
    Template.REQUEST_RECEIVED: "/intake/support-requests/{id}",
    Template.HELP_DECIDED: "/arrangements/cases/{id}",
    Template.MEETING_TOLD: "/arrangements/meetings/{id}",
    Template.REQUEST_SHOWN: "/intake/prepared-requests/{id}",
    Template.REQUEST_SUSPENDED: "/intake/support-requests/{id}",
    Template.REQUEST_ANSWERED: "/intake/support-requests/{id}",
    Template.REGISTRATION_CONFIRMED: "/intake/registrations/{id}",
    Template.REGISTRATION_ASKED: "/intake/registrations/{id}",
    Template.REGISTRATION_EXTENDED: "/intake/registrations/{id}",
    Template.REGISTRATION_CHANGED: "/intake/registrations/{id}",
    Template.REGISTRATION_DECIDED: "/intake/registrations/{id}",
    Template.INVITATION: "/intake/uitnodiging",
    Template.LOG_IN_CODE: "/intake/log-in-by-mail/link",
    Template.SHARE_ASKED: "/intake/share-grants/{id}",
    Template.SHARE_REMINDED: "/intake/share-grants/{id}",
    Template.SIGNAL_RAISED: "/intake/signaal/bevestigen",
    Template.SIGNAL_ANSWERED: "/intake/signaal/antwoord",
    Template.DECIDER_ASKED: "/intake/out-of-education/{id}/decision",
}


def path_of(template: Template, link_id: UUID) -> str:
    """Give the page that a mailing is about."""
    return PATHS[template].format(id=link_id)


def mailing_id_of(template: Template, cause: UUID) -> UUID:
    """Give the one mailing of a template about a cause; the same however often it is started."""
    return uuid5(NAMESPACE, f"{template}:{cause}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing:
    """What is told about which pupil, to which school or contact alone; no name and no address.

    `link_id` is the request or case that the mail's link opens, or what its secret belongs to;
    `answer_by` the day until which an answer may be expected, where the text says so. After
    `expires_at` the mail would be of no use, and is not sent. One that is `silenced` is about a
    child that died: whatever of it was not sent never is.
    """

    id: UUID
    alliance_id: UUID
    template: Template
    link_id: UUID
    created_at: datetime
    pupil_id: UUID | None = None
    contact_id: UUID | None = None
    unit_id: UUID | None = None
    school_id: UUID | None = None
    answer_by: date | None = None
    expires_at: datetime | None = None
    silenced: bool = False

    def audience_of(self, contact: Contact) -> Audience | None:
        """Tell in what role a contact gets this mailing; None if it must not get it.

        Parents get it only with parental authority.
        """
        if contact.alliance_id != self.alliance_id:
            return None
        if self.contact_id is not None:
            lost = self.template is Template.MEETING_TOLD and not contact.has_authority
            return Audience.PERSON if contact.id == self.contact_id and not lost else None
        if contact.kind == "parent" and contact.pupil_id == self.pupil_id:
            return Audience.PARENT if contact.has_authority else None
        if contact.kind == "school" and contact.school_id is not None:
            return Audience.SCHOOL if contact.school_id == self.school_id else None
        return None

    def is_of_use(self, at: datetime) -> bool:
        """Tell whether a mail that goes out now can still be acted on, and hurts nobody."""
        return not self.silenced and (self.expires_at is None or at < self.expires_at)

    def still_goes_to_new_contacts(self, at: datetime) -> bool:
        """Tell whether a contact or an address that comes now still gets it (30 days)."""
        return at <= self.created_at + LATE_CONTACTS
