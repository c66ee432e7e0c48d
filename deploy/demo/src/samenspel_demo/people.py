"""The people whom one can be in the demo; invented."""

from dataclasses import dataclass

from samenspel_kernel.actor import Role


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody with a role; `of` is a school's location code, a unit's slug, or a child's name."""

    name: str
    role: Role
    of: str = ""

    @property
    def email(self) -> str:
        """The address at which mail reaches them."""
        return f"{self.name.lower().replace(' ', '.')}@dewaterkant.example"


PERSONAS: tuple[Persona, ...] = (
    Persona("Marieke Vink", Role.SCHOOL_COORDINATOR, "99AA00"),
    Persona("Hans Boer", Role.SCHOOL_COORDINATOR, "99EA00"),
    Persona("Sanne Hofman", Role.SCHOOL_COORDINATOR, "99HA00"),
    Persona("Eva de Graaf", Role.PARENT, "Sam"),
    Persona("Youssef Bakker", Role.PARENT, "Noor"),
    Persona("Fatima Aydin", Role.UNIT_COORDINATOR, "noord"),
    Persona("Rob Tuinstra", Role.UNIT_COORDINATOR, "midden"),
    Persona("Josje Kramer", Role.UNIT_COORDINATOR, "zuid"),
    Persona("Anneke Sluis", Role.DIRECTOR),
    Persona("Bert Admiraal", Role.ADMINISTRATOR),
)
