"""The name typed against the name on the bill: what must come in, what must not."""

import pytest

from app.metier.comptes.noms import Denomination, correspond
from app.metier.plis import plier_nom


def personne(nom: str, prenom: str = "", *imprimes: str) -> Denomination:
    return Denomination(nom, prenom, "", tuple(plier_nom(i) for i in imprimes))


def societe(raison: str, *imprimes: str) -> Denomination:
    return Denomination("", "", raison, tuple(plier_nom(i) for i in imprimes))


DUPONT = personne("DUPONT", "PIERRE", "M DUPONT Pierre")
COUPLE = personne("DUPONT", "PIERRE", "M OU MME DUPONT PIERRE ET MARIE")
FAUTE = personne("DUPONT", "PIERRE", "M DUPOND Pierre")
DOUBLE = personne("MARTIN-LEFÈVRE", "Anne-Sophie", "MME MARTIN LEFEVRE Anne Sophie")
VEUVE = personne("DUPONT", "JEANNE", "MME VEUVE DUPONT JEANNE")
MARIEE = personne("MARTIN", "JEANNE", "MME MARTIN JEANNE VEUVE DUPONT")
PARTICULE = personne("LE GOFF", "YANN", "M LE GOFF YANN")
APOSTROPHE = personne("D'HONDT", "Éloïse", "MME D’HONDT ELOISE")
LIGATURE = personne("LEBŒUF", "Loïc", "M LEBOEUF LOIC")
SARL = societe("SARL L’ATELIER DU BOIS", "SARL L'ATELIER DU BOIS")
ETS = societe("ETABLISSEMENTS MÜLLER & FILS", "ETS MULLER & FILS")
COMMUNE = societe("MAIRIE DE BAILLEUL", "MAIRIE DE BAILLEUL")

ADMIS = [
    *[(DUPONT, saisi) for saisi in (
        "DUPONT", "dupont", "Dupont", " DUPONT ", "DÛPONT", "DUPONT PIERRE", "Dupont Pierre", "PIERRE DUPONT",
        "pierre  dupont", "M DUPONT Pierre", "M. DUPONT Pierre", "Monsieur Dupont", "MR DUPONT", "M DUPONT",
        "Dupont-Pierre", "DUPONT\tPIERRE", "DUPONT\u00a0PIERRE", "ＤＵＰＯＮＴ",
    )],
    *[(COUPLE, saisi) for saisi in (
        "DUPONT", "M OU MME DUPONT", "M ou Mme Dupont Pierre et Marie", "DUPONT PIERRE ET MARIE", "M. et Mme DUPONT",
        "DUPONT PIERRE MARIE", "M & Mme Dupont",
    )],
    *[(FAUTE, saisi) for saisi in ("DUPOND", "DUPONT", "M DUPOND PIERRE", "Pierre Dupond", "dupond pierre")],
    *[(DOUBLE, saisi) for saisi in (
        "MARTIN-LEFEVRE", "Martin Lefèvre", "MARTIN – LEFÈVRE", "martin lefevre anne-sophie",
        "Anne-Sophie MARTIN-LEFÈVRE", "Mme Martin-Lefevre", "MARTIN  LEFEVRE",
    )],
    *[(VEUVE, saisi) for saisi in (
        "DUPONT", "VEUVE DUPONT", "Vve Dupont", "MME VEUVE DUPONT JEANNE", "Dupont Jeanne", "Madame Veuve Dupont",
    )],
    *[(MARIEE, saisi) for saisi in ("MARTIN", "DUPONT", "MARTIN VEUVE DUPONT", "Mme Martin Jeanne veuve Dupont")],
    *[(PARTICULE, saisi) for saisi in ("LE GOFF", "Le Goff", "LEGOFF", "M LE GOFF YANN", "Yann Le Goff")],
    *[(APOSTROPHE, saisi) for saisi in ("D'HONDT", "D’Hondt", "DHONDT", "d hondt", "Eloise D'Hondt")],
    *[(LIGATURE, saisi) for saisi in ("LEBOEUF", "Lebœuf", "lebœuf loic")],
    *[(SARL, saisi) for saisi in (
        "SARL L'ATELIER DU BOIS", "S.A.R.L. L’Atelier du Bois", "L'atelier du bois", "ATELIER DU BOIS SARL L",
    )],
    *[(ETS, saisi) for saisi in ("ETABLISSEMENTS MULLER & FILS", "Ets Muller et Fils", "MÜLLER & FILS", "muller fils")],
    *[(COMMUNE, saisi) for saisi in ("MAIRIE DE BAILLEUL", "Mairie de Bailleul")],
]  # fmt: skip

AUTRES = (
    "", " ", "M", "MME", "M OU MME", "VEUVE", "SARL", "SARL L", "ETS", "PIERRE", "JEANNE", "YANN", "ANNE", "LE", "D",
    "DE", "DUPON", "UPONT", "DUPONTT", "DUPONTEL", "DURAND", "BAILLEUL", "MAIRIE", "ATELIER", "FILS", "BOIS", "GOFF",
    "HONDT", "%", "_", "*", "DUP%", "DUPON_", "' OR 1=1 --", "NULL", "0",
)  # fmt: skip
TOUS = (DUPONT, COUPLE, DOUBLE, VEUVE, PARTICULE, APOSTROPHE, LIGATURE, SARL, ETS, COMMUNE)
REFUSES = [
    *[(qui, saisi) for qui in TOUS for saisi in AUTRES],
    (DUPONT, "DUPOND"), (DUPONT, "DUPONT PAUL"), (DUPONT, "DUPONT MARIE"), (VEUVE, "MARTIN"), (DOUBLE, "MARTIN"),
    (DOUBLE, "LEFEVRE"), (PARTICULE, "LE GALL"), (SARL, "ATELIER DU FER"), (COMMUNE, "MAIRIE DE METEREN"),
]  # fmt: skip


def test_les_tables_sont_assez_longues() -> None:
    assert len(ADMIS) >= 60
    assert len(REFUSES) >= 200


@pytest.mark.parametrize(("qui", "saisi"), ADMIS)
def test_un_nom_de_la_facture_est_admis(qui: Denomination, saisi: str) -> None:
    assert correspond(saisi, qui)


@pytest.mark.parametrize(("qui", "saisi"), REFUSES)
def test_un_autre_nom_est_refuse(qui: Denomination, saisi: str) -> None:
    assert not correspond(saisi, qui)


def test_une_fiche_sans_nom_n_admet_rien() -> None:
    assert not correspond("", personne(""))
    assert not correspond("PIERRE", personne("", "PIERRE"))


def test_un_nom_qui_est_aussi_un_titre_reste_un_nom() -> None:
    assert correspond("OU", personne("OU", "LI"))
