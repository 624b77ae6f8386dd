"""bacs.csv: bins, and through time their chips and the contrats that they serve."""

from pathlib import Path

import pytest

from tests.imports.atelier import etat, prendre, socle, tout

pytestmark = pytest.mark.usefixtures("ccfi")
ENTETE = "numero;puce;reference_contrat;part;flux;depuis\n"
SERT = (
    "SELECT b.numero, c.reference, a.part_dix_milliemes, a.du::text, a.au::text FROM affectation a JOIN bac b "
    "ON b.id = a.bac "
    "JOIN contrat c ON c.id = a.contrat WHERE a.au IS NULL OR a.au > a.du ORDER BY 1, 4, 2"
)
PORTE = (
    "SELECT b.numero, p.numero, p.du::text, p.au::text FROM puce p JOIN bac b ON b.id = p.bac "
    "WHERE p.au IS NULL OR p.au > p.du ORDER BY 3, 1"
)


async def test_le_menage_suivant_prend_le_bac(tmp_path: Path) -> None:
    await socle(tmp_path)
    rapport = await prendre(tmp_path, "bacs", ENTETE + "B1;;C2;;;01/03/2024\n")
    assert rapport.modifiees == 1
    assert await tout(SERT) == [
        ("B1", "C1", 10000, "2022-06-30", "2024-03-01"),
        ("B1", "C2", 10000, "2024-03-01", None),
    ]


async def test_un_fichier_ancien_ne_defait_pas_le_nouveau(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "bacs", ENTETE + "B1;P2;C2;;;01/03/2024\n")
    avant = await etat()
    rapport = await prendre(tmp_path, "bacs", ENTETE + "B1;P1;C1;1;OM;30/06/2022\n")
    assert await etat() == avant
    assert rapport.inchangees == 1


async def test_toute_l_histoire_dans_un_fichier_deux_fois(tmp_path: Path) -> None:
    await socle(tmp_path)
    histoire = ENTETE + "B1;P3;C1;;OM;01/05/2025\nB1;P1;C1;1;OM;30/06/2022\nB1;P2;C2;;OM;01/03/2024\n"
    assert (await prendre(tmp_path, "bacs", histoire)).modifiees == 2
    attendu = [
        ("B1", "C1", 10000, "2022-06-30", "2024-03-01"),
        ("B1", "C2", 10000, "2024-03-01", "2025-05-01"),
        ("B1", "C1", 10000, "2025-05-01", None),
    ]
    assert await tout(SERT) == attendu
    assert await tout(PORTE) == [
        ("B1", "P1", "2022-06-30", "2024-03-01"), ("B1", "P2", "2024-03-01", "2025-05-01"), ("B1", "P3",
        "2025-05-01", None),
    ]  # fmt: skip
    assert (await prendre(tmp_path, "bacs", histoire)).inchangees == 3
    assert await tout(SERT) == attendu


async def test_une_puce_passe_d_un_bac_a_l_autre(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "bacs", ENTETE + "B2;P1;C2;;OM;01/01/2024\n")
    assert await tout(PORTE) == [("B1", "P1", "2022-06-30", "2024-01-01"), ("B2", "P1", "2024-01-01", None)]


async def test_le_bac_partage_garde_les_autres_parts_si_elles_tiennent(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "bacs", ENTETE + "B2;P2;C1;0,5;OM;01/01/2024\n")
    rapport = await prendre(tmp_path, "bacs", ENTETE + "B2;P2;C2;0,5;OM;01/02/2024\n")
    assert (rapport.modifiees, rapport.refusees) == (1, 0)
    en_cours = [ligne for ligne in await tout(SERT) if ligne[0] == "B2" and ligne[4] is None]
    assert [ligne[1] for ligne in en_cours] == ["C1", "C2"]


async def test_une_part_change_a_sa_date(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "bacs", ENTETE + "B2;P2;C1;0,5;OM;01/01/2024\nB2;P2;C2;0,5;OM;01/01/2024\n")
    await prendre(tmp_path, "bacs", ENTETE + "B2;P2;C1;0,4;OM;01/02/2024\nB2;P2;C2;0,6;OM;01/02/2024\n")
    assert [ligne for ligne in await tout(SERT) if ligne[0] == "B2"] == [
        ("B2", "C1", 5000, "2024-01-01", "2024-02-01"), ("B2", "C2", 5000, "2024-01-01", "2024-02-01"),
        ("B2", "C1", 4000, "2024-02-01", None), ("B2", "C2", 6000, "2024-02-01", None),
    ]  # fmt: skip


async def test_le_tiret_libere_et_le_retrait_clot(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "bacs", ENTETE + "B1;-;-;;;01/06/2024\nB2;P2;C2;;OM;01/01/2024\n")
    assert await tout(SERT) == [
        ("B1", "C1", 10000, "2022-06-30", "2024-06-01"),
        ("B2", "C2", 10000, "2024-01-01", None),
    ]
    assert (await tout(PORTE))[0] == ("B1", "P1", "2022-06-30", "2024-06-01")
    await prendre(tmp_path, "bacs", "numero;puce;reference_contrat;retire_le;depuis\nB2;P2;C2;15/07/2025;01/01/2024\n")
    assert (await tout(SERT))[1] == ("B2", "C2", 10000, "2024-01-01", "2025-07-15")
    assert (await tout(PORTE))[1] == ("B2", "P2", "2024-01-01", "2025-07-15")


async def test_sans_date_rien_ne_bouge_si_rien_ne_change(tmp_path: Path) -> None:
    await socle(tmp_path)
    avant = await etat()
    assert (await prendre(tmp_path, "bacs", "numero;puce;reference_contrat\nB1;P1;C1\n")).inchangees == 1
    assert await etat() == avant


@pytest.mark.parametrize(
    ("lignes", "colonne"),
    [
        ("B3;P3;C9;;OM;\n", "reference_contrat"),
        ("B3;P3;C1;2;OM;\n", "part"),
        ("B3;P3;C1;;;\n", "flux"),
        ("B3;P3;C1;0,7;OM;01/01/2024\nB3;P3;C2;0,7;OM;01/01/2024\n", "part"),
        ("B3;P3;C1;;OM;01/01/2024\nB4;P3;C2;;OM;01/01/2024\n", "puce"),
        ("B3;P3;C1;0,5;OM;01/01/2024\nB3;P4;C2;0,5;OM;01/01/2024\n", "puce"),
        ("B3;P3;C1;0,5;OM;01/01/2024\nB3;P3;C2;0,5;TRI;01/01/2024\n", "numero"),
    ],
)
async def test_refus(tmp_path: Path, lignes: str, colonne: str) -> None:
    await socle(tmp_path)
    avant = await etat("bac", "puce", "affectation")
    rapport = await prendre(tmp_path, "bacs", ENTETE + lignes)
    assert colonne in {r.colonne for r in rapport.refus}
    assert rapport.refusees == rapport.lues
    assert await etat("bac", "puce", "affectation") == avant
