"""The public pages: what anyone reads, from the collectivité's settings."""

import pytest
from bs4 import Tag
from litestar.handlers import HTTPRouteHandler

from app import compte, espace, public
from app.base import executer
from app.metier.profil import oublier_les_profils
from tests.outils.echange import Echange

PAGES = {
    "/": "Mes démarches en ligne",
    "/emmenagement": "J’emménage",
    "/calendriers-de-collecte": "Calendriers des collectes",
    "/contact": "Contact",
    "/contact/envoi": "Message envoyé",
    "/plan-du-site": "Plan du site",
    "/aide": "Aide",
    "/mentions-legales": "Mentions légales",
    "/donnees-personnelles": "Données personnelles",
    "/accessibilite": "Déclaration d’accessibilité",
}
HORS_PLAN = {
    "/contact/envoi", "/mot-de-passe/envoye", "/compte/creation/envoyee", "/compte/activation/envoyee",
    "/compte/renvoi/envoye", "/compte/activation/faite", "/compte/adresse/confirmee", "/compte/adresse/annulee",
    "/connexion/code", "/compte/second-facteur/annule",
    "/informations/second-facteur/mise-en-place", "/informations/second-facteur/qr.svg",
    "/informations/second-facteur/codes", "/informations/second-facteur/retrait",
}  # fmt: skip
"""Pages to which only a form, or another page's state, leads."""


async def regler(**reglages: str) -> None:
    for nom, valeur in reglages.items():
        await executer(f"UPDATE collectivite SET {nom} = $1", valeur)
    oublier_les_profils()


@pytest.mark.parametrize(("chemin", "titre"), PAGES.items())
async def test_chaque_page_publique_repond(echange: Echange, chemin: str, titre: str) -> None:
    reponse = await echange.get(chemin)
    assert reponse.status_code == 200
    soupe = echange.soupe()
    assert [h1.get_text() for h1 in soupe.find_all("h1")] == [titre]
    assert soupe.select("footer a[href='/accessibilite']")[0].get_text().replace("\xa0", " ") == (
        "Accessibilité : non conforme"
    )
    assert soupe.find("script") is None


async def test_l_accueil_porte_le_contact_et_les_trois_boutons_dans_l_ordre(echange: Echange) -> None:
    await echange.get("/")
    soupe = echange.soupe()
    assert [a.get_text() for a in soupe.select(".portes a")] == [
        "J’emménage", "Je crée mon espace", "J’accède à mon espace",
    ]  # fmt: skip
    assert [a["href"] for a in soupe.select(".portes a")] == ["/emmenagement", "/compte/creation", "/connexion"]
    assert "Contact : dechets@cc-flandreinterieure.fr" in echange.texte()
    assert "Gestion des déchets" in soupe.get_text()


async def test_la_porte_par_adresse_mene_a_l_activation(echange: Echange) -> None:
    await regler(portes="adresse")
    await echange.get("/")
    assert [a["href"] for a in echange.soupe().select(".portes a")][1] == "/compte/activation"


@pytest.mark.parametrize("chemin", PAGES)
async def test_aucun_lien_public_n_est_mort(echange: Echange, chemin: str) -> None:
    await echange.get(chemin)
    liens = {str(a["href"]).partition("#")[0] for a in echange.soupe().find_all("a") if str(a["href"]).startswith("/")}
    for lien in sorted(liens):
        assert (await echange.get(lien, suivre=True)).status_code == 200, lien


@pytest.mark.parametrize("portes", ["references", "adresse", "les_deux"])
async def test_le_plan_du_site_a_toutes_les_pages(echange: Echange, portes: str) -> None:
    """Every address of the application without an object in it, but for forms' ends and the desk."""
    await regler(portes=portes)
    await echange.get("/plan-du-site")
    au_plan = [str(a["href"]) for a in echange.soupe().select("main a")]
    assert len(au_plan) == len(set(au_plan))
    fermees = {"references": {"/compte/activation"}, "adresse": {"/compte/creation"}}.get(portes, set())
    paquets = [*public.routes, *compte.routes, *espace.routes]
    voulues = {
        chemin
        for gerant in paquets
        if isinstance(gerant, HTTPRouteHandler) and "GET" in gerant.http_methods
        for chemin in gerant.paths
        if "{" not in chemin
    }
    assert set(au_plan) == voulues - HORS_PLAN - fermees


async def test_le_plan_et_les_menus_disent_la_meme_chose(echange: Echange) -> None:
    await echange.get("/plan-du-site")
    soupe = echange.soupe()
    plan = {str(a["href"]): a.get_text() for a in soupe.select("main a")}
    for lien in soupe.select("footer a"):
        assert lien.get_text().replace("\xa0", " ").startswith(plan[str(lien["href"])])


async def test_une_mention_vide_est_dite_non_renseignee(echange: Echange) -> None:
    await echange.get("/mentions-legales")
    assert "Directeur de la publication : Non renseigné par la collectivité" in echange.texte()
    await regler(directeur_publication="Valentin BELLEVAL", hebergeur="Hôte d'essai, 59000 LILLE")
    await echange.get("/mentions-legales")
    assert "Valentin BELLEVAL" in echange.texte()
    assert "Hôte d'essai, 59000 LILLE" in echange.texte()


async def test_les_reglages_hostiles_restent_du_texte(echange: Echange) -> None:
    await regler(adresse="<script>alert(1)</script>|59190 HAZEBROUCK", calendriers="javascript:alert(1)")
    for chemin in ("/contact", "/mentions-legales", "/calendriers-de-collecte"):
        reponse = await echange.get(chemin)
        assert "<script" not in reponse.text
        assert "javascript:" not in reponse.text


async def test_les_calendriers_de_la_collectivite_sont_un_lien(echange: Echange) -> None:
    await echange.get("/calendriers-de-collecte")
    assert "ne sont pas encore en ligne" in echange.texte()
    await regler(calendriers="https://cc-flandreinterieure.fr/calendriers")
    await echange.get("/calendriers-de-collecte")
    lien = echange.soupe().find("a", href="https://cc-flandreinterieure.fr/calendriers")
    assert isinstance(lien, Tag)


@pytest.mark.parametrize("etat", ["non conforme", "partiellement conforme", "totalement conforme"])
async def test_la_declaration_dit_l_etat_du_reglage(echange: Echange, etat: str) -> None:
    await regler(etat_accessibilite=etat)
    await echange.get("/accessibilite")
    texte = echange.texte().replace("\xa0", " ")
    assert f"Accessibilité : {etat}." in texte
    assert ("Aucun audit de conformité n’a été réalisé" in texte) is (etat == "non conforme")
    titres = [t.get_text().replace("\xa0", " ") for t in echange.soupe().select("main h2")]
    assert titres == [
        "État de conformité", "Résultats des tests", "Contenus non accessibles",
        "Établissement de cette déclaration d’accessibilité", "Retour d’information et contact", "Voies de recours",
        "Schéma pluriannuel de mise en accessibilité", "Plan d’actions",
    ]  # fmt: skip
