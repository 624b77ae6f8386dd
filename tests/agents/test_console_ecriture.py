"""What is written in the console: checked in French, journaled, at once in force, and only from its own page."""

import json
from typing import Any

import pytest

from app.base import executer, ligne, lignes, valeur
from app.metier.agents import sessions
from tests.agents.outils import Console, connecter, donner_le_mot_de_passe, equipier, session_de
from tests.outils.echange import Echange

COLLECTIVITE = "/api/tables/collectivite"


async def _console(echange: Echange, *, administrateur: bool = True) -> Console:
    equipe = await equipier(administrateur=administrateur)
    return Console(echange, await session_de(equipe.agent.id, prouvee=True))


async def _numero() -> int:
    return int(await valeur("SELECT id FROM collectivite"))


async def test_un_reglage_prend_effet_aussitot_et_laisse_une_trace(echange: Echange) -> None:
    console = await _console(echange, administrateur=False)
    await echange.get("/")
    numero = await _numero()
    fiche = (await console.lire(f"{COLLECTIVITE}/{numero}/?__readable=true")).json()
    saisie = fiche | {"titre": "Tri et collecte", "portes": "adresse"}
    reponse = await console.envoyer("PATCH", f"{COLLECTIVITE}/{numero}/", saisie)
    assert reponse.status_code == 200, reponse.text
    await echange.get("/")
    assert "Tri et collecte" in (echange.derniere.text if echange.derniere else "")
    trace = await ligne("SELECT * FROM trace WHERE acte = 'console.modification'")
    assert trace is not None
    assert (trace["acteur"], trace["auteur"], trace["objet"]) == ("agent", "lea", f"collectivite:{numero}")
    assert json.loads(trace["details"]) == {
        "avant": {"titre": "Gestion des déchets", "portes": "les_deux"},
        "apres": {"titre": "Tri et collecte", "portes": "adresse"},
    }


async def test_enregistrer_sans_rien_changer_n_ecrit_rien(echange: Echange) -> None:
    console = await _console(echange)
    numero = await _numero()
    avant = await lignes("SELECT * FROM collectivite")
    fiche = (await console.lire(f"{COLLECTIVITE}/{numero}/")).json()
    assert (await console.envoyer("PUT", f"{COLLECTIVITE}/{numero}/", fiche)).status_code == 204
    assert await lignes("SELECT * FROM collectivite") == avant
    assert await valeur("SELECT count(*) FROM trace WHERE acte LIKE 'console.%'") == 0


@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [
        ({"accent": "#ffff00"}, "assez sombre"),
        ({"accent": "rouge"}, "#rrggbb"),
        ({"courriel_contact": "dechets"}, "adresse électronique"),
        ({"courriel_contact": "a@b.fr\r\nBcc: c@d.fr"}, "adresse électronique"),
        ({"delegue_protection": "delegue"}, "adresse électronique"),
        ({"portes": "toutes"}, "Choisissez une des réponses"),
        ({"etat_accessibilite": "parfaite"}, "Choisissez une des réponses"),
        ({"delai_nouvel_essai": 3}, "supérieur ou égal à 15"),
        ({"delai_nouvel_essai": "deux"}, "nombre entier"),
        ({"siret": "12345678901234"}, "clé doit être juste"),
        ({"site": "javascript:alert(1)"}, "adresse complète"),
        ({"fuseau": "Europe/Bailleul"}, "fuseau horaire"),
        ({"nom": " "}, "Remplissez ce champ"),
        ({"nom": ["a"]}, "Saisissez un texte"),
        ({"nom": "a\0b"}, "illisible"),
        ({"nom": "a\ud800b"}, "illisible"),
        ({"inconnue": 1}, "colonne inconnue"),
        ({"modifiee_le": "2020-01-01T00:00:00Z"}, "colonne inconnue"),
        ({"paiement_en_ligne": "peut-être"}, "Cochez"),
    ],
)
async def test_valeurs_refusees(echange: Echange, saisie: dict[str, Any], phrase: str) -> None:
    console = await _console(echange)
    avant = await lignes("SELECT * FROM collectivite")
    reponse = await console.envoyer("PATCH", f"{COLLECTIVITE}/{await _numero()}/", saisie)
    assert reponse.status_code == 422
    assert phrase in reponse.text
    assert await lignes("SELECT * FROM collectivite") == avant


async def test_la_cle_d_une_ligne_ne_se_modifie_pas(echange: Echange) -> None:
    console = await _console(echange)
    reponse = await console.envoyer("PATCH", f"{COLLECTIVITE}/{await _numero()}/", {"id": 99})
    assert (reponse.status_code, await _numero() != 99) == (403, True)
    assert "ne se modifie pas à la main" in reponse.text


async def test_un_comptable_s_ajoute_se_corrige_et_s_efface(echange: Echange) -> None:
    console = await _console(echange, administrateur=False)
    vierge = (await console.lire("/api/tables/comptable/new/")).json()
    reponse = await console.envoyer("POST", "/api/tables/comptable/", vierge | {"nom": "SGC de Lille"})
    assert reponse.status_code == 201, reponse.text
    numero = reponse.json()[0]["id"]
    assert (await console.envoyer("PATCH", f"/api/tables/comptable/{numero}/", {"horaires": "9 h"})).status_code == 200
    assert await valeur("SELECT horaires FROM comptable WHERE id = $1", numero) == "9 h"
    reponse = await console.envoyer("POST", "/api/tables/comptable/", {"nom": "SGC de Lille"})
    assert (reponse.status_code, "unique" in reponse.text) == (422, True)
    assert (await console.envoyer("DELETE", f"/api/tables/comptable/{numero}/")).status_code == 204
    assert (await console.envoyer("DELETE", f"/api/tables/comptable/{numero}/")).status_code == 404
    traces = await lignes("SELECT acte FROM trace WHERE objet = $1 ORDER BY id", f"comptable:{numero}")
    assert [trace["acte"] for trace in traces] == ["console.ajout", "console.modification", "console.effacement"]


