"""`Authentification`: the way in, the way out, and what it says to strangers."""

from contextlib import AsyncExitStack
from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine

from app.base import Inscription, executer, valeur
from tests import personnages
from tests.compte.outils import CAMILLE, connecter, dernier_courriel, neutre
from tests.outils.echange import Echange, ouvrir_echange
from tests.personnages import MOT_DE_PASSE

AILLEURS = (
    "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "/\\/evil.example", "https://evil.example", "http://evil.example", "HTTPS://evil.example", "https:evil.example",
    "https:/evil.example", "https:///evil.example", "ftp://evil.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "mailto:a@evil.example", "evil.example", "evil.example/",
    ".evil.example", "@evil.example", "/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "\t//evil.example",
    " //evil.example", "\n//evil.example", "/ /evil.example", "/x\r\nSet-Cookie: a=b", "/x\r\n\r\n<script>", "/x\0y",
    "/\u2028/evil.example", "\u3000//evil.example", "／／evil.example", "/／evil.example", "/\u00a0/evil.example",
    "/.//evil.example", "/..//evil.example", "/x//evil.example", "//evil.example/..;/", "/x/..//evil.example",
    "//evil%2eexample", "//0x7f000001", "//127.0.0.1", "//[::1]", "//localhost:1", "/:80", "/x:y", "?x", "#x", ".",
    "..", "//evil.example?x=/", "//evil.example#/", "/\x7f/evil.example", "/\x0b/evil.example", "/" + "a" * 600,
)  # fmt: skip


async def test_on_revient_ou_l_on_allait(echange: Echange) -> None:
    await personnages.camille()
    renvoi = await echange.get("/factures?etat=reglees")
    assert renvoi.status_code == 303
    await echange.get(renvoi.headers["location"])
    cachee = echange.soupe().find("input", attrs={"name": "suite"})
    assert cachee is not None
    assert cachee["value"] == "/factures?etat=reglees"  # type: ignore[index]
    entree = await echange.post(
        "/connexion", {"identifiant": CAMILLE, "mot_de_passe": "Mot2passe@", "suite": "/factures?etat=reglees"}
    )
    assert entree.headers["location"] == "/factures?etat=reglees"


@pytest.mark.parametrize("suite", AILLEURS)
async def test_on_ne_va_jamais_ailleurs(echange: Echange, suite: str) -> None:
    await personnages.camille()
    if "\0" not in suite:
        entree = await connecter(echange, suite=suite)
        assert (entree.status_code, entree.headers["location"]) == (303, "/espace")
        deja = await echange.get(f"/connexion?suite={quote(suite, safe='')}")
        assert deja.headers["location"] == "/espace"
    else:
        assert (await connecter(echange, suite=suite)).status_code == 400


def test_la_liste_des_ailleurs_est_assez_longue() -> None:
    assert len(set(AILLEURS)) >= 60


async def test_la_page_porte_les_mots_du_document(echange: Echange) -> None:
    await echange.get("/connexion")
    texte, soupe = echange.texte(), echange.soupe()
    assert (
        "Pour accéder à votre espace personnel, veuillez vous connecter avec vos identifiants saisis lors de la "
        "création de compte." in texte
    )
    libelles = [balise.text for balise in soupe.find_all("label")]
    assert libelles == ["Identifiant (adresse mail)", "Mot de passe", "Rester connecté"]
    assert [e["autocomplete"] for e in soupe.find_all("input", autocomplete=True)] == ["username", "current-password"]
    assert "Mot de passe oublié" in texte
    assert "CONNEXION" in texte


async def test_connu_ou_non_le_refus_est_le_meme(ccfi: Inscription) -> None:
    await personnages.camille()
    await personnages.personnage("00003", "FERMEEEE", "CLOS", "JEAN", "clos@example.fr", avec_compte=True)
    await executer("UPDATE compte SET ferme_le = now() WHERE courriel = 'clos@example.fr'")
    refus = []
    for identifiant in (CAMILLE, "inconnu@example.fr", "clos@example.fr", "n’importe quoi"):
        async with ouvrir_echange(ccfi) as navigateur:
            navigateur.client.headers["accept-encoding"] = "identity"
            code, entetes, texte = neutre(await connecter(navigateur, identifiant, "Faux2passe@"))
            # The one difference is what was typed.
            tailles = [(nom, str(int(c) - len(identifiant.encode()))) for nom, c in entetes if nom == "content-length"]
            autres = [entete for entete in entetes if entete[0] != "content-length"]
            refus.append((code, tailles + autres, texte.replace(identifiant, "")))
    assert refus[0][0] == 422
    assert all(reponse == refus[0] for reponse in refus)


