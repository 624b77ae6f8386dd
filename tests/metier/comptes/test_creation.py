"""The two doors to an account, and the links that open them."""

import asyncio
from datetime import timedelta

import pytest
import time_machine

from app.base import Inscription, executer, lancer, ligne, lignes, valeur
from app.metier.chiffre import condenser
from app.metier.comptes import sessions
from app.metier.comptes.acces import lire_acces
from app.metier.comptes.activation import activer, lire_lien
from app.metier.comptes.creation import LienPerime, References, demander_par_adresse, demander_par_references
from app.metier.comptes.jetons import valeur_du_jeton
from app.metier.comptes.mots_de_passe import verifier
from app.metier.comptes.proprietaires import rattacher
from app.metier.comptes.references import ses_references
from app.metier.comptes.tables import Jeton
from app.metier.limites import TropDEssais
from tests import personnages

BOITE = "dupont59@gmail.com"
DEMANDE = References(BOITE, "Mot2passe@", "DUPONT", "PSEMCSMJ")
ADRESSE = "192.0.2.1"


async def courriels() -> list[tuple[str, str]]:
    return [tuple(lu) for lu in await lignes("SELECT modele, destinataire FROM courriel ORDER BY id")]


async def dernier_lien() -> Jeton:
    """What the mail's link opens."""
    numero = await valeur("SELECT id FROM jeton ORDER BY cree_le DESC, consomme_le NULLS FIRST LIMIT 1")
    lu = await lire_lien(valeur_du_jeton(numero))
    assert lu is not None
    return lu


async def ouvre() -> list[str]:
    """The abonnés that the one account opens."""
    lus = await lignes("SELECT a.code_usager FROM rattachement r JOIN abonne a ON a.id = r.abonne ORDER BY 1")
    return [lu["code_usager"] for lu in lus]


async def test_le_compte_n_existe_qu_a_l_activation(ccfi: Inscription) -> None:
    await personnages.dupont()
    await demander_par_references(DEMANDE, adresse=ADRESSE)
    assert await courriels() == [("activation", BOITE)]
    assert await valeur("SELECT count(*) FROM compte") == 0
    compte = await activer(await dernier_lien())
    lu = await ligne("SELECT courriel, mot_de_passe FROM compte WHERE id = $1", compte)
    assert lu is not None
    assert lu["courriel"] == BOITE
    assert await verifier(lu["mot_de_passe"], "Mot2passe@")
    assert await ouvre() == ["00001"]
    actes = [lu["acte"] for lu in await lignes("SELECT acte FROM trace ORDER BY id")]
    assert actes == ["compte_demande", "compte_active"]


@pytest.mark.parametrize(
    ("nom", "identifiant"), [("DUPOND", "PSEMCSMJ"), ("DUPONT", "PSEMCSMK"), ("DURAND", "ABCDEFGH"), ("%", "PSEMCSMJ")]
)
async def test_de_fausses_references_n_ecrivent_rien(ccfi: Inscription, nom: str, identifiant: str) -> None:
    await personnages.dupont()
    await demander_par_references(References(BOITE, "Mot2passe@", nom, identifiant), adresse=ADRESSE)
    for table in ("courriel", "jeton", "trace", "compte"):
        assert await valeur(f"SELECT count(*) FROM {table}") == 0


async def test_le_nom_d_une_facture_ancienne_suffit(ccfi: Inscription) -> None:
    dupont = await personnages.dupont()
    await personnages.facture(dupont, "2100240000001", 100, destinataire_nom="M DUPOMD Pierre")
    await demander_par_references(References(BOITE, "Mot2passe@", "dupomd", "PSEMCSMJ"), adresse=ADRESSE)
    assert await courriels() == [("activation", BOITE)]


async def test_une_adresse_deja_inscrite_est_prevenue_par_courriel(ccfi: Inscription) -> None:
    await personnages.dupont()
    camille = await personnages.camille()
    await demander_par_references(References("CAMILLE.Martin@example.fr", "x", "DUPONT", "PSEMCSMJ"), adresse=ADRESSE)
    assert await courriels() == [("deja_inscrit", camille.courriel)]
    assert await valeur("SELECT count(*) FROM jeton") == 0


