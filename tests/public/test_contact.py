"""`Contact`: a message reaches the service once, and its answer the visitor."""

import json

import pytest

from app.base import lignes
from app.courriels.composition import composer
from app.metier.messages import PAR_ADRESSE, PAR_COMPTE
from tests.espace.conftest import connecter
from tests.outils.echange import Echange
from tests.personnages import camille

MESSAGE = {
    "nom": "DUPONT Pierre",
    "courriel": "dupont59@gmail.com",
    "objet": "Question sur ma facture",
    "message": "Bonjour,\n\nJe n'ai pas reçu ma facture.",
}


async def courriels() -> list[dict[str, object]]:
    lus = await lignes("SELECT destinataire, message_id, cree_le, donnees::text FROM courriel WHERE modele = 'contact'")
    return [dict(lu) | {"donnees": json.loads(lu["donnees"])} for lu in lus]


async def test_un_message_part_vers_le_service_et_la_reponse_vers_le_visiteur(echange: Echange) -> None:
    reponse = await echange.soumettre("/contact", MESSAGE)
    assert reponse.status_code == 303
    assert reponse.headers["location"] == "/contact/envoi"
    (courriel,) = await courriels()
    assert courriel["destinataire"] == "dechets@cc-flandreinterieure.fr"
    message = composer(
        "contact", courriel["donnees"], origine="http://ccfi.localhost:8000", expediteur="portail@example.fr",  # type: ignore[arg-type]
        nom_collectivite="CCFI", courriel_contact="dechets@cc-flandreinterieure.fr",
        destinataire="dechets@cc-flandreinterieure.fr", message_id=str(courriel["message_id"]),
        cree_le=courriel["cree_le"],  # type: ignore[arg-type]
    )  # fmt: skip
    assert str(message["Reply-To"]) == "dupont59@gmail.com"
    assert str(message["Subject"]) == "Message au service\xa0: Question sur ma facture"
    for forme in ("plain", "html"):
        corps = message.get_body((forme,))
        assert corps is not None
        texte = corps.get_content()
        assert "reçu ma facture." in texte
        assert "DUPONT Pierre" in texte


async def test_le_meme_message_deux_fois_n_en_fait_qu_un(echange: Echange) -> None:
    for _ in range(2):
        await echange.soumettre("/contact", MESSAGE)
    assert len(await courriels()) == 1


@pytest.mark.parametrize(
    ("champ", "valeur", "phrase"),
    [
        ("nom", " ", "Saisissez votre nom"),
        ("courriel", "dupont", "Saisissez une adresse électronique"),
        ("courriel", "a@b.fr\nBcc: c@d.fr", "Saisissez une adresse électronique"),
        ("courriel", "a@b.fr, c@d.fr", "Saisissez une adresse électronique"),
        ("objet", "", "Saisissez l’objet"),
        ("objet", "x" * 121, "Raccourcissez l’objet\u00a0: 120 caractères au plus"),
        ("message", "", "Écrivez votre message"),
        ("message", "x" * 5001, "Raccourcissez le message\u00a0: 5\u00a0000 caractères au plus"),
    ],
)
async def test_une_saisie_fautive_revient_avec_ses_valeurs(
    echange: Echange, champ: str, valeur: str, phrase: str
) -> None:
    reponse = await echange.soumettre("/contact", MESSAGE | {champ: valeur})
    assert reponse.status_code == 422
    soupe = echange.soupe()
    assert [a["href"] for a in soupe.select(".recap a")] == [f"#{champ}"]
    assert phrase in soupe.select(f"#{champ}-err")[0].get_text()
    for autre in {"nom", "objet"} - {champ}:
        assert soupe.select(f"#{autre}")[0]["value"] == MESSAGE[autre]
    assert await courriels() == []


async def test_un_formulaire_vide_nomme_chaque_champ_dans_l_ordre(echange: Echange) -> None:
    await echange.soumettre("/contact", {})
    assert [a["href"] for a in echange.soupe().select(".recap a")] == ["#nom", "#courriel", "#objet", "#message"]


async def test_un_usager_connecte_trouve_son_nom_et_laisse_sa_reference(echange: Echange) -> None:
    await connecter(echange, await camille())
    await echange.get("/contact")
    assert echange.soupe().select("#courriel")[0]["value"] == "camille.martin@example.fr"
    assert echange.soupe().select("#nom")[0]["value"] == "CAMILLE MARTIN"
    await echange.post("/contact", MESSAGE)
    (courriel,) = await courriels()
    assert courriel["donnees"]["code_usager"] == "00002"  # type: ignore[index]


async def test_cinq_messages_par_heure_et_par_compte(echange: Echange) -> None:
    await connecter(echange, await camille())
    for rang in range(PAR_COMPTE.essais):
        assert (await echange.soumettre("/contact", MESSAGE | {"objet": f"Objet {rang}"})).status_code == 303
    reponse = await echange.soumettre("/contact", MESSAGE | {"objet": "Un de trop"})
    assert reponse.status_code == 429
    assert "Nouvel essai possible à" in echange.texte()
    assert echange.soupe().select("#objet")[0]["value"] == "Un de trop"
    assert len(await courriels()) == PAR_COMPTE.essais


async def test_vingt_messages_par_heure_et_par_adresse(echange: Echange) -> None:
    await echange.get("/contact")
    for rang in range(PAR_ADRESSE.essais):
        assert (await echange.post("/contact", MESSAGE | {"objet": f"Objet {rang}"})).status_code == 303
    assert (await echange.post("/contact", MESSAGE)).status_code == 429


async def test_le_service_est_joignable_autrement(echange: Echange) -> None:
    await echange.get("/contact")
    texte = echange.texte().replace("\xa0", " ")
    for attendu in ("dechets@cc-flandreinterieure.fr", "Téléphone :", "Adresse :"):
        assert attendu in texte
