"""levees.csv: each lift goes for good to the bin and the contrats of its day."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.base import Inscription
from tests.imports.atelier import etat, prendre, socle, tout

pytestmark = pytest.mark.usefixtures("ccfi")
ENTETE = "puce;date;heure;poids_kg;tournee;statut\n"
QUI = (
    "SELECT l.leve_le_local::date::text, c.reference, l.part_dix_milliemes FROM levee l LEFT JOIN "
    "contrat c ON c.id = l.contrat ORDER BY 1, 2"
)


async def test_une_levee_va_au_contrat_de_son_jour(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "bacs", "numero;puce;reference_contrat;depuis\nB1;P1;C2;01/03/2024\n")
    rapport = await prendre(
        tmp_path,
        "levees",
        ENTETE + "P1;29/02/2024;06:41;12,5;T1;OK\nP1;01/03/2024;06:41;;T1;\nP1;01/01/2020;06:00;3;;OK\n",
    )
    assert rapport.ajoutees == 3
    assert await tout(QUI) == [("2020-01-01", None, 10000), ("2024-02-29", "C1", 10000), ("2024-03-01", "C2", 10000)]
    assert await tout("SELECT poids_g, tournee, statut FROM levee ORDER BY leve_le") == [
        (3000, "", "OK"), (12500, "T1", "OK"), (None, "T1", "OK"),
    ]  # fmt: skip


async def test_l_affectation_changee_ensuite_ne_deplace_pas_les_levees(tmp_path: Path) -> None:
    await socle(tmp_path)
    fichier = ENTETE + "P1;02/05/2024;06:41;12,5;T1;OK\n"
    await prendre(tmp_path, "levees", fichier)
    await prendre(tmp_path, "bacs", "numero;puce;reference_contrat;depuis\nB1;P1;C2;01/03/2024\n")
    assert (await prendre(tmp_path, "levees", fichier)).inchangees == 1
    assert await tout(QUI) == [("2024-05-02", "C1", 10000)]


async def test_seuls_poids_tournee_et_statut_se_corrigent(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "levees", ENTETE + "P1;02/05/2024;06:41;12,5;T1;OK\nP1;03/05/2024;06:41;5;T1;OK\n")
    rapport = await prendre(tmp_path, "levees", ENTETE + "P1;02/05/2024;6h41;-;;perdu\nP1;03/05/2024;06:41;;;\n")
    assert rapport.refus[0].colonne == "statut"
    rapport = await prendre(tmp_path, "levees", ENTETE + "P1;02/05/2024;6h41;-;;Non présenté\nP1;03/05/2024;06:41;;;\n")
    assert (rapport.modifiees, rapport.inchangees) == (1, 1)
    assert await tout("SELECT poids_g, tournee, statut FROM levee ORDER BY leve_le") == [
        (None, "T1", "NON_PRESENTE"), (5000, "T1", "OK"),
    ]  # fmt: skip


async def test_un_bac_partage_donne_une_ligne_a_chaque_contrat(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(
        tmp_path,
        "bacs",
        "numero;puce;reference_contrat;part;flux;depuis\nB2;P2;C1;0,25;OM;01/01/2024\nB2;P2;C2;0,75;OM;01/01/2024\n",
    )
    fichier = ENTETE + "P2;02/05/2024;06:41;12,5;T1;OK\n"
    assert (await prendre(tmp_path, "levees", fichier)).ajoutees == 1
    assert await tout(QUI) == [("2024-05-02", "C1", 2500), ("2024-05-02", "C2", 7500)]
    assert (await prendre(tmp_path, "levees", fichier)).inchangees == 1
    assert (await prendre(tmp_path, "levees", fichier.replace("12,5", "13"))).modifiees == 1


async def test_apres_la_fin_du_contrat_la_levee_n_est_a_personne(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "contrats", "reference;termine_le\nC1;30/04/2024\n")
    await prendre(tmp_path, "levees", ENTETE + "P1;30/04/2024;06:41;;;\nP1;01/05/2024;06:41;;;\n")
    assert await tout(QUI) == [("2024-04-30", "C1", 10000), ("2024-05-01", None, 10000)]


async def test_puce_inconnue_et_date_a_venir_sont_refusees(tmp_path: Path) -> None:
    await socle(tmp_path)
    rapport = await prendre(
        tmp_path, "levees", ENTETE + "P9;02/05/2024;06:41;;;\nP1;02/05/2199;06:41;;;\nP1;02/05/2024;25:00;;;\n"
    )
    assert [(r.ligne, r.colonne) for r in sorted(rapport.refus)] == [(2, "puce"), (3, "date"), (4, "heure")]
    assert await tout(QUI) == []


@pytest.mark.parametrize(
    ("jour", "heure", "attendu"),
    [
        ("02/07/2023", "06:00", datetime(2023, 7, 2, 4, tzinfo=UTC)),
        ("02/01/2023", "06:00", datetime(2023, 1, 2, 5, tzinfo=UTC)),
        ("29/10/2023", "02:30", datetime(2023, 10, 29, 0, 30, tzinfo=UTC)),
        ("29/10/2023", "01:59", datetime(2023, 10, 28, 23, 59, tzinfo=UTC)),
        ("29/10/2023", "03:00", datetime(2023, 10, 29, 2, tzinfo=UTC)),
        ("26/03/2023", "02:30", datetime(2023, 3, 26, 1, 30, tzinfo=UTC)),
        ("26/03/2023", "03:00", datetime(2023, 3, 26, 1, tzinfo=UTC)),
    ],
)
async def test_heure_du_camion_en_instant(tmp_path: Path, jour: str, heure: str, attendu: datetime) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "levees", ENTETE + f"P1;{jour};{heure};;;\n")
    assert await tout("SELECT leve_le FROM levee") == [(attendu,)]


async def test_l_ordre_des_lignes_ne_compte_pas(tmp_path: Path, ccfi: Inscription) -> None:
    await socle(tmp_path)
    avant = await etat("levee")
    lignes = [f"P1;{jour:02d}/05/2024;06:{jour:02d};{jour};T;OK\n" for jour in range(1, 29)]
    await prendre(tmp_path, "levees", ENTETE + "".join(lignes[:14]))
    await prendre(tmp_path, "levees", ENTETE + "".join(reversed(lignes)))
    obtenu = await etat("levee")
    assert len(obtenu["levee"]) == 28
    assert avant["levee"] == []
