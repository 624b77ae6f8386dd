"""Signing in with a second factor: between password and code nothing is open."""

import time_machine

from app.base import Inscription, executer, lignes, valeur
from app.metier.chiffre import condenser
from app.metier.comptes.acces import lire_acces
from app.metier.comptes.sessions import lire_attente
from app.metier.limites import prendre
from app.metier.second_facteur.essais import CODES_DU_JOUR
from app.metier.second_facteur.porteurs import Porteur, du_compte
from tests import personnages
from tests.compte.outils import CAMILLE, connecter, dernier_courriel
from tests.maison.droits import DROITS, Qui
from tests.outils.echange import Echange, ouvrir_echange
from tests.outils.second_facteur import code, faux, poser

MIDI = "2026-03-02 12:00:05Z"


async def camille() -> tuple[Porteur, list[str]]:
    """Camille's second factor, and her recovery codes."""
    qui = await personnages.camille()
    assert qui.compte is not None
    porteur = du_compte(qui.compte.id)
    return porteur, await poser(porteur)


async def donner(echange: Echange, saisi: str, **champs: str) -> int:
    """The second step, through its page."""
    return (await echange.soumettre("/connexion/code", {"code": saisi} | champs)).status_code


async def test_mot_de_passe_puis_code(echange: Echange) -> None:
    await camille()
    premier = await connecter(echange, suite="/factures?etat=reglees")
    assert (premier.status_code, premier.headers["location"]) == (
        303,
        "/connexion/code?suite=/factures%3Fetat%3Dreglees",
    )
    assert "session" not in echange.client.cookies
    pose = next(p for p in premier.headers.get_list("set-cookie") if p.startswith("attente=")).lower()
    assert "httponly" in pose
    assert "samesite=lax" in pose
    await echange.get(premier.headers["location"])
    champ = echange.soupe().select_one("#code")
    assert champ is not None
    assert (champ["autocomplete"], champ["inputmode"]) == ("one-time-code", "numeric")
    second = await echange.post("/connexion/code", {"code": code(), "suite": "/factures?etat=reglees"})
    assert (second.status_code, second.headers["location"]) == (303, "/factures?etat=reglees")
    assert "attente" not in echange.client.cookies
    assert (await echange.get("/espace")).status_code == 200
    traces = await lignes("SELECT acte, details::jsonb ->> 'second_facteur' AS preuve FROM trace")
    assert [tuple(trace) for trace in traces] == [("connexion", "code")]
    assert await valeur("SELECT derniere_connexion_le IS NOT NULL AND navigateur <> '' FROM compte, session")


async def test_chaque_etape_donne_un_autre_jeton_et_tue_l_ancien(ccfi: Inscription) -> None:
    """Planted tokens, of a wait or of a session, are not those that come out; the former ones are dead."""
    await camille()
    async with ouvrir_echange(ccfi) as pirate:
        await connecter(pirate)
        attente = pirate.client.cookies["attente"]
    async with ouvrir_echange(ccfi) as victime:
        for nom in ("session", "attente"):
            victime.client.cookies.set(nom, attente, domain="ccfi.localhost", path="/")
        await connecter(victime)
        neuve = victime.client.cookies["attente"]
        assert neuve != attente
        assert await lire_attente(attente) is None
        assert await donner(victime, code()) == 303
        ouverte = victime.client.cookies["session"]
        assert len({attente, neuve, ouverte}) == 3
    for mort in (attente, neuve):
        assert await lire_attente(mort) is None
        assert await lire_acces(condenser(mort)) is None
    assert await lire_acces(condenser(ouverte)) is not None
    assert await lire_attente(ouverte) is None


async def test_la_session_que_le_navigateur_avait_se_ferme(echange: Echange) -> None:
    porteur, _ = await camille()
    with time_machine.travel(MIDI, tick=False) as montre:
        await connecter(echange)
        await donner(echange, code())
        premiere = echange.client.cookies["session"]
        montre.shift(60)
        await echange.get("/mot-de-passe")  # signed in, and signing in again
        await echange.post("/connexion", {"identifiant": CAMILLE, "mot_de_passe": personnages.MOT_DE_PASSE})
        assert await lire_acces(condenser(premiere)) is not None
        await donner(echange, code())
        assert await lire_acces(condenser(premiere)) is None
    assert await valeur("SELECT count(*) FROM session WHERE fermee_le IS NULL AND compte = $1", porteur.numero) == 1


