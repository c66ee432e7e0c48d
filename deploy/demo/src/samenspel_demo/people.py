"""The people whom one can be in the demo; invented."""

from dataclasses import dataclass

from samenspel_kernel.actor import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Somebody with a role: at a school (location code), of a unit (slug), for children (names)."""

    name: str
    role: Role
    school: str = ""
    unit: str = ""
    children: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        """The address at which mail reaches them."""
        home = "ouders" if self.role is Role.PARENT else "dewaterkant"
        return f"{self.name.lower().replace(' ', '.')}@{home}.example"


PERSONAS: tuple[Persona, ...] = (
    Persona(name="Marieke Vink", role=Role.SCHOOL_COORDINATOR, school="99AA00"),
    Persona(name="Hans Boer", role=Role.SCHOOL_COORDINATOR, school="99EA00"),
    Persona(name="Sanne Hofman", role=Role.SCHOOL_COORDINATOR, school="99HA00"),
    Persona(name="Fatima Aydin", role=Role.UNIT_COORDINATOR, unit="noord"),
    Persona(name="Rob Tuinstra", role=Role.UNIT_COORDINATOR, unit="midden"),
    Persona(name="Josje Kramer", role=Role.UNIT_COORDINATOR, unit="zuid"),
    Persona(name="Willem Dekker", role=Role.COMMITTEE),
    Persona(name="Anneke Sluis", role=Role.DIRECTOR),
    Persona(name="Eva de Graaf", role=Role.PARENT, children=("Sam",)),
    Persona(name="Jeroen de Graaf", role=Role.PARENT, children=("Sam",)),
    Persona(name="Youssef Bakker", role=Role.PARENT, children=("Noor",)),
    Persona(name="Sam de Graaf", role=Role.PUPIL, children=("Sam",)),
    Persona(name="Ilse Jonker", role=Role.TEACHER, school="99AA00", children=("Sam", "Noor")),
    Persona(name="Karin Postma", role=Role.EXPERT, children=("Noor", "Sam")),
    Persona(name="Bas Kuiper", role=Role.EXPERT, children=("Sam",)),
    Persona(name="Nadia Haddad", role=Role.YOUTH_CONSULTANT, children=("Sam", "Ravi")),
    Persona(name="Tineke Wind", role=Role.FAMILY_DESK),
    Persona(name="Ans Leenstra", role=Role.ATTENDANCE_OFFICER, unit="noord"),
    Persona(name="Bert Admiraal", role=Role.ADMINISTRATOR),
)
INVITER = "Marieke Vink"
"""Who asked those of them to take part who came by invitation."""
SECOND_ROLES = (Persona(name="Hans Boer", role=Role.PARENT, children=("Milan",)),)
"""What some of them are besides; they choose in the menu as what they go on."""


def email_of_parent(name: str) -> str:
    """Give where mail reaches a parent: the same address as that with which it takes part."""
    known = (persona.email for persona in PERSONAS if persona.name == name)
    return next(known, Persona(name=name, role=Role.PARENT).email)
