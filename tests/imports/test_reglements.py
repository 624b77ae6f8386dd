"""reglements.csv: the accountant's lines, and those that PayFiP announced before."""

from datetime import date
from pathlib import Path

import pytest

from app.base import executer, valeur
from tests.imports.atelier import etat, prendre, socle, tout

pytestmark = pytest.mark.usefixtures("ccfi")
ENTETE = "reference_reglement;reference_facture;nature;date;montant;moyen;idop;numauto\n"
IDOP = "7aa2c1a0-0c7a-11ee-8000-7f8d1b6a0001"
LIVRE = (
    "SELECT r.reference, f.reference, r.nature, r.source, r.montant_centimes, r.provisoire FROM reglement r "
    "JOIN facture f ON f.id = r.facture ORDER BY r.reference NULLS LAST, r.id"
)


async def annoncer(facture: str, montant: int, jour: date, idop: str = IDOP, numauto: str = "A55A") -> None:
    """What PayFiP told the portal."""
    await executer(
        "INSERT INTO reglement (facture, nature, source, date, montant_centimes, moyen, idop, numauto, provisoire) "
        "SELECT id, 'encaissement', 'payfip', $2, $3, 'carte', $4, $5, true FROM facture WHERE reference = $1",
        facture, jour, montant, idop, numauto,
    )  # fmt: skip


@pytest.mark.parametrize(
    "ligne",
    [
        f"R1;F1;encaissement;20/07/2023;87,94;CB;{IDOP.upper()};",
        "R1;F1;encaissement;20/07/2023;87,94;CB;;A55A",
        "R1;F1;encaissement;14/07/2023;87,94;CB;;",
        "R1;F1;;04/07/2023;87,94;CB;;",
    ],
)
async def test_la_ligne_du_comptable_confirme_et_n_ajoute_rien(tmp_path: Path, ligne: str) -> None:
    await socle(tmp_path)
    await annoncer("F1", 8794, date(2023, 7, 9))
    rapport = await prendre(tmp_path, "reglements", ENTETE + ligne + "\n")
    assert (rapport.modifiees, rapport.ajoutees, rapport.refusees) == (1, 0, 0)
    assert await tout(LIVRE) == [("R1", "F1", "encaissement", "payfip", 8794, False)]
    assert await valeur("SELECT confirme_le IS NOT NULL FROM reglement")
    assert (await prendre(tmp_path, "reglements", ENTETE + ligne + "\n")).inchangees == 1


@pytest.mark.parametrize(
    "ligne",
    [
        "R1;F1;encaissement;15/07/2023;87,94;CB;;",
        "R1;F1;encaissement;09/07/2023;87,93;CB;;",
        "R1;F1;encaissement;09/07/2023;87,94;CB;7aa2c1a0-0c7a-11ee-8000-7f8d1b6a9999;",
        "R1;F1;encaissement;09/07/2023;87,94;CB;;B66B",
        "R1;F2;encaissement;09/07/2023;87,94;CB;;",
    ],
)
async def test_une_autre_ligne_s_ajoute(tmp_path: Path, ligne: str) -> None:
    await socle(tmp_path)
    await annoncer("F1", 8794, date(2023, 7, 9))
    rapport = await prendre(tmp_path, "reglements", ENTETE + ligne + "\n")
    assert (rapport.modifiees, rapport.ajoutees, rapport.refusees) == (0, 1, 0)
    assert await valeur("SELECT provisoire FROM reglement WHERE source = 'payfip'")


async def test_l_ambigu_va_aux_agents(tmp_path: Path) -> None:
    await socle(tmp_path)
    await annoncer("F1", 8794, date(2023, 7, 9), idop="a" * 36, numauto="1")
    await annoncer("F1", 8794, date(2023, 7, 10), idop="b" * 36, numauto="2")
    avant = await etat()
    rapport = await prendre(tmp_path, "reglements", ENTETE + "R1;F1;;10/07/2023;87,94;CB;;\n")
    assert "par un agent" in rapport.refus[0].raison
    assert await etat() == avant
    rapport = await prendre(
        tmp_path, "reglements", ENTETE + f"R1;F1;;10/07/2023;87,94;CB;;2\nR2;F1;;10/07/2023;87,94;CB;{'a' * 36};\n"
    )
    assert (rapport.modifiees, rapport.refusees) == (2, 0)


