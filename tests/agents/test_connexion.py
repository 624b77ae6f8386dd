"""The agents' door: two steps, a new session at each, limits that hold."""

import asyncio

import pytest
import time_machine

from app.base import Inscription, lancer, valeur
from app.metier.agents.connexion import reconnaitre
from app.metier.calendrier import maintenant
from app.metier.comptes.mots_de_passe import hacher
from tests.agents.outils import (
    MOT_DE_PASSE,
    Console,
    code,
    connecter,
    donner_le_mot_de_passe,
    equipier,
    session_de,
)
from tests.outils.echange import Echange, ouvrir_echange


def _temoin(echange: Echange) -> str | None:
    return echange.client.cookies.get("agent")


async def test_mot_de_passe_puis_code(echange: Echange) -> None:
    await equipier()
    reponse = await donner_le_mot_de_passe(echange, "lea")
    assert (reponse.status_code, reponse.headers["location"]) == (303, "/agents/second-facteur")
    await echange.get("/agents/second-facteur")
    assert "QR" not in echange.texte()
    reponse = await echange.post("/agents/second-facteur", {"code": code()})
    assert (reponse.status_code, reponse.headers["location"]) == (303, "/agents")
    page = await echange.get("/agents")
    assert page.status_code == 200
    assert "Lea Morel" in echange.texte()


async def test_l_adresse_vaut_l_identifiant_sans_egard_aux_capitales(echange: Echange) -> None:
    await equipier()
    assert (await donner_le_mot_de_passe(echange, "LEA@Mairie.example.fr")).status_code == 303


async def test_chaque_etape_donne_une_autre_session_et_tue_l_ancienne(echange: Echange) -> None:
    await equipier()
    echange.client.cookies.set("agent", "plante-par-un-autre", domain="ccfi.localhost", path="/")
    await donner_le_mot_de_passe(echange, "lea")
    premier = _temoin(echange)
    await echange.get("/agents/second-facteur")
    await echange.post("/agents/second-facteur", {"code": code()})
    second = _temoin(echange)
    assert len({"plante-par-un-autre", premier, second}) == 3
    for mort in ("plante-par-un-autre", premier):
        echange.client.cookies.clear()
        echange.client.cookies.set("agent", mort or "")
        assert (await echange.get("/agents")).status_code == 303
    assert await valeur("SELECT count(*) FROM session_agent WHERE empreinte IN ($1, $2)", premier, second) == 0


async def test_le_temoin_est_strict_et_hors_de_portee_des_scripts(echange: Echange) -> None:
    await equipier()
    pose = (await donner_le_mot_de_passe(echange, "lea")).headers["set-cookie"].lower()
    assert "httponly" in pose
    assert "samesite=strict" in pose
    assert "max-age" not in pose


async def test_mauvais_mot_de_passe_et_inconnu_se_ressemblent(echange: Echange) -> None:
    await equipier()
    textes = set()
    for identifiant in ("lea", "personne"):
        await echange.get("/agents/connexion")
        reponse = await echange.post(
            "/agents/connexion", {"identifiant": identifiant, "mot_de_passe": "Autre-chose-9", "suite": ""}
        )
        assert reponse.status_code == 422
        textes.add(echange.texte())
        champ = echange.soupe().find("input", attrs={"name": "identifiant"})
        assert champ is not None
        assert champ["value"] == identifiant  # type: ignore[index]
        assert "Autre-chose-9" not in reponse.text
    assert len(textes) == 1


async def test_un_agent_desactive_n_entre_pas_et_sort_aussitot(echange: Echange) -> None:
    agent = (await equipier()).agent.id
    Console(echange, await session_de(agent, prouvee=True))
    await valeur("UPDATE agent SET active = false WHERE id = $1 RETURNING id", agent)
    assert (await echange.get("/agents")).status_code == 303
    assert (await donner_le_mot_de_passe(echange, "lea")).status_code == 422


async def test_six_mots_de_passe_de_suite_sont_trop(echange: Echange) -> None:
    await equipier()
    codes = []
    for _ in range(6):
        await echange.get("/agents/connexion")
        faux = {"identifiant": "lea", "mot_de_passe": "Faux-mot-2-passe", "suite": ""}
        codes.append((await echange.post("/agents/connexion", faux)).status_code)
    assert codes == [422] * 5 + [429]
    assert "Nouvel essai possible à" in echange.texte()
    assert (await donner_le_mot_de_passe(echange, "lea")).status_code == 429
    assert (await donner_le_mot_de_passe(echange, "lea@mairie.example.fr")).status_code == 429


