"""A communauté de communes: a half-yearly fee with a fixed part and the lifts beyond those included."""

import random
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path

from outils.donnees_demo import feuilles
from outils.donnees_demo.feuilles import euros
from outils.donnees_demo.habitants import DUPONT, FLANDRE, MARTIN, PROFESSIONNEL, Habitant

AUJOURDHUI = date(2026, 11, 22)
NUMCLI = "090909"
TARIFS = {120: (5814, 298), 180: (7140, 385), 240: (8466, 472)}
"""Litres → fixed part of a half-year and price of one lift beyond those included, in cents."""
ORDURES, EMBALLAGES = "Ordures ménagères", "Emballages et papiers"
IBAN = "FR7630006000011234567890189"
MOYENS = ("CB", "Chèque", "TIP SEPA", "Virement", "Espèces")


@dataclass(slots=True)
class Atelier:
    """The seven sheets, and the draws that fill them."""

    hasard: random.Random = field(default_factory=lambda: random.Random(59270))  # noqa: S311 -- sample data, no secret
    abonnes: feuilles.Feuille = field(default_factory=feuilles.abonnes)
    contrats: feuilles.Feuille = field(default_factory=feuilles.contrats)
    bacs: feuilles.Feuille = field(default_factory=feuilles.bacs)
    levees: feuilles.Feuille = field(default_factory=feuilles.levees)
    factures: feuilles.Feuille = field(default_factory=feuilles.factures)
    lignes: feuilles.Feuille = field(default_factory=feuilles.lignes_facture)
    reglements: feuilles.Feuille = field(default_factory=feuilles.reglements)
    numero_facture: int = 70_000
    numero_reglement: int = 0
    numero_bac: int = 0

    def abonner(
        self, code: str, qui: Habitant, *, identifiant: str = "", courriel: str = "", telephone: str = ""
    ) -> None:
        """A resident."""
        self.abonnes.ajouter(
            code_usager=code, identifiant_portail=identifiant, categorie=qui.categorie, civilite=qui.civilite,
            nom=qui.nom,
            prenom=qui.prenom, email=courriel, telephone_1=telephone, type_1="Fixe" if telephone else "",
            personnes_foyer=qui.personnes,
        )  # fmt: skip

    def contracter(
        self, reference: str, code: str, chez: Habitant, *, mode: str = "", termine: date | None = None
    ) -> None:
        """A contrat at that dwelling, billed there."""
        adresse = {
            "numero": chez.numero,
            "rue": chez.rue,
            "code_postal": chez.code_postal,
            "ville": chez.ville,
            "pays": "FR",
        }
        self.contrats.ajouter(
            reference=reference, code_usager=code, forfait="Bac", souscrit_le=chez.depuis, termine_le=termine,
            mode_paiement=mode,
            iban=IBAN if mode == "prelevement" else "", **{f"{p}_{c}": v for p in ("hab", "fac") for c,
            v in adresse.items()},
        )  # fmt: skip

    def equiper(self, contrats: tuple[str, ...], depuis: date, volume: int, retire: date | None = None) -> None:
        """A bin of each stream, shared alike when there are several contrats, and its lifts."""
        for flux, litres in ((ORDURES, volume), (EMBALLAGES, 240)):
            self.numero_bac += 1
            puce = f"E28011606000{self.numero_bac:012d}"
            for contrat in contrats:
                self.bacs.ajouter(
                    numero=f"BF{self.numero_bac:06d}", puce=puce, reference_contrat=contrat,
                    part=_part(len(contrats)), flux=flux,
                    volume_l=litres, mis_en_service_le=depuis, retire_le=retire, depuis=depuis,
                )  # fmt: skip
            self._lever(puce, depuis, retire or AUJOURDHUI, flux)

    def _lever(self, puce: str, depuis: date, jusque: date, flux: str) -> None:
        """A year and a half of passages: each week for the refuse, every other one for the packagings."""
        pas, presence = (7, 0.55) if flux == ORDURES else (14, 0.8)
        jour = max(depuis, date(2025, 5, 19)) + timedelta(days=self.numero_bac % 5)
        heure = time(6 + self.numero_bac % 6, self.numero_bac * 7 % 60)
        while jour < jusque:
            if self.hasard.random() < presence:
                sort = self.hasard.random()
                statut = "NON_PRESENTE" if sort < 0.03 else "DEBORDANT" if sort < 0.06 else "OK"
                grammes = self.hasard.randint(8, 44) * 500 if flux == ORDURES else self.hasard.randint(4, 20) * 500
                self.levees.ajouter(
                    puce=puce, date=jour, heure=heure.strftime("%H:%M"), statut=statut,
                    tournee=f"T{1 + self.numero_bac % 8:02d}",
                    poids_kg="" if statut == "NON_PRESENTE" else f"{grammes // 1000},{grammes % 1000 // 100}",
                )  # fmt: skip
            jour += timedelta(days=pas)

    def facturer(
        self, code: str, contrat: str, qui: Habitant, le: date, *, volume: int = 120, levees: int | None = None,
        paye: str = "", reference: str = "", payable: date | None = None, annulee: bool = False, avoir: bool = False,
    ) -> None:  # fmt: skip
        """A half-year's bill. `paye`: "" = nothing, "tout" or "partie"."""
        role = "0024" if le.month == 7 else "0012" if le.month == 1 else "0031"
        if not reference:
            self.numero_facture += 1
            reference = f"{le:%y}{role}{self.numero_facture:07d}"
        fixe, prix = TARIFS[volume]
        combien = self.hasard.randint(0, 12) if levees is None else levees
        total = -combien * prix if avoir else fixe + combien * prix
        debut, fin = _semestre(le)
        self.factures.ajouter(
            reference=reference, code_usager=code, reference_contrat=contrat, date_facture=le, montant_ttc=euros(total),
            objet="Avoir sur levées" if avoir else "Redevance déchets",
            echeance=None if avoir else le + timedelta(days=60),
            periode_debut=debut, periode_fin=fin, numcli=NUMCLI, exercice=le.year,
            refdet=f"{le.year}{role}{reference}0",
            payable_le=payable or le + timedelta(days=3), etat="annulee" if annulee else "",
            destinataire_nom=qui.imprime,
            destinataire_adresse=qui.adresse, lot=f"{le.year}-{role}",
        )  # fmt: skip
        if not avoir:
            self._ligne(reference, 1, f"Part fixe, bac de {volume} litres", 1, fixe)
        if combien:
            libelle = "Levées comptées à tort" if avoir else "Levées au-delà du forfait"
            self._ligne(reference, 2, libelle, combien, -prix if avoir else prix)
        if paye:
            self._regler(reference, le, total if paye == "tout" else total // 2)

    def _ligne(self, reference: str, rang: int, libelle: str, quantite: int, prix: int) -> None:
        self.lignes.ajouter(
            reference_facture=reference, rang=rang, libelle=libelle, quantite=quantite, prix_unitaire=euros(prix),
            montant=euros(quantite * prix),
        )  # fmt: skip

    def _regler(self, facture: str, le: date, montant: int) -> None:
        self.numero_reglement += 1
        self.reglements.ajouter(
            reference_reglement=f"HZB{self.numero_reglement:06d}", reference_facture=facture, nature="encaissement",
            date=le + timedelta(days=self.hasard.randint(12, 55)), montant=euros(montant),
            moyen=self.hasard.choice(MOYENS),
        )  # fmt: skip


def _part(combien: int) -> str:
    return "1" if combien == 1 else f"{1 / combien:.4f}".replace(".", ",")


def _semestre(le: date) -> tuple[date, date]:
    """The half-year that a bill of that day is for."""
    if le.month >= 7:
        return date(le.year, 1, 1), date(le.year, 6, 30)
    return date(le.year - 1, 7, 1), date(le.year - 1, 12, 31)


def _camille(atelier: Atelier) -> None:
    """Two contrats; bills of every state, more than a page of them."""
    atelier.abonner(
        "00002", MARTIN, identifiant="QHTZRLWA", courriel="camille.martin@example.fr", telephone="03 28 49 00 02"
    )
    atelier.contracter("00002", "00002", MARTIN)
    secondaire = Habitant("Mme", "MARTIN", "CAMILLE", "3", "RUE DU BERGER", "59670", "CASSEL", 2, date(2024, 5, 1))
    atelier.contracter("00003", "00002", secondaire)
    atelier.equiper(("00002",), MARTIN.depuis, 180)
    atelier.equiper(("00003",), secondaire.depuis, 120)
    for an in range(2020, 2026):
        for mois in (1, 7):
            paye = "" if (an, mois) == (2025, 7) else "tout"
            atelier.facturer("00002", "00002", MARTIN, date(an, mois, 2), volume=180, paye=paye)
    atelier.facturer("00002", "00002", MARTIN, date(2024, 9, 16), volume=180, levees=3, avoir=True)
    atelier.facturer("00002", "00002", MARTIN, date(2024, 9, 17), volume=180, annulee=True)
    atelier.facturer("00002", "00002", MARTIN, date(2026, 1, 2), volume=180, paye="partie")
    atelier.facturer("00002", "00002", MARTIN, date(2026, 7, 2), volume=180)
    atelier.facturer("00002", "00002", MARTIN, date(2026, 11, 16), volume=180, payable=date(2026, 12, 15))
    for le, paye in ((date(2025, 7, 2), "tout"), (date(2026, 1, 2), "tout"), (date(2026, 7, 2), "")):
        atelier.facturer("00002", "00003", secondaire, le, paye=paye)


def _voisins(atelier: Atelier) -> None:
    for rang, qui in enumerate(FLANDRE, 4):
        code = f"{rang:05d}"
        depart = date(2026, 8, 31) if rang == 20 else None
        mode = {7: "prelevement", 12: "mensualisation"}.get(rang, "titre" if rang % 3 else "")
        atelier.abonner(
            code, qui, courriel=qui.courriel if rang % 4 else "", telephone=f"03 28 49 {rang:02d} {rang * 7 % 100:02d}"
        )
        atelier.contracter(code, code, qui, mode=mode, termine=depart)
        volume = (120, 180, 240)[rang % 3]
        atelier.equiper((code,), qui.depuis, volume, depart)
        for le in (date(2025, 7, 2), date(2026, 1, 2), date(2026, 7, 2)):
            recent = le.year == 2026 and le.month == 7
            atelier.facturer(code, code, qui, le, volume=volume, paye="" if recent and rang % 2 else "tout")


def _residence(atelier: Atelier) -> None:
    """Two flats that share their bins, and a shop."""
    for code, nom, prenom in (("00030", "CARON", "LÉA"), ("00031", "POTTIER", "HUGO")):
        qui = Habitant(
            "", nom, prenom, "18", "RUE DE L’ÉGLISE", "59850", "NIEPPE", 1, date(2023, 1, 1), "PARTICULIER COLLECTIF"
        )
        atelier.abonner(code, qui, courriel=qui.courriel)
        atelier.contracter(code, code, qui)
        atelier.facturer(code, code, qui, date(2026, 7, 2), paye="tout" if code == "00030" else "")
    atelier.equiper(("00030", "00031"), date(2023, 1, 1), 240)
    boutique = Habitant(
        "", "BOULANGERIE DU BEFFROI", "", "2", "PLACE PLICHON", "59270", "BAILLEUL", 0, date(2021, 4, 1), PROFESSIONNEL
    )
    atelier.abonnes.ajouter(
        code_usager="00032",
        categorie=PROFESSIONNEL,
        raison_sociale=boutique.nom,
        email="boulangerie.beffroi@example.fr",
    )
    atelier.contracter("00032", "00032", boutique)
    atelier.equiper(("00032",), boutique.depuis, 240)
    atelier.facturer("00032", "00032", boutique, date(2026, 7, 2), volume=240)


def ecrire(dossier: Path) -> None:
    """Write the seven files."""
    atelier = Atelier()
    atelier.abonner("00001", DUPONT, identifiant="PSEMCSMJ", courriel="dupont59@gmail.com", telephone="06 01 02 03 04")
    atelier.contracter("00001", "00001", DUPONT)
    atelier.equiper(("00001",), DUPONT.depuis, 120)
    atelier.facturer("00001", "00001", DUPONT, date(2023, 7, 2), levees=10, reference="2300240069928")
    _camille(atelier)
    _voisins(atelier)
    _residence(atelier)
    for feuille in (
        *(atelier.abonnes, atelier.contrats, atelier.bacs, atelier.levees, atelier.factures, atelier.lignes),
        atelier.reglements,
    ):
        feuille.ecrire(dossier)
