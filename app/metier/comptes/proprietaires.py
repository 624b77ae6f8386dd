"""From what billing knows to the accounts that open it."""

from dataclasses import dataclass

from app.base import ligne, lignes, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes.noms import Denomination, correspond
from app.metier.courriels import references
from app.metier.plis import plier_courriel


@dataclass(frozen=True, slots=True)
class Titulaire:
    """The account of an address."""

    id: int
    courriel: str
    ferme: bool


async def titulaire(courriel: str) -> Titulaire | None:
    """The account of this address, open or closed."""
    lu = await ligne(
        "SELECT id, courriel, ferme_le IS NOT NULL AS ferme FROM compte WHERE courriel_plie = $1",
        plier_courriel(courriel),
    )
    return None if lu is None else Titulaire(**dict(lu))


async def abonne_des_references(reference: str, nom: str) -> tuple[int, str] | None:
    """The abonné of this identifiant portail if the name is the one on its bills; its id and its name."""
    lu = await ligne(
        "SELECT a.id, a.nom, a.prenom, a.raison_sociale, "
        "ARRAY(SELECT DISTINCT destinataire_plie FROM facture WHERE abonne = a.id) AS imprimes "
        "FROM abonne a WHERE a.identifiant_portail = $1",
        reference,
    )
    if lu is None:
        return None
    denomination = Denomination(lu["nom"], lu["prenom"], lu["raison_sociale"], tuple(lu["imprimes"]))
    return (lu["id"], denomination.usuelle) if correspond(nom, denomination) else None


async def abonnes_du_courriel(courriel: str) -> list[tuple[int, str]]:
    """Every abonné to whom billing writes at this address: its id, and the address as billing has it."""
    lus = await lignes(
        "SELECT id, courriel FROM abonne WHERE courriel_plie = $1 AND courriel_plie <> '' ORDER BY id",
        plier_courriel(courriel),
    )
    return [(lu["id"], lu["courriel"]) for lu in lus]


def meme_boite(une: str, autre: str) -> bool:
    """Tell whether two addresses are one mailbox for sure: folding may bring two together, lower case does not."""
    return une.lower() == autre.lower()


async def pas_encore_ouverts(compte: int | None, abonnes: list[int]) -> list[int]:
    """Those of these abonnés that the account does not open now."""
    lus = await lignes(
        "SELECT n FROM unnest($2::int[]) n WHERE NOT EXISTS (SELECT FROM rattachement r "
        "WHERE r.compte = $1 AND r.abonne = n AND (r.jusque_le IS NULL OR r.jusque_le > $3))",
        compte, abonnes, maintenant(),
    )  # fmt: skip
    return [lu["n"] for lu in lus]


async def rattacher(compte: int, abonne: int, motif: str) -> int | None:
    """Let the account open the abonné from now on, and tell the others that do; None when it does already.

    To be called in a transaction. The new rattachement's id otherwise.
    """
    numero: int | None = await valeur(
        "INSERT INTO rattachement (compte, abonne, depuis_le, motif) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (compte, abonne) WHERE jusque_le IS NULL DO NOTHING RETURNING id",
        compte, abonne, maintenant(), motif,
    )  # fmt: skip
    if numero is not None:
        await _prevenir_les_autres(compte, abonne, numero)
    return numero


async def _prevenir_les_autres(compte: int, abonne: int, rattachement: int) -> None:
    """Whoever opened this abonné before learns that someone else does now, not who."""
    autres = await lignes(
        "SELECT c.id, c.courriel, a.code_usager FROM rattachement r JOIN compte c ON c.id = r.compte "
        "JOIN abonne a ON a.id = r.abonne WHERE r.abonne = $1 AND r.compte <> $2 AND c.ferme_le IS NULL "
        "AND (r.jusque_le IS NULL OR r.jusque_le > $3)",
        abonne, compte, maintenant(),
    )  # fmt: skip
    for autre in autres:
        await references.partagee(autre["courriel"], rattachement, compte=autre["id"], code_usager=autre["code_usager"])


async def mots_du_compte(compte: int) -> list[str]:
    """The words that a password of this account may not be made of."""
    lus = await lignes("SELECT abonne FROM rattachement WHERE compte = $1", compte)
    courriel: str | None = await valeur("SELECT courriel FROM compte WHERE id = $1", compte)
    return [courriel or "", *await mots_des_abonnes([lu["abonne"] for lu in lus])]


async def mots_des_abonnes(abonnes: list[int]) -> list[str]:
    """Names and towns of these abonnés."""
    lus = await lignes(
        "SELECT nom AS mot FROM abonne WHERE id = ANY($1) UNION SELECT prenom FROM abonne WHERE id = ANY($1) "
        "UNION SELECT raison_sociale FROM abonne WHERE id = ANY($1) "
        "UNION SELECT d.ville FROM adresse d JOIN contrat k ON k.id = d.contrat WHERE k.abonne = ANY($1)",
        abonnes,
    )
    return [lu["mot"] for lu in lus if lu["mot"]]


async def communes() -> list[str]:
    """The towns of the territory: one step of the index for each, however many the dwellings."""
    lus = await lignes(
        "WITH RECURSIVE v(ville) AS ("
        "(SELECT ville FROM adresse WHERE usage = 'habitation' AND valable_au IS NULL ORDER BY ville LIMIT 1) "
        "UNION ALL SELECT (SELECT a.ville FROM adresse a WHERE a.usage = 'habitation' AND a.valable_au IS NULL "
        "AND a.ville > v.ville ORDER BY a.ville LIMIT 1) FROM v WHERE v.ville IS NOT NULL) "
        "SELECT ville FROM v WHERE ville <> '' LIMIT 500"
    )
    return [lu["ville"] for lu in lus]
