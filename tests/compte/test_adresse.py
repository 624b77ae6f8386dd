"""The links of a change of login address, as the mails carry them."""

import pytest

from app.base import Inscription, executer, valeur
from app.metier.comptes import sessions
from tests import personnages
from tests.compte.outils import connecter
from tests.metier.comptes.adresses import CAMILLE, NOUVELLE, boites, lien, voisin
from tests.outils.echange import Echange, ouvrir_echange
from tests.personnages import MOT_DE_PASSE

PREUVE = {"present": MOT_DE_PASSE}


async def demander(navigateur: Echange, nouvelle: str = NOUVELLE) -> None:
    reponse = await navigateur.soumettre("/informations/adresse", {"courriel": nouvelle} | PREUVE)
    assert reponse.status_code == 303


async def a_confirmer(nouvelle: str = NOUVELLE) -> str:
    return f"/compte/adresse/{await lien('adresse_confirmation', nouvelle)}"


async def a_annuler(modele: str = "adresse_demandee") -> str:
    return f"/compte/adresse/annulation/{await lien(modele, CAMILLE)}"


@pytest.fixture
async def elle(echange: Echange) -> Echange:
    """Camille, signed in by the form, who has asked for the new address."""
    await personnages.camille()
    await connecter(echange)
    await demander(echange)
    return echange


async def test_confirmer_ferme_les_autres_appareils(ccfi: Inscription, elle: Echange) -> None:
    """Address: three other devices die at their next request; this one goes on, with a new token."""
    async with ouvrir_echange(ccfi) as un, ouvrir_echange(ccfi) as deux, ouvrir_echange(ccfi) as trois:
        for navigateur in (un, deux, trois):
            await connecter(navigateur)
        avant = elle.client.cookies["session"]
        adresse = await a_confirmer()
        for _ in range(3):  # programs that read mails open links: nothing happens
            await elle.get(adresse)
        assert await valeur("SELECT courriel FROM compte") == CAMILLE
        assert not elle.soupe().select("#present")
        confirmee = await elle.post(adresse)
        assert (confirmee.status_code, confirmee.headers["location"]) == (303, "/informations/adresse?etat=changee")
        await elle.get("/informations/adresse?etat=changee")
        assert "Votre adresse de connexion est changée" in elle.texte()
        assert NOUVELLE in elle.texte()
        assert elle.client.cookies["session"] != avant
        assert [(await n.get("/espace")).status_code for n in (elle, un, deux, trois)] == [200, 303, 303, 303]
        un.client.cookies.set("session", avant)
        assert (await un.get("/espace")).status_code == 303


async def test_le_navigateur_reste_connu_sous_la_nouvelle_adresse(ccfi: Inscription, elle: Echange) -> None:
    """The seal is bound to the address: a new one keeps strangers' failures from shutting the owner out."""
    adresse = await a_confirmer()
    await elle.get(adresse)
    await elle.post(adresse)
    async with ouvrir_echange(ccfi) as pirate:
        for _ in range(8):
            await connecter(pirate, NOUVELLE, "Faux2passe@")
    await elle.get("/espace")
    await elle.post("/deconnexion")
    assert (await connecter(elle, CAMILLE)).status_code == 422
    assert (await connecter(elle, NOUVELLE)).status_code == 303


async def test_confirmer_sans_etre_connecte_demande_le_mot_de_passe(ccfi: Inscription, elle: Echange) -> None:
    """A link to the wrong person: a mistyped address names nobody, and its reader takes nothing."""
    async with ouvrir_echange(ccfi) as inconnu:
        adresse = await a_confirmer()
        await inconnu.get(adresse)
        assert CAMILLE not in inconnu.texte()
        assert "MARTIN" not in inconnu.texte()
        for present in ("", "Faux2passe@"):
            assert (await inconnu.post(adresse, {"present": present})).status_code == 422
            assert inconnu.soupe().select("#present-err")
        assert await valeur("SELECT courriel FROM compte") == CAMILLE
        confirmee = await inconnu.post(adresse, PREUVE)
        assert (confirmee.status_code, confirmee.headers["location"]) == (303, "/compte/adresse/confirmee")
        await inconnu.get("/compte/adresse/confirmee")
        assert "connectez-vous maintenant avec elle" in inconnu.texte()
        assert "session" not in inconnu.client.cookies
        assert (await elle.get("/espace")).status_code == 303
        assert (await connecter(inconnu, NOUVELLE)).status_code == 303


async def test_le_lien_ne_laisse_pas_deviner_le_mot_de_passe(ccfi: Inscription, elle: Echange) -> None:
    async with ouvrir_echange(ccfi) as inconnu:
        adresse = await a_confirmer()
        await inconnu.get(adresse)
        codes = [(await inconnu.post(adresse, {"present": "Faux2passe@"})).status_code for _ in range(7)]
    assert codes == [422] * 5 + [429] * 2
    await elle.get(adresse)
    assert (await elle.post(adresse)).status_code == 303  # the owner's browser does not wait


