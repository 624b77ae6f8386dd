"""`Je crée mon espace`, from the form to the first sign-in."""

import pytest

from app.base import Inscription, executer, valeur
from app.metier.comptes import plafonds
from app.metier.limites import prendre
from app.metier.profil import oublier_les_profils
from tests import personnages
from tests.compte.outils import BOITE, CREATION, connecter, dernier_courriel, neutre
from tests.outils.echange import Echange, ouvrir_echange


async def ouvrir_les_portes(portes: str) -> None:
    await executer("UPDATE collectivite SET portes = $1", portes)
    oublier_les_profils()


async def test_la_regle_du_mot_de_passe_est_dite_avant_la_saisie(echange: Echange) -> None:
    await echange.get("/compte/creation")
    dite = echange.soupe().select("#mot_de_passe-aide")[0].get_text()
    for part in ("8 caractères", "caractère spécial", "15 caractères", "128 caractères", "courant", "votre commune"):
        assert part in dite


async def test_de_la_facture_au_premier_passage(echange: Echange) -> None:
    await personnages.dupont()
    envoyee = await echange.soumettre("/compte/creation", CREATION)
    assert (envoyee.status_code, envoyee.headers["location"]) == (303, "/compte/creation/envoyee")
    await echange.get("/compte/creation/envoyee")
    assert "un lien d’activation vient d’être envoyé" in echange.texte()
    assert (await connecter(echange, BOITE)).status_code == 422  # nothing works before the link
    modele, jeton = await dernier_courriel()
    assert modele == "activation"
    for _ in range(3):  # programs that read mails open links: nothing happens
        await echange.get(f"/compte/activation/{jeton}")
    assert await valeur("SELECT count(*) FROM compte") == 0
    active = await echange.post(f"/compte/activation/{jeton}")
    assert (active.status_code, active.headers["location"]) == (303, "/connexion?etat=active")
    await echange.get("/connexion?etat=active")
    assert "Votre compte est activé" in echange.texte()
    assert echange.soupe().title.text.startswith("Authentification - compte activé")  # type: ignore[union-attr]
    entree = await connecter(echange, BOITE)
    assert (entree.status_code, entree.headers["location"]) == (303, "/espace")


async def test_peser_des_mots_de_passe_a_une_fin(echange: Echange) -> None:
    for _ in range(plafonds.PESEES_ADRESSE.essais):
        await prendre(plafonds.PESEES_ADRESSE, "127.0.0.1")
    refusee = await echange.soumettre("/compte/creation", CREATION | {"mot_de_passe": "court"})
    assert refusee.status_code == 429
    assert int(refusee.headers["retry-after"]) > 0


async def test_le_formulaire_porte_les_mots_du_document(echange: Echange) -> None:
    await echange.get("/compte/creation")
    soupe = echange.soupe()
    assert [balise.text for balise in soupe.find_all("legend")] == ["Mes identifiants", "Mes références"]
    assert [balise.text for balise in soupe.find_all("label")] == [
        "Email", "Mot de passe", "Confirmation mot de passe", "Nom / Raison sociale", "Référence usager",
    ]  # fmt: skip
    assert [e["autocomplete"] for e in soupe.find_all("input", autocomplete=True)] == [
        "email", "new-password", "new-password", "family-name",
    ]  # fmt: skip
    assert "Au moins 8 caractères" in echange.texte()
    assert "ENVOYER" in echange.texte()
    assert "PRÉCÉDENT" in echange.texte()


