"""The residents' accounts at the agents' desk."""

import time

import pytest

from app.base import executer, lignes, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes import sessions
from app.metier.comptes.proprietaires import rattacher
from app.metier.comptes.references import nombre_de_references
from tests import personnages
from tests.agents.outils import Console, equipier, session_de
from tests.outils.echange import Echange
from tests.personnages import Personnage

LISTE = "/agents/comptes"


@pytest.fixture
async def bureau(echange: Echange) -> Echange:
    """The agent Léa at her desk."""
    lea = await equipier()
    Console(echange, await session_de(lea.agent.id, prouvee=True))
    return echange


async def camille() -> tuple[Personnage, str]:
    """Camille, with a second factor; and her page."""
    personne = await personnages.camille()
    assert personne.compte is not None
    await executer("UPDATE compte SET secret_totp = 'chiffre', totp_prouve_le = $1", maintenant())
    return personne, f"{LISTE}/{personne.compte.id}"


async def trouves(bureau: Echange, q: str) -> list[str]:
    reponse = await bureau.client.get(LISTE, params={"q": q})
    assert reponse.status_code == 200
    bureau._recu(reponse)
    return [th.get_text() for th in bureau.soupe().select("tbody th")]


async def test_le_bureau_y_mene(bureau: Echange) -> None:
    await bureau.get("/agents")
    assert bureau.soupe().find("a", href=LISTE) is not None
    await bureau.get(LISTE)
    assert bureau.soupe().select("table") == []


async def test_un_compte_se_trouve_par_son_adresse_ou_son_abonne(bureau: Echange) -> None:
    personne, _ = await camille()
    voisin = await personnages.personnage("00021", "VOISINEE", "VOISIN", "J", "camomille@example.fr", avec_compte=True)
    assert await trouves(bureau, personne.courriel) == [personne.courriel]
    assert await trouves(bureau, "  CAMILLE.Martin@example.fr ") == [personne.courriel]
    assert await trouves(bureau, "cam") == [personne.courriel, voisin.courriel]
    assert await trouves(bureau, "00002") == [personne.courriel]
    assert await trouves(bureau, "0000") == [personne.courriel]
    assert await trouves(bureau, "ca") == []  # too short for a beginning
    assert await trouves(bureau, "martin") == []
    await executer("UPDATE rattachement SET jusque_le = now() WHERE abonne = $1", voisin.abonne.id)
    assert await trouves(bureau, "00021") == []


@pytest.mark.parametrize(
    "q", ["%%%", "___", "cam%", "\\\\\\", "' OR 1=1 --", "(((", "a\u0000b", "\u202e" * 3, "é" * 254]
)
async def test_aucun_signe_n_est_un_joker(bureau: Echange, q: str) -> None:
    await camille()
    debut = time.perf_counter()
    assert await trouves(bureau, q) == []
    assert time.perf_counter() - debut < 0.2


@pytest.mark.parametrize("brut", ["%ED%A0%80", "%FF", "%00", "%"])
async def test_une_recherche_illisible_ne_casse_rien(bureau: Echange, brut: str) -> None:
    assert (await bureau.get(f"{LISTE}?q={brut}")).status_code == 200


async def test_une_recherche_trop_longue_est_refusee(bureau: Echange) -> None:
    refus = await bureau.client.get(LISTE, params={"q": "x" * 10_000})
    assert refus.status_code == 422
    bureau._recu(refus)
    assert "254 caractères au plus" in bureau.texte()
    assert len(refus.content) < 20_000


async def test_douze_comptes_par_page(bureau: Echange) -> None:
    await executer(
        "INSERT INTO compte (courriel, courriel_plie, mot_de_passe, secret_totp) "
        "SELECT b, b, '', '' FROM (SELECT 'lot' || lpad(n::text, 2, '0') || '@example.fr' AS b "
        "FROM generate_series(1, 20) n) x"
    )
    assert len(await trouves(bureau, "lot")) == 12
    suivante = bureau.soupe().find(id="page-suivante")
    assert suivante is not None
    await bureau.get(str(suivante["href"]))  # type: ignore[index]
    assert bureau.soupe().select("tbody th")[0].get_text() == "lot13@example.fr"
    for page in ("0", "3", "x", "-1", "９", "1" * 40):
        assert (await bureau.client.get(LISTE, params={"q": "lot", "page": page})).status_code == 404


