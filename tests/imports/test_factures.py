"""factures.csv and lignes_facture.csv: bills, their documents, their lines."""

import zipfile
from pathlib import Path

import pytest

from app.metier.plis import plier_nom
from tests.imports.atelier import etat, prendre, socle, tout

pytestmark = pytest.mark.usefixtures("ccfi")
PDF = b"%PDF-1.7\n%essai\n"


async def test_une_facture_entiere(tmp_path: Path) -> None:
    await socle(tmp_path)
    rapport = await prendre(
        tmp_path, "factures",
        "reference;code_usager;reference_contrat;objet;date_facture;echeance;periode_debut;periode_fin;montant_ttc;numcli;exercice;refdet;"
        "payable_le;publiee_le;etat;destinataire_nom;destinataire_adresse;lot\n"
        "2300240069928;1;C1;REDEVANCE 2023;02/07/2023;31/08/2023;01/01/2023;30/06/2023;87,94 €;090909;2023;"
        "2023-0022-23002400699280;05/07/2023;;;M DUPONT Pierre;29 route de Méteren | 59270 Bailleul;L1\n",
    )  # fmt: skip
    assert rapport.ajoutees == 1
    assert await tout(
        "SELECT montant_centimes, refdet, exercice, publiee_le, annulee, destinataire_nom, destinataire_plie, "
        "destinataire_adresse, lot "
        "FROM facture WHERE reference = '2300240069928'"
    ) == [
        (
            8794,
            "2023002223002400699280",
            2023,
            None,
            False,
            "M DUPONT Pierre",
            plier_nom("M DUPONT Pierre"),
            "29 route de Méteren|59270 Bailleul",
            "L1",
        )
    ]


async def test_avoir_annulation_et_retour(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "factures", "reference;code_usager;date_facture;montant_ttc\nA1;1;02/07/2024;-12,30\n")
    lire = "SELECT montant_centimes, annulee FROM facture WHERE reference = 'A1'"
    for etat_lu, attendu in (("Annulée", True), ("", True), ("-", False)):
        await prendre(tmp_path, "factures", f"reference;etat\nA1;{etat_lu}\n")
        assert await tout(lire) == [(-1230, attendu)]


async def test_le_destinataire_imprime_ne_se_reecrit_pas(tmp_path: Path) -> None:
    await socle(tmp_path)
    rapport = await prendre(
        tmp_path, "factures", "reference;destinataire_nom;destinataire_adresse\nF1;M AUTRE;1 rue X|59000 LILLE\n"
    )
    assert rapport.modifiees == 1
    assert await tout(
        "SELECT destinataire_nom, destinataire_plie, destinataire_adresse FROM facture WHERE reference = 'F1'"
    ) == [("M DUPONT Pierre", "M DUPONT PIERRE", "1 rue X|59000 LILLE")]


@pytest.mark.parametrize(
    ("ligne", "colonne"),
    [
        ("N;9;;01/01/2024;1;;", "code_usager"), ("N;;;01/01/2024;1;;", "code_usager"), ("F1;2;;;;;", "code_usager"),
        ("N;1;C9;01/01/2024;1;;", "reference_contrat"), ("N;1;C2;01/01/2024;1;;", "reference_contrat"),
        ("N;1;;;1;;", "date_facture"), ("N;1;;01/01/2024;;;", "montant_ttc"), ("N;1;;01/01/2024;1,234;;",
        "montant_ttc"),
        ("N;1;;01/01/2024;1;123456;", "numcli"), ("N;1;;01/01/2024;1;90909;", "numcli"),
        ("N;1;;01/01/2024;1;;ABC", "refdet"),
        ("N;1;;01/01/2024;-;;", "montant_ttc"),
    ],
)  # fmt: skip
async def test_refus(tmp_path: Path, ligne: str, colonne: str) -> None:
    await socle(tmp_path)
    avant = await etat()
    rapport = await prendre(
        tmp_path,
        "factures",
        "reference;code_usager;reference_contrat;date_facture;montant_ttc;numcli;refdet\n" + ligne + "\n",
    )
    assert colonne in [r.colonne for r in rapport.refus]
    assert await etat() == avant


async def test_les_documents_d_un_dossier_ou_d_une_archive(tmp_path: Path) -> None:
    await socle(tmp_path)
    dossier = tmp_path / "pdf"
    dossier.mkdir()
    for nom, contenu in (
        ("a.pdf", PDF),
        ("b.pdf", PDF),
        ("c.pdf", PDF + b"c"),
        ("faux.pdf", b"<html>"),
        ("gros.pdf", PDF + bytes(11_000_000)),
    ):
        (dossier / nom).write_bytes(contenu)
    corps = "".join(
        f"N{rang};1;01/01/2024;{rang},00;{nom}\n"
        for rang, nom in enumerate(("a.pdf", "b.pdf", "faux.pdf", "gros.pdf", "rien.pdf", "../pdf/a.pdf"), 1)
    )
    entete = "reference;code_usager;date_facture;montant_ttc;pdf\n"
    assert (await prendre(tmp_path, "factures", entete + corps, pour_de_vrai=False)).avertissements
    rapport = await prendre(tmp_path, "factures", entete + corps, pdf=dossier)
    assert (rapport.ajoutees, rapport.refusees) == (2, 4)
    assert {r.colonne for r in rapport.refus} == {"pdf"}
    assert await tout("SELECT f.reference, d.contenu, d.taille FROM facture f JOIN document d ON d.id = "
        "f.document ORDER BY 1") == [
        ("N1", PDF, len(PDF)), ("N2", PDF, len(PDF)),
    ]  # fmt: skip
    assert await tout("SELECT count(*) FROM document") == [(1,)]
    archive = tmp_path / "pdf.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zip_ouvert:
        zip_ouvert.writestr("a.pdf", PDF)
        zip_ouvert.writestr("c.pdf", PDF + b"c")
        zip_ouvert.writestr("bombe.pdf", PDF + bytes(200_000_000))
    rapport = await prendre(
        tmp_path, "factures", "reference;pdf\nN1;a.pdf\nN2;c.pdf\nF1;bombe.pdf\nF2;rien.pdf\n", pdf=archive
    )
    assert (rapport.inchangees, rapport.modifiees, rapport.refusees) == (1, 1, 2)


async def test_les_lignes_de_facture(tmp_path: Path) -> None:
    await socle(tmp_path)
    texte = (
        "reference_facture;rang;libelle;quantite;prix_unitaire;taux_tva;montant\n"
        "F1;1;Part fixe;1;70,0000;10;77,00\nF1;2;Levées;3,5;3,1257;;10,94\nF2;1;Part fixe;;;;49,99\nF9;1;x;;;;1\n"
    )
    rapport = await prendre(tmp_path, "lignes_facture", texte)
    assert (rapport.ajoutees, rapport.refusees) == (3, 1)
    assert rapport.avertissements == ["1 factures dont les lignes ne font pas le total."]
    assert await tout("SELECT rang, quantite_milliemes, prix_unitaire_dix_milliemes, taux_tva_centiemes, "
        "montant_centimes FROM ligne_facture ORDER BY facture, rang") == [
        (1, 1000, 700000, 1000, 7700), (2, 3500, 31257, None, 1094), (1, None, None, None, 4999),
    ]  # fmt: skip
    assert (await prendre(tmp_path, "lignes_facture", texte)).inchangees == 3
    assert (
        await prendre(tmp_path, "lignes_facture", "reference_facture;rang;quantite;montant\nF1;1;-;77\nF2;1;;50\n")
    ).modifiees == 2