async def test_un_inconnu_n_enferme_pas_l_agent_hors_de_son_navigateur(ccfi: Inscription, echange: Echange) -> None:
    """The mark comes with the code, not before; from a browser without it the right password waits too."""
    await equipier()
    await donner_le_mot_de_passe(echange, "lea")
    assert "appareil" not in echange.client.cookies
    await echange.soumettre("/agents/second-facteur", {"code": code()})
    assert "appareil" in echange.client.cookies
    await echange.get("/agents")
    await echange.post("/agents/deconnexion")
    async with ouvrir_echange(ccfi) as ailleurs:
        for _ in range(5):
            await ailleurs.soumettre("/agents/connexion", {"identifiant": "lea", "mot_de_passe": "Faux-mot-2-passe"})
        assert (await donner_le_mot_de_passe(ailleurs, "lea")).status_code == 429
    for ecrit in ("lea", "LEA@mairie.example.fr"):
        assert (await donner_le_mot_de_passe(echange, ecrit)).status_code == 303
    await equipier("nino")
    for _ in range(5):
        await echange.soumettre("/agents/connexion", {"identifiant": "nino", "mot_de_passe": "Faux-mot-2-passe"})
    assert (await donner_le_mot_de_passe(echange, "nino")).status_code == 429


async def test_un_navigateur_n_est_connu_que_du_mot_de_passe_qu_il_a_prouve(echange: Echange) -> None:
    """Changed elsewhere, it is a stranger's; changed here, it stays known."""
    agent = (await equipier()).agent.id
    await connecter(echange, "lea")
    ici = "Le-bac-jaune-du-mardi-9"
    saisie = {"present": MOT_DE_PASSE, "nouveau": ici, "confirmation": ici}
    assert (await echange.soumettre("/agents/mot-de-passe", saisie)).status_code == 303
    await echange.get("/agents")
    await echange.post("/agents/deconnexion")
    for _ in range(5):
        assert await reconnaitre("lea", "Faux-mot-2-passe", "198.51.100.1") is None
    assert (await donner_le_mot_de_passe(echange, "lea", mot_de_passe=ici)).status_code == 303
    await valeur("UPDATE agent SET password = $2 WHERE id = $1 RETURNING id", agent, await hacher(ici))
    assert (await donner_le_mot_de_passe(echange, "lea", mot_de_passe=ici)).status_code == 429


async def test_des_codes_faux_ailleurs_n_arretent_pas_un_navigateur_connu(ccfi: Inscription, echange: Echange) -> None:
    agent = (await equipier()).agent.id
    with time_machine.travel(maintenant(), tick=False) as montre:
        await connecter(echange, "lea")
        await echange.get("/agents")
        await echange.post("/agents/deconnexion")
        montre.shift(60)
        async with ouvrir_echange(ccfi) as ailleurs:
            Console(ailleurs, await session_de(agent, prouvee=False))
            for _ in range(5):
                await ailleurs.soumettre("/agents/second-facteur", {"code": "abcdef"})
            assert (await ailleurs.soumettre("/agents/second-facteur", {"code": code()})).status_code == 429
        await connecter(echange, "lea")


async def test_deux_changements_a_la_fois_le_second_se_reconnecte(base_reelle: Inscription) -> None:
    agent = (await equipier()).agent.id
    saisie = {"present": MOT_DE_PASSE, "nouveau": "Le-bac-jaune-du-mardi-9", "confirmation": "Le-bac-jaune-du-mardi-9"}
    async with ouvrir_echange(base_reelle) as un, ouvrir_echange(base_reelle) as autre:
        for navigateur in (un, autre):
            Console(navigateur, await session_de(agent, prouvee=True))
            await navigateur.get("/agents/mot-de-passe")
        faits = await asyncio.gather(*(lancer(n.post("/agents/mot-de-passe", saisie)) for n in (un, autre)))
        assert sorted(fait.headers["location"] for fait in faits) == ["/agents", "/agents/connexion"]
        ouvertes = [(await navigateur.get("/agents")).status_code for navigateur in (un, autre)]
        assert sorted(ouvertes) == [200, 303]


async def test_le_sixieme_code_est_refuse_meme_bon(echange: Echange) -> None:
    agent = (await equipier()).agent.id
    Console(echange, await session_de(agent, prouvee=False))
    faux = "000000" if code() != "000000" else "111111"
    for _ in range(5):
        await echange.get("/agents/second-facteur")
        assert (await echange.post("/agents/second-facteur", {"code": faux})).status_code == 422
    assert (await echange.post("/agents/second-facteur", {"code": code()})).status_code == 429


