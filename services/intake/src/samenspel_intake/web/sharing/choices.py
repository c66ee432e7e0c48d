"""What can be chosen when something is shared, with the words for it."""

from collections.abc import Iterable

from samenspel_intake.domain.sharing.partner_organisation import PartnerKind, PartnerOrganisation
from samenspel_intake.domain.sharing.purpose import LegalBasis, Purpose, SharedPart
from samenspel_intake.web.pages import pages

Choice = tuple[str, ...]


def purposes() -> list[Choice]:
    """Give for what can be shared."""
    return [(one.value, pages.texts.text(f"share-purpose.{one}")) for one in Purpose]


def parts() -> list[Choice]:
    """Give what can be shared."""
    return [(one.value, pages.texts.text(f"share-part.{one}")) for one in SharedPart]


def bases() -> list[Choice]:
    """Give by what right can be shared without consent."""
    others = [one for one in LegalBasis if one is not LegalBasis.CONSENT]
    return [(one.value, pages.texts.text(f"share-basis.{one}")) for one in others]


def partner_kinds() -> list[Choice]:
    """Give what a partner can be."""
    return [(one.value, pages.texts.text(f"partner-kind.{one}")) for one in PartnerKind]


def partners(known: Iterable[PartnerOrganisation]) -> list[Choice]:
    """Give the partners by name."""
    return [(str(one.partner.id), one.name) for one in known]
