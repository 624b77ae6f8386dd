"""The demonstration's files go in whole, and again change nothing."""

import json
from pathlib import Path

import pytest

from app.base import Inscription, executer
from app.imports import Nature, importer
from outils.donnees_demo import ccfi as feuilles_ccfi
from outils.donnees_demo import milhaud as feuilles_milhaud
from tests.imports.atelier import tout

DEMO = Path(__file__).resolve().parents[2] / "donnees" / "demo"


async def importer_tout(nom: str) -> None:
    fiche = json.loads((DEMO / nom / "collectivite.json").read_text("utf-8"))
    for client in fiche["clients_payfip"]:
        await executer(
            "INSERT INTO client_payfip (numcli, libelle, comptable, nature, porte) SELECT $1, $2, min(id), $3, $4 "
            "FROM comptable ON CONFLICT DO NOTHING",
            client["numcli"], client["libelle"], client["nature"], client["porte"],
        )  # fmt: skip
    for tour in (1, 2):
        for nature in Nature:
            fichier = DEMO / nom / f"{nature.value}.csv"
            if fichier.exists():
                rapport = await importer(nature, fichier, pour_de_vrai=True)
                assert (rapport.refus, rapport.avertissements) == ([], [])
                assert rapport.lues > 0
                assert (rapport.inchangees if tour == 2 else rapport.ajoutees) == rapport.lues


async def test_ccfi_et_le_document_a(ccfi: Inscription) -> None:
    await importer_tout("ccfi")
    assert await tout(
        "SELECT a.nom, a.prenom, a.identifiant_portail, c.reference, c.forfait, c.souscrit_le::text, "
        "f.montant_centimes, f.refdet, "
        "f.date_facture::text, f.destinataire_nom FROM abonne a JOIN contrat c ON c.abonne = a.id JOIN facture "
        "f ON f.contrat = c.id "
        "WHERE a.code_usager = '00001'"
    ) == [
        (
            "DUPONT",
            "PIERRE",
            "PSEMCSMJ",
            "00001",
            "Bac",
            "2022-06-30",
            8794,
            "2023002423002400699280",
            "2023-07-02",
            "M DUPONT Pierre",
        )
    ]
    assert await tout("SELECT usage, numero || ' ' || rue || ' ' || code_postal || ' ' || ville FROM adresse a "
        "JOIN contrat c "
                      "ON c.id = a.contrat WHERE c.reference = '00001' ORDER BY 1 DESC") == [
        ("habitation", "29 ROUTE DE MÉTEREN 59270 BAILLEUL"), ("facturation", "29 ROUTE DE MÉTEREN 59270 BAILLEUL"),
    ]  # fmt: skip
    assert await tout(
        "SELECT count(*) > 12 FROM facture f JOIN contrat c ON c.id = f.contrat WHERE c.reference = '00002'"
    ) == [(True,)]
    assert await tout("SELECT count(*) FROM levee WHERE contrat IS NULL") == [(0,)]


async def test_milhaud(milhaud: Inscription) -> None:
    await importer_tout("milhaud")
    assert await tout("SELECT count(*) FROM facture WHERE client_payfip IS NULL") == [(0,)]
    assert await tout("SELECT count(DISTINCT client_payfip) FROM facture") == [(2,)]


@pytest.mark.parametrize("nom", ["ccfi", "milhaud"])
def test_les_fichiers_sont_ceux_du_programme(tmp_path: Path, nom: str) -> None:
    {"ccfi": feuilles_ccfi, "milhaud": feuilles_milhaud}[nom].ecrire(tmp_path)
    for fichier in tmp_path.iterdir():
        assert fichier.read_bytes() == (DEMO / nom / fichier.name).read_bytes()
