"""Tables × verbs × who asks: nothing is read without both factors, nothing is written but what the policy says."""

import pytest

from app.agents.politique import REGLES, TABLES, Role
from app.base import executer, ligne, transaction, valeur
from app.metier import logos
from app.metier.agents import sessions as sessions_d_agent
from app.metier.comptes import sessions
from tests import personnages
from tests.agents.outils import Console, equipier, session_de
from tests.outils.echange import Echange

VERBES = ("GET", "POST", "PUT", "PATCH", "DELETE")
SANS_ENTREE = ("visiteur", "usager", "usager sous nos couleurs", "sans second facteur", "désactivé", "fermée")
AUTRES_ADRESSES = (
    *("/", "/assets/index-BEwzAl-o.js", "/api/user/", "/api/links/", "/api/forms/", "/api/tables/"),
    *("/api/tables/grouped/", "/public/meta/", "/public/translations/", "/public/translations/fr/", "/openapi.json"),
    *("/public/login/", "/public/logout/", "/api/change-password/", "/api/media/", "/api/mfa-setup/", "/api/docs/"),
)
MUETTES = {"trace", "limite", "session", "session_agent"}
"""Tables that signing in and looking may write."""


async def _sans_entree(echange: Echange, qui: str) -> Console:
    equipe = await equipier()
    console = Console(echange, await session_de(equipe.agent.id, prouvee=qui != "sans second facteur"))
    if qui == "désactivé":
        await executer("UPDATE agent SET active = false")
    if qui == "fermée":
        await sessions_d_agent.fermer_toutes(equipe.agent.id)
    if qui in ("visiteur", "usager", "usager sous nos couleurs"):
        echange.client.cookies.clear()
    if qui.startswith("usager"):
        camille = await personnages.camille()
        assert camille.compte is not None
        async with transaction():
            jeton = await sessions.ouvrir(camille.compte.id)
        echange.client.cookies.set("session", jeton)
        if qui == "usager sous nos couleurs":
            echange.client.cookies.set("agent", jeton)
    return console