async def test_le_mot_de_passe_ne_revient_jamais(echange: Echange) -> None:
    await personnages.camille()
    reponse = await connecter(echange, mdp="Faux2passe@")
    assert "Faux2passe@" not in reponse.text
    assert CAMILLE in reponse.text


@pytest.mark.parametrize("champs", [{}, {"identifiant": CAMILLE}, {"mot_de_passe": "x"}, {"identifiant": "x" * 300}])
async def test_un_champ_vide_est_demande(echange: Echange, champs: dict[str, str]) -> None:
    assert (await echange.soumettre("/connexion", champs)).status_code == 422


async def test_apres_cinq_echecs_on_attend(echange: Echange) -> None:
    await personnages.camille()
    codes = [(await connecter(echange, mdp="Faux2passe@")).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]
    assert "Nouvel essai possible à" in echange.texte()


async def test_un_appareil_connu_a_son_propre_compte(ccfi: Inscription) -> None:
    await personnages.camille()
    async with ouvrir_echange(ccfi) as chez_elle, ouvrir_echange(ccfi) as ailleurs:
        await connecter(chez_elle)
        await chez_elle.get("/espace")
        await chez_elle.post("/deconnexion")
        for _ in range(8):
            await connecter(ailleurs, mdp="Faux2passe@")
        assert (await connecter(ailleurs)).status_code == 429
        assert (await connecter(chez_elle)).status_code == 303


async def test_un_appareil_d_un_autre_compte_n_est_pas_connu(ccfi: Inscription) -> None:
    """The mark is sealed for each account: one's own gives no new tries at a neighbour's."""
    await personnages.camille()
    await personnages.personnage("00003", "VOISINEE", "VOISIN", "JEAN", "voisin@example.fr", avec_compte=True)
    async with ouvrir_echange(ccfi) as navigateur:
        await connecter(navigateur, "voisin@example.fr")
        await navigateur.get("/espace")
        await navigateur.post("/deconnexion")
        codes = [(await connecter(navigateur, mdp="Faux2passe@")).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]


async def test_un_nouveau_mot_de_passe_fait_oublier_les_appareils(ccfi: Inscription) -> None:
    """Eight browsers that signed in before share the five tries of a stranger; the one that chose it is known."""
    await personnages.camille()
    async with AsyncExitStack() as ouverts:
        navigateurs = [await ouverts.enter_async_context(ouvrir_echange(ccfi)) for _ in range(8)]
        for navigateur in navigateurs:
            await connecter(navigateur)
        elle = navigateurs[0]
        change = {"present": MOT_DE_PASSE, "mot_de_passe": "Autre2passe@", "confirmation": "Autre2passe@"}
        assert (await elle.soumettre("/informations/mot-de-passe", change)).status_code == 303
        juges = 0
        for rang in range(42):
            navigateur = navigateurs[1 + rang % 7]
            navigateur.client.cookies.delete("session") if "session" in navigateur.client.cookies else None
            juges += (await connecter(navigateur, mdp=f"Faux{rang}passe@")).status_code == 422
        assert juges == 5
        elle.client.cookies.delete("session")
        assert (await connecter(elle, mdp="Autre2passe@")).status_code == 303


async def test_celui_qui_choisit_par_le_lien_est_connu_ensuite(ccfi: Inscription) -> None:
    """Strangers have used up the tries, and asked at every door: the owner still gets the link, and comes in by it."""
    await personnages.camille()
    async with ouvrir_echange(ccfi) as etranger, ouvrir_echange(ccfi) as elle:
        for rang in range(6):
            await connecter(etranger, mdp=f"Faux{rang}passe@")
            await etranger.soumettre("/compte/renvoi", {"courriel": CAMILLE})
        assert (await connecter(elle)).status_code == 429
        await elle.soumettre("/mot-de-passe", {"courriel": CAMILLE})
        modele, jeton = await dernier_courriel()
        assert modele == "mot_de_passe"
        choix = {"mot_de_passe": "Autre2passe@", "confirmation": "Autre2passe@"}
        assert (await elle.soumettre(f"/mot-de-passe/{jeton}", choix)).status_code == 303
        assert (await connecter(elle, mdp="Autre2passe@")).status_code == 303


