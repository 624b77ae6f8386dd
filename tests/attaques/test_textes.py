"""Hostile texts in every field that is kept or sent: text wherever they are shown, whatever they are made of."""

import itertools
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

import asyncpg
import pytest
from bs4 import BeautifulSoup, Tag
from piccolo.columns import Text

from app.agents.politique import REGLES, TABLES
from app.base import executer, point_de_reprise, valeur
from app.metier.profil import oublier_les_profils
from tests import personnages
from tests.agents.outils import Console, equipier, session_de
from tests.attaques.acteurs import adresses, cookies_de
from tests.attaques.charges import CHARGES
from tests.attaques.squelette import squelette
from tests.courriels.exemples import MODELES, ecrire
from tests.espace.conftest import connecter
from tests.espace.test_bacs import lever, poser_bac
from tests.espace.test_reglements import payer
from tests.espace.test_suivi import deposer
from tests.maison.droits import REFERENCE, Qui
from tests.outils.echange import Echange

ANODIN = "texte"
INTOUCHABLES = {
    "collectivite": {"accent", "fuseau"},  # checked where they are written
    "paiement": {"idop"},
    "courriel": {"modele", "cause", "message_id"},
    "document": {"nature", "empreinte"},
    "logo": {"nature", "empreinte"},
    "limite": {"cle"},
}
COMPLETE = [pytest.param(range(len(CHARGES)), id="complete", marks=pytest.mark.lent)]


def test_la_liste_est_assez_longue() -> None:
    assert len(set(CHARGES)) >= 60


def colonnes() -> Iterator[tuple[str, str]]:
    """Every column of free text."""
    for nom, table in TABLES.items():
        for colonne in table._meta.columns:
            libre = isinstance(colonne, Text) and not colonne._meta.secret and not colonne._meta.choices
            if libre and colonne._meta.name not in INTOUCHABLES.get(nom, set()):
                yield nom, colonne._meta.name


async def peupler(echange: Echange) -> None:
    """A resident, signed in, with a row wherever the pages look."""
    martin = await personnages.camille(telephone_2="0601020304", nature_2="Portable", raison_sociale="")
    await payer(await personnages.facture(martin, REFERENCE, 8794))
    await lever(await poser_bac(martin, "B001"), martin, datetime(2023, 7, 2, 8, 0))  # noqa: DTZ001 -- local
    await deposer(martin, "Résiliation", motif="Motif")
    await connecter(echange, martin)


async def ecrire_partout(choisir: Callable[[int], str]) -> dict[tuple[str, str], str]:
    """A text in every column of free text that takes it; which ones did."""
    prises = {}
    for rang, (table, colonne) in enumerate(colonnes()):
        try:
            async with point_de_reprise():
                await executer(f'UPDATE {table} SET "{colonne}" = $1', _admis(table, colonne, choisir(rang)))
        except (asyncpg.IntegrityConstraintViolationError, asyncpg.RaiseError):
            continue
        prises[table, colonne] = _admis(table, colonne, choisir(rang))
    oublier_les_profils()
    return prises


def _admis(table: str, colonne: str, texte: str) -> str:
    """A bill's number stands in its address, where a stroke would begin another page's."""
    return texte.replace("/", ":") if (table, colonne) == ("facture", "reference") else texte


async def _pages(echange: Echange) -> dict[str, list[tuple[str, ...]]]:
    """The skeleton of every page and fragment that a resident sees."""
    reference = quote(str(await valeur("SELECT reference FROM facture")), safe="")
    vues = {}
    for _, patron, qui in adresses("GET"):
        if qui not in (Qui.USAGER, Qui.PUBLIC) or patron.endswith(("duplicata", "/recu/1")):
            continue
        chemin = patron.replace(REFERENCE, reference)
        for fragment in (False, True):
            reponse = await echange.client.get(chemin, headers={"HX-Request": "true"} if fragment else {})
            assert reponse.status_code < 500, chemin
            if reponse.headers.get("content-type", "").startswith("text/html"):
                vues[f"{patron} {fragment}"] = squelette(reponse.text)
    return vues


