"""Small files written for a test, imported for real."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.base import lignes
from app.imports import Rapport, importer

Deposer = Callable[..., Any]


async def prendre(
    dossier: Path,
    nature: str,
    texte: str | bytes,
    *,
    pour_de_vrai: bool = True,
    tout_ou_rien: bool = False,
    pdf: Path | None = None,
) -> Rapport:
    """Import this text as a file of that kind."""
    fichier = dossier / f"{nature}.csv"
    fichier.write_bytes(texte if isinstance(texte, bytes) else texte.encode())
    rapport = await importer(nature, fichier, pour_de_vrai=pour_de_vrai, tout_ou_rien=tout_ou_rien, dossier_pdf=pdf)
    assert rapport.lues == rapport.ajoutees + rapport.modifiees + rapport.inchangees + rapport.refusees
    return rapport


async def socle(dossier: Path) -> None:
    """Two residents, each with a contrat and a bill; a bin with its chip at the first one's."""
    await prendre(
        dossier, "abonnes", "code_usager;identifiant_portail;nom;prenom\n1;PSEMCSMJ;DUPONT;PIERRE\n2;;MARTIN;CAMILLE\n"
    )
    await prendre(
        dossier, "contrats",
        "reference;code_usager;souscrit_le;hab_numero;hab_rue;hab_code_postal;hab_ville\n"
        "C1;1;30/06/2022;29;ROUTE DE MÉTEREN;59270;BAILLEUL\nC2;2;01/01/2023;3;RUE DU MOULIN;59190;HAZEBROUCK\n",
    )  # fmt: skip
    await prendre(
        dossier, "bacs",
        "numero;puce;reference_contrat;part;flux;volume_l;mis_en_service_le;depuis\nB1;P1;C1;1;OM;120;30/06/2022;30/06/2022\n",
    )  # fmt: skip
    await prendre(
        dossier, "factures",
        "reference;code_usager;reference_contrat;date_facture;montant_ttc;numcli;destinataire_nom\n"
        "F1;1;C1;02/07/2023;87,94;090909;M DUPONT Pierre\nF2;2;C2;02/07/2023;50,00;090909;Mme MARTIN Camille\n",
    )  # fmt: skip


async def tout(requete: str, *arguments: Any) -> list[tuple[Any, ...]]:
    """The rows of a query, as tuples."""
    return [tuple(lue.values()) for lue in await lignes(requete, *arguments)]


TABLES = {
    "abonne": "SELECT to_jsonb(t) - 'id' - 'cree_le' - 'modifie_le' FROM abonne t",
    "contrat": "SELECT to_jsonb(t) - 'id' - 'cree_le' - 'modifie_le' - 'abonne' FROM contrat t",
    "adresse": "SELECT to_jsonb(t) - 'id' || jsonb_build_object('contrat', c.reference) FROM adresse t JOIN "
    "contrat c ON c.id = t.contrat",
    "bac": "SELECT to_jsonb(t) - 'id' FROM bac t",
    "puce": "SELECT to_jsonb(t) - 'id' || jsonb_build_object('bac', b.numero) FROM puce t JOIN bac b ON b.id = t.bac",
    "affectation": "SELECT to_jsonb(t) - 'id' || jsonb_build_object('bac', b.numero, 'contrat', c.reference) "
    "FROM affectation t "
    "JOIN bac b ON b.id = t.bac JOIN contrat c ON c.id = t.contrat",
    "levee": "SELECT to_jsonb(t) - 'id' || jsonb_build_object('bac', b.numero, 'contrat', c.reference) FROM levee t "
    "JOIN bac b ON b.id = t.bac LEFT JOIN contrat c ON c.id = t.contrat",
    "facture": "SELECT to_jsonb(t) - 'id' - 'cree_le' FROM facture t",
    "reglement": "SELECT to_jsonb(t) - 'id' - 'cree_le' - 'confirme_le' FROM reglement t",
}


async def etat(*tables: str) -> dict[str, list[str]]:
    """All that the imports wrote, without numbers and instants: equal states read equal."""
    return {nom: sorted(str(lue[0]) for lue in await tout(TABLES[nom])) for nom in tables or TABLES}
