"""Being sent on: whatever a parameter, an address or htmx asks for, the browser stays at the portal."""

from urllib.parse import quote, urljoin, urlsplit

import httpx

from app.base import valeur
from tests.agents.outils import donner_le_mot_de_passe, equipier
from tests.attaques.acteurs import cookies_de
from tests.compte.test_connexion import AILLEURS
from tests.outils.echange import Echange

CHARGES = [suite for suite in AILLEURS if "\0" not in suite]
RENVOIS = {"location", "hx-redirect", "hx-location", "hx-push-url", "hx-replace-url", "refresh", "content-location"}


def reste_ici(reponse: httpx.Response) -> bool:
    """As browsers resolve an address: backslashes are strokes, blanks inside are dropped."""
    ici = urlsplit(str(reponse.url)).netloc
    for nom in RENVOIS & set(reponse.headers):
        lue = "".join(c for c in reponse.headers[nom].replace("\\", "/") if c > " ")
        if not lue.startswith("/") or lue.startswith("//") or urlsplit(urljoin(str(reponse.url), lue)).netloc != ici:
            return False
    return True


async def test_la_suite_d_un_formulaire_reste_ici(echange: Echange, modeles: str) -> None:
    """The resident's chooser of contrats, and the sign-in page for who is signed in already, by link and by htmx."""
    echange.client.cookies.set("session", (await cookies_de("proprietaire", modeles))["session"])
    contrat = str(await valeur("SELECT max(id) FROM contrat"))
    await echange.get("/espace")
    for suite in CHARGES:
        choisi = await echange.post("/espace/contrat", {"contrat": contrat, "suite": suite})
        assert (choisi.status_code, choisi.headers["location"]) == (303, "/espace")
        for htmx in ({}, {"HX-Request": "true", "HX-Current-URL": quote(suite)}):
            deja = await echange.client.get(f"/connexion?suite={quote(suite, safe='')}", headers=htmx)
            assert deja.status_code == 303
            assert reste_ici(deja)


async def test_la_suite_des_agents_reste_chez_eux(echange: Echange) -> None:
    await equipier()
    for suite in CHARGES:
        echange.client.cookies.clear()
        page = await echange.client.get(f"/agents/connexion?suite={quote(suite, safe='')}")
        assert "evil.example" not in page.text
    porte = await donner_le_mot_de_passe(echange, "lea", f"?suite={quote(CHARGES[0], safe='')}")
    assert porte.headers["location"] == "/agents/second-facteur"


async def test_l_adresse_demandee_ne_renvoie_pas_ailleurs(echange: Echange) -> None:
    """A hostile path or query on the way to the sign-in page, as a page and as a fragment (HX-Redirect)."""
    renvoyees = 0
    for suite in CHARGES:
        brute = quote(suite, safe="/\\?#&=.:@;[]()<>!,'").encode()
        nue = brute.lstrip(b"/")
        for adresse in (b"/" + nue, b"//" + nue, b"/factures?etat=" + brute, b"/factures/" + brute):
            url = httpx.URL(echange.inscription.origine).copy_with(raw_path=adresse.split(b"#")[0])
            for entetes in ({}, {"HX-Request": "true"}):
                reponse = await echange.client.get(url, headers=entetes)
                assert reponse.status_code < 500
                assert reste_ici(reponse), (adresse, dict(reponse.headers))
                renvoyees += reponse.status_code in (204, 303)
    assert renvoyees >= 2 * len(CHARGES)


async def test_le_retour_de_payfip_reste_ici(echange: Echange) -> None:
    for suite in CHARGES:
        champs = {"idop": suite, "suite": suite, "url": suite, "next": suite}
        assert reste_ici(await echange.client.post("/paiement/retour", data=champs))
        assert reste_ici(await echange.client.get("/paiement/retour", params=champs))