async def test_entre_les_deux_pas_rien_n_est_ouvert(echange: Echange) -> None:
    """With the password alone, a resident's route answers as to a stranger, whichever cookie it is in."""
    await camille()
    chemins = [cle for cle, droit in DROITS.items() if droit.qui is Qui.USAGER]
    assert len(chemins) >= 20
    etrangers = await _reponses(echange, chemins)
    assert {reponse[0] for reponse in etrangers} == {303}
    await connecter(echange)
    demi = echange.client.cookies["attente"]
    assert await _reponses(echange, chemins) == etrangers
    echange.client.cookies.set("session", demi, domain="ccfi.localhost", path="/")
    assert await _reponses(echange, chemins) == etrangers
    assert await lire_attente(demi) is not None  # looked at as a session, the wait is neither opened nor closed
    assert await valeur("SELECT count(*) FROM trace") == 0


async def _reponses(echange: Echange, chemins: list[tuple[str, str]]) -> list[tuple[int, str]]:
    vues = []
    for methode, patron in chemins:
        await echange.get("/contact")
        chemin = DROITS[methode, patron].exemple or patron
        reponse = await (echange.get(chemin) if methode == "GET" else echange.post(chemin, {}))
        vues.append((reponse.status_code, reponse.headers.get("location", "")))
    return vues


async def test_un_code_faux_se_dit_et_ne_revient_pas(echange: Echange) -> None:
    _, codes = await camille()
    await connecter(echange)
    for saisi in ("", "  ", faux(), "ABCDE-FGH23", "1" * 2000):
        assert await donner(echange, saisi) == 422
        assert echange.soupe().select_one("#code-err") is not None
        assert echange.soupe().select_one("#code").get("value") is None  # type: ignore[union-attr]
    assert await donner(echange, codes[0]) == 303


async def test_le_sixieme_code_est_refuse_et_dit_quand_revenir(echange: Echange) -> None:
    """The sixth try within five minutes is not heard, good or not, from whatever browser; then the owner is."""
    await camille()
    with time_machine.travel(MIDI, tick=False) as montre:
        await connecter(echange)
        assert [await donner(echange, faux()) for _ in range(5)] == [422] * 5
        refus = await echange.soumettre("/connexion/code", {"code": code()})
        assert (refus.status_code, refus.headers["retry-after"]) == (429, "301")
        assert "Nouvel essai possible à" in echange.texte()
        async with ouvrir_echange(echange.inscription) as ailleurs:
            await connecter(ailleurs)
            assert await donner(ailleurs, code()) == 429
        montre.shift(301)
        assert await donner(echange, code()) == 303
    assert await valeur("SELECT donnees::jsonb ->> 'acte' FROM courriel") == "codes_refuses"


async def test_cinquante_codes_faux_n_enferment_pas_dehors(ccfi: Inscription) -> None:
    """The day's tries used up by whoever has the password: known browsers, and recovery codes, still come in."""
    porteur, codes = await camille()
    with time_machine.travel("2090-03-02 12:00:05Z", tick=False) as montre:
        async with ouvrir_echange(ccfi) as elle, ouvrir_echange(ccfi) as ailleurs:
            await connecter(elle)
            assert await donner(elle, code()) == 303
            for _ in range(CODES_DU_JOUR.essais):
                await prendre(CODES_DU_JOUR, porteur.nom)
            montre.shift(60)
            await connecter(ailleurs)
            assert await donner(ailleurs, code()) == 429
            elle.client.cookies.delete("session")
            await connecter(elle)
            assert await donner(elle, code()) == 303
            assert await donner(ailleurs, codes[3], secours="oui") == 303


