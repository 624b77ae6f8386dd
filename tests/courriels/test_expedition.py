"""From the outbox to a real mail server, and what happens when it does not want."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from app.base import Inscription, lancer, lignes, transaction, valeur
from app.courriels import envoyer_les_dus
from app.courriels.file import prendre
from app.metier import courriels
from app.metier.calendrier import maintenant
from app.metier.comptes import jetons
from app.metier.comptes.tables import NatureJeton
from tests.outils.smtp import port_ferme, puits_smtp, reglages_avec


async def ecrire(combien: int = 1) -> None:
    for _ in range(combien):
        await courriels.ajouter("deja_inscrit", f"{uuid4().hex[:8]}@exemple.fr", {}, cause=uuid4().hex)


async def etats() -> list[str]:
    return [ligne["etat"] for ligne in await lignes("SELECT etat FROM courriel ORDER BY id")]


async def test_un_courriel_part_avec_son_lien_et_son_message_id(ccfi: Inscription) -> None:
    jeton = await jetons.emettre(NatureJeton.MOT_DE_PASSE, courriel="camille@exemple.fr")
    await courriels.mot_de_passe("camille@exemple.fr", jeton)
    async with puits_smtp() as puits:
        assert await envoyer_les_dus() == 1
    (recu,) = puits.recus
    lien = f"{ccfi.origine}/mot-de-passe/{jetons.valeur_du_jeton(jeton)}"
    parties = [partie.get_content() for partie in recu.walk() if not partie.is_multipart()]
    assert len(parties) == 2
    assert all(lien in partie for partie in parties)
    assert recu["Message-ID"] == await valeur("SELECT message_id FROM courriel")
    assert await etats() == ["envoye"]


async def test_ni_la_boite_d_envoi_ni_la_table_ne_contiennent_le_jeton(ccfi: Inscription) -> None:
    jeton = await jetons.emettre(NatureJeton.MOT_DE_PASSE, courriel="camille@exemple.fr")
    await courriels.mot_de_passe("camille@exemple.fr", jeton)
    secret = jetons.valeur_du_jeton(jeton)
    for table in ("courriel", "jeton"):
        lues = await lignes(f"SELECT t::text AS tout FROM {table} t")
        assert lues
        assert not any(secret in ligne["tout"] for ligne in lues)


async def test_le_meme_fait_n_ecrit_qu_un_courriel(ccfi: Inscription) -> None:
    for _ in range(3):
        await courriels.ajouter("deja_inscrit", "a@exemple.fr", {}, cause="un seul fait")
    assert await valeur("SELECT count(*) FROM courriel") == 1


async def test_une_transaction_defaite_n_ecrit_rien(base_reelle: Inscription) -> None:
    with pytest.raises(ZeroDivisionError):
        async with transaction():
            await ecrire()
            raise ZeroDivisionError
    assert await etats() == []


async def test_serveur_absent_puis_revenu(ccfi: Inscription) -> None:
    await ecrire(3)
    with reglages_avec(smtp=f"smtp://127.0.0.1:{port_ferme()}"):
        assert await envoyer_les_dus() == 0
    assert await etats() == ["a_envoyer"] * 3
    async with puits_smtp() as puits:
        assert await envoyer_les_dus() == 0, "not due yet"
        with time_machine.travel(maintenant() + timedelta(minutes=2)):
            assert await envoyer_les_dus() == 3
    assert len(puits.recus) == 3


async def test_un_refus_definitif_va_au_rebut_un_refus_passager_attend(ccfi: Inscription) -> None:
    await courriels.ajouter("deja_inscrit", "inconnu@exemple.fr", {}, cause="1")
    await courriels.ajouter("deja_inscrit", "occupe@exemple.fr", {}, cause="2")
    await courriels.ajouter("deja_inscrit", "bon@exemple.fr", {}, cause="3")
    async with puits_smtp() as puits:
        puits.reponses = {"inconnu@exemple.fr": "550 no such user", "occupe@exemple.fr": "451 later"}
        assert await envoyer_les_dus() == 1
    assert await etats() == ["rebut", "a_envoyer", "envoye"]


async def test_un_courriel_impossible_n_arrete_pas_les_autres(ccfi: Inscription) -> None:
    await courriels.ajouter("deja_inscrit", "pas une adresse", {}, cause="1")
    await courriels.ajouter("mot_de_passe", "sans.jeton@exemple.fr", {}, cause="2")
    await ecrire()
    async with puits_smtp() as puits:
        assert await envoyer_les_dus() == 1
    assert len(puits.recus) == 1
    assert await etats() == ["rebut", "rebut", "envoye"]


async def test_apres_quatre_heures_et_quarante_huit_essais_on_renonce(ccfi: Inscription) -> None:
    await ecrire()
    depart = maintenant()
    with reglages_avec(smtp=f"smtp://127.0.0.1:{port_ferme()}"), time_machine.travel(depart, tick=False) as horloge:
        while await etats() == ["a_envoyer"]:
            await envoyer_les_dus()
            horloge.shift(timedelta(seconds=90))
            assert maintenant() - depart < timedelta(hours=6), "it never gives up"
        essais = await valeur("SELECT essais FROM courriel")
        assert essais >= 48
        assert maintenant() - depart >= timedelta(hours=4)


async def test_quatre_ouvriers_ne_prennent_pas_le_meme(base_reelle: Inscription) -> None:
    await ecrire(100)
    lots = [await tache for tache in [lancer(prendre(40)) for _ in range(4)]]
    pris = [courriel.id for lot in lots for courriel in lot]
    assert len(pris) == len(set(pris)) == 100


async def test_un_ouvrier_mort_laisse_son_courriel_a_un_autre_sous_le_meme_nom(ccfi: Inscription) -> None:
    await ecrire()
    (pris,) = await prendre(10)
    async with puits_smtp() as puits:
        assert await envoyer_les_dus() == 0
        with time_machine.travel(maintenant() + timedelta(minutes=3)):
            assert await envoyer_les_dus() == 1
    assert puits.recus[0]["Message-ID"] == pris.message_id


async def test_un_courriel_deja_parti_ne_revient_pas(ccfi: Inscription) -> None:
    await ecrire()
    async with puits_smtp() as puits:
        await envoyer_les_dus()
        with time_machine.travel(maintenant() + timedelta(days=1)):
            assert await envoyer_les_dus() == 0
    assert len(puits.recus) == 1
