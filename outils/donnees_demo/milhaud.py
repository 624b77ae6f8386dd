"""A town: a régie with small bills, some of them by the old TIPI page."""

import random
from datetime import date, timedelta
from pathlib import Path

from outils.donnees_demo import feuilles
from outils.donnees_demo.feuilles import euros
from outils.donnees_demo.habitants import CAMILLE_A_MILHAUD, MILHAUDOIS, Habitant

REGIE, TIPI = "090910", "090911"
OBJETS = (
    ("Composteur de 300 litres", 2500),
    ("Dépôt d’encombrants", 1000),
    ("Accès à la déchèterie", 3200),
    ("Bac de 120 litres", 3840),
)
DATES = (
    date(2025, 2, 3),
    date(2025, 6, 10),
    date(2025, 10, 1),
    date(2026, 2, 2),
    date(2026, 5, 11),
    date(2026, 9, 1),
    date(2026, 10, 19),
)


class _Caisse:
    """The bills of the town, numbered by year, service and rank."""

    def __init__(self) -> None:
        self.hasard = random.Random(30540)  # noqa: S311 -- sample data, no secret
        self.factures = feuilles.factures()
        self.lignes = feuilles.lignes_facture()
        self.reglements = feuilles.reglements()
        self._numero = 1077
        self._recu = 0

    def facturer(self, code: str, qui: Habitant, le: date, objet: str, centimes: int, *, paye: bool) -> None:
        """A bill of one line."""
        self._numero += 1
        self._poser(f"{le.year}-001-{self._numero:06d}", code, qui, le, objet, centimes, REGIE, "")
        if paye:
            self._recu += 1
            self.reglements.ajouter(
                reference_reglement=f"REG-{self._recu:05d}", reference_facture=f"{le.year}-001-{self._numero:06d}",
                nature="encaissement", date=le + timedelta(days=self.hasard.randint(3, 25)), montant=euros(centimes),
                moyen=self.hasard.choice(("CB", "Chèque", "Espèces")),
            )  # fmt: skip

    def facturer_par_tipi(self, code: str, qui: Habitant, le: date, centimes: int) -> None:
        """A bill of the second client."""
        self._numero += 1
        reference = f"{le.year}-RS-00-8300{self._numero}"
        self._poser(reference, code, qui, le, "Redevance spéciale", centimes, TIPI, reference.replace("-", ""))

    def _poser(
        self, reference: str, code: str, qui: Habitant, le: date, objet: str, centimes: int, numcli: str, refdet: str
    ) -> None:
        self.factures.ajouter(
            reference=reference, code_usager=code, reference_contrat=code, objet=objet, date_facture=le,
            echeance=le + timedelta(days=30), montant_ttc=euros(centimes), numcli=numcli, exercice=le.year,
            refdet=refdet,
            destinataire_nom=qui.imprime, destinataire_adresse=qui.adresse, lot=f"{le:%Y-%m}",
        )  # fmt: skip
        self.lignes.ajouter(
            reference_facture=reference,
            rang=1,
            libelle=objet,
            quantite=1,
            prix_unitaire=euros(centimes),
            montant=euros(centimes),
        )


def ecrire(dossier: Path) -> None:
    """Write the files of the town; it has no bins with a chip."""
    abonnes, contrats, caisse = feuilles.abonnes(), feuilles.contrats(), _Caisse()
    for rang, qui in enumerate((CAMILLE_A_MILHAUD, *MILHAUDOIS), 1001):
        code = str(rang)
        abonnes.ajouter(
            code_usager=code, categorie=qui.categorie, civilite=qui.civilite, nom=qui.nom, prenom=qui.prenom,
            email=qui.courriel,
            telephone_1=f"04 66 74 {rang % 100:02d} {rang * 7 % 100:02d}", type_1="Fixe", personnes_foyer=qui.personnes,
        )  # fmt: skip
        contrats.ajouter(
            reference=code, code_usager=code, forfait="Services à la demande", souscrit_le=qui.depuis,
            hab_numero=qui.numero,
            hab_rue=qui.rue, hab_code_postal=qui.code_postal, hab_ville=qui.ville, hab_pays="FR",
        )  # fmt: skip
        for place, le in enumerate(DATES):
            if rang == 1001 or (rang + place) % 3:
                objet, centimes = OBJETS[(rang + place) % len(OBJETS)]
                caisse.facturer(code, qui, le, objet, centimes, paye=le < date(2026, 3, 1))
        if rang % 4 == 1:
            caisse.facturer_par_tipi(code, qui, date(2026, 10, 5), 3750)
    for feuille in (abonnes, contrats, caisse.factures, caisse.lignes, caisse.reglements):
        feuille.ecrire(dossier)