@pytest.mark.parametrize("rotations", [pytest.param(range(0, 60, 15), id="rapide"), *COMPLETE])
async def test_ce_qui_est_garde_reste_du_texte_chez_l_usager(echange: Echange, rotations: range) -> None:
    """Each rotation puts another text in each column: pages keep the very skeleton that a plain word gives."""
    await peupler(echange)
    assert len(await ecrire_partout(lambda rang: f"{ANODIN}{rang}")) >= 60
    attendues = await _pages(echange)
    assert sum(1 for vue in attendues.values() if len(vue) > 40) >= 15
    for tour in rotations:
        await ecrire_partout(lambda rang, tour=tour: CHARGES[(rang + tour) % len(CHARGES)])  # type: ignore[misc]
        for page, vue in (await _pages(echange)).items():
            assert vue == attendues[page], (page, tour)


async def test_ils_se_lisent_tels_quels(echange: Echange) -> None:
    """Text, and the whole of it: nothing is swallowed on the way."""
    await peupler(echange)
    for tour in range(0, 60, 10):
        posees = await ecrire_partout(lambda rang, tour=tour: CHARGES[(rang + tour) % len(CHARGES)])  # type: ignore[misc]
        for table, colonne, chemin in (
            ("abonne", "raison_sociale", "/informations"),
            ("contrat", "forfait", "/espace"),
            ("flux", "libelle", "/bacs"),
            ("facture", "objet", "/factures"),
            ("demande", "motif", "/suivi"),
            ("collectivite", "sous_titre", "/"),
        ):
            page = BeautifulSoup((await echange.client.get(chemin)).text, "html5lib")
            assert " ".join(posees[table, colonne].split()) in " ".join(page.get_text(" ").split()), (table, colonne)


SANS_TEXTE = ("hidden", "checkbox", "radio", "file", "password")


def _formulaires(page: str) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Where each form goes, what it carries already, and its fields of text; passwords never come back."""
    for formulaire in BeautifulSoup(page, "html5lib").find_all("form", method="post"):
        champs = [champ for champ in formulaire.find_all(["input", "textarea"]) if champ.get("name")]
        caches = {str(c["name"]): str(c.get("value", "")) for c in champs if c.get("type") == "hidden"}
        textes = [str(c["name"]) for c in champs if c.get("type", "text") not in SANS_TEXTE]
        libres = [*textes, *(nom for nom in caches if nom != "jeton_csrf")]
        if libres and isinstance(formulaire, Tag):
            yield str(formulaire.get("action") or ""), caches, libres


async def _rendu(echange: Echange, page: str, chemin: str, choisir: Callable[[int], str]) -> Any:
    """What a form answers when each of its fields holds a text, and where it leads."""
    await executer("DELETE FROM limite")
    caches, libres = next((c, ls) for ch, c, ls in _formulaires((await echange.client.get(page)).text) if ch == chemin)
    champs = caches | {nom: choisir(rang) for rang, nom in enumerate(libres)} | {"jeton_csrf": caches["jeton_csrf"]}
    reponse = await echange.client.post(chemin or page, data=champs)
    assert reponse.status_code in (303, 404, 422, 429), (page, reponse.status_code)
    return reponse.status_code, squelette(reponse.text), re.sub(r"\?.*", "", reponse.headers.get("location", ""))


@pytest.mark.parametrize("acteur", ["visiteur", "proprietaire", "agent"])
@pytest.mark.parametrize("rotations", [pytest.param(range(0, 60, 20), id="rapide"), *COMPLETE])
async def test_ce_qui_est_saisi_revient_en_texte(echange: Echange, modeles: str, acteur: str, rotations: range) -> None:
    """Every text field of every form found on the pages of each kind of reader."""
    for nom, jeton in (await cookies_de(acteur, modeles)).items():
        echange.client.cookies.set(nom, jeton)
    essayes = set()
    for _, page, qui in adresses("GET"):
        if qui is Qui.TRESOR or (acteur != "visiteur" and qui is Qui.PUBLIC):
            continue
        for chemin, _, _ in list(_formulaires((await echange.client.get(page)).text)):
            essayes.add(chemin or page)
            code, attendu, vers = await _rendu(echange, page, chemin, lambda rang: f"{ANODIN}, {rang}")
            for tour in rotations:
                hostile = await _rendu(echange, page, chemin, lambda rang, t=tour: CHARGES[(rang + t) % len(CHARGES)])  # type: ignore[misc]
                assert hostile == (code, attendu, vers), (page, tour)
    assert len(essayes) >= {"visiteur": 5, "proprietaire": 1, "agent": 1}[acteur]


FAITS = {"jour", "change_le", "lien", "acte"}
"""Dates, links and names of acts: ours, never typed by anybody."""


def _remplacer(donnees: Any, texte: str) -> Any:
    """The same data with this text wherever a text of people's stood."""
    if isinstance(donnees, dict):
        return {cle: contenu if cle in FAITS else _remplacer(contenu, texte) for cle, contenu in donnees.items()}
    if isinstance(donnees, list):
        return [_remplacer(contenu, texte) for contenu in donnees]
    est_libre = isinstance(donnees, str) and not re.match(r"\d{4}-\d\d-\d\d|https?://|.+@.+\.fr$", donnees)
    return texte if est_libre else donnees