async def test_le_lien_du_mot_de_passe_ouvre_aussi_la_seconde_etape(ccfi: Inscription) -> None:
    """Who chose a new password by the link is known: the codes burnt before keep the owner out of nothing."""
    porteur, _ = await camille()
    async with ouvrir_echange(ccfi) as elle:
        for _ in range(CODES_DU_JOUR.essais):
            await prendre(CODES_DU_JOUR, porteur.nom)
        await elle.soumettre("/mot-de-passe", {"courriel": CAMILLE})
        choix = {"mot_de_passe": "Autre2passe@", "confirmation": "Autre2passe@"}
        await elle.soumettre(f"/mot-de-passe/{(await dernier_courriel())[1]}", choix)
        await connecter(elle, mdp="Autre2passe@")
        assert [await donner(elle, faux()) for _ in range(5)] == [422] * 5
        assert await donner(elle, code()) == 429  # its own five in five minutes


async def test_un_code_de_secours_ouvre_une_fois_et_se_dit(echange: Echange) -> None:
    _, codes = await camille()
    await connecter(echange)
    await echange.get("/connexion/code?suite=/factures")
    lien = next(a for a in echange.soupe().find_all("a") if "secours" in a.get_text())
    await echange.get(str(lien["href"]))
    assert "inputmode" not in echange.soupe().select_one("#code").attrs  # type: ignore[union-attr]
    cachees = {e["name"]: e["value"] for e in echange.soupe().select("main form input[type=hidden]")}
    assert (cachees["suite"], cachees["secours"]) == ("/factures", "oui")
    assert (await echange.post("/connexion/code", {"code": "rien"} | {"secours": "oui"})).status_code == 422
    assert "Code de secours" in [e.get_text() for e in echange.soupe().find_all("label")]
    assert (await echange.post("/connexion/code", {"code": codes[7].lower(), "secours": "oui"})).status_code == 303
    lu = await lignes("SELECT donnees::jsonb ->> 'acte' AS acte, donnees::jsonb ->> 'restants' AS n FROM courriel")
    assert [tuple(ligne) for ligne in lu] == [("code_secours_utilise", "9")]
    async with ouvrir_echange(echange.inscription) as ailleurs:
        await connecter(ailleurs)
        assert await donner(ailleurs, codes[7]) == 422


async def test_rester_connecte_passe_par_les_deux_pas(echange: Echange) -> None:
    """The session's time begins with the code, not with the password."""
    await camille()
    with time_machine.travel(MIDI, tick=False) as montre:
        await connecter(echange, rester_connecte="oui")
        assert await valeur("SELECT expire_le - ouverte_le = interval '10 minutes' FROM session")
        montre.shift(9 * 60)
        fin = await echange.soumettre("/connexion/code", {"code": code()})
        pose = next(p for p in fin.headers.get_list("set-cookie") if p.startswith("session=")).lower()
        assert "max-age=2592000" in pose
        assert await valeur("SELECT expire_le - ouverte_le = interval '30 days' FROM session")
        montre.shift(29 * 86_400)
        assert (await echange.get("/espace")).status_code == 200


async def test_l_attente_dure_dix_minutes_meme_si_l_horloge_recule(echange: Echange) -> None:
    await camille()
    with time_machine.travel(MIDI, tick=False) as montre:
        await connecter(echange, suite="/bacs")
        attente = echange.client.cookies["attente"]
        await echange.get("/connexion/code")
        montre.shift(600)
        echange.client.cookies.set("attente", attente)  # a browser that would not forget it in time
        fin = await echange.post("/connexion/code", {"code": code(), "suite": "/bacs"})
        assert fin.headers["location"] == "/connexion?etat=attente&suite=/bacs"
        echange.client.cookies.clear()
        await echange.get(fin.headers["location"])
        assert "Le temps donné pour saisir le code est passé" in echange.texte()
        montre.shift(-600)
        assert await lire_attente(attente) is None
        await connecter(echange)
        assert await donner(echange, code()) == 303  # the code was not used up