async def test_un_couple_a_deux_comptes(ccfi: Inscription) -> None:
    await personnages.dupont()
    for boite in (BOITE, "marie.dupont@example.fr"):
        await demander_par_references(References(boite, "Mot2passe@", "DUPONT", "PSEMCSMJ"), adresse=ADRESSE)
        await activer(await dernier_lien())
    assert await ouvre() == ["00001", "00001"]


async def test_une_adresse_ouvre_tous_ses_abonnes(ccfi: Inscription) -> None:
    await personnages.dupont()
    await personnages.personnage("00007", "SECONDEM", "DUPONT", "PIERRE", "Dupont59@Gmail.com")
    await demander_par_adresse("DUPONT59@gmail.com", adresse=ADRESSE)
    assert await courriels() == [("activation_adresse", BOITE)]
    compte = await activer(await dernier_lien(), "Mot2passe@")
    assert await ouvre() == ["00001", "00007"]
    assert await verifier(await valeur("SELECT mot_de_passe FROM compte WHERE id = $1", compte), "Mot2passe@")


async def test_le_courriel_va_a_la_boite_que_la_facturation_connait(ccfi: Inscription) -> None:
    """K (the Kelvin sign) folds into k: the letter must not go to the look-alike's mailbox."""
    await personnages.personnage("00008", "KELVINKE", "KIEL", "KIM", "kim@kiel.example.fr")
    await demander_par_adresse("\u212aim@kiel.example.fr", adresse=ADRESSE)
    assert await courriels() == [("activation_adresse", "kim@kiel.example.fr")]


async def test_une_adresse_inconnue_n_ecrit_rien(ccfi: Inscription) -> None:
    await personnages.personnage("00009", "SANSBOIT", "SANS", "BOITE", "")
    for boite in ("inconnu@example.fr", ""):
        await demander_par_adresse(boite, adresse=ADRESSE)
    assert await courriels() == []
    assert await valeur("SELECT count(*) FROM jeton") == 0


async def test_un_lien_perime_apres_un_jour(ccfi: Inscription) -> None:
    await personnages.dupont()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        await demander_par_references(DEMANDE, adresse=ADRESSE)
        lien = await dernier_lien()
        horloge.shift(timedelta(hours=24))
        assert await lire_lien(valeur_du_jeton(lien.id)) is None
        with pytest.raises(LienPerime):
            await activer(lien)
    assert await valeur("SELECT count(*) FROM compte") == 0


async def test_un_nouveau_lien_remplace_l_ancien(ccfi: Inscription) -> None:
    await personnages.dupont()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        await demander_par_references(DEMANDE, adresse=ADRESSE)
        ancien = await dernier_lien()
        horloge.shift(timedelta(minutes=1))
        await demander_par_references(DEMANDE, adresse=ADRESSE)
        with pytest.raises(LienPerime):
            await activer(ancien)
        assert await activer(await dernier_lien())


async def test_le_lien_n_est_ni_dans_la_table_ni_dans_les_courriels(ccfi: Inscription) -> None:
    await personnages.dupont()
    await demander_par_references(DEMANDE, adresse=ADRESSE)
    secret = valeur_du_jeton((await dernier_lien()).id)
    assert len(secret) == 43
    for table in ("jeton", "courriel", "trace"):
        requete = f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%' || $1 || '%'"
        assert await valeur(requete, secret) == 0


async def test_un_lien_d_une_nature_n_en_ouvre_pas_une_autre(ccfi: Inscription) -> None:
    camille = await personnages.camille()
    assert camille.compte is not None
    from app.metier.comptes import oubli

    await oubli.demander(camille.courriel, adresse=ADRESSE)
    numero = await valeur("SELECT id FROM jeton")
    assert await oubli.lire_lien(valeur_du_jeton(numero)) is not None
    assert await lire_lien(valeur_du_jeton(numero)) is None


