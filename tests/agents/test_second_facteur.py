"""Enrolment: a key that was only seen counts for nothing, and opens nothing."""

import re

import pyotp
import pytest

from app.base import valeur
from app.metier.agents import sessions
from app.metier.agents.second_facteur import retirer
from app.metier.calendrier import maintenant
from app.metier.erreurs import RegleRefusee
from app.metier.second_facteur import secours
from app.metier.second_facteur.porteurs import de_l_agent
from tests.agents.outils import MOT_DE_PASSE, Console, connecter, donner_le_mot_de_passe, equipier, session_de
from tests.attaques.test_deluge import file_pleine
from tests.maison.droits import DROITS, Qui
from tests.outils.echange import Echange
from tests.outils.second_facteur import code, faux, poser


async def _nouveau() -> int:
    return int((await equipier("nino", prouve=False)).agent.id)


def _cle(echange: Echange) -> str:
    montree = echange.soupe().find("code")
    assert montree is not None
    return re.sub(r"\s", "", montree.get_text())


def _codes(echange: Echange) -> list[str]:
    return [montre.get_text() for montre in echange.soupe().select("main ol code")]


async def test_premiere_connexion(echange: Echange) -> None:
    agent = await _nouveau()
    await donner_le_mot_de_passe(echange, "nino")
    await echange.get("/agents/second-facteur")
    image = await echange.client.get("/agents/second-facteur/qr.svg")
    assert image.headers["content-type"].startswith("image/svg+xml")
    assert image.headers["cache-control"] == "no-store"
    assert image.text.count("<svg") == 1
    assert await valeur("SELECT totp_prouve_le FROM agent WHERE id = $1", agent) is None
    reponse = await echange.post("/agents/second-facteur", {"code": pyotp.TOTP(_cle(echange)).at(maintenant())})
    assert reponse.status_code == 200
    assert len(_codes(echange)) == 10
    assert "ne seront plus jamais montrés" in echange.texte()
    assert echange.soupe().select("main a.bouton")[-1]["href"] == "/agents"
    assert (await echange.get("/agents")).status_code == 200
    assert await valeur("SELECT totp_prouve_le FROM agent WHERE id = $1", agent) is not None
    assert await valeur(
        "SELECT count(*) FROM trace WHERE acte = 'second_facteur_actif' AND objet = $1", f"agent:{agent}"
    )
    assert await valeur("SELECT destinataire FROM courriel") == "nino@mairie.example.fr"


async def test_voir_la_cle_n_enrole_pas(echange: Echange) -> None:
    await _nouveau()
    await donner_le_mot_de_passe(echange, "nino")
    await echange.get("/agents/second-facteur")
    premiere = _cle(echange)
    await donner_le_mot_de_passe(echange, "nino")
    await echange.get("/agents/second-facteur")
    assert _cle(echange) != premiere
    reponse = await echange.post("/agents/second-facteur", {"code": pyotp.TOTP(premiere).at(maintenant())})
    assert reponse.status_code == 422


async def test_la_cle_ne_se_montre_plus_une_fois_prouvee(echange: Echange) -> None:
    await equipier()
    await donner_le_mot_de_passe(echange, "lea")
    await echange.get("/agents/second-facteur")
    assert echange.soupe().find("code") is None
    assert (await echange.client.get("/agents/second-facteur/qr.svg")).status_code == 404


async def test_sans_mot_de_passe_ni_page_ni_cle(echange: Echange) -> None:
    assert (await echange.get("/agents/second-facteur")).status_code == 303
    assert (await echange.client.get("/agents/second-facteur/qr.svg")).status_code == 404


async def test_la_cle_est_chiffree_au_repos(echange: Echange) -> None:
    agent = await _nouveau()
    await donner_le_mot_de_passe(echange, "nino")
    await echange.get("/agents/second-facteur")
    gardee = await valeur("SELECT secret_totp FROM agent WHERE id = $1", agent)
    assert gardee
    assert _cle(echange) not in gardee


