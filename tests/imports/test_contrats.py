"""contrats.csv: subscriptions, and addresses that are dated versions."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from tests.imports.atelier import etat, prendre, socle, tout

pytestmark = pytest.mark.usefixtures("ccfi")
ADRESSES = (
    "SELECT usage, numero, rue, valable_du, valable_au FROM adresse a JOIN contrat c ON c.id = a.contrat "
    "WHERE c.reference = 'C1' ORDER BY usage DESC, valable_du"
)
DEBUT = date(2022, 6, 30)


async def test_le_contrat_neuf_est_facture_chez_lui(tmp_path: Path) -> None:
    await socle(tmp_path)
    assert await tout(ADRESSES) == [
        ("habitation", "29", "ROUTE DE MÉTEREN", DEBUT, None), ("facturation", "29", "ROUTE DE MÉTEREN", DEBUT, None),
    ]  # fmt: skip
    assert await tout("SELECT DISTINCT pays FROM adresse") == [("FR",)]


async def test_une_adresse_change_a_sa_date_et_l_autre_reste(tmp_path: Path) -> None:
    with time_machine.travel(datetime(2024, 5, 2, 12, tzinfo=UTC), tick=False):
        await socle(tmp_path)
    with time_machine.travel(datetime(2024, 6, 2, 12, tzinfo=UTC), tick=False) as horloge:
        for numero in ("30", "31"):
            rapport = await prendre(tmp_path, "contrats", f"reference;fac_numero\nC1;{numero}\n")
            assert rapport.modifiees == 1
        attendu = [
            ("habitation", "29", "ROUTE DE MÉTEREN", DEBUT, None),
            ("facturation", "29", "ROUTE DE MÉTEREN", DEBUT, date(2024, 6, 2)),
            ("facturation", "31", "ROUTE DE MÉTEREN", date(2024, 6, 2), None),
        ]
        assert await tout(ADRESSES) == attendu
        horloge.shift(timedelta(days=3))
        assert (await prendre(tmp_path, "contrats", "reference;fac_numero;hab_numero\nC1;31;29\n")).inchangees == 1
        assert await tout(ADRESSES) == attendu


async def test_vide_laisse_tiret_efface(tmp_path: Path) -> None:
    await socle(tmp_path)
    await prendre(
        tmp_path,
        "contrats",
        "reference;termine_le;iban;mode_paiement;forfait\nC1;01/02/2025;FR76 3000 6000 0112 3456 7890 "
        "189;prélèvement;Bac\n",
    )
    lire = "SELECT souscrit_le, termine_le, iban, mode_paiement, forfait FROM contrat WHERE reference = 'C1'"
    assert await tout(lire) == [(DEBUT, date(2025, 2, 1), "FR7630006000011234567890189", "prelevement", "Bac")]
    await prendre(tmp_path, "contrats", "reference;termine_le;iban;mode_paiement\nC1;-;-;\n")
    assert await tout(lire) == [(DEBUT, None, "", "prelevement", "Bac")]


@pytest.mark.parametrize(
    ("ligne", "colonne"),
    [
        ("C9;9;;;", "code_usager"), ("C9;;;;", "code_usager"), ("C1;2;;;", "code_usager"),
        ("C1;1;02/01/2024;01/01/2024;", "termine_le"), ("C1;1;;;FR00", "iban"), ("C1;1;31/02/2024;;", "souscrit_le"),
    ],
)  # fmt: skip
async def test_refus(tmp_path: Path, ligne: str, colonne: str) -> None:
    await socle(tmp_path)
    avant = await etat()
    rapport = await prendre(tmp_path, "contrats", f"reference;code_usager;souscrit_le;termine_le;iban\n{ligne}\n")
    assert [r.colonne for r in rapport.refus] == [colonne]
    assert await etat() == avant


async def test_deux_fois_le_meme_fichier(tmp_path: Path) -> None:
    await socle(tmp_path)
    avant = await etat()
    await socle(tmp_path)
    assert await etat() == avant
    assert (
        await tout(
            "SELECT sum((details->>'modifiees')::int + (details->>'ajoutees')::int) FROM trace WHERE id > "
            "(SELECT max(id) - 4 FROM trace)"
        )
    ) == [(0,)]
