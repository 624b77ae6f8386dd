"""« Changer mon adresse de connexion »: asked for with one's proofs, and the same answer for every address."""

import pyotp
import pytest

from app.base import Inscription, executer, valeur
from app.metier.calendrier import maintenant
from app.metier.chiffre import chiffrer
from app.metier.comptes import plafonds
from app.metier.limites import prendre
from tests import personnages
from tests.compte.outils import connecter, neutre
from tests.metier.comptes.adresses import CAMILLE, NOUVELLE, VOISIN, boites
from tests.outils.echange import Echange, ouvrir_echange
from tests.personnages import MOT_DE_PASSE, Personnage

PAGE = "/informations/adresse"
BON = {"courriel": NOUVELLE, "present": MOT_DE_PASSE}


async def test_la_page_dit_l_adresse_et_ce_qui_se_passera(echange: Echange, martin: Personnage) -> None:
    await echange.get(PAGE)
    assert CAMILLE in echange.texte()
    assert "valable 24 heures" in echange.texte()
    libelles = [balise.text for balise in echange.soupe().select("main label")]
    assert libelles == ["Nouvelle adresse de connexion", "Mot de passe actuel"]


async def test_demander_puis_abandonner(echange: Echange, martin: Personnage) -> None:
    envoyee = await echange.soumettre(PAGE, BON)
    assert (envoyee.status_code, envoyee.headers["location"]) == (303, f"{PAGE}?etat=demandee")
    await echange.get(f"{PAGE}?etat=demandee")
    assert echange.soupe().select("p.fait[role=status]")
    assert CAMILLE in echange.texte()
    assert NOUVELLE in echange.texte()
    assert await boites() == [("adresse_confirmation", NOUVELLE), ("adresse_demandee", CAMILLE)]
    abandon = await echange.post(f"{PAGE}/abandon")
    assert (abandon.status_code, abandon.headers["location"]) == (303, f"{PAGE}?etat=abandonnee")
    await echange.get(f"{PAGE}?etat=abandonnee")
    assert NOUVELLE not in echange.texte()


@pytest.mark.parametrize(
    ("champ", "saisi", "phrase"),
    [
        ("present", "", "Saisissez votre mot de passe actuel"),
        ("present", "Faux2passe@", "Ce n’est pas votre mot de passe actuel"),
        ("courriel", "", "Saisissez une adresse électronique"),
        ("courriel", "camille", "Saisissez une adresse électronique"),
        ("courriel", "a@x.fr\r\nBcc: b@y.fr", "Saisissez une adresse électronique"),
        ("courriel", CAMILLE, "déjà votre adresse de connexion"),
        ("courriel", "Camille.MARTIN@example.fr", "déjà votre adresse de connexion"),
    ],
)
async def test_sans_preuve_ni_adresse_rien_ne_part(
    echange: Echange, martin: Personnage, champ: str, saisi: str, phrase: str
) -> None:
    """No re-authentication, wrong password; what was typed stays, but the password."""
    refus = await echange.soumettre(PAGE, BON | {champ: saisi})
    assert refus.status_code == 422
    assert phrase in echange.soupe().select(f"#{champ}-err")[0].get_text()
    if champ == "present":
        assert echange.soupe().select("#courriel")[0]["value"] == NOUVELLE
    assert MOT_DE_PASSE not in refus.text
    assert await boites() == []
    assert await valeur("SELECT count(*) FROM changement_courriel") == 0


async def test_prise_ou_libre_la_reponse_est_la_meme(ccfi: Inscription) -> None:
    """Sixth door: same status, headers, cookies and page, but for the address that was typed."""
    await personnages.camille()
    await personnages.personnage("00099", "VOISINAA", "VOISIN", "LEA", VOISIN, avec_compte=True)
    await personnages.personnage("00098", "FERMEEEE", "CLOS", "JEAN", "luc@exemple.fr", avec_compte=True)
    await executer("UPDATE compte SET ferme_le = now() WHERE courriel = 'luc@exemple.fr'")
    reponses = []
    for boite in (VOISIN, "zoe@exemple.fr", "luc@exemple.fr"):
        await executer("DELETE FROM limite")
        await executer("UPDATE changement_courriel SET annule_le = now()")
        async with ouvrir_echange(ccfi) as navigateur:
            navigateur.client.headers["accept-encoding"] = "identity"
            await connecter(navigateur)
            envoyee = await navigateur.soumettre(PAGE, BON | {"courriel": boite})
            code, entetes, texte = neutre(await navigateur.get(envoyee.headers["location"]))
            reponses.append((neutre(envoyee), code, entetes, texte.replace(boite, "")))
    assert reponses[0] == reponses[1] == reponses[2]
    assert [modele for modele, _ in await boites()] == [
        "adresse_prise", "adresse_demandee", "adresse_confirmation", "adresse_demandee", "adresse_prise",
        "adresse_demandee",
    ]  # fmt: skip


async def test_trop_de_demandes_attendent(echange: Echange, martin: Personnage) -> None:
    assert martin.compte is not None
    for _ in range(plafonds.CHANGEMENTS_COMPTE.essais):
        await prendre(plafonds.CHANGEMENTS_COMPTE, str(martin.compte.id))
    refus = await echange.soumettre(PAGE, BON)
    assert refus.status_code == 429
    assert int(refus.headers["retry-after"]) > 0


async def test_le_second_facteur_est_demande_avec_le_mot_de_passe(echange: Echange, martin: Personnage) -> None:
    """The code is judged last: neither a wrong password nor a wrong address uses it up."""
    secret = pyotp.random_base32()
    await executer("UPDATE compte SET secret_totp = $1, totp_prouve_le = now()", chiffrer(secret))
    await echange.get(PAGE)
    assert len(echange.soupe().select("#code")) == 1
    code = pyotp.TOTP(secret).at(maintenant())
    for champs, fautif in (
        (BON, "code"),
        (BON | {"code": "000000"}, "code"),
        (BON | {"code": code, "present": "Faux2passe@"}, "present"),
        (BON | {"code": code, "courriel": "camille"}, "courriel"),
    ):
        assert (await echange.soumettre(PAGE, champs)).status_code == 422
        assert echange.soupe().select(f"#{fautif}-err")
        assert code not in echange.texte()
    assert await boites() == []
    assert (await echange.soumettre(PAGE, BON | {"code": code})).status_code == 303
    assert (await echange.soumettre(PAGE, BON | {"code": code})).status_code == 422  # once