async def test_code_vide(echange: Echange) -> None:
    await equipier()
    await donner_le_mot_de_passe(echange, "lea")
    reponse = await echange.soumettre("/agents/second-facteur", {"code": " "})
    assert reponse.status_code == 422
    assert "Saisissez le code de 6 chiffres" in echange.texte()


async def test_un_code_de_secours_ouvre_une_fois(echange: Echange) -> None:
    qui = await equipier()
    codes = await poser(de_l_agent(qui.agent.id))
    await donner_le_mot_de_passe(echange, "lea")
    await echange.get("/agents/second-facteur")
    lien = echange.soupe().find("a", string=re.compile("code de secours"))
    assert lien is not None
    await echange.get(str(lien["href"]))  # type: ignore[index]
    champ = echange.soupe().select_one("#code")
    assert champ is not None
    assert "inputmode" not in champ.attrs
    envoi = {"code": codes[0].lower(), "secours": "oui"}
    assert (await echange.post("/agents/second-facteur", envoi)).status_code == 303
    await echange.get("/agents")
    await echange.post("/agents/deconnexion")
    await donner_le_mot_de_passe(echange, "lea")
    await echange.get("/agents/second-facteur?secours=oui")
    assert (await echange.post("/agents/second-facteur", envoi)).status_code == 422
    assert await valeur("SELECT count(*) FROM courriel WHERE modele = 'second_facteur'") == 1


async def test_refaire_ses_codes_demande_mot_de_passe_et_code(echange: Echange) -> None:
    qui = await equipier()
    porteur = de_l_agent(qui.agent.id)
    anciens = await poser(porteur)
    await connecter(echange, "lea")
    await echange.get("/agents/codes-secours")
    assert "Il vous reste 10 codes de secours." in echange.texte()
    ailleurs, jeton = await session_de(qui.agent.id, prouvee=True), echange.client.cookies["agent"]
    for saisie, champ in (
        ({"present": "", "code": anciens[0]}, "present"),
        ({"present": "Faux-mot-2-passe", "code": anciens[0]}, "present"),
        ({"present": MOT_DE_PASSE, "code": " "}, "code"),
        ({"present": MOT_DE_PASSE, "code": faux()}, "code"),
    ):
        assert (await echange.soumettre("/agents/codes-secours", saisie)).status_code == 422
        assert echange.soupe().select_one(f"#{champ}-err") is not None
        assert MOT_DE_PASSE not in str(echange.soupe())
    assert await secours.restants(porteur) == 10
    bonne = {"present": MOT_DE_PASSE, "code": anciens[0]}
    assert (await echange.soumettre("/agents/codes-secours", bonne)).status_code == 200
    nouveaux = _codes(echange)
    assert len(nouveaux) == 10
    assert not set(nouveaux) & set(anciens)
    assert await sessions.lire(ailleurs) is None
    assert await sessions.lire(jeton) is None
    assert (await echange.get("/agents")).status_code == 200


async def test_les_attentes_disent_quand_revenir(echange: Echange) -> None:
    """429 with Retry-After, on each form of this door."""
    qui = await equipier()
    await poser(de_l_agent(qui.agent.id))
    await donner_le_mot_de_passe(echange, "lea")
    for _ in range(5):
        await echange.soumettre("/agents/second-facteur", {"code": faux()})
    refus = await echange.soumettre("/agents/second-facteur", {"code": code()})
    assert refus.status_code == 429
    assert 1 <= int(refus.headers["retry-after"]) <= 301
    assert "Nouvel essai possible à" in echange.texte()
    for _ in range(5):
        await echange.soumettre("/agents/connexion", {"identifiant": "lea", "mot_de_passe": "Faux-mot-2-passe"})
    refus = await echange.soumettre("/agents/connexion", {"identifiant": "lea", "mot_de_passe": MOT_DE_PASSE})
    assert (refus.status_code, "retry-after" in refus.headers) == (429, True)
    await echange.client.post("/agents/deconnexion")
    Console(echange, await session_de(qui.agent.id, prouvee=True))
    for _ in range(10):
        await echange.soumettre("/agents/mot-de-passe", {"present": "Faux-mot-2-passe"})
    refus = await echange.soumettre("/agents/mot-de-passe", {"present": MOT_DE_PASSE})
    assert (refus.status_code, "retry-after" in refus.headers) == (429, True)