async def test_la_session_est_neuve_a_chaque_entree(ccfi: Inscription) -> None:
    """A token planted in the browser, alive or not, is not the one that comes out (session fixation)."""
    await personnages.camille()
    async with ouvrir_echange(ccfi) as pirate:
        await connecter(pirate)
        vivant = pirate.client.cookies["session"]
    for plante in (vivant, "A" * 43, "choisi", "é"):
        async with ouvrir_echange(ccfi) as victime:
            victime.client.cookies.set("session", plante.encode("ascii", "ignore").decode(), domain="ccfi.localhost")
            await victime.get("/mot-de-passe")
            await victime.post("/connexion", {"identifiant": CAMILLE, "mot_de_passe": "Mot2passe@"})
            posees = {c.value for c in victime.client.cookies.jar if c.name == "session"} - {plante}
            assert any(len(str(valeur_posee)) == 43 for valeur_posee in posees)
    async with ouvrir_echange(ccfi) as pirate:
        pirate.client.cookies.set("session", vivant)
        assert (await pirate.get("/espace")).status_code == 303


async def test_sortir_ferme_la_session_et_vide_le_cache(echange: Echange) -> None:
    await personnages.camille()
    await connecter(echange)
    await echange.get("/espace")
    jeton = echange.client.cookies["session"]
    sortie = await echange.post("/deconnexion")
    assert (sortie.status_code, sortie.headers["location"]) == (303, "/connexion?etat=sorti")
    assert sortie.headers["clear-site-data"] == '"cache"'
    assert "session" not in echange.client.cookies
    echange.client.cookies.set("session", jeton)
    assert (await echange.get("/espace")).headers["location"] == "/connexion?suite=/espace"


async def test_une_session_revoquee_meurt_a_la_page_suivante(echange: Echange) -> None:
    await personnages.camille()
    await connecter(echange)
    assert (await echange.get("/espace")).status_code == 200
    await executer("UPDATE session SET fermee_le = now()")
    assert (await echange.get("/espace")).status_code == 303


async def test_inactive_trente_minutes_elle_se_ferme(echange: Echange) -> None:
    await personnages.camille()
    with time_machine.travel("2026-03-02 10:00:00Z", tick=False) as horloge:
        await connecter(echange)
        horloge.shift(timedelta(minutes=29))
        assert (await echange.get("/espace")).status_code == 200
        horloge.shift(timedelta(minutes=30))
        assert (await echange.get("/espace")).status_code == 303


async def test_rester_connecte_garde_le_temoin_trente_jours(echange: Echange) -> None:
    await personnages.camille()
    court = await connecter(echange)
    assert "max-age" not in _temoin(court.headers.get_list("set-cookie"), "session").lower()
    echange.client.cookies.clear()
    long = await connecter(echange, rester_connecte="oui")
    pose = _temoin(long.headers.get_list("set-cookie"), "session").lower()
    assert "max-age=2592000" in pose
    assert "httponly" in pose
    assert "samesite=lax" in pose
    assert await valeur("SELECT bool_or(rester_connecte) FROM session")


async def test_un_visiteur_ne_coute_aucune_ligne(echange: Echange) -> None:
    for _ in range(20):
        reponse = await echange.get("/connexion")
        assert "session" not in echange.client.cookies
    assert reponse.headers["cache-control"] == "no-store"
    assert await valeur("SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM limite)") == 0


async def test_le_contrat_en_vue_se_choisit(echange: Echange) -> None:
    camille, autre = await personnages.camille(), await personnages.dupont()
    await connecter(echange)
    await echange.get("/espace")
    choisi = await echange.post("/espace/contrat", {"contrat": str(camille.contrat.id), "suite": "/factures"})
    assert (choisi.status_code, choisi.headers["location"]) == (303, "/factures")
    for numero in (str(autre.contrat.id), "0", "", "-1", "1 OR 1=1", "９", "9" * 30):
        await echange.get("/espace")
        assert (await echange.post("/espace/contrat", {"contrat": numero})).status_code == 404


def _temoin(poses: list[str], nom: str) -> str:
    return next(pose for pose in poses if pose.startswith(f"{nom}="))