@pytest.mark.lent
async def test_cinquante_codes_par_jour(echange: Echange) -> None:
    agent = (await equipier()).agent.id
    with time_machine.travel(maintenant(), tick=False) as montre:
        juges = 0
        for _ in range(60):
            Console(echange, await session_de(agent, prouvee=False))
            await echange.get("/agents/second-facteur")
            juges += (await echange.post("/agents/second-facteur", {"code": "abcdef"})).status_code == 422
            montre.shift(120)
    assert juges == 50


async def test_un_code_ne_sert_qu_une_fois(echange: Echange) -> None:
    await equipier()
    with time_machine.travel(maintenant(), tick=False):
        await connecter(echange, "lea")
        await echange.get("/agents")
        await echange.post("/agents/deconnexion")
        await donner_le_mot_de_passe(echange, "lea")
        await echange.get("/agents/second-facteur")
        assert (await echange.post("/agents/second-facteur", {"code": code()})).status_code == 422


async def test_la_deconnexion_tue_la_session(echange: Echange) -> None:
    await equipier()
    await connecter(echange, "lea")
    jeton = _temoin(echange)
    await echange.get("/agents")
    reponse = await echange.post("/agents/deconnexion")
    assert reponse.headers["location"] == "/agents/connexion"
    assert reponse.headers["clear-site-data"] == '"cache"'
    assert _temoin(echange) is None
    echange.client.cookies.set("agent", jeton or "")
    assert (await echange.get("/agents")).status_code == 303


async def test_trente_minutes_sans_rien_faire_ferment(echange: Echange) -> None:
    agent = (await equipier()).agent.id
    with time_machine.travel(maintenant(), tick=False) as montre:
        Console(echange, await session_de(agent, prouvee=True))
        montre.shift(29 * 60)
        assert (await echange.get("/agents")).status_code == 200
        montre.shift(29 * 60)
        assert (await echange.get("/agents")).status_code == 200
        montre.shift(30 * 60)
        assert (await echange.get("/agents")).status_code == 303


async def test_douze_heures_ferment_quoi_qu_on_fasse(echange: Echange) -> None:
    agent = (await equipier()).agent.id
    with time_machine.travel(maintenant(), tick=False) as montre:
        Console(echange, await session_de(agent, prouvee=True))
        for _ in range(35):
            montre.shift(20 * 60)
            assert (await echange.get("/agents")).status_code == 200
        montre.shift(20 * 60)
        assert (await echange.get("/agents")).status_code == 303


async def test_un_mot_de_passe_seul_attend_dix_minutes(echange: Echange) -> None:
    await equipier()
    with time_machine.travel(maintenant(), tick=False) as montre:
        await donner_le_mot_de_passe(echange, "lea")
        await echange.get("/agents/second-facteur")
        montre.shift(10 * 60)
        reponse = await echange.post("/agents/second-facteur", {"code": code()})
        assert reponse.headers["location"] == "/agents/connexion"


async def test_la_suite_est_gardee_si_elle_est_chez_nous(echange: Echange) -> None:
    await equipier()
    reponse = await donner_le_mot_de_passe(echange, "lea", "?suite=/admin/")
    assert reponse.headers["location"] == "/agents/second-facteur?suite=/admin/"
    await echange.get("/agents/second-facteur?suite=/admin/")
    reponse = await echange.post("/agents/second-facteur", {"code": code(), "suite": "/admin/"})
    assert reponse.headers["location"] == "/admin/"


async def test_une_suite_etrangere_est_oubliee(echange: Echange) -> None:
    await equipier()
    for etrangere in (
        "https://ailleurs.example",
        "//ailleurs.example",
        "/agents/../espace",
        "/agentsX",
        "/admin%0d%0a",
    ):
        await echange.get(f"/agents/connexion?suite={etrangere}")
        champ = echange.soupe().find("input", attrs={"name": "suite"})
        assert champ is not None
        assert champ["value"] == "/agents"  # type: ignore[index]


async def test_champs_vides(echange: Echange) -> None:
    reponse = await echange.soumettre("/agents/connexion", {"identifiant": "", "mot_de_passe": "", "suite": ""})
    assert reponse.status_code == 422
    assert "Saisissez votre identifiant" in echange.texte()
    assert "Saisissez votre mot de passe." in echange.texte()
    assert MOT_DE_PASSE not in reponse.text