async def test_un_agent_sans_second_facteur_donne_n_ouvre_rien(echange: Echange) -> None:
    """With the password alone, enrolled or not, every agents' route answers as it does to a stranger."""
    qui = await equipier()
    await _nouveau()
    chemins = [cle for cle, droit in DROITS.items() if droit.qui is Qui.AGENT]
    assert len(chemins) >= 8
    etrangers = await _reponses(echange, chemins)
    assert {code for code, _ in etrangers} <= {303, 401}
    for agent, nom in ((qui.agent.id, "lea"), (await valeur("SELECT id FROM agent WHERE username = 'nino'"), "nino")):
        echange.client.cookies.clear()
        await donner_le_mot_de_passe(echange, nom)
        assert await valeur("SELECT count(*) FROM session_agent WHERE agent = $1 AND fermee_le IS NULL", agent) == 1
        assert await _reponses(echange, chemins) == etrangers
        for adresse in ("/admin/", "/admin/api/tables/compte/"):
            assert (await echange.client.get(adresse)).status_code in (303, 401)


async def _reponses(echange: Echange, chemins: list[tuple[str, str]]) -> list[tuple[int, str]]:
    vues = []
    for methode, patron in chemins:
        await echange.get("/contact")
        chemin = DROITS[methode, patron].exemple or patron
        reponse = await (echange.get(chemin) if methode == "GET" else echange.post(chemin, {}))
        vues.append((reponse.status_code, reponse.headers.get("location", "")))
    return vues


@pytest.mark.parametrize("chemin", ["/agents/connexion", "/agents/mot-de-passe", "/agents/codes-secours"])
async def test_une_file_pleine_se_dit_en_503(echange: Echange, chemin: str) -> None:
    """Too many passwords to check: every form that asks for one says when to come back, and keeps what was typed."""
    qui = await equipier()
    codes = await poser(de_l_agent(qui.agent.id))
    if chemin != "/agents/connexion":
        Console(echange, await session_de(qui.agent.id, prouvee=True))
    saisie = {"identifiant": "lea", "mot_de_passe": MOT_DE_PASSE, "present": MOT_DE_PASSE, "code": codes[0]}
    async with file_pleine():
        refus = await echange.soumettre(chemin, saisie)
        assert (refus.status_code, refus.headers["retry-after"]) == (503, "10")
        assert "Beaucoup de personnes se connectent" in echange.texte()
    assert await secours.restants(de_l_agent(qui.agent.id)) == 10
    assert await valeur("SELECT coalesce(sum(cardinality(essais)), 0) FROM limite") == 0


async def test_un_exploitant_retire_ce_qui_est_perdu(echange: Echange) -> None:
    """Sessions end, the old key and codes open nothing, the next sign-in enrols another key."""
    agent = await _nouveau()
    jeton = await session_de(agent, prouvee=True)
    await poser(de_l_agent(agent))
    (secours_perdu, *_) = await secours.tirer(de_l_agent(agent))
    await retirer("Nino@mairie.example.fr")
    assert await sessions.lire(jeton) is None
    await donner_le_mot_de_passe(echange, "nino")
    await echange.get("/agents/second-facteur")
    assert (await echange.post("/agents/second-facteur", {"code": secours_perdu})).status_code == 422
    await echange.get("/agents/second-facteur")
    fait = await echange.post("/agents/second-facteur", {"code": pyotp.TOTP(_cle(echange)).at(maintenant())})
    assert (fait.status_code, len(_codes(echange))) == (200, 10)
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'second_facteur_retire'") == 1


@pytest.mark.parametrize("courriel", ["personne@mairie.example.fr", "nino@mairie.example.fr"])
async def test_rien_a_retirer_se_dit(echange: Echange, courriel: str) -> None:
    await _nouveau()
    with pytest.raises(RegleRefusee):
        await retirer(courriel)