async def test_un_lien_ancien_ne_change_pas_le_mot_de_passe_d_un_compte_ouvert(ccfi: Inscription) -> None:
    """Both doors were asked for; the second link attaches, and the password that is in use stays."""
    await personnages.dupont()
    await demander_par_adresse(BOITE, adresse=ADRESSE)
    par_adresse = await dernier_lien()
    await demander_par_references(DEMANDE, adresse=ADRESSE)
    par_references = await dernier_lien()
    compte = await activer(par_adresse, "Autre2passe@")
    assert await activer(par_references) == compte
    assert await verifier(await valeur("SELECT mot_de_passe FROM compte"), "Autre2passe@")
    assert await ouvre() == ["00001"]


async def test_un_compte_ferme_se_rouvre_comme_un_neuf(ccfi: Inscription) -> None:
    """What it opened before is not proved any more: the mail proves the address, and the address this abonné alone."""
    camille, dupont = await personnages.camille(), await personnages.dupont()
    assert camille.compte is not None
    await rattacher(camille.compte.id, dupont.abonne.id, "essai")
    session = await sessions.ouvrir(camille.compte.id)
    await executer("UPDATE compte SET ferme_le = now(), secret_totp = 'chiffre', totp_prouve_le = now()")
    await demander_par_adresse(camille.courriel, adresse=ADRESSE)
    await activer(await dernier_lien(), "Autre2passe@")
    lu = await ligne("SELECT mot_de_passe, ferme_le, secret_totp, totp_prouve_le FROM compte")
    assert lu is not None
    assert (lu["ferme_le"], lu["secret_totp"], lu["totp_prouve_le"]) == (None, "", None)
    assert await verifier(lu["mot_de_passe"], "Autre2passe@")
    assert [r.code_usager for r in await ses_references(camille.compte.id, limite=9)] == ["00002"]
    assert await lire_acces(condenser(session)) is None


async def test_vingt_clics_sur_le_lien_font_un_compte(base_reelle: Inscription) -> None:
    await personnages.dupont()
    await demander_par_references(DEMANDE, adresse=ADRESSE)
    lien = await dernier_lien()
    rendus = await asyncio.gather(*(lancer(activer(lien)) for _ in range(20)), return_exceptions=True)
    assert sum(isinstance(rendu, int) for rendu in rendus) == 1
    assert sum(isinstance(rendu, LienPerime) for rendu in rendus) == 19
    assert await valeur("SELECT count(*) FROM compte") == 1
    assert await ouvre() == ["00001"]


@pytest.mark.lent
async def test_deviner_est_freine_partout(ccfi: Inscription) -> None:
    """Names and addresses that change do not help: 300 guesses an hour, all told."""
    entendus = 0
    for rang in range(400):
        essai = References(f"x{rang}@example.fr", "x", f"NOM{rang}", "ABCDEFGH")
        try:
            await demander_par_references(essai, adresse=f"198.51.{rang // 250}.{rang % 250}")
        except TropDEssais:
            continue
        entendus += 1
    assert entendus == 300


async def test_deviner_un_nom_est_freine(ccfi: Inscription) -> None:
    entendus = 0
    for rang in range(40):
        essai = References("x@example.fr", "x", "DÜPONT" if rang % 2 else "dupont", "ABCDEFGH")
        try:
            await demander_par_references(essai, adresse=f"198.51.100.{rang}")
        except TropDEssais:
            continue
        entendus += 1
    assert entendus == 20


@pytest.mark.lent
async def test_trois_cents_bonnes_demandes_d_une_meme_adresse_passent(ccfi: Inscription) -> None:
    """A town hall helps its residents: right references are given back to the limits."""
    await personnages.dupont()
    for rang in range(60):
        demande = References(f"x{rang}@example.fr", "x", "DUPONT", "PSEMCSMJ")
        await demander_par_references(demande, adresse=ADRESSE)
    assert len(await courriels()) == 60


async def test_une_boite_ne_recoit_pas_plus_de_cinq_liens_par_heure(ccfi: Inscription) -> None:
    await personnages.dupont()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        for rang in range(20):
            await demander_par_adresse(BOITE, adresse=f"198.51.100.{rang}")
        assert len(await courriels()) == 5
        assert await activer(await dernier_lien(), "Mot2passe@")  # the last one sent still works
        horloge.shift(timedelta(hours=1))