@pytest.mark.parametrize(
    ("champ", "saisi", "phrase"),
    [
        ("courriel", "", "Saisissez une adresse électronique"),
        ("courriel", "dupont59", "Saisissez une adresse électronique"),
        ("courriel", "a@x.fr, b@y.fr", "Saisissez une adresse électronique"),
        ("courriel", "a@x.fr\r\nBcc: b@y.fr", "Saisissez une adresse électronique"),
        ("mot_de_passe", "", "Choisissez un mot de passe"),
        ("mot_de_passe", "court", "Allongez le mot de passe"),
        ("mot_de_passe", "Dupont59@", "votre nom"),
        ("confirmation", "Mot2passe!", "les deux saisies diffèrent"),
        ("nom", " ", "tel qu’il est imprimé sur la facture"),
        ("nom", "x" * 300, "Raccourcissez le nom\u00a0: 200 caractères"),
        ("reference", "PSEM", ""),
        ("reference", "P%", "Saisissez les 8 lettres"),
    ],
)
async def test_chaque_erreur_est_dite_et_rien_n_est_perdu(
    echange: Echange, champ: str, saisi: str, phrase: str
) -> None:
    reponse = await echange.soumettre("/compte/creation", CREATION | {champ: saisi})
    if not phrase:
        assert reponse.status_code == 303
        return
    assert reponse.status_code == 422
    erreur = echange.soupe().find(id=f"{champ}-err")
    assert erreur is not None
    assert phrase in erreur.text
    for nom, valeur_saisie in (CREATION | {champ: saisi}).items():
        entree = echange.soupe().find("input", attrs={"name": nom})
        assert entree is not None
        attendue = None if "passe" in nom or nom == "confirmation" else " ".join(valeur_saisie.split("\r\n"))
        ecrite = entree.get("value")  # type: ignore[union-attr]
        assert (ecrite if ecrite is None else " ".join(str(ecrite).split())) == (
            attendue if attendue is None else " ".join(attendue.split())
        )


async def test_les_erreurs_suivent_l_ordre_du_formulaire(echange: Echange) -> None:
    assert (await echange.soumettre("/compte/creation", {})).status_code == 422
    liens = [lien["href"] for lien in echange.soupe().select(".recap a")]
    assert liens == ["#courriel", "#mot_de_passe", "#nom", "#reference"]


async def test_la_commune_du_territoire_est_un_mot_personnel(echange: Echange) -> None:
    await personnages.dupont()
    champs = CREATION | {"mot_de_passe": "Bailleul59!", "confirmation": "Bailleul59!"}
    assert (await echange.soumettre("/compte/creation", champs)).status_code == 422
    assert "votre commune" in echange.texte()


async def test_connue_ou_non_la_reponse_est_la_meme(ccfi: Inscription) -> None:
    await personnages.dupont()
    await personnages.camille()
    ferme = await personnages.personnage("00003", "FERMEEEE", "CLOS", "JEAN", "clos@example.fr", avec_compte=True)
    assert ferme.compte is not None
    await executer("UPDATE compte SET ferme_le = now() WHERE courriel = 'clos@example.fr'")
    reponses = []
    for surcharges in (
        {},
        {"reference": "ABCDEFGH"},
        {"nom": "DURAND"},
        {"nom": "DURAND", "reference": "ABCDEFGH"},
        {"courriel": "camille.martin@example.fr"},
        {"courriel": "clos@example.fr", "nom": "CLOS", "reference": "FERMEEEE"},
    ):
        async with ouvrir_echange(ccfi) as navigateur:
            envoyee = await navigateur.soumettre("/compte/creation", CREATION | surcharges)
            suite = await navigateur.get(envoyee.headers["location"])
            reponses.append((neutre(envoyee), neutre(suite)))
    assert len(reponses) == 6
    assert all(reponse == reponses[0] for reponse in reponses)


async def test_trop_d_essais_dit_quand_revenir(echange: Echange) -> None:
    for rang in range(30):
        await echange.soumettre("/compte/creation", CREATION | {"nom": f"NOM{rang}"})
    refus = await echange.soumettre("/compte/creation", CREATION)
    assert refus.status_code == 429
    assert 0 < int(refus.headers["retry-after"]) <= 3601
    assert "Nouvel essai possible à" in echange.texte()


@pytest.mark.parametrize(
    ("portes", "creation", "activation"),
    [("references", 200, 303), ("adresse", 303, 200), ("les_deux", 200, 200)],
)
async def test_les_portes_suivent_le_reglage(echange: Echange, portes: str, creation: int, activation: int) -> None:
    await ouvrir_les_portes(portes)
    assert (await echange.get("/compte/activation")).status_code == activation
    assert (await echange.get("/compte/creation")).status_code == creation
    if creation == 200:
        assert ("Activez votre compte" in echange.texte()) == (portes == "les_deux")
    await echange.get("/mot-de-passe")
    assert (await echange.post("/compte/creation", CREATION)).status_code == (404 if creation == 303 else 303)
    await echange.get("/mot-de-passe")
    sorti = await echange.post("/compte/activation", {"courriel": BOITE})
    assert sorti.status_code == (404 if activation == 303 else 303)
