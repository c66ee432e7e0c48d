"""Which fields a dossier may have, by path: taken over, left out, or forbidden. No other may be.

The names are those of the OSO gegevensset (Edustandaard), which the profile *SWV PaO* selects from.
"""

import re
from collections.abc import Iterator

from samenspel_intake.gateways.oso.documents import Field, shown

PUPIL = "dossier/huidigeschool/leerling"
PARENT = f"{PUPIL}/verzorger"
PERIOD = f"{PUPIL}/schoolloopbaanlijst/schoolloopbaan"
VIEW = "dossier/inzage"


def _under(path: str, names: str) -> frozenset[str]:
    return frozenset(f"{path}/{name}" for name in names.split())


_ADDRESS = "soortadres straat nummer toevoeging postcode plaats gemeente"
_REACH = "soort aanduiding nummer geheim"

TAKEN = frozenset().union(
    _under("dossier", "overdrachtsoort"),
    _under("dossier/metadata", "datum overstap standaardversie"),
    _under(VIEW, "inzage inzagedatum akkoord redennietakkoord"),
    _under("dossier/huidigeschool", "brincode vestigingscode"),
    _under(PUPIL, "voornaam roepnaam voorvoegsel achternaam geboortedatum leerlingid"),
    _under(PUPIL, "adresgeheim onderwijssinds"),
    _under(f"{PUPIL}/adreslijst/adres", _ADDRESS),
    _under(PARENT, "voornaam voorvoegsel achternaam relatietotkind wettigevertegenwoordiger"),
    _under(PARENT, "overleden adresgeheim"),
    _under(f"{PARENT}/adreslijst/adres", _ADDRESS),
    _under(f"{PARENT}/communicatielijst/communicatie", _REACH),
    _under(PERIOD, "schooljaar groepsnaam jaargroep begindatum einddatum brincode vestigingscode"),
)
"""What a request needs."""

LEFT_OUT = frozenset().union(
    _under("dossier/metadata", "deeldossier pakketnaam pakketversie validatieversie"),
    _under("dossier/metadata", "categorie_uitlevering"),
    _under(VIEW, "voorlopigdossier toestemming"),
    _under("dossier/huidigeschool", "naam adreslijst communicatielijst aanleverpunt soort type"),
    _under("dossier/huidigeschool", "naamdirecteur website"),
    _under(PUPIL, "voorletters-1 geslacht geboortemaand postcode4adres communicatielijst gba"),
    _under(PUPIL, "adresbuitenland startdatumhuidigonderwijs datuminschrijving datumuitschrijving"),
    _under(PUPIL, "leerlinggewicht nnca tehuis verzorgersaansprakelijk aansprakelijkeinstelling"),
    _under(PUPIL, "overstapadvies vanpeuterspeelzaal naampeuterspeelzaal voorschools vroegschools"),
    _under(PUPIL, "sefunctioneren verzuim toetslijst handelingsplanlijst cijferlijstlijst"),
    _under(PUPIL, "overigdocumentlijst"),
    _under(f"{PUPIL}/adreslijst/adres", "aanduiding locatieomschrijving land"),
    _under(PARENT, "voorletters-1 geboortedatum geslacht overlijdensdatum iban"),
    _under(f"{PARENT}/adreslijst/adres", "aanduiding locatieomschrijving land"),
    _under(f"{PARENT}/communicatielijst/communicatie", "noodnummer"),
    _under(PERIOD, "groepscode schoolsoort schooltype voelementcode voelementomschrijving"),
    _under(PERIOD, "schoolsoortomschrijving"),
)
"""What a dossier may have and a request does not need: it is dropped, with all that is in it."""

REPEATED = frozenset(
    {
        f"{PUPIL}/voornaam",
        f"{PUPIL}/adreslijst/adres",
        PARENT,
        f"{PARENT}/voornaam",
        f"{PARENT}/adreslijst/adres",
        f"{PARENT}/communicatielijst/communicatie",
        PERIOD,
    }
)
"""What may be there more than once."""

FORBIDDEN = re.compile(
    r"bsn|sofi|burgerservice|pgn|persoonsgebonden|onderwijsn|educationn|citizenservice|eck|ketenid"
)
"""A field of which the name holds one of these is refused, wherever it stands."""

_CONTAINERS = frozenset(
    "/".join(parts[:count])
    for path in TAKEN | LEFT_OUT
    for parts in [path.split("/")]
    for count in range(1, len(parts))
)


def refusals(root: Field) -> list[tuple[str, str]]:
    """Give the path and the code of each field that may not be there."""
    return [*_refused(root, root.name, root.name)]


def left_out(root: Field) -> tuple[str, ...]:
    """Give the paths of the fields that are dropped, once each."""
    return tuple(sorted({*_dropped(root, root.name)}))


def _refused(field: Field, path: str, shown_at: str) -> Iterator[tuple[str, str]]:
    """Look at one field by its path in the list; `shown_at` counts fields with the same name."""
    if field.text and path in _CONTAINERS:
        yield shown_at, "dossier.text-not-expected"
    seen: dict[str, int] = {}
    for child in field.fields:
        seen[child.name] = seen.get(child.name, 0) + 1
        below = f"{path}/{child.name}"
        count = f"[{seen[child.name]}]" if below in REPEATED else ""
        child_at = f"{shown_at}/{shown(child.name)}{count}"
        if _forbidden(child):
            yield child_at, "dossier.field-forbidden"
        elif below in TAKEN:
            for inside in child.fields:
                yield f"{child_at}/{shown(inside.name)}", "dossier.field-unknown"
            if seen[child.name] > 1 and below not in REPEATED:
                yield child_at, "dossier.field-twice"
        elif below in _CONTAINERS:
            if seen[child.name] > 1 and below not in REPEATED:
                yield child_at, "dossier.field-twice"
            yield from _refused(child, below, child_at)
        elif below in LEFT_OUT:
            if any(_forbidden(deeper) for deeper in child.below()):
                yield child_at, "dossier.field-forbidden"
        else:
            yield child_at, "dossier.field-unknown"


def _forbidden(field: Field) -> bool:
    return bool(FORBIDDEN.search(re.sub(r"[^a-z]", "", field.name.lower())))


def _dropped(field: Field, path: str) -> Iterator[str]:
    for child in field.fields:
        below = f"{path}/{child.name}"
        if below in LEFT_OUT:
            yield below
        elif below in _CONTAINERS:
            yield from _dropped(child, below)
