"""A household opened by two accounts, CAMILLE's and PAUL's, beside a neighbour, LEA, and with a past.

Every text names whose it is, so that a look into the archive tells whether it may be there.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from app.base import valeur
from app.metier.abonnes import Abonne
from app.metier.bacs import Affectation, Bac, Flux, Puce
from app.metier.calendrier import maintenant
from app.metier.collectivite import ClientPayfip
from app.metier.comptes.tables import ChangementCourriel, Compte, Jeton, Rattachement, Session
from app.metier.contrats import Adresse, Contrat
from app.metier.courriels.tables import Courriel
from app.metier.demandes import Demande
from app.metier.documents import Document
from app.metier.factures.tables import Facture, LigneFacture
from app.metier.levees import Levee
from app.metier.messages import ecrire_au_service
from app.metier.paiements.tables import Paiement, PartPaiement, Reglement
from app.metier.second_facteur.tables import CodeSecours
from app.metier.suivi import Acteur, journaliser
from tests.portabilite.outils import SECRET, poser

INTERDITS = ("PAUL", "LEA", "DUPUIS", "FUTURE", "JADIS", SECRET)
"""Not one byte of these may come out."""
LIVREE = b"%PDF-1.7 tel que la facturation l'a livre"


@dataclass
class Foyer:
    """Camille's account, and the rows that are hers, by table."""

    compte: int
    siennes: dict[str, list[int]] = field(default_factory=dict)

    def noter(self, *lignes: Any) -> None:
        """These are hers."""
        for ligne in lignes:
            self.siennes.setdefault(ligne._meta.tablename, []).append(ligne.id)


async def emmenager() -> Foyer:
    """Everybody, everything."""
    camille = await poser(
        Compte, "CAMILLE", courriel="camille@exemple.fr", courriel_plie="camille@exemple.fr", ferme_le=None,
        efface_le=None, preavis_effacement_le=None, cree_le=maintenant() - timedelta(days=9),
    )  # fmt: skip
    foyer = Foyer(camille.id)
    foyer.noter(camille)
    paul = await poser(Compte, "PAUL", courriel="PAUL@exemple.fr", courriel_plie="paul@exemple.fr", ferme_le=None)
    foyer_commun, voisine = await poser(Abonne, "FOYER", siret=""), await poser(Abonne, "LEA")
    await _ouvrir(foyer, paul.id, foyer_commun.id, voisine.id)
    await _connecter(foyer, paul.id)
    contrat = await _collecter(foyer, foyer_commun.id, voisine.id)
    await _facturer(foyer, paul.id, foyer_commun.id, contrat)
    await _demander(foyer, paul.id, foyer_commun.id, contrat)
    await _ecrire(foyer, paul.id)
    await _journaliser(foyer, paul.id, foyer_commun.id)
    return foyer


async def _ouvrir(foyer: Foyer, paul: int, commun: int, voisine: int) -> None:
    foyer.noter(await poser(Rattachement, "CAMILLE", compte=foyer.compte, abonne=commun, jusque_le=None))
    foyer.noter(await poser(Rattachement, "CAMILLE", compte=foyer.compte, abonne=voisine))  # over an hour ago
    await poser(Rattachement, "PAUL", compte=paul, abonne=commun, jusque_le=None)
    await poser(Contrat, "LEA", abonne=voisine)
    await poser(Facture, "LEA", abonne=voisine, contrat=None, client_payfip=None, publiee_le=None)


async def _connecter(foyer: Foyer, paul: int) -> None:
    passe = {"demande_le": maintenant() - timedelta(days=2), "applique_le": maintenant() - timedelta(days=1)}
    adresses = {"ancien": "avant@exemple.fr", "nouveau": "camille@exemple.fr", "annule_le": None}
    foyer.noter(
        await poser(Session, "CAMILLE", compte=foyer.compte, appareil=SECRET),
        await poser(ChangementCourriel, "CAMILLE", compte=foyer.compte, **adresses, **passe),
        await poser(CodeSecours, "CAMILLE", compte=foyer.compte),
    )
    await poser(Jeton, "CAMILLE", compte=foyer.compte, nature="mot_de_passe", courriel="camille@exemple.fr")
    await poser(Session, "PAUL", compte=paul, appareil=SECRET)
    await poser(ChangementCourriel, "PAUL", compte=paul)
    await poser(CodeSecours, "PAUL", compte=paul)
    await poser(Jeton, "PAUL", compte=paul, nature="mot_de_passe", courriel="PAUL@exemple.fr")


async def _collecter(foyer: Foyer, commun: int, voisine: int) -> int:
    contrat = await poser(Contrat, "FOYER", abonne=commun, mode_paiement="titre", iban="FR7630006000011234567890189")
    sien = await poser(Contrat, "LEA", abonne=voisine)
    flux = await poser(Flux, "FOYER")
    bac = await poser(Bac, "FOYER", flux=flux.id)
    partages = {"bac": bac.id, "du": date(2024, 1, 1), "au": None, "part_dix_milliemes": 5000}
    leves = {"bac": bac.id, "statut": "OK"}
    foyer.noter(
        contrat, bac,
        await poser(Adresse, "FOYER", contrat=contrat.id, usage="habitation", valable_au=None),
        await poser(Adresse, "FOYER", contrat=contrat.id, usage="facturation"),
        await poser(Affectation, "FOYER", contrat=contrat.id, **partages),
        await poser(Puce, "FOYER", bac=bac.id, du=date(2023, 1, 1), au=date(2025, 1, 1)),
        await poser(Levee, "FOYER", contrat=contrat.id, **leves),
    )  # fmt: skip
    await poser(Puce, "JADIS", bac=bac.id, du=date(2020, 1, 1), au=date(2023, 1, 1))
    await poser(Affectation, "LEA", contrat=sien.id, **partages)
    await poser(Levee, "LEA", contrat=sien.id, **leves)
    await poser(Adresse, "LEA", contrat=sien.id, usage="habitation")
    return int(contrat.id)


