"""« Connexion en deux étapes »: put in place, kept up, taken away."""

import re

import pytest
import time_machine

from app.base import Inscription, lignes, valeur
from app.metier.chiffre import condenser
from app.metier.comptes import second_facteur, sessions
from app.metier.comptes.acces import lire_acces
from app.metier.comptes.changement import SessionFinie
from app.metier.second_facteur import cle, secours
from app.metier.second_facteur.porteurs import Porteur, du_compte
from tests import personnages
from tests.compte.outils import connecter
from tests.outils.echange import Echange, ouvrir_echange
from tests.outils.second_facteur import code, faux, poser
from tests.personnages import MOT_DE_PASSE

PAGE = "/informations/second-facteur"
MIDI = "2026-03-02 12:00:05Z"


async def entrer(echange: Echange, *, actif: bool = False, **champs: str) -> tuple[Porteur, list[str]]:
    """Camille signed in; with a second factor when asked for."""
    qui = await personnages.camille()
    assert qui.compte is not None
    porteur = du_compte(qui.compte.id)
    await connecter(echange, **champs)
    return porteur, await poser(porteur) if actif else []


def cle_montree(echange: Echange) -> str:
    montree = echange.soupe().select_one("main code")
    assert montree is not None
    return re.sub(r"\s", "", montree.get_text())


def codes_montres(echange: Echange) -> list[str]:
    return [montre.get_text() for montre in echange.soupe().select("main ol code")]


async def dits() -> list[str]:
    """Acts of the second factor told by mail to the owner."""
    lus = await lignes(
        "SELECT coalesce(donnees::jsonb ->> 'acte', modele) AS acte FROM courriel WHERE modele LIKE 'second_facteur%'"
    )
    return [lu["acte"] for lu in lus]


async def test_mettre_en_place(echange: Echange) -> None:
    porteur, _ = await entrer(echange, rester_connecte="oui")
    ailleurs, avant = await sessions.ouvrir(porteur.numero), echange.client.cookies["session"]
    await echange.get(PAGE)
    assert "désactivée" in echange.texte()
    tiree = await echange.post(PAGE)
    assert (tiree.status_code, tiree.headers["location"]) == (303, f"{PAGE}/mise-en-place")
    await echange.get(f"{PAGE}/mise-en-place")
    vue = cle_montree(echange)
    image = await echange.client.get(f"{PAGE}/qr.svg")
    assert image.headers["content-type"].startswith("image/svg+xml")
    assert image.headers["cache-control"] == "no-store"
    assert not await cle.est_actif(porteur)
    faite = await echange.post(f"{PAGE}/mise-en-place", {"present": MOT_DE_PASSE, "code": code(secret=vue)})
    assert faite.status_code == 200
    assert faite.headers["cache-control"] == "no-store"
    assert len(set(codes_montres(echange))) == 10
    assert "ne seront plus jamais montrés" in echange.texte()
    assert echange.soupe().select_one("p.fait[role=status]") is not None
    pose = next(p for p in faite.headers.get_list("set-cookie") if p.startswith("session=")).lower()
    assert "max-age=2592000" in pose
    assert await cle.est_actif(porteur)
    for mort in (ailleurs, avant):
        assert await lire_acces(condenser(mort)) is None
    assert await dits() == ["second_facteur_actif"]
    assert await valeur("SELECT auteur FROM trace WHERE acte = 'second_facteur_actif'") == str(porteur.numero)
    assert (await echange.post("/deconnexion")).status_code == 303  # the forms of this very page know the new token


async def test_la_cle_ne_se_montre_plus_ensuite(echange: Echange) -> None:
    porteur, _ = await entrer(echange, actif=True)
    for chemin in ("mise-en-place", "qr.svg"):
        assert (await echange.get(f"{PAGE}/{chemin}")).headers["location"] == PAGE
    await echange.get(PAGE)
    assert "Il vous reste 10 codes de secours." in echange.texte()
    await echange.get("/contact")
    for envoi in ({}, {"present": MOT_DE_PASSE, "code": code()}):
        assert (await echange.post(f"{PAGE}/mise-en-place", envoi)).headers["location"] == PAGE
    assert (await echange.post(PAGE)).status_code == 303
    assert await cle.est_actif(porteur)


async def test_rien_sans_mot_de_passe(echange: Echange) -> None:
    """The right code without the password turns nothing on, and is not used up; nor does another key's."""
    porteur, _ = await entrer(echange)
    await echange.get(PAGE)
    await echange.post(PAGE)
    await echange.get(f"{PAGE}/mise-en-place")
    vue = cle_montree(echange)
    with time_machine.travel(MIDI, tick=False):
        for present, saisi, champ in (
            ("", code(secret=vue), "present"),
            ("Faux2passe@", code(secret=vue), "present"),
            (MOT_DE_PASSE, "", "code"),
            (MOT_DE_PASSE, faux(), "code"),
            (MOT_DE_PASSE, code(), "code"),
        ):
            refus = await echange.post(f"{PAGE}/mise-en-place", {"present": present, "code": saisi})
            assert refus.status_code == 422
            assert echange.soupe().select_one(f"#{champ}-err") is not None
            assert cle_montree(echange) == vue
            assert not await cle.est_actif(porteur)
            for tape in filter(None, (present, saisi)):
                assert f'value="{tape}"' not in refus.text
        bon = {"present": MOT_DE_PASSE, "code": code(secret=vue)}
        assert (await echange.post(f"{PAGE}/mise-en-place", bon)).status_code == 200


