"""Seven readers before every route: what is not theirs answers nothing, and nothing moves."""

import re

import httpx
import pytest

from app.base import Inscription
from tests.attaques.acteurs import ACTEURS, VOIT, adresses, cookies_de
from tests.attaques.empreinte import empreinte
from tests.maison.droits import REFERENCE, Qui
from tests.outils.echange import Echange, ouvrir_echange

PORTES = {Qui.USAGER: "/connexion", Qui.AGENT: "/agents/connexion"}
SEANCES = frozenset({"session", "session_agent"})
"""Looking may say when it was."""


def est_fermee(reponse: httpx.Response, qui: Qui) -> bool:
    """Sent to the door that is its own, or told so, without a word of what is behind."""
    if reponse.status_code == 303:
        vers = reponse.headers["location"].split("?")[0]
        return reponse.content == b"" and vers in (PORTES[qui], "/agents/second-facteur", "/connexion/code")
    return reponse.status_code in (401, 403, 404)


@pytest.mark.parametrize("acteur", ACTEURS)
async def test_ce_qui_n_est_pas_pour_lui_ne_repond_pas(echange: Echange, modeles: str, acteur: str) -> None:
    """GET of every route: nothing that is a resident's or an agent's comes to anybody else."""
    for nom, valeur in (await cookies_de(acteur, modeles)).items():
        echange.client.cookies.set(nom, valeur)
    avant, essais = await empreinte(sauf=SEANCES), 0
    for _, chemin, qui in adresses("GET"):
        for htmx in ({}, {"HX-Request": "true"}):
            reponse = await echange.client.get(chemin, headers=htmx)
            assert reponse.status_code < 500, chemin
            if qui not in VOIT[acteur]:
                essais += 1
                vers = reponse.headers.get("hx-redirect", "/connexion").split("?")[0]
                ferme = reponse.status_code == 204 and vers == "/connexion"
                assert ferme or est_fermee(reponse, qui), (chemin, reponse.status_code)
                assert not re.search("MARTIN|8794|87,94", reponse.text), chemin
    assert essais > (5 if acteur in ("proprietaire", "voisin", "agent") else 15)
    assert await empreinte(sauf=SEANCES) == avant


@pytest.mark.parametrize("acteur", ACTEURS)
async def test_ce_qui_n_est_pas_pour_lui_n_agit_pas(echange: Echange, modeles: str, acteur: str) -> None:
    """POST of every route that is not his, with a good form's proof."""
    for nom, valeur in (await cookies_de(acteur, modeles)).items():
        echange.client.cookies.set(nom, valeur)
    avant = await empreinte(sauf=SEANCES)
    for _, chemin, qui in adresses("POST", "PUT", "PATCH", "DELETE"):
        if qui not in VOIT[acteur]:
            await echange.get("/contact")
            reponse = await echange.client.post(chemin, data={"jeton_csrf": echange.jeton()})
            assert est_fermee(reponse, qui), (chemin, reponse.status_code)
    assert await empreinte(sauf=SEANCES) == avant


async def test_le_bien_d_un_autre_a_les_octets_de_ce_qui_n_existe_pas(ccfi: Inscription, modeles: str) -> None:
    """The neighbour before every address that names the owner's object."""
    async with ouvrir_echange(ccfi) as voisin:
        voisin.client.cookies.set("session", (await cookies_de("voisin", modeles))["session"])
        siennes = [(m, c) for m, c, _ in adresses("GET", "POST") if REFERENCE in c]
        assert len(siennes) >= 5
        for methode, chemin in siennes:
            vues = []
            for cible in (chemin, chemin.replace(REFERENCE, "MATRICE-9999")):
                await voisin.get("/contact")
                corps = {"jeton_csrf": voisin.jeton()} if methode == "POST" else None
                reponse = await voisin.client.request(
                    methode, cible, data=corps, headers={"Accept-Encoding": "identity"}, follow_redirects=True
                )
                vues.append((reponse.status_code, _sans_hasard(reponse.text), _entetes(reponse)))
            assert vues[0] == vues[1], chemin
            assert vues[0][0] == 404


def _sans_hasard(texte: str) -> str:
    return re.sub(r'(name="jeton_csrf" value=")[^"]+', r"\1", texte).replace("MATRICE-9999", REFERENCE)


def _entetes(reponse: httpx.Response) -> list[tuple[str, str]]:
    return sorted((nom, contenu) for nom, contenu in reponse.headers.multi_items() if nom != "date")
