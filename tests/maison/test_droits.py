"""Every route against every kind of reader."""

import re
from collections.abc import AsyncIterator

import pytest

from app.base import Inscription, executer, lancer
from app.main import creer_application
from app.metier.calendrier import maintenant
from app.metier.documents import Document
from tests import personnages
from tests.conftest import annulee, inscription_de
from tests.maison.droits import DROITS, EXPORT, RATTACHEMENT, REFERENCE, Qui
from tests.outils.echange import Echange, ouvrir_echange

SURES = {"GET", "HEAD", "OPTIONS"}
OBJET = re.compile(f"{REFERENCE}|{RATTACHEMENT}|{EXPORT}")
"""What the owner has."""
ABSENT = "999999"
"""What nobody has."""


def routes() -> set[tuple[str, str]]:
    """(method, pattern) of every handler; what the server adds by itself (OPTIONS) left out."""
    return {
        (str(methode), route.path)
        for route in creer_application().routes
        for gerant in getattr(route, "route_handlers", [])
        for methode in gerant.http_methods - {"OPTIONS", "HEAD"}
    }


def test_chaque_route_a_sa_ligne_et_chaque_ligne_sa_route() -> None:
    assert routes() == set(DROITS)


@pytest.fixture
async def usager(echange: Echange) -> Echange:
    """Camille, signed in, with the bill, the rattachement and the copy of her data of the matrix."""
    camille = await personnages.camille()
    assert camille.compte is not None
    await executer("UPDATE rattachement SET id = $1 WHERE compte = $2", int(RATTACHEMENT), camille.compte.id)
    await personnages.facture(camille, REFERENCE, 8794)
    await poser_l_export(camille.compte.id)
    return await connecter(echange, camille.courriel)


async def poser_l_export(compte: int) -> None:
    """A copy of the account's data, ready."""
    document = Document(nom="d.zip", nature="application/zip", taille=2, empreinte="", contenu=b"PK")
    await document.save()
    await executer(
        "INSERT INTO export_donnees (id, compte, demande_le, essais, prochain_essai_le, document, pret_le, expire_le, "
        "erreur) VALUES ($1, $2, $3, 1, $3, $4, $3, 'infinity', '')",
        int(EXPORT), compte, maintenant(), document.id,
    )  # fmt: skip


@pytest.fixture
async def voisin(ccfi: Inscription) -> AsyncIterator[Echange]:
    """Another resident of the same collectivité, signed in."""
    autre = await personnages.personnage("00099", "VOISINAA", "VOISIN", "LEA", "lea@exemple.fr", avec_compte=True)
    async with ouvrir_echange(ccfi) as navigateur:
        yield await connecter(navigateur, autre.courriel)


async def connecter(navigateur: Echange, courriel: str) -> Echange:
    """Sign in with the password of the cast."""
    await navigateur.get("/connexion")
    champs = {"identifiant": courriel, "mot_de_passe": personnages.MOT_DE_PASSE}
    reponse = await navigateur.post("/connexion", champs)
    assert reponse.status_code == 303
    await navigateur.get("/contact")
    return navigateur


def adresse(methode: str, patron: str) -> str:
    return DROITS[methode, patron].exemple or patron


def lignes(*qui: Qui, methodes: set[str] | None = None) -> list[tuple[str, str]]:
    return sorted(cle for cle, droit in DROITS.items() if droit.qui in qui and (methodes is None or cle[0] in methodes))


async def demander(navigateur: Echange, methode: str, chemin: str) -> int:
    if methode == "GET":
        return (await navigateur.get(chemin)).status_code
    return (await navigateur.post(chemin, {}, jeton=navigateur.jeton())).status_code


@pytest.mark.parametrize(("methode", "patron"), lignes(Qui.USAGER, Qui.AGENT))
async def test_un_visiteur_n_entre_pas(echange: Echange, methode: str, patron: str) -> None:
    await echange.get("/contact")
    chemin = adresse(methode, patron)
    reponse = await (echange.get(chemin) if methode == "GET" else echange.post(chemin, {}))
    assert reponse.status_code in (303, 401)
    voulue = "/connexion" if DROITS[methode, patron].qui is Qui.USAGER else "/agents/connexion"
    assert reponse.headers.get("location", voulue).split("?")[0] == voulue


@pytest.mark.parametrize(("methode", "patron"), lignes(Qui.PUBLIC, methodes={"GET"}))
async def test_un_visiteur_lit_ce_qui_est_public(echange: Echange, methode: str, patron: str) -> None:
    assert (await echange.get(adresse(methode, patron))).status_code in (200, 303, 404, 410)


@pytest.mark.parametrize(("methode", "patron"), lignes(Qui.USAGER, methodes={"GET"}))
async def test_l_usager_voit_ce_qui_est_a_lui(usager: Echange, methode: str, patron: str) -> None:
    reponse = await usager.get(adresse(methode, patron))
    attendu = {404} if patron.endswith("{paiement:int}") else {200, 303}
    assert reponse.status_code in attendu
    assert not reponse.headers.get("location", "").startswith("/connexion")


@pytest.mark.parametrize(("methode", "patron"), [c for c in lignes(Qui.USAGER) if OBJET.search(DROITS[c].exemple)])
async def test_le_bien_d_un_autre_n_existe_pas(usager: Echange, voisin: Echange, methode: str, patron: str) -> None:
    """The neighbour gets, for the owner's object, the very bytes of an object that nobody has."""
    chemin = adresse(methode, patron)
    vues = []
    for cible in (chemin, OBJET.sub(ABSENT, chemin)):
        reponse = await (voisin.get(cible) if methode == "GET" else voisin.post(cible, {}))
        assert reponse.status_code == 404 or reponse.headers.get("location") == cible.removesuffix("/paiement")
        vues.append(_sans_preuve(reponse.text))
    assert vues[0] == vues[1]


@pytest.mark.parametrize(("methode", "patron"), lignes(Qui.AGENT))
async def test_un_usager_n_est_pas_un_agent(usager: Echange, methode: str, patron: str) -> None:
    assert await demander(usager, methode, adresse(methode, patron)) in (303, 401, 403)


async def test_le_temoin_d_une_autre_collectivite_ne_vaut_rien(usager: Echange, modeles: str) -> None:
    """The same cookie value at the neighbour's host opens nothing there."""
    valeur = usager.client.cookies["session"]

    async def essayer() -> list[int]:
        ailleurs = await inscription_de(modeles, "milhaud")
        async with annulee(ailleurs) as la_bas, ouvrir_echange(la_bas) as navigateur:
            navigateur.client.cookies.set("session", valeur)
            return [(await navigateur.get(adresse(*cle))).status_code for cle in lignes(Qui.USAGER, methodes={"GET"})]

    assert set(await lancer(essayer())) == {303}


def _sans_preuve(texte: str) -> str:
    """The page without what is drawn anew each time: the masked proof of its forms."""
    return re.sub(r'name="jeton_csrf" value="[^"]+"', "", OBJET.sub(ABSENT, texte))