async def test_connecte_a_un_autre_compte_c_est_ne_pas_l_etre(ccfi: Inscription, elle: Echange) -> None:
    lui = await voisin()
    async with ouvrir_echange(ccfi) as navigateur:
        navigateur.client.cookies.set("session", lui.jeton)
        adresse = await a_confirmer()
        await navigateur.get(adresse)
        assert (await navigateur.post(adresse)).status_code == 422
        await navigateur.post(adresse, PREUVE)
        assert (await navigateur.get("/espace")).status_code == 200
    assert await valeur("SELECT courriel FROM compte WHERE id = $1", lui.compte) != NOUVELLE


@pytest.mark.parametrize("adresse", ["/compte/adresse/", "/compte/adresse/annulation/"])
async def test_un_lien_invente_n_est_rien(echange: Echange, adresse: str) -> None:
    for jeton in ("inconnu", "A" * 43, "é"):
        assert (await echange.get(adresse + jeton)).status_code == 404
        assert "Lien périmé" in echange.texte()
    await echange.get("/connexion")
    assert (await echange.post(adresse + "A" * 43, PREUVE)).status_code == 404


async def test_un_lien_d_une_autre_nature_n_est_rien(elle: Echange) -> None:
    confirmation, annulation = await lien("adresse_confirmation", NOUVELLE), await lien("adresse_demandee", CAMILLE)
    for adresse in (
        f"/compte/adresse/{annulation}", f"/compte/adresse/annulation/{confirmation}", f"/mot-de-passe/{annulation}",
        f"/mot-de-passe/{confirmation}", f"/compte/activation/{confirmation}",
    ):  # fmt: skip
        assert (await elle.get(adresse)).status_code == 404


async def test_chaque_lien_sert_une_fois(elle: Echange) -> None:
    """Reuse: the page that comes back says so."""
    confirmation, annulation = await a_confirmer(), await a_annuler()
    for adresse in (confirmation, annulation):
        await elle.get(adresse)
        assert (await elle.post(adresse)).status_code == 303
        assert (await elle.get(adresse)).status_code == 404
        await elle.get("/connexion")
        assert (await elle.post(adresse)).status_code == 404


async def test_une_adresse_prise_entre_temps_se_dit(ccfi: Inscription, elle: Echange) -> None:
    lui = await voisin()
    await executer("UPDATE compte SET courriel = $2, courriel_plie = $2 WHERE id = $1", lui.compte, NOUVELLE)
    adresse = await a_confirmer()
    await elle.get(adresse)
    assert (await elle.post(adresse)).status_code == 409
    assert "Écrivez au service" in elle.texte()
    assert (await elle.get("/espace")).status_code == 200


@pytest.mark.parametrize("avant", [True, False])
async def test_annuler_ferme_tout_et_envoie_un_nouveau_mot_de_passe(
    ccfi: Inscription, elle: Echange, avant: bool
) -> None:
    """Undo before and after: from a browser that is not signed in, without a password."""
    if not avant:
        await elle.get(await a_confirmer())
        await elle.post(await a_confirmer())
    async with ouvrir_echange(ccfi) as ancienne:
        adresse = await a_annuler()
        for _ in range(3):
            await ancienne.get(adresse)
        assert (await elle.get("/espace")).status_code == 200
        await ancienne.get(adresse)
        annulee = await ancienne.post(adresse)
        assert (annulee.status_code, annulee.headers["location"]) == (303, "/compte/adresse/annulee")
        await ancienne.get("/compte/adresse/annulee")
        assert "Votre adresse de connexion est rétablie" in ancienne.texte()
        assert (await elle.get("/espace")).status_code == 303
        assert (await connecter(ancienne)).status_code == 422
        choix = f"/mot-de-passe/{await lien('adresse_retablie', CAMILLE)}"
        await ancienne.get(choix)
        nouveau = {"mot_de_passe": "Autre2passe@", "confirmation": "Autre2passe@"}
        assert (await ancienne.post(choix, nouveau)).status_code == 303
        assert (await connecter(ancienne, mdp="Autre2passe@")).status_code == 303
    assert ("adresse_retiree", NOUVELLE) in await boites() or avant


async def test_annuler_depuis_le_navigateur_connecte_en_sort(elle: Echange) -> None:
    adresse = await a_annuler()
    await elle.get(adresse)
    await elle.post(adresse)
    assert "session" not in elle.client.cookies
    assert await valeur("SELECT count(*) FROM session WHERE fermee_le IS NULL") == 0


async def test_annuler_laisse_le_voisin_connecte(ccfi: Inscription, elle: Echange) -> None:
    lui = await voisin()
    async with ouvrir_echange(ccfi) as navigateur:
        navigateur.client.cookies.set("session", lui.jeton)
        adresse = await a_annuler()
        await navigateur.get(adresse)
        await navigateur.post(adresse)
        assert (await navigateur.get("/espace")).status_code == 200
    assert await sessions.est_ouverte(lui.session)