@pytest.mark.parametrize("acte", ["codes", "retrait"])
async def test_chaque_acte_demande_mot_de_passe_et_code(echange: Echange, acte: str) -> None:
    porteur, codes = await entrer(echange, actif=True)
    jeton = echange.client.cookies["session"]
    for present, saisi, champ in (
        ("", codes[0], "present"),
        ("Faux2passe@", codes[0], "present"),
        (MOT_DE_PASSE, " ", "code"),
        (MOT_DE_PASSE, faux(), "code"),
    ):
        refus = await echange.soumettre(f"{PAGE}/{acte}", {"present": present, "code": saisi})
        assert refus.status_code == 422
        assert echange.soupe().select_one(f"#{champ}-err") is not None
    assert await cle.est_actif(porteur)
    assert await secours.restants(porteur) == 10
    assert await lire_acces(condenser(jeton)) is not None
    assert await dits() == []


async def test_refaire_ses_codes(echange: Echange) -> None:
    porteur, anciens = await entrer(echange, actif=True)
    ailleurs, avant = await sessions.ouvrir(porteur.numero), echange.client.cookies["session"]
    await echange.soumettre(f"{PAGE}/codes", {"present": MOT_DE_PASSE, "code": code()})
    nouveaux = codes_montres(echange)
    assert len(nouveaux) == 10
    assert not set(nouveaux) & set(anciens)
    assert await secours.restants(porteur) == 10
    for mort in (ailleurs, avant):
        assert await lire_acces(condenser(mort)) is None
    assert await dits() == ["codes_secours_refaits"]
    assert (await echange.get(PAGE)).status_code == 200


@pytest.mark.parametrize("par_secours", [False, True])
async def test_desactiver(echange: Echange, par_secours: bool) -> None:
    porteur, codes = await entrer(echange, actif=True)
    ailleurs, avant = await sessions.ouvrir(porteur.numero), echange.client.cookies["session"]
    saisi = codes[0].lower() if par_secours else code()
    fini = await echange.soumettre(f"{PAGE}/retrait", {"present": MOT_DE_PASSE, "code": saisi})
    assert (fini.status_code, fini.headers["location"]) == (303, f"{PAGE}?etat=retire")
    await echange.get(fini.headers["location"])
    assert echange.soupe().select_one("p.fait[role=status]") is not None
    for mort in (ailleurs, avant):
        assert await lire_acces(condenser(mort)) is None
    assert not await cle.est_actif(porteur)
    assert await dits() == ["second_facteur_retire"]
    for acte in ("codes", "retrait"):
        assert (await echange.get(f"{PAGE}/{acte}")).headers["location"] == PAGE
        await echange.get("/contact")
        assert (await echange.post(f"{PAGE}/{acte}", {})).headers["location"] == PAGE
    async with ouvrir_echange(echange.inscription) as navigateur:
        assert (await connecter(navigateur)).headers["location"] == "/espace"


async def test_les_essais_se_comptent_ensemble(echange: Echange) -> None:
    """The acts of someone signed in count with the tries at the door; 429 says when to come back."""
    await entrer(echange, actif=True)
    for acte in ("codes", "retrait", "codes", "retrait", "codes"):
        await echange.soumettre(f"{PAGE}/{acte}", {"present": MOT_DE_PASSE, "code": faux()})
    refus = await echange.soumettre(f"{PAGE}/retrait", {"present": MOT_DE_PASSE, "code": code()})
    assert (refus.status_code, "retry-after" in refus.headers) == (429, True)
    assert "Nouvel essai possible à" in echange.texte()


async def test_une_session_finie_entre_preuve_et_acte_ne_change_rien(ccfi: Inscription) -> None:
    """What was done elsewhere meanwhile wins, and the code is not used up."""
    async with ouvrir_echange(ccfi) as echange:
        porteur, codes = await entrer(echange, actif=True)
    acces = await lire_acces(condenser(echange.client.cookies["session"]))
    assert acces is not None
    await sessions.fermer_les_autres(porteur.numero)
    for acte in (second_facteur.retirer, second_facteur.refaire_les_codes):
        with pytest.raises(SessionFinie):
            await acte(porteur.numero, acces.session_id, codes[0])
    assert await cle.est_actif(porteur)
    assert await secours.restants(porteur) == 10
    assert await dits() == []
