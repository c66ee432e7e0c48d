"""Reads a dossier: checks every field against the list, then makes the value of it."""

import re
from collections.abc import Callable
from datetime import date

from stdnum.nl import brin, postcode

from samenspel_intake.application.swv_dossier import (
    DossierAddress,
    DossierName,
    DossierParent,
    ParentsView,
    SchoolPeriod,
    SwvDossier,
)
from samenspel_intake.domain.contact import LONGEST_NAME, is_email
from samenspel_intake.domain.question import LONGEST_TEXT
from samenspel_intake.gateways.oso.documents import Field, WrongDossier, open_document
from samenspel_intake.gateways.oso.field_list import left_out, refusals
from samenspel_kernel.forbidden_identifiers import found_in

KIND = "swv-dossier"
PROFILES = ("POSWV", "VOSWV")
SECRET = ("geheim@geheim.geheim", "9999999999")
"""What the standard writes for an address that is kept secret."""

LONGEST_ADDRESS = 254

_CALLED_LIKE = {"leerlingid": "pgn"}
"""Fields that hold a number: it is checked as if it were called a number of the child."""

_PHONE = re.compile(r"\+?[0-9 ()/-]{6,20}")
_SCHOOL_YEAR = re.compile(r"\d{4}-\d{4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOCATION = re.compile(r"\d{2}")


def read_dossier(raw: bytes) -> SwvDossier:
    """Read a document in JSON or XML; WrongDossier names every wrong field by its path."""
    root = open_document(raw)
    if refused := refusals(root):
        raise WrongDossier(*refused)
    return _Reader().dossier(root)


class _Reader:
    """Makes values of fields, and gathers what is wrong with them."""

    def __init__(self) -> None:
        self._errors: list[tuple[str, str]] = []

    def dossier(self, root: Field) -> SwvDossier:
        self._check_kind(root)
        school = _part(root, "huidigeschool")
        pupil = _part(school, "leerling")
        at = "dossier/huidigeschool/leerling"
        dossier = SwvDossier(
            made_on=self._date(_part(root, "metadata"), "datum", "dossier/metadata"),
            school_code=self._school_code(school, "dossier/huidigeschool"),
            name=self._name(pupil, at),
            birth_date=self._date(pupil, "geboortedatum", at),
            number_at_school=self._text(pupil, "leerlingid", at),
            address=self._address(pupil, at),
            in_dutch_education_since=self._date(pupil, "onderwijssinds", at),
            parents=self._parents(pupil, at),
            periods=self._periods(_part(pupil, "schoolloopbaanlijst"), at),
            parents_view=self._view(root),
            left_out=left_out(root),
        )
        if self._errors:
            raise WrongDossier(*self._errors)
        return dossier

    def _check_kind(self, root: Field) -> None:
        """A dossier between schools has the child's national number: it is refused as such."""
        if self._text(root, "overdrachtsoort", "dossier") != KIND:
            self._wrong("dossier/overdrachtsoort", "dossier.not-for-an-alliance")
        profile = self._text(_part(root, "metadata"), "overstap", "dossier/metadata")
        if profile not in PROFILES:
            self._wrong("dossier/metadata/overstap", "dossier.not-for-an-alliance")

    def _name(self, person: Field, at: str) -> DossierName:
        given = [
            self._checked(field, f"{at}/voornaam[{n}]")
            for n, field in enumerate(person.all("voornaam"), start=1)
        ]
        return DossierName(
            given_names=tuple(filter(None, given)),
            called=self._text(person, "roepnaam", at),
            prefix=self._text(person, "voorvoegsel", at),
            family_name=self._text(person, "achternaam", at),
        )

    def _parents(self, pupil: Field, pupil_at: str) -> tuple[DossierParent, ...]:
        """Leave out who has died: nobody may write to them."""
        found = []
        for number, field in enumerate(pupil.all("verzorger"), start=1):
            at = f"{pupil_at}/verzorger[{number}]"
            parent = self._parent(field, at)
            if not self._yes_or_no(field, "overleden", at):
                found.append(parent)
        return tuple(found)

    def _parent(self, parent: Field, at: str) -> DossierParent:
        return DossierParent(
            name=self._name(parent, at),
            email=self._reached_by(parent, "e-mail", is_email, at),
            phone=self._reached_by(
                parent, "telefoon", lambda text: _PHONE.fullmatch(text) is not None, at
            ),
            address=self._address(parent, at),
            relation=self._text(parent, "relatietotkind", at),
            represents=self._yes_or_no(parent, "wettigevertegenwoordiger", at),
        )

    def _reached_by(
        self, person: Field, kind: str, is_one: Callable[[str], bool], at: str
    ) -> str | None:
        """Give the first way of a kind that is not kept secret."""
        ways = _part(person, "communicatielijst").all("communicatie")
        for number, way in enumerate(ways, start=1):
            way_at = f"{at}/communicatielijst/communicatie[{number}]"
            secret = self._yes_or_no(way, "geheim", way_at)
            number_or_address = self._plain(way, "nummer")
            if self._plain(way, "soort") != kind or secret or number_or_address in ("", *SECRET):
                continue
            if is_one(number_or_address):
                return self._text(way, "nummer", way_at, longest=LONGEST_ADDRESS)
            self._wrong(f"{way_at}/nummer", "dossier.value-wrong")
        return None

    def _address(self, person: Field, at: str) -> DossierAddress | None:
        """Give the address where someone lives; none when it is kept secret."""
        addresses = _part(person, "adreslijst").all("adres")
        if self._yes_or_no(person, "adresgeheim", at):
            if addresses:
                self._wrong(f"{at}/adreslijst", "dossier.address-is-secret")
            return None
        read = [
            (
                self._plain(address, "soortadres"),
                self._one_address(address, f"{at}/adreslijst/adres[{n}]"),
            )
            for n, address in enumerate(addresses, start=1)
        ]
        by_kind = dict(reversed(read))
        return next((by_kind[kind] for kind in ("gba", "bezoek") if kind in by_kind), None)

    def _one_address(self, address: Field, at: str) -> DossierAddress:
        number, addition = (self._text(address, name, at) for name in ("nummer", "toevoeging"))
        return DossierAddress(
            street=self._text(address, "straat", at),
            house_number=" ".join(filter(None, (number, addition))),
            postcode=self._postcode(address, at),
            place=self._text(address, "plaats", at),
            municipality=self._text(address, "gemeente", at),
        )

    def _postcode(self, address: Field, at: str) -> str:
        written = self._text(address, "postcode", at)
        if not written:
            return ""
        if postcode.is_valid(written):
            return str(postcode.validate(written))
        self._wrong(f"{at}/postcode", "dossier.value-wrong")
        return ""

    def _periods(self, career: Field, pupil_at: str) -> tuple[SchoolPeriod, ...]:
        at = f"{pupil_at}/schoolloopbaanlijst/schoolloopbaan"
        return tuple(
            self._period(period, f"{at}[{number}]")
            for number, period in enumerate(career.all("schoolloopbaan"), start=1)
        )

    def _period(self, period: Field, at: str) -> SchoolPeriod:
        year = self._text(period, "schooljaar", at)
        if year and not _SCHOOL_YEAR.fullmatch(year):
            self._wrong(f"{at}/schooljaar", "dossier.value-wrong")
        return SchoolPeriod(
            school_year=year,
            group=self._text(period, "jaargroep", at) or self._text(period, "groepsnaam", at),
            from_day=self._date(period, "begindatum", at),
            until_day=self._date(period, "einddatum", at),
            school_code=self._school_code(period, at),
        )

    def _school_code(self, school: Field, at: str) -> str:
        code, location = self._plain(school, "brincode"), self._plain(school, "vestigingscode")
        if not code:
            return ""
        if not brin.is_valid(code) or not _LOCATION.fullmatch(location or "00"):
            self._wrong(f"{at}/brincode", "dossier.value-wrong")
            return ""
        return f"{code.upper()}{location or '00'}"

    def _view(self, root: Field) -> ParentsView | None:
        view, at = _part(root, "inzage"), "dossier/inzage"
        if not view.fields:
            return None
        return ParentsView(
            saw_it=self._yes_or_no(view, "inzage", at),
            saw_it_on=self._date(view, "inzagedatum", at),
            agree=self._yes_or_no(view, "akkoord", at),
            why_not=self._text(view, "redennietakkoord", at, longest=LONGEST_TEXT),
        )

    def _yes_or_no(self, of: Field, name: str, at: str) -> bool | None:
        answers = {"true": True, "1": True, "ja": True, "false": False, "0": False, "nee": False}
        written = self._plain(of, name).lower()
        if written and written not in answers:
            self._wrong(f"{at}/{name}", "dossier.value-wrong")
        return answers.get(written)

    def _date(self, of: Field, name: str, at: str) -> date | None:
        written = self._plain(of, name)
        if not written:
            return None
        try:
            if _DAY.fullmatch(written):
                return date.fromisoformat(written)
        except ValueError:
            pass
        self._wrong(f"{at}/{name}", "dossier.value-wrong")
        return None

    def _text(self, of: Field, name: str, at: str, longest: int = LONGEST_NAME) -> str:
        found = of.all(name)
        return self._checked(found[0], f"{at}/{name}", longest) if found else ""

    def _checked(self, field: Field, at: str, longest: int = LONGEST_NAME) -> str:
        """Give a text that is not too long and holds no number that may not be here."""
        if len(field.text) > longest:
            self._wrong(at, "text.too-long")
        named = f"{_CALLED_LIKE.get(field.name, field.name)} {field.text}"
        for code in found_in(named):
            self._wrong(at, code)
        return field.text

    def _plain(self, of: Field, name: str) -> str:
        found = of.all(name)
        return found[0].text if found else ""

    def _wrong(self, path: str, code: str) -> None:
        self._errors.append((path, code))


def _part(of: Field, name: str) -> Field:
    """Give a part; an empty one when it is not there."""
    found = of.all(name)
    return found[0] if found else Field(name)
