"""The cast of the tests: a fixed set of people, made when a test needs them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.metier.abonnes import Abonne
from app.metier.collectivite import ClientPayfip
from app.metier.comptes.mots_de_passe import hacher
from app.metier.comptes.tables import Compte, Rattachement
from app.metier.contrats import Adresse, Contrat, UsageAdresse
from app.metier.factures.tables import Facture, LigneFacture
from app.metier.plis import plier_courriel, plier_nom

MOT_DE_PASSE = "Mot2passe@"
_condensat: list[str] = []


@dataclass(frozen=True, slots=True)
class Personnage:
    """Someone whom billing knows."""

    abonne: Abonne
    contrat: Contrat
    courriel: str
    compte: Compte | None


async def dupont(**surcharges: Any) -> Personnage:
    """The resident of a first account, with bill 2300240069928 and no account."""
    personne = await personnage("00001", "PSEMCSMJ", "DUPONT", "PIERRE", "dupont59@gmail.com", **surcharges)
    await facture(personne, "2300240069928", 8794)
    return personne


async def camille(**surcharges: Any) -> Personnage:
    """A resident with an active account."""
    return await personnage(
        "00002", "CAMILLEM", "MARTIN", "CAMILLE", "camille.martin@example.fr", avec_compte=True, **surcharges
    )


async def personnage(
    code: str,
    identifiant: str,
    nom: str,
    prenom: str,
    courriel: str,
    *,
    avec_compte: bool = False,
    **surcharges: Any,
) -> Personnage:
    """An abonné with one contrat and one address, with an active account when asked for."""
    fiche = {
        "code_usager": code, "identifiant_portail": identifiant, "nom": nom, "prenom": prenom, "civilite": "M",
        "categorie": "PARTICULIER INDIVIDUEL", "nom_plie": plier_nom(nom), "courriel": courriel,
        "courriel_plie": plier_courriel(courriel), "telephone_1": "0328418372", "nature_1": "Fixe",
    }  # fmt: skip
    abonne = Abonne(**(fiche | surcharges))
    await abonne.save()
    contrat = Contrat(reference=code, abonne=abonne.id, forfait="Bac", souscrit_le=date(2022, 6, 30))
    await contrat.save()
    for usage in UsageAdresse:
        await Adresse(
            contrat=contrat.id, usage=usage, valable_du=date(2022, 6, 30), numero="29", rue="ROUTE DE MÉTEREN",
            code_postal="59270", ville="BAILLEUL",
        ).save()  # fmt: skip
    return Personnage(abonne, contrat, courriel, await _compte(abonne, courriel) if avec_compte else None)


async def _compte(abonne: Abonne, courriel: str) -> Compte:
    if not _condensat:
        _condensat.append(await hacher(MOT_DE_PASSE))
    compte = Compte(courriel=courriel, courriel_plie=plier_courriel(courriel), mot_de_passe=_condensat[0])
    await compte.save()
    await Rattachement(compte=compte.id, abonne=abonne.id).save()
    return compte


async def facture(personne: Personnage, reference: str, montant_centimes: int, **surcharges: Any) -> Facture:
    """A bill of one line, payable on line."""
    client = await ClientPayfip.objects().first()
    assert client is not None
    champs: dict[str, Any] = {
        "reference": reference, "abonne": personne.abonne.id, "contrat": personne.contrat.id,
        "objet": "REDEVANCE ORDURES MENAGERES", "date_facture": date(2023, 7, 2), "echeance": date(2023, 8, 31),
        "montant_centimes": montant_centimes, "client_payfip": client.id, "exercice": 2023,
        "refdet": f"20230022{reference:0>14}"[:22],
        "destinataire_nom": f"{personne.abonne.civilite} {personne.abonne.nom} {personne.abonne.prenom.title()}",
        "destinataire_adresse": "29 route de Méteren|59270 Bailleul",
    }  # fmt: skip
    champs |= surcharges
    champs["destinataire_plie"] = plier_nom(str(champs["destinataire_nom"]))
    nouvelle = Facture(**champs)
    await nouvelle.save()
    await LigneFacture(
        facture=nouvelle.id, rang=1, libelle="Part fixe", montant_centimes=champs["montant_centimes"]
    ).save()
    return nouvelle