@pytest.mark.parametrize("modele", MODELES)
def test_les_courriels_les_portent_en_texte(modele: str) -> None:
    """The HTML part keeps its skeleton, the headers their number."""

    def partie(texte: str) -> tuple[list[tuple[str, ...]], list[str]]:
        message = ecrire(modele, _remplacer(MODELES[modele], texte), nom_collectivite=texte)
        html = message.get_body(("html",))
        assert html is not None
        return squelette(html.get_content()), sorted(message.keys())

    attendue = partie(ANODIN)
    for charge in CHARGES:
        assert partie(charge) == attendue, charge


async def test_la_console_des_agents_les_rend_en_json(echange: Echange) -> None:
    """As they are, in JSON that no browser takes for a page."""
    await peupler(echange)
    equipe = await equipier()
    console = Console(echange, await session_de(equipe.agent.id, prouvee=True))
    lus: set[str] = set()
    for tour in range(0, 60, 6):
        posees = await ecrire_partout(lambda rang, tour=tour: CHARGES[(rang + tour) % len(CHARGES)])  # type: ignore[misc]
        for table in ("abonne", "adresse", "contrat", "facture", "collectivite", "comptable", "demande", "flux"):
            assert table in REGLES
            reponse = await console.lire(f"/api/tables/{table}/")
            assert reponse.headers["content-type"].startswith("application/json")
            assert reponse.headers["x-content-type-options"] == "nosniff"
            for rangee, colonne in itertools.product(reponse.json()["rows"], TABLES[table]._meta.columns):
                pose = posees.get((table, colonne._meta.name))
                if pose is not None and colonne._meta.name in rangee:
                    assert rangee[colonne._meta.name] == pose
                    lus.add(pose)
    assert lus >= set(CHARGES)


def test_le_squelette_voit_ce_qui_n_est_pas_du_texte() -> None:
    """What the comparison would say of a page that escapes nothing: elements, attributes and addresses that act."""
    attendu = squelette(f'<a href="/x">{ANODIN}</a>')
    vues = [charge for charge in CHARGES if squelette(f'<a href="/x">{charge}</a>') != attendu]
    dans_un_attribut = [charge for charge in CHARGES if squelette(f'<a href="{charge}">{ANODIN}</a>') != attendu]
    assert len(vues) >= 35
    assert len(dans_un_attribut) >= 7