async def test_ce_qui_sert_encore_ne_s_efface_pas(echange: Echange) -> None:
    console = await _console(echange)
    numero = await valeur("SELECT comptable FROM client_payfip LIMIT 1")
    reponse = await console.envoyer("DELETE", f"/api/tables/comptable/{numero}/")
    assert (reponse.status_code, "sert encore ailleurs" in reponse.text) == (422, True)
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'console.effacement'") == 0


@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [
        ({"numcli": "90909"}, "6 chiffres"),
        ({"numcli": "９０９０９０"}, "6 chiffres"),
        ({"comptable": 987654}, "désignée n’existe pas"),
        ({"comptable": 10**12}, "inférieur ou égal"),
        ({"gabarit_refdet": "{refdet.__class__}"}, "Assemblez"),
        ({"gabarit_refdet": "123"}, "Assemblez"),
        ({"gabarit_affichage": "4-0-14"}, "Donnez les longueurs"),
        ({"plafond_centimes": 10}, "supérieur ou égal"),
    ],
)
async def test_clients_payfip_refuses(echange: Echange, saisie: dict[str, Any], phrase: str) -> None:
    console = await _console(echange)
    numero = await valeur("SELECT id FROM client_payfip LIMIT 1")
    reponse = await console.envoyer("PATCH", f"/api/tables/client_payfip/{numero}/", saisie)
    assert (reponse.status_code, phrase in reponse.text) == (422, True), reponse.text


@pytest.mark.parametrize(
    "entetes",
    [
        {},
        {"X-CSRFToken": ""},
        {"X-CSRFToken": "faux"},
        {"X-CSRFToken": "é"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://ailleurs.example"},
        {"Origin": "null"},
        {"HX-Request": "true", "X-CSRFToken": ""},
    ],
)
async def test_seule_sa_propre_page_peut_ecrire(echange: Echange, entetes: dict[str, str]) -> None:
    await _console(echange)
    page = await echange.client.get("/admin/")
    justes = {
        "Origin": echange.inscription.origine,
        "Sec-Fetch-Site": "same-origin",
        "X-CSRFToken": page.cookies["csrftoken"],
    }
    adresse = f"/admin{COLLECTIVITE}/{await _numero()}/"
    envoyes: Any = {cle: v.encode() for cle, v in (justes | entetes).items()} if entetes else {}
    reponse = await echange.client.request("PATCH", adresse, json={"titre": "Volé"}, headers=envoyes)
    assert reponse.status_code == 403
    assert await valeur("SELECT titre FROM collectivite") != "Volé"
    assert (await echange.client.request("PATCH", adresse, json={"titre": "Juste"}, headers=justes)).status_code == 200


async def test_la_preuve_d_un_autre_ne_vaut_rien(echange: Echange) -> None:
    console = await _console(echange)
    autre = await equipier("nino")
    echange.client.cookies.set("agent", await session_de(autre.agent.id, prouvee=True))
    assert (await console.envoyer("PATCH", f"{COLLECTIVITE}/{await _numero()}/", {"titre": "Volé"})).status_code == 403


async def test_un_envoi_demesure_ou_illisible(echange: Echange) -> None:
    console = await _console(echange)
    adresse = f"{COLLECTIVITE}/{await _numero()}/"
    assert (await console.envoyer("PATCH", adresse, {"adresse": "a" * 200_000})).status_code == 413
    liste: Any = [1]
    assert (await console.envoyer("PATCH", adresse, liste)).status_code == 422
    assert (await console.envoyer("PATCH", f"{COLLECTIVITE}/987654/", {"titre": "x"})).status_code == 404


async def test_la_page_est_en_francais_et_sa_politique_est_a_elle(echange: Echange) -> None:
    await _console(echange)
    page = await echange.client.get("/admin/")
    assert '<html lang="fr">' in page.text
    assert "style-src 'self' 'unsafe-inline'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"].replace("style-src 'self' 'unsafe-inline'", "")
    assert page.headers["cache-control"] == "no-store"
    assert "unsafe" not in (await echange.get("/agents")).headers["content-security-policy"]
    pose = page.headers["set-cookie"].lower()
    assert all(mot in pose for mot in ("csrftoken=", "path=/admin", "samesite=strict"))


async def test_sortir_de_la_console_ferme_la_session(echange: Echange) -> None:
    console = await _console(echange)
    jeton = echange.client.cookies["agent"]
    assert (await console.envoyer("POST", "/public/logout/")).status_code == 204
    assert await sessions.lire(jeton) is None


async def test_de_la_porte_a_la_console_par_les_pages(echange: Echange) -> None:
    await equipier()
    reponse = await echange.client.get("/admin/")
    assert reponse.headers["location"] == "/agents/connexion?suite=/admin/"
    await donner_le_mot_de_passe(echange, "lea")
    assert (await echange.client.get("/admin/")).status_code == 303
    await connecter(echange, "lea")
    assert (await echange.client.get("/admin/")).status_code == 200
    await executer("UPDATE agent SET active = false")
    assert (await echange.client.get("/admin/api/user/")).status_code == 401