async def test_deux_lignes_pour_une_annonce_et_autre_montant(tmp_path: Path) -> None:
    await socle(tmp_path)
    await annoncer("F1", 8794, date(2023, 7, 9))
    deux = ENTETE + "R1;F1;;10/07/2023;87,94;CB;;\nR2;F1;;11/07/2023;87,94;CB;;\n"
    assert (await prendre(tmp_path, "reglements", deux)).refusees == 2
    assert (await prendre(tmp_path, "reglements", ENTETE + f"R1;F1;;10/07/2023;80;CB;{IDOP};\n")).refusees == 1
    assert (await prendre(tmp_path, "reglements", ENTETE + f"R1;F2;;10/07/2023;87,94;CB;{IDOP};\n")).refusees == 1
    assert (await prendre(tmp_path, "reglements", ENTETE + f"R1;F1;;10/07/2023;87,94;CB;{IDOP};\n")).modifiees == 1
    rapport = await prendre(tmp_path, "reglements", ENTETE + f"R2;F1;;10/07/2023;87,94;CB;{IDOP};\n")
    assert "confirmé par R1" in rapport.refus[0].raison


async def test_rejets_et_signes(tmp_path: Path) -> None:
    await socle(tmp_path)
    rapport = await prendre(
        tmp_path, "reglements",
        ENTETE + "R1;F1;Encaissement;10/07/2023;87,94;;;\nR2;F1;rejet;20/07/2023;-87,94;;;\n"
        "R3;F1;rejet;20/07/2023;87,94;;;\n"
        "R4;F1;encaissement;20/07/2023;-1;;;\nR5;F9;encaissement;20/07/2023;1;;;\n"
        "R6;F1;cadeau;20/07/2023;1;;;\nR7;F1;;;1;;;\n",
    )  # fmt: skip
    assert rapport.ajoutees == 2
    assert [(r.ligne, r.colonne) for r in sorted(rapport.refus)] == [
        (4, "montant"), (5, "montant"), (6, "reference_facture"), (7, "nature"), (8, "date"),
    ]  # fmt: skip
    assert await valeur("SELECT sum(montant_centimes)::int FROM reglement") == 0


async def test_une_ligne_enregistree_ne_se_retouche_pas(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(tmp_path, "reglements", ENTETE + "R1;F1;;10/07/2023;87,94;CHEQUE;;\n")
    for autre in ("R1;F1;;10/07/2023;87,95;;;", "R1;F2;;10/07/2023;87,94;;;", "R1;F1;;11/07/2023;87,94;;;"):
        rapport = await prendre(tmp_path, "reglements", ENTETE + autre + "\n")
        assert [r.colonne for r in rapport.refus] == ["reference_reglement"]


async def test_trois_fois_dans_le_desordre(tmp_path: Path) -> None:
    await socle(tmp_path)
    await annoncer("F1", 8794, date(2023, 7, 9))
    un = ENTETE + f"R1;F1;;10/07/2023;87,94;CB;{IDOP};\nR9;INCONNUE;;10/07/2023;5;;;\n"
    deux = ENTETE + "R3;F1;rejet;20/07/2023;-87,94;;;\nR2;F2;;11/07/2023;50;CHEQUE;;\n"
    await prendre(tmp_path, "reglements", deux)
    await prendre(tmp_path, "reglements", un)
    avant = await etat("reglement")
    for fichier in (un, deux, un):
        rapport = await prendre(tmp_path, "reglements", fichier)
        assert (rapport.ajoutees, rapport.modifiees) == (0, 0)
        assert [r.raison for r in rapport.refus] == (["facture inconnue"] if fichier == un else [])
        assert await etat("reglement") == avant
