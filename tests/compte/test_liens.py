"""Links in mails: 256 bits, hashed at rest, good once and until a deadline, for one thing and one person."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import time_machine

from app.base import Inscription, executer, lancer, ligne, transaction, utiliser, valeur
from app.metier.chiffre import condenser
from app.metier.comptes import activation, adresse, oubli
from app.metier.comptes.changement import changer_le_sien
from app.metier.comptes.creation import LienPerime, References, demander_par_adresse, demander_par_references
from app.metier.comptes.fermeture import fermer_compte
from app.metier.comptes.jetons import valeur_du_jeton
from app.metier.comptes.sessions import ouvrir
from tests import personnages
from tests.compte.outils import BOITE, CAMILLE, connecter, dernier_courriel
from tests.conftest import annulee, inscription_de
from tests.outils.echange import Echange, ouvrir_echange

CHOIX = {"mot_de_passe": "Autre2passe@", "confirmation": "Autre2passe@"}
ACTIVATION, OUBLI = "/compte/activation/", "/mot-de-passe/"
ICI = "192.0.2.1"
MINUTE = timedelta(minutes=1)


async def demander(navigateur: Echange, prefixe: str, boite: str) -> str:
    """Ask for a link of this kind; its token."""
    await navigateur.soumettre(prefixe.rstrip("/"), {"courriel": boite})
    return (await dernier_courriel())[1]


async def suivre(navigateur: Echange, adresse: str) -> int:
    """Press the button of a link, whether its page shows one or not; 303 is a success."""
    await navigateur.get("/contact")
    return (await navigateur.post(adresse, CHOIX)).status_code


async def change(jeton: str) -> bool:
    """Whether this reset link sets a password now."""
    lu = await oubli.lire_lien(jeton)
    if lu is None:
        return False
    try:
        await oubli.changer(lu, CHOIX["mot_de_passe"])
    except LienPerime:
        return False
    return True


async def test_le_lien_d_activation(ccfi: Inscription, modeles: str) -> None:
    """Eleven ways to misuse an activation link, none of which opens an account; the twelfth is below."""
    await personnages.dupont()
    camille = await personnages.camille()
    issues: dict[str, int | bool] = {}
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        async with ouvrir_echange(ccfi) as ici:
            jeton = await demander(ici, ACTIVATION, BOITE)
            assert re.fullmatch(r"[A-Za-z0-9_-]{43}", jeton)
            assert await valeur("SELECT empreinte FROM jeton") == condenser(jeton)
            for nom, autre in {
                "guess": valeur_du_jeton(await valeur("SELECT gen_random_uuid()")),
                "truncated": jeton[:-1],
                "upper case": jeton.upper(),
            }.items():
                issues[nom] = await suivre(ici, ACTIVATION + autre)
            for _ in range(5):
                assert (await ici.get(ACTIVATION + jeton)).status_code == 200
            issues["GET does not use it"] = await valeur("SELECT count(*) FROM jeton WHERE consomme_le IS NOT NULL")
            issues["other nature"] = await suivre(ici, OUBLI + jeton)
            issues["other collectivité"] = await lancer(_chez_le_voisin(modeles, jeton))
            horloge.shift(MINUTE)
            suivant = await demander(ici, ACTIVATION, BOITE)
            issues["old after new"] = await suivre(ici, ACTIVATION + jeton)
            await connecter(ici, CAMILLE)
            assert await suivre(ici, ACTIVATION + suivant) == 303
            issues["wrong account"] = await valeur(
                "SELECT count(*) FROM rattachement r JOIN abonne a ON a.id = r.abonne "
                "WHERE a.code_usager = '00001' AND r.compte = $1",
                camille.compte and camille.compte.id,
            )
            issues["reuse"] = await suivre(ici, ACTIVATION + suivant)
            issues["expiry"] = await _trop_tard(ici, horloge)
            issues["closed account"] = await _apres_la_fermeture(ici)
    assert issues == {
        **dict.fromkeys(("guess", "truncated", "upper case", "other nature", "other collectivité"), 404),
        **dict.fromkeys(("old after new", "reuse", "expiry", "closed account"), 404),
        "GET does not use it": 0,
        "wrong account": 0,
    }
    assert len(issues) == 11
    assert await valeur("SELECT count(*) FROM compte WHERE ferme_le IS NULL") == 1


async def _chez_le_voisin(modeles: str, jeton: str) -> int:
    async with annulee(await inscription_de(modeles, "milhaud")) as la_bas, ouvrir_echange(la_bas) as navigateur:
        return await suivre(navigateur, ACTIVATION + jeton)


async def _trop_tard(navigateur: Echange, horloge: time_machine.Traveller) -> int:
    await personnages.personnage("00050", "TARDIFFF", "TARDIF", "LEO", "tardif@example.fr")
    jeton = await demander(navigateur, ACTIVATION, "tardif@example.fr")
    horloge.shift(timedelta(hours=24))
    code = await suivre(navigateur, ACTIVATION + jeton)
    horloge.shift(-timedelta(hours=24))
    assert await suivre(navigateur, ACTIVATION + jeton) == code  # a clock set back does not bring it back
    return code


async def _apres_la_fermeture(navigateur: Echange) -> int:
    """A link that adds to the account, sent before the account was closed."""
    await personnages.personnage("00051", "FERMANTE", "DUPONT", "PIERRE", BOITE)
    jeton = await demander(navigateur, ACTIVATION, BOITE)
    await fermer_compte(await valeur("SELECT id FROM compte WHERE courriel = $1", BOITE), "lea")
    return await suivre(navigateur, ACTIVATION + jeton)


async def test_vingt_clics_a_la_fois_font_un_compte(base_reelle: Inscription) -> None:
    """Twelfth way: 20 concurrent clicks, one account."""
    await personnages.dupont()
    await demander_par_adresse(BOITE, adresse=ICI)
    lu = await activation.lire_lien(valeur_du_jeton(await valeur("SELECT id FROM jeton")))
    assert lu is not None
    faits = await asyncio.gather(
        *(lancer(activation.activer(lu, "Mot2passe@")) for _ in range(20)), return_exceptions=True
    )
    assert sum(isinstance(fait, int) for fait in faits) == 1
    assert await valeur("SELECT count(*) FROM compte") == 1


async def test_deux_portes_a_la_fois_font_un_compte(base_reelle: Inscription) -> None:
    """The link of each door at the same moment: one account, one rattachement, no password lost without a word."""
    await personnages.dupont()
    await demander_par_adresse(BOITE, adresse=ICI)
    await demander_par_references(References(BOITE, "Mot2passe@", "DUPONT", "PSEMCSMJ"), adresse=ICI)
    numeros = [str(lu) for lu in await valeur("SELECT array_agg(id) FROM jeton")]
    lus = [await activation.lire_lien(valeur_du_jeton(await valeur("SELECT $1::uuid", n))) for n in numeros]
    faits = await asyncio.gather(
        *(lancer(activation.activer(lu, "Mot2passe@")) for lu in lus if lu is not None), return_exceptions=True
    )
    assert len({fait for fait in faits if isinstance(fait, int)}) == 1
    assert all(isinstance(fait, int | activation.CompteOuvert) for fait in faits)
    assert await valeur("SELECT count(*) FROM rattachement") == 1


async def test_le_lien_du_mot_de_passe(ccfi: Inscription) -> None:
    """Reuse, old after new, after a password change, after a mail change, too late: one success each."""
    camille = await personnages.camille()
    assert camille.compte is not None
    compte = camille.compte.id
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:

        async def demande() -> str:
            horloge.shift(20 * MINUTE)
            await executer("DELETE FROM limite")
            await oubli.demander(await valeur("SELECT courriel FROM compte"), adresse=ICI)
            return (await dernier_courriel())[1]

        ligne_de_table: dict[str, list[bool]] = {}
        seul = await demande()
        ligne_de_table["reuse"] = [await change(seul), await change(seul)]
        ancien, nouveau = await demande(), await demande()
        ligne_de_table["old after new"] = [await change(ancien), await change(nouveau)]
        avant = await demande()
        session = await valeur("SELECT id FROM session WHERE empreinte = $1", condenser(await ouvrir(compte)))
        await changer_le_sien(compte, session, "Encore2passe@")
        ligne_de_table["after a password change"] = [await change(avant), await change(await demande())]
        avant = await demande()
        await _changer_d_adresse(compte, "nouvelle@example.fr")
        ligne_de_table["after a mail change"] = [await change(avant), await change(await demande())]
        vieux = await demande()
        horloge.shift(60 * MINUTE)
        ligne_de_table["too late"] = [await change(vieux), await change(await demande())]
    assert ligne_de_table.pop("reuse") == [True, False]
    assert len(ligne_de_table) == 4
    assert all(essais == [False, True] for essais in ligne_de_table.values()), ligne_de_table


async def _changer_d_adresse(compte: int, nouvelle: str) -> None:
    session = await valeur("SELECT id FROM session WHERE empreinte = $1", condenser(await ouvrir(compte)))
    async with transaction():
        await adresse.enregistrer(compte, session, nouvelle)
    numero = await valeur("SELECT id FROM jeton WHERE nature = 'courriel' AND consomme_le IS NULL")
    lu = await adresse.lire_lien(valeur_du_jeton(numero))
    assert lu is not None
    await adresse.confirmer(lu)


async def test_le_lien_n_entre_pas_et_ne_passe_pas_le_second_facteur(ccfi: Inscription) -> None:
    """Hashed at rest, every session dies, nobody is signed in, the second factor is still asked for."""
    camille = await personnages.camille()
    await executer("UPDATE compte SET secret_totp = 'chiffre', totp_prouve_le = now()")
    async with ouvrir_echange(ccfi) as ici:
        assert camille.compte is not None
        ici.client.cookies.set("session", await ouvrir(camille.compte.id), domain="ccfi.localhost", path="/")
        jeton = await demander(ici, OUBLI, CAMILLE)
        lu = await ligne("SELECT empreinte, j::text AS tout FROM jeton j")
        assert lu is not None
        assert (lu["empreinte"], jeton in lu["tout"]) == (condenser(jeton), False)
        assert await suivre(ici, OUBLI + jeton) == 303
        assert "session" not in ici.client.cookies
        assert await valeur("SELECT count(*) FROM session WHERE fermee_le IS NULL") == 0
        entree = await connecter(ici, mdp=CHOIX["mot_de_passe"])
        assert entree.headers["location"].startswith("/connexion/code")
        assert (await ici.get("/espace")).status_code == 303


async def test_un_temoin_plante_ne_survit_pas_au_lien(ccfi: Inscription) -> None:
    """Activation and reset: of twenty planted cookies none is a session of the victim's afterwards."""
    await personnages.camille()
    pirate = await personnages.personnage("00060", "PIRATEEE", "PIRATE", "X", "pirate@example.fr", avec_compte=True)
    assert pirate.compte is not None
    survivants = 0
    for rang in range(10):
        neuf = await personnages.personnage(f"1{rang:04}", f"PLANTE{rang:02}", "NEUF", "LEA", f"p{rang}@example.fr")
        for prefixe, boite in ((ACTIVATION, neuf.courriel), (OUBLI, CAMILLE)):
            plante = await ouvrir(pirate.compte.id)
            await executer("DELETE FROM limite")
            async with ouvrir_echange(ccfi) as victime, ouvrir_echange(ccfi) as planteur:
                jeton = await demander(victime, prefixe, boite)
                victime.client.cookies.set("session", plante, domain="ccfi.localhost", path="/")
                assert (await victime.get("/espace")).status_code == 200  # the plant takes
                assert await suivre(victime, prefixe + jeton) == 303
                survivants += (await victime.get("/espace")).status_code == 200
                await connecter(victime, boite, CHOIX["mot_de_passe"])
                planteur.client.cookies.set("session", plante)
                survivants += boite in (await planteur.get("/espace")).text
                survivants += victime.client.cookies["session"] == plante
    assert survivants == 0


async def test_la_cle_de_l_instance_entre_dans_le_lien(ccfi: Inscription) -> None:
    """Whoever reads the table of one collectivité cannot compute its links: the secret is not in the database."""
    await personnages.dupont()
    await demander_par_adresse(BOITE, adresse=ICI)
    numero = await valeur("SELECT id FROM jeton")
    with utiliser(replace(ccfi, cle=bytes(32))):
        faux = valeur_du_jeton(numero)
    assert await activation.lire_lien(faux) is None
    assert await activation.lire_lien(valeur_du_jeton(numero)) is not None