async def _etat() -> dict[str, object]:
    """A fingerprint of every table that must not move."""
    return {
        nom: await valeur(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {nom} t")
        for nom in TABLES
        if nom not in MUETTES
    }


@pytest.mark.parametrize("qui", SANS_ENTREE)
async def test_sans_les_deux_facteurs_rien_ne_repond(echange: Echange, qui: str) -> None:
    console = await _sans_entree(echange, qui)
    avant = await _etat()
    adresses = [
        *AUTRES_ADRESSES,
        *(f"/api/tables/{nom}/{suite}" for nom in REGLES for suite in ("", "schema/", "ids/", "1/")),
    ]
    for adresse in adresses:
        for verbe in VERBES:
            reponse = await console.envoyer(verbe, adresse, {})
            permis = {303} if adresse == "/" and verbe == "GET" else {401}
            assert reponse.status_code in permis, (verbe, adresse)
            assert len(reponse.content) < 100
            assert "set-cookie" not in reponse.headers
    assert await _etat() == avant


@pytest.mark.parametrize("qui", SANS_ENTREE)
async def test_les_pages_des_agents_non_plus(echange: Echange, qui: str) -> None:
    await _sans_entree(echange, qui)
    for chemin in ("/agents", "/agents/logo", "/agents/mot-de-passe"):
        reponse = await echange.get(chemin)
        assert (reponse.status_code, reponse.content) == (303, b"")
        assert reponse.headers["location"].startswith("/agents/connexion")
    await echange.get("/agents/connexion")
    for chemin in ("/agents/logo", "/agents/logo/retrait", "/agents/mot-de-passe"):
        assert (await echange.post(chemin, {})).headers["location"] == "/agents/connexion"


async def _remplir() -> None:
    """A row at least in most tables."""
    camille = await personnages.camille()
    await personnages.facture(camille, "2300240069999", 4200)
    await executer("INSERT INTO flux (code, libelle) VALUES ('OM', 'Ordures ménagères')")
    await logos.deposer_svg(b'<svg xmlns="http://www.w3.org/2000/svg"/>')


@pytest.mark.parametrize("administrateur", [False, True])
async def test_tables_par_verbes(echange: Echange, *, administrateur: bool) -> None:
    equipe = await equipier(administrateur=administrateur)
    await _remplir()
    console = Console(echange, await session_de(equipe.agent.id, prouvee=True))
    avant = await _etat()
    for nom, regle in REGLES.items():
        ouverte = administrateur or regle.role is Role.AGENT
        premiere = await ligne(f"SELECT id FROM {nom} ORDER BY id LIMIT 1")
        numero = premiere["id"] if premiere else 1
        assert (await console.lire(f"/api/tables/{nom}/")).status_code == (200 if ouverte else 403), nom
        lue = (await console.lire(f"/api/tables/{nom}/{numero}/")).status_code
        absente = 400 if nom == "jeton" else 404  # its keys are UUIDs
        assert lue == ((200 if premiere else absente) if ouverte else 403), nom
        # What is sent would change nothing where it is allowed: the answer alone tells.
        ecrit = ouverte and regle.fiche is not None
        attendus = {
            "POST": 422 if ecrit and regle.ajout else 403,
            "PUT": 204 if ecrit else 403,
            "PATCH": 200 if ecrit else 403,
        }
        for verbe, code in attendus.items():
            adresse = f"/api/tables/{nom}/" + ("" if verbe == "POST" else f"{numero}/")
            reponse = await console.envoyer(verbe, adresse, {})
            assert reponse.status_code == code, (nom, verbe, reponse.text)
        for adresse in (f"/api/tables/{nom}/", f"/api/tables/{nom}/{numero}/"):
            if not (ecrit and regle.suppression and adresse.endswith(f"{numero}/")):
                assert (await console.envoyer("DELETE", adresse)).status_code == 403, nom
        assert (await console.envoyer("PATCH", f"/api/tables/{nom}/", {"id": 9})).status_code == 403, nom
        assert (await console.envoyer("POST", f"/api/tables/{nom}/{numero}/", {"id": 9})).status_code == 403, nom
    assert await _etat() == avant


@pytest.mark.parametrize(
    "adresse",
    [
        *(
            "/public/login/",
            "/public/docs/",
            "/public/openapi.json",
            "/api/docs/",
            "/api/openapi.json",
            "/openapi.json",
        ),
        *("/api/change-password/", "/api/mfa-setup/", "/api/media/", "/api/forms/x/", "/assets/../../version.py"),
        *("/assets/absent.js", "/api/tables/piccolo_user/", "/api/tables/migration/", "/api/tables/facture/1/2/"),
        "/api/tables/facture/99999999999999999999/",
    ],
)
async def test_ses_propres_portes_sont_murees(echange: Echange, adresse: str) -> None:
    equipe = await equipier(administrateur=True)
    console = Console(echange, await session_de(equipe.agent.id, prouvee=True))
    for verbe in ("GET", "POST"):
        assert (await console.envoyer(verbe, adresse, {})).status_code == 404, verbe


async def test_un_agent_sans_la_console_garde_son_bureau(echange: Echange) -> None:
    equipe = await equipier()
    await executer("UPDATE agent SET admin = false")
    console = Console(echange, await session_de(equipe.agent.id, prouvee=True))
    assert (await console.lire("/")).status_code == 403
    assert (await console.lire("/api/tables/facture/")).status_code == 403
    page = await echange.get("/agents")
    assert page.status_code == 200
    assert "Les tables" not in echange.texte()


async def test_l_agent_n_est_personne_chez_les_usagers(echange: Echange) -> None:
    equipe = await equipier(administrateur=True)
    jeton = await session_de(equipe.agent.id, prouvee=True)
    for nom in ("agent", "session"):
        echange.client.cookies.set(nom, jeton)
    for chemin in ("/espace", "/informations", "/bacs", "/factures", "/services", "/suivi", "/factures/2300240069928"):
        reponse = await echange.get(chemin)
        assert reponse.status_code == 303, chemin
        assert reponse.headers["location"].startswith("/connexion")


async def test_le_menu_ne_montre_que_ce_qui_s_ouvre(echange: Echange) -> None:
    equipe = await equipier()
    console = Console(echange, await session_de(equipe.agent.id, prouvee=True))
    menu = (await console.lire("/api/tables/grouped/")).json()
    assert list(menu["grouped"]) == ["Usagers", "Facturation", "Collecte", "Réglages", "Journal"]
    assert "agent" not in (await console.lire("/api/tables/")).json()
    assert (await console.lire("/api/user/")).json() == {"username": "Lea Morel", "user_id": str(equipe.agent.id)}
    await executer("UPDATE agent SET superuser = true")
    menu = (await console.lire("/api/tables/grouped/")).json()
    assert menu["grouped"]["Équipe"] == ["agent", "session_agent"]


async def test_administration_n_est_pas_la_console(echange: Echange) -> None:
    equipe = await equipier(administrateur=True)
    Console(echange, await session_de(equipe.agent.id, prouvee=True))
    for chemin in ("/administration", "/adminx/api/tables/facture/", "/admin.html"):
        assert (await echange.get(chemin)).status_code == 404, chemin
    assert (await echange.client.get("/admin")).headers["location"] == "/admin/"
