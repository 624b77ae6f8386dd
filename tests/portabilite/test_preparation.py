"""Making the file: once whoever works, again after a death, gone in time."""

import asyncio
import io
import json
import os
import tracemalloc
from datetime import timedelta
from zipfile import ZipFile

import pytest
import time_machine

from app.base import Inscription, executer, lancer, ligne, lignes, valeur
from app.metier.calendrier import maintenant
from app.metier.documents import Document
from app.metier.limites import TropDEssais
from app.metier.menage import faire_le_menage
from app.metier.portabilite import file
from app.metier.portabilite.demandes import demander, en_attente_depuis, son_dernier_fichier, son_fichier
from app.portabilite import archive
from app.portabilite.preparation import assembler, preparer_les_dus
from tests.personnages import camille, facture, personnage


async def compte_de_camille() -> int:
    personne = await camille()
    await facture(personne, "2300240069928", 8794)
    assert personne.compte is not None
    return int(personne.compte.id)


async def courriels() -> list[tuple[str, str]]:
    return [tuple(lu) for lu in await lignes("SELECT modele, destinataire FROM courriel ORDER BY id")]


async def test_une_seule_demande_a_la_fois_et_trois_par_jour(ccfi: Inscription) -> None:
    compte = await compte_de_camille()
    for _ in range(3):
        assert await demander(compte)
        assert not await demander(compte)
        assert await preparer_les_dus() == 1
    with pytest.raises(TropDEssais):
        await demander(compte)
    with time_machine.travel(maintenant() + timedelta(days=1, minutes=1)):
        assert await demander(compte)


async def test_dix_demandes_au_meme_instant_n_en_font_qu_une(base_reelle: Inscription) -> None:
    compte = await compte_de_camille()
    faites = await asyncio.gather(*(lancer(demander(compte)) for _ in range(10)), return_exceptions=True)
    assert faites.count(True) == 1
    assert await valeur("SELECT count(*) FROM export_donnees") == 1


async def test_le_fichier_est_pret_et_le_courriel_ne_dit_rien_de_plus(ccfi: Inscription) -> None:
    compte = await compte_de_camille()
    await demander(compte)
    assert await preparer_les_dus() == 1
    assert await preparer_les_dus() == 0
    assert await en_attente_depuis(compte) is None
    fichier = await son_dernier_fichier(compte)
    assert fichier is not None
    assert fichier.expire_le - fichier.pret_le == timedelta(days=7)
    garde = await Document.objects().get(Document.id == fichier.document)
    assert garde is not None
    assert (garde.nature, garde.taille) == ("application/zip", len(garde.contenu))
    assert ZipFile(io.BytesIO(garde.contenu)).testzip() is None
    assert await courriels() == [("donnees_pretes", "camille.martin@example.fr")]
    donnees = await valeur("SELECT donnees::text FROM courriel")
    assert list(json.loads(donnees)) == ["expire_le"]
    assert [lue["acte"] for lue in await lignes("SELECT acte FROM trace ORDER BY id")] == [
        "export_demande", "export_pret",
    ]  # fmt: skip


async def test_quatre_ouvriers_ne_le_font_qu_une_fois(base_reelle: Inscription) -> None:
    """Twelve requests, four workers at it until nothing is left: twelve files, twelve mails."""
    for rang in range(12):
        personne = await personnage(
            f"1{rang:04}", f"EXPORT{rang:02}", "NOM", "P", f"p{rang}@exemple.fr", avec_compte=True
        )
        assert personne.compte is not None
        await demander(personne.compte.id)

    async def travailler() -> int:
        faits = 0
        while await preparer_les_dus():
            faits += 1
        return faits

    assert sum(await asyncio.gather(*(lancer(travailler()) for _ in range(4)))) == 12
    assert await valeur("SELECT count(*) FROM document WHERE nature = 'application/zip'") == 12
    assert await valeur("SELECT count(*) FROM courriel WHERE modele = 'donnees_pretes'") == 12
    assert await valeur("SELECT max(essais) FROM export_donnees") == 1


async def test_tue_avant_le_courriel_il_est_refait_et_un_seul_courriel_part(base_reelle: Inscription) -> None:
    """A worker dies between making and mailing: nothing of it is seen; the lease over, another one does it all."""
    compte = await compte_de_camille()
    await demander(compte)
    mort = await file.prendre()
    assert mort is not None
    fichier = io.BytesIO()
    await assembler(mort, fichier)
    assert await preparer_les_dus() == 0
    with time_machine.travel(maintenant() + file.BAIL + timedelta(seconds=1)):
        assert await preparer_les_dus() == 1
        with pytest.raises(file.BailPerdu):
            await file.livrer(mort, fichier)
        with pytest.raises(file.BailPerdu):
            await file.prolonger(mort)
        await file.remettre(mort, "trop tard")
    assert await valeur("SELECT count(*) FROM document") == 1
    assert await courriels() == [("donnees_pretes", "camille.martin@example.fr")]
    assert (await ligne("SELECT essais, erreur FROM export_donnees"))["essais"] == 2  # type: ignore[index]