async def _facturer(foyer: Foyer, paul: int, commun: int, contrat: int) -> None:
    client = await ClientPayfip.objects().first()
    assert client is not None
    document = await poser(Document, "FOYER", nature="application/pdf", taille=len(LIVREE), contenu=LIVREE)
    commune = {"abonne": commun, "contrat": contrat, "client_payfip": client.id, "montant_centimes": 8794}
    dessinee = await poser(Facture, "FOYER", **commune, publiee_le=None, annulee=False)
    livree = await poser(Facture, "FOYER", **commune, publiee_le=date(2024, 1, 1), annulee=False, document=document.id)
    foyer.noter(dessinee, livree, document)
    for facture in (dessinee, livree):
        foyer.noter(await poser(LigneFacture, "FOYER", facture=facture.id, montant_centimes=8794))
    await poser(Facture, "FUTURE", **commune, publiee_le=date(2999, 1, 1))
    await _payer(foyer, foyer.compte, dessinee.id, client.id, mel="camille@exemple.fr", marque="CAMILLE")
    await _payer(foyer, paul, livree.id, client.id, mel="PAUL@exemple.fr", marque="FOYER", reponse='{"brut": "PAUL"}')


async def _payer(foyer: Foyer, compte: int, facture: int, client: int, *, marque: str, **valeurs: Any) -> None:
    paiement = await poser(
        Paiement, marque, compte=compte, client_payfip=client, etat="paye_carte", porte="service", resultat="P",
        montant_centimes=8794, prochaine_verification_le=None, **valeurs,
    )  # fmt: skip
    part = {"paiement": paiement.id, "facture": facture, "montant_centimes": 8794}
    foyer.noter(
        paiement,
        await poser(PartPaiement, "FOYER", **part, vive=False),
        await poser(
            Reglement, "FOYER", **part, nature="encaissement", source="payfip", moyen="carte", confirme_le=None
        ),
    )


async def _demander(foyer: Foyer, paul: int, commun: int, contrat: int) -> None:
    commune = {"abonne": commun, "contrat": contrat, "etat": "EN COURS"}
    foyer.noter(
        await poser(Demande, "CAMILLE", compte=foyer.compte, deposee_par="compte", code_suivi=f"{SECRET} 1", **commune),
        await poser(
            Demande, "FOYER", deposee_par="compte", compte=paul, courriel="PAUL@exemple.fr", contenu='{"a": "PAUL"}',
            code_suivi=None, **commune,
        ),
        await poser(Demande, "FOYER", deposee_par="agent", courriel="", code_suivi=None, **commune),
    )  # fmt: skip
    await poser(Demande, "PAUL", compte=paul, deposee_par="compte", etat="EN COURS", code_suivi=None)


async def _ecrire(foyer: Foyer, paul: int) -> None:
    envoye = {"modele": "mot_de_passe", "etat": "envoye", "donnees": '{"jeton": "SECRET", "nom": "CAMILLE"}'}
    foyer.noter(
        await poser(Courriel, "CAMILLE", destinataire="Camille@exemple.fr", cause="jeton:SECRET", **envoye),
        await poser(
            Courriel, "CAMILLE", destinataire="avant@exemple.fr", cree_le=maintenant() - timedelta(days=3), **envoye
        ),
    )
    await poser(Courriel, "JADIS", destinataire="avant@exemple.fr", modele="deja_inscrit", etat="envoye")
    await poser(
        Courriel, "JADIS", destinataire="camille@exemple.fr", modele="deja_inscrit", etat="envoye",
        cree_le=maintenant() - timedelta(days=3),
    )  # fmt: skip
    await poser(Courriel, "PAUL", destinataire="PAUL@exemple.fr", modele="deja_inscrit", etat="envoye")
    for compte, nom in ((foyer.compte, "CAMILLE"), (paul, "PAUL"), (None, "LEA")):
        await ecrire_au_service(
            "service@exemple.fr", nom=nom, courriel=f"{nom}@exemple.fr", objet="Question", message=f"{nom} écrit",
            compte=compte, code_usager="1", ip="192.0.2.1",
        )  # fmt: skip
    foyer.siennes["courriel"].append(
        await valeur("SELECT id FROM courriel WHERE donnees ->> 'nom' = 'CAMILLE' AND modele = 'contact'")
    )


async def _journaliser(foyer: Foyer, paul: int, commun: int) -> None:
    await journaliser("a", f"compte:{foyer.compte}", "CAMILLE agit", acteur=Acteur.USAGER, auteur=foyer.compte, mot="A")
    await journaliser("b", f"compte:{foyer.compte}", "FOYER", acteur=Acteur.AGENT, auteur="a.dupuis", mot="B")
    await journaliser("c", f"abonne:{commun}", "FOYER", acteur=Acteur.USAGER, auteur=paul, mot="PAUL")
    await journaliser("d", f"compte:{paul}", "PAUL agit", acteur=Acteur.USAGER, auteur=paul)
    await journaliser("e", "abonne:999999", "LEA", acteur=Acteur.IMPORT)
