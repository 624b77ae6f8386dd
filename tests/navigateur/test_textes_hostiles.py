"""Sixty hostile texts in a resident's names, bills and requests: Chromium runs none of them, nor does the console."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from playwright.sync_api import expect

from app.base import executer, fermer_les_reserves, utiliser, valeur
from app.base.embarque import ServeurEmbarque
from app.base.registre import inscriptions
from tests.agents.outils import session_de
from tests.attaques.charges import CHARGES
from tests.navigateur.conftest import Ouvrir
from tests.navigateur.demonstration import Demonstration
from tests.navigateur.visite import Visite

COURRIEL = "hostile@example.fr"
PIEGE = "window.alert = window.confirm = window.prompt = mot => console.error('a hostile text has run: ' + mot);"
T = TypeVar("T")

ABONNE = """
INSERT INTO abonne (code_usager, identifiant_portail, nom, prenom, categorie, civilite, nom_plie)
VALUES ('HOSTILE', 'HOSTILEH', $1, $2, $3, $4, 'hostile') RETURNING id
"""
SUITES = (
    "INSERT INTO contrat (reference, abonne, forfait, souscrit_le) SELECT $1, id, $2, '2022-06-30' FROM abonne "
    "WHERE code_usager = 'HOSTILE'",
    "INSERT INTO adresse (contrat, usage, valable_du, rue, ville) SELECT id, u, '2022-06-30', $1, $2 FROM contrat, "
    "unnest('{habitation,facturation}'::text[]) u WHERE abonne = (SELECT id FROM abonne WHERE code_usager = 'HOSTILE')",
    "INSERT INTO compte (courriel, courriel_plie, mot_de_passe, secret_totp) SELECT $1, $2, mot_de_passe, '' "
    "FROM compte ORDER BY id LIMIT 1",
    "INSERT INTO rattachement (compte, abonne, motif) SELECT c.id, a.id, $2 FROM compte c, abonne a "
    "WHERE c.courriel = $1 AND a.code_usager = 'HOSTILE'",
)
FACTURES = """
INSERT INTO facture (reference, abonne, objet, date_facture, montant_centimes, exercice, refdet, destinataire_nom,
    destinataire_adresse)
SELECT 'HOSTILE-' || n, a.id, texte, '2023-07-02', 100, 2023, '', texte, texte
FROM unnest($1::text[]) WITH ORDINALITY t (texte, n), abonne a WHERE a.code_usager = 'HOSTILE'
"""
LIGNES = """
INSERT INTO ligne_facture (facture, rang, libelle, montant_centimes)
SELECT id, 1, objet, 100 FROM facture WHERE reference LIKE 'HOSTILE-%'
"""
DEMANDES = """
INSERT INTO demande (nature, deposee_par, abonne, etat, motif)
SELECT texte, 'compte', a.id, 'REFUSÉ', texte FROM unnest($1::text[]) texte, abonne a WHERE a.code_usager = 'HOSTILE'
"""


def a_part(travail: Coroutine[None, None, T]) -> T:
    """Run it in a thread of its own: Playwright's loop holds this one."""
    with ThreadPoolExecutor(1) as fil:
        return fil.submit(asyncio.run, travail).result()


async def _preparer(demo: Demonstration) -> str:
    """Write the texts; the token of a session of the demonstration's agent."""
    dsn = ServeurEmbarque(demo.sortie.parent).dsn()
    ccfi = next(i for i in await inscriptions(dsn) if i.nom == "ccfi")
    with utiliser(ccfi):
        await valeur(ABONNE, *CHARGES[:4])
        for requete, couple in zip(
            SUITES, [CHARGES[4:6], CHARGES[6:8], (COURRIEL, COURRIEL), (COURRIEL, CHARGES[8])], strict=True
        ):
            await executer(requete, *couple)
        for requete in (FACTURES, DEMANDES):
            await executer(requete, list(CHARGES))
        await executer(LIGNES)
        jeton = await session_de(await valeur("SELECT id FROM agent LIMIT 1"), prouvee=True)
        await fermer_les_reserves()
    return jeton


@pytest.fixture(scope="module")
def jeton_d_agent(demo: Demonstration) -> str:
    """The hostile resident is there; an agent may look."""
    return a_part(_preparer(demo))


def _pieger(visite: Visite) -> list[str]:
    """Complain of anything that runs; the paths asked for by the way."""
    chemins: list[str] = []
    visite.page.context.add_init_script(PIEGE)
    visite.page.on("request", lambda requete: chemins.append(requete.url.removeprefix(visite.origine)))
    visite.page.on("dialog", lambda dialogue: visite.gardien.plaintes.append(f"dialog: {dialogue.message}"))
    return chemins


def test_rien_ne_s_execute_chez_l_usager(ouvrir: Ouvrir, jeton_d_agent: str) -> None:
    visite = ouvrir()
    chemins = _pieger(visite)
    visite.se_connecter(COURRIEL)
    lues = ""
    for chemin in ("/espace", "/informations", "/bacs", "/services", "/suivi", "/contact", "/factures/reglements"):
        visite.page.goto(visite.origine + chemin)
        lues += visite.page.locator("body").inner_text()
    for rang in range(1, 6):
        visite.page.goto(f"{visite.origine}/factures?etat=toutes&page={rang}")
        expect(visite.page.locator("tbody tr")).to_have_count(12)
        lues += visite.page.locator("main").inner_text()
    for rang in range(1, len(CHARGES) + 1, 5):
        visite.page.goto(f"{visite.origine}/factures/HOSTILE-{rang}")
        lues += visite.page.locator("main").inner_text()
    visite.page.wait_for_timeout(300)
    assert sum("".join(charge.split()) in "".join(lues.split()) for charge in CHARGES) >= 55
    assert not [chemin for chemin in chemins if chemin.startswith(("/x", "/deconnexion", "/etc"))]


def test_rien_ne_s_execute_dans_la_console_des_agents(ouvrir: Ouvrir, jeton_d_agent: str) -> None:
    visite = ouvrir()
    chemins = _pieger(visite)
    visite.page.context.add_cookies([{"name": "agent", "value": jeton_d_agent, "url": visite.origine}])
    for table in ("abonne", "facture", "ligne_facture", "demande", "adresse"):
        visite.page.goto(f"{visite.origine}/admin/#/{table}?__page_size=100&__order=-id")
        visite.page.reload()
        expect(visite.page.locator(".table_wrapper tbody tr").first).to_be_visible()
        visite.page.wait_for_timeout(200)
    visite.page.goto(f"{visite.origine}/admin/#/abonne?code_usager=HOSTILE")
    visite.page.reload()
    expect(visite.page.locator(".table_wrapper tbody")).to_contain_text(CHARGES[0])
    visite.page.locator(".table_wrapper tbody tr").first.locator("a").first.click()
    expect(visite.page.locator("textarea[name=nom]").first).to_have_value(CHARGES[0])
    assert not [chemin for chemin in chemins if chemin.startswith(("/x", "/deconnexion", "/etc"))]