async def test_une_panne_remet_a_plus_tard_sans_rien_perdre(ccfi: Inscription) -> None:
    compte = await compte_de_camille()
    await demander(compte)
    await executer("ALTER TABLE adresse RENAME TO cassee")
    assert await preparer_les_dus() == 1
    lue = await ligne("SELECT erreur, prochain_essai_le, pret_le FROM export_donnees")
    assert lue is not None
    assert (lue["erreur"], lue["pret_le"]) == ("UndefinedTableError", None)
    assert lue["prochain_essai_le"] > maintenant() + timedelta(seconds=5)
    await executer("ALTER TABLE cassee RENAME TO adresse")
    with time_machine.travel(maintenant() + timedelta(minutes=1)):
        assert await preparer_les_dus() == 1
        assert await son_dernier_fichier(compte) is not None


async def test_un_fichier_neuf_prend_la_place_de_l_ancien(ccfi: Inscription) -> None:
    compte = await compte_de_camille()
    numeros = []
    for _ in range(2):
        await demander(compte)
        await preparer_les_dus()
        fichier = await son_dernier_fichier(compte)
        assert fichier is not None
        numeros.append(fichier.numero)
    assert await valeur("SELECT count(*) FROM document") == 1
    assert await son_fichier(compte, numeros[0]) is None
    assert await son_fichier(compte, numeros[1]) is not None


async def test_apres_une_semaine_il_n_en_reste_rien(ccfi: Inscription) -> None:
    compte = await compte_de_camille()
    await demander(compte)
    await preparer_les_dus()
    fichier = await son_dernier_fichier(compte)
    assert fichier is not None
    assert await faire_le_menage() == 0
    with time_machine.travel(fichier.expire_le + timedelta(seconds=1)):
        assert await son_fichier(compte, fichier.numero) is None
        assert await faire_le_menage() > 0
    assert await valeur("SELECT count(*) FROM export_donnees") == 0
    assert await valeur("SELECT count(*) FROM document") == 0


async def test_ce_qui_ne_tient_pas_est_dit(ccfi: Inscription, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the size that an archive may have, PDFs are named instead of joined; the data are all there."""
    monkeypatch.setattr(archive, "TAILLE_MAX", 20_000)
    compte = await compte_de_camille()
    contenu = bytes(30_000)
    document = Document(nom="f.pdf", taille=len(contenu), empreinte="", contenu=contenu)
    await document.save()
    await executer("UPDATE facture SET document = $1", document.id)
    await demander(compte)
    du = await file.prendre()
    assert du is not None
    fichier = io.BytesIO()
    await assembler(du, fichier)
    lu = ZipFile(fichier)
    assert not [nom for nom in lu.namelist() if nom.endswith(".pdf")]
    assert "- factures/2300240069928" in lu.read("LISEZMOI.txt").decode("utf-8-sig")
    assert "2300240069928" in lu.read("tables/facture.csv").decode("utf-8-sig")


async def test_un_gros_dossier_ne_remplit_pas_la_memoire(ccfi: Inscription) -> None:
    """40 MB of delivered PDFs: what Python holds at its fullest stays under a tenth of them."""
    compte = await compte_de_camille()
    for rang in range(5):
        contenu = os.urandom(8_000_000)
        document = Document(nom="f.pdf", taille=len(contenu), empreinte="", contenu=contenu)
        await document.save()
        await executer(
            "INSERT INTO facture (reference, abonne, objet, date_facture, montant_centimes, refdet, annulee, "
            "destinataire_nom, destinataire_adresse, destinataire_plie, lot, document, cree_le) SELECT $1, abonne, '', "
            "date_facture, 100, '', false, '', '', '', '', $2, cree_le FROM facture LIMIT 1",
            f"GROSSE{rang}", document.id,
        )  # fmt: skip
        del contenu, document
    await demander(compte)
    tracemalloc.start()
    try:
        assert await preparer_les_dus() == 1
        _, sommet = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    fichier = await son_dernier_fichier(compte)
    assert fichier is not None
    assert fichier.taille > 40_000_000
    assert sommet < 4_000_000