async def test_sans_mot_de_passe_la_page_du_code_n_existe_pas(echange: Echange) -> None:
    _, codes = await camille()
    assert (await echange.get("/connexion/code")).headers["location"] == "/connexion?etat=attente"
    await echange.get("/contact")
    for plante in ("", "x", "A" * 43, "é"):
        echange.client.cookies.set("attente", plante.encode("ascii", "ignore").decode())
        assert (await echange.post("/connexion/code", {"code": codes[0]})).status_code == 303
    assert "session" not in echange.client.cookies


async def test_un_changement_entre_les_deux_pas_arrete_tout(ccfi: Inscription) -> None:
    """Password changed, account closed, sessions ended by an agent: the wait is over."""
    porteur, codes = await camille()
    await executer("UPDATE compte SET ferme_le = NULL")
    for rang, changement in enumerate(
        ("UPDATE compte SET ferme_le = now() WHERE id = $1", "UPDATE session SET fermee_le = now() WHERE compte = $1")
    ):
        async with ouvrir_echange(ccfi) as navigateur:
            await connecter(navigateur)
            await navigateur.get("/connexion/code")
            await executer(changement, porteur.numero)
            fin = await navigateur.post("/connexion/code", {"code": codes[rang]})
            assert fin.headers["location"] == "/connexion?etat=attente"
            assert "session" not in navigateur.client.cookies
        await executer("UPDATE compte SET ferme_le = NULL")
    assert await valeur("SELECT count(*) FROM code_secours WHERE consomme_le IS NOT NULL") == 0


async def test_un_mot_de_passe_oublie_ne_contourne_pas_le_second_facteur(ccfi: Inscription) -> None:
    """The reset link ends waits and sessions, signs nobody in, and the code is asked for as before."""
    _, codes = await camille()
    async with ouvrir_echange(ccfi) as voleur, ouvrir_echange(ccfi) as en_attente:
        await connecter(en_attente)
        await en_attente.get("/connexion/code")
        await voleur.soumettre("/mot-de-passe", {"courriel": CAMILLE})
        _, jeton = await dernier_courriel()
        await voleur.get(f"/mot-de-passe/{jeton}")
        await voleur.post(f"/mot-de-passe/{jeton}", {"mot_de_passe": "Autre2passe@", "confirmation": "Autre2passe@"})
        assert "session" not in voleur.client.cookies
        assert (await en_attente.post("/connexion/code", {"code": codes[0]})).status_code == 303
        assert "session" not in en_attente.client.cookies
        entree = await connecter(voleur, mdp="Autre2passe@")
        assert entree.headers["location"] == "/connexion/code"
        assert (await voleur.get("/espace")).headers["location"] == "/connexion?suite=/espace"
        assert await donner(voleur, faux()) == 422
        assert await donner(voleur, codes[0]) == 303


async def test_un_autre_courriel_ne_contourne_pas_le_second_facteur(echange: Echange) -> None:
    """The second factor is the account's, whatever its login address."""
    await camille()
    await executer("UPDATE compte SET courriel = 'neuve@example.fr', courriel_plie = 'neuve@example.fr'")
    assert (await connecter(echange, "neuve@example.fr")).headers["location"] == "/connexion/code"


async def test_un_inconnu_ne_voit_pas_qui_a_un_second_facteur(ccfi: Inscription) -> None:
    await camille()
    await personnages.personnage("00003", "VOISINEE", "VOISIN", "JEAN", "voisin@example.fr", avec_compte=True)
    vus = set()
    for boite in (CAMILLE, "voisin@example.fr", "inconnu@example.fr"):
        async with ouvrir_echange(ccfi) as navigateur:
            refus = await connecter(navigateur, boite, "Faux2passe@")
            vus.add((refus.status_code, navigateur.texte().replace(boite, ""), "attente" in navigateur.client.cookies))
    assert len(vus) == 1


async def test_des_attentes_ne_chassent_pas_les_connexions_ouvertes(echange: Echange) -> None:
    """Whoever knows the password alone cannot end the owner's sessions by waiting often."""
    await camille()
    await connecter(echange)
    await donner(echange, code())
    async with ouvrir_echange(echange.inscription) as voleur:
        for _ in range(25):
            await connecter(voleur)
            voleur.client.cookies.clear()
    assert (await echange.get("/espace")).status_code == 200