async def test_la_page_dit_ce_qu_il_faut_savoir_et_pas_plus(bureau: Echange) -> None:
    personne, page = await camille()
    assert personne.compte is not None
    dupont = await personnages.dupont()
    await rattacher(personne.compte.id, dupont.abonne.id, "essai")
    await sessions.ouvrir(personne.compte.id, navigateur="Firefox sur Android")
    vue = await bureau.get(page)
    texte = bureau.texte()
    for dit in ("Ouvert", "Jamais", "En place depuis le", "Firefox sur Android", "00001", "PIERRE DUPONT", "00002"):
        assert dit in texte
    for secret in ("chiffre", "argon2", str(await valeur("SELECT empreinte FROM session"))):
        assert secret not in vue.text


@pytest.mark.parametrize(
    ("geste", "champs", "acte", "phrase"),
    [
        ("connexions", {}, "sessions_fermees", "Toutes les connexions du compte sont fermées"),
        ("lien", {}, "mot_de_passe_envoye", "est envoyé à l’adresse du compte"),
        ("second-facteur", {"identite": "oui"}, "identite_verifiee", "Le second facteur est retiré"),
        ("fermeture", {}, "compte_ferme", "Le compte est fermé"),
    ],
)
async def test_chaque_acte_se_fait_se_dit_et_se_note(
    bureau: Echange, geste: str, champs: dict[str, str], acte: str, phrase: str
) -> None:
    _, page = await camille()
    await bureau.get(page if geste in ("connexions", "lien") else f"{page}/{geste}")
    fait = await bureau.post(f"{page}/{geste}", champs)
    assert fait.status_code == 303
    await bureau.get(fait.headers["location"])
    assert phrase in bureau.soupe().select("p.fait")[0].get_text()
    traces = [tuple(t) for t in await lignes("SELECT acte, acteur, auteur FROM trace WHERE acte = $1", acte)]
    assert traces == [(acte, "agent", "lea")]
    assert await valeur("SELECT count(*) FROM courriel") == 1


async def test_l_usager_deconnecte_ne_voit_plus_rien(bureau: Echange) -> None:
    personne, page = await camille()
    assert personne.compte is not None
    await executer("UPDATE compte SET secret_totp = '', totp_prouve_le = NULL")
    jeton = await sessions.ouvrir(personne.compte.id)
    await bureau.get(page)
    await bureau.post(f"{page}/connexions")
    bureau.client.cookies.set("session", jeton)
    assert (await bureau.get("/espace")).status_code == 303


async def test_le_second_facteur_ne_part_pas_sans_identite(bureau: Echange) -> None:
    _, page = await camille()
    await bureau.get(f"{page}/second-facteur")
    assert (await bureau.post(f"{page}/second-facteur")).status_code == 422
    assert bureau.soupe().find(id="identite-err") is not None
    assert await valeur("SELECT totp_prouve_le IS NOT NULL FROM compte")
    await executer("UPDATE compte SET totp_prouve_le = NULL")
    assert (await bureau.get(f"{page}/second-facteur")).status_code == 404


async def test_regarder_ne_ferme_rien(bureau: Echange) -> None:
    personne, page = await camille()
    assert personne.compte is not None
    for adresse in (page, f"{page}/fermeture", f"{page}/second-facteur"):
        assert (await bureau.get(adresse)).status_code == 200
    assert await nombre_de_references(personne.compte.id) == 1
    assert await valeur("SELECT count(*) FROM trace WHERE acteur = 'agent'") == 0


async def test_un_compte_ferme_se_lit_et_ne_se_touche_plus(bureau: Echange) -> None:
    _, page = await camille()
    await bureau.get(f"{page}/fermeture")
    await bureau.post(f"{page}/fermeture")
    await bureau.get(page)
    assert "Fermé le" in bureau.texte()
    assert "Agir sur ce compte" not in bureau.texte()
    for geste in ("connexions", "lien", "second-facteur", "fermeture"):
        await bureau.get(LISTE)
        await bureau.get("/agents")
        assert (await bureau.post(f"{page}/{geste}", {"identite": "oui"})).status_code == 404


@pytest.mark.parametrize("numero", ["0", "999999", "2147483648", "9" * 30])
async def test_un_compte_absent_est_introuvable(bureau: Echange, numero: str) -> None:
    assert (await bureau.get(f"{LISTE}/{numero}")).status_code == 404
    await bureau.get("/agents")
    assert (await bureau.post(f"{LISTE}/{numero}/lien")).status_code == 404
