"""« Télécharger mes données »: asked for with the password, taken by its owner alone."""

import io
import re
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine

from app.base import Inscription, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes import plafonds
from app.metier.portabilite.file import DISPONIBLE
from app.portabilite import preparer_les_dus
from tests.compte.outils import neutre
from tests.espace.conftest import connecter
from tests.outils.echange import Echange, ouvrir_echange
from tests.personnages import MOT_DE_PASSE, Personnage, facture, personnage

PAGE = "/informations/donnees"
BON = {"present": MOT_DE_PASSE}
SANS_CODAGE: dict[str, Any] = {"Accept-Encoding": "identity"}
"""The proof drawn for each page would change the length of a compressed one."""


async def lien(echange: Echange) -> str:
    """The address of the file, as the page gives it."""
    await echange.get(PAGE)
    trouve = echange.soupe().select_one(f'a[href^="{PAGE}/"]')
    assert trouve is not None
    return str(trouve["href"])


async def test_de_la_demande_au_fichier(echange: Echange, martin: Personnage) -> None:
    await facture(martin, "2300240069928", 8794)
    reponse = await echange.soumettre(PAGE, BON)
    assert (reponse.status_code, reponse.headers["location"]) == (303, f"{PAGE}?etat=demande")
    await echange.get(f"{PAGE}?etat=demande")
    assert echange.soupe().select("p.fait[role=status]")
    assert "est en préparation" in echange.texte()
    assert echange.soupe().find("form", action=PAGE) is None
    await preparer_les_dus()
    fichier = await echange.get(await lien(echange))
    texte = " ".join(echange.soupe().select_one(f'a[href^="{PAGE}/"]').get_text().split())  # type: ignore[union-attr]
    assert re.fullmatch(r"Télécharger mes données \(ZIP, \d+ Ko\)", texte)
    assert fichier.headers["content-type"] == "application/zip"
    assert fichier.headers["content-disposition"].startswith('attachment; filename="mes-donnees-20')
    assert fichier.headers["cache-control"] == "no-store"
    assert fichier.headers["content-length"] == str(len(fichier.content))
    archive = ZipFile(io.BytesIO(fichier.content))
    assert {"LISEZMOI.txt", "donnees.json", "tables/facture.csv", "factures/facture-2300240069928.pdf"} <= set(
        archive.namelist()
    )
    assert "MARTIN" in archive.read("donnees.json").decode()


@pytest.mark.parametrize("champs", [{}, {"present": ""}, {"present": "Faux2passe@"}])
async def test_sans_le_mot_de_passe_rien_ne_se_demande(
    echange: Echange, martin: Personnage, champs: dict[str, str]
) -> None:
    refus = await echange.soumettre(PAGE, champs)
    assert refus.status_code == 422
    assert [a["href"] for a in echange.soupe().select(".recap a")] == ["#present"]
    assert await valeur("SELECT count(*) FROM export_donnees") == 0


async def test_une_demande_en_attente_suffit(echange: Echange, martin: Personnage) -> None:
    await echange.soumettre(PAGE, BON)
    await echange.get("/contact")
    encore = await echange.post(PAGE, BON)
    assert (encore.status_code, encore.headers["location"]) == (303, PAGE)
    assert await valeur("SELECT count(*) FROM export_donnees") == 1


async def test_la_quatrieme_du_jour_attend(echange: Echange, martin: Personnage) -> None:
    """G137: three a day, and the page says from when."""
    for _ in range(plafonds.EXPORTS_COMPTE.essais):
        assert (await echange.soumettre(PAGE, BON)).status_code == 303
        await preparer_les_dus()
    refus = await echange.soumettre(PAGE, BON)
    assert refus.status_code == 429
    assert int(refus.headers["retry-after"]) > 86_000
    assert "Nouvel essai possible à" in echange.texte()
    assert await lien(echange)


async def test_le_fichier_d_un_autre_n_existe_pas(echange: Echange, ccfi: Inscription, martin: Personnage) -> None:
    """The same bytes for another's file, a number that nobody has, one over its week, and one out of bounds."""
    await echange.soumettre(PAGE, BON)
    await preparer_les_dus()
    sien = await lien(echange)
    voisine = await personnage("00099", "VOISINAA", "VOISIN", "LEA", "lea@exemple.fr", avec_compte=True)
    async with ouvrir_echange(ccfi) as autre:
        await connecter(autre, voisine)
        vues = [
            neutre(await autre.get(chemin, **SANS_CODAGE))
            for chemin in (sien, f"{PAGE}/999999", f"{PAGE}/99999999999999999999")
        ]
        assert vues[0][0] == 404
        assert vues[0] == vues[1] == vues[2]
    with time_machine.travel(maintenant() + DISPONIBLE + timedelta(minutes=1)):
        await connecter(echange, martin)
        perimes = [neutre(await echange.get(chemin, **SANS_CODAGE)) for chemin in (sien, f"{PAGE}/999999")]
        assert perimes[0][0] == 404
        assert perimes[0] == perimes[1]


async def test_regarder_n_ecrit_rien(echange: Echange, martin: Personnage) -> None:
    await echange.soumettre(PAGE, BON)
    await preparer_les_dus()
    chemin = await lien(echange)
    avant = await valeur("SELECT count(*) FROM trace")
    for _ in range(2):
        assert (await echange.get(chemin)).status_code == 200
    assert await valeur("SELECT count(*) FROM trace") == avant
