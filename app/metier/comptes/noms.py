"""Is this the name on the bill? Without regard to case, accents, hyphens, titles and the order of given names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.metier.plis import plier_nom

Mots = tuple[str, ...]


def _lot(mots: str) -> frozenset[str]:
    return frozenset(mots.split())


TITRES = _lot(
    "M MR MM MME MMES MLLE MLLES MONSIEUR MESSIEURS MADAME MESDAMES MADEMOISELLE ET OU & INDIVISION SUCCESSION"
)
ETAT_CIVIL = _lot("VEUVE VEUF VVE EPOUSE EPOUX EPSE EP NEE")
"""Words between two names of one person: « MARTIN VEUVE DUPONT » is MARTIN, and DUPONT."""
FORMES = _lot(
    "SARL SAS SASU SA SCI SCP SCM SNC SCOP EURL EIRL EI EARL GAEC GIE SELARL ASSOCIATION ASSO ASS STE SOCIETE ETS "
    "ETABLISSEMENT ETABLISSEMENTS ENTREPRISE"
)
PARTICULES = _lot("D DE DU DES L LA LE LES VAN VON DER DEN TEN TER EL AL BEN DI DA DOS SAINT SAINTE ST STE")


@dataclass(frozen=True, slots=True)
class Denomination:
    """How billing calls an abonné: its record, and the names printed on the bills issued to it (folded)."""

    nom: str
    prenom: str
    raison_sociale: str
    imprimes: tuple[str, ...] = ()

    @property
    def usuelle(self) -> str:
        """The name as a letter carries it."""
        return self.raison_sociale or f"{self.prenom} {self.nom}".strip()


def correspond(saisi: str, denomination: Denomination) -> bool:
    """Tell whether what was typed is one of the names of this abonné."""
    tapes = {cle for mots in _dits(_mots(saisi)) for cle in _cles(mots)}
    admis = {cle for mots in _admis(denomination) for cle in _cles(mots)}
    return bool(tapes & admis)


def _admis(denomination: Denomination) -> Iterator[Mots]:
    nom, prenom = _mots(denomination.nom), _mots(denomination.prenom)
    if nom:
        yield from _dits((*nom, *prenom))
        yield from _personne(nom, ())
    yield from _dits(_mots(denomination.raison_sociale))
    for imprime in denomination.imprimes:
        mots = _mots(imprime)
        yield from _dits(mots)
        if not denomination.raison_sociale:
            yield from _personne(mots, _sans(prenom, TITRES))


def _dits(mots: Mots) -> Iterator[Mots]:
    """The whole name, with and without titles and legal forms."""
    yield mots
    yield _sans(mots, TITRES | ETAT_CIVIL)
    yield _sans(mots, TITRES | ETAT_CIVIL | FORMES)


def _personne(mots: Mots, prenom: Mots) -> Iterator[Mots]:
    """The surnames in a printed name: each side of VEUVE, without the given names."""
    segments = list(_segments(_sans(mots, TITRES)))
    for segment in segments:
        yield from _patronymes(segment, prenom)
    if len(segments) > 1:
        yield tuple(mot for segment in segments for mot in segment if mot not in prenom)


def _segments(mots: Mots) -> Iterator[Mots]:
    segment: list[str] = []
    for mot in (*mots, "VEUVE"):
        if mot not in ETAT_CIVIL:
            segment.append(mot)
        elif segment:
            yield tuple(segment)
            segment = []


def _patronymes(mots: Mots, prenom: Mots) -> Iterator[Mots]:
    """« DUPOND PIERRE » with the given name PIERRE in the record is DUPOND, whatever the record's surname."""
    places = [rang for rang, mot in enumerate(mots) if mot in prenom]
    if not prenom:
        yield mots
    elif places and places[0] > 0:
        yield mots[: places[0]]
    elif places and places[-1] + 1 < len(mots):
        yield mots[places[-1] + 1 :]
    elif not places and len(mots) == 2 and mots[0] not in PARTICULES:
        yield mots[:1]
    elif not places:
        yield mots


def _cles(mots: Mots) -> Iterable[str]:
    """Two ways to be the same: letter for letter without spaces, or the same words in another order."""
    if not mots:
        return ()
    return ("".join(mots), " ".join(sorted(mots)))


def _mots(texte: str) -> Mots:
    return tuple(plier_nom(texte.replace("&", " & ")).split())


def _sans(mots: Mots, omis: frozenset[str]) -> Mots:
    """Without these words, unless nothing else is there (OU is a surname too)."""
    return tuple(mot for mot in mots if mot not in omis) or mots
