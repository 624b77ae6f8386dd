"""Asking for a new address: each proof in its turn, and a code that only a request which is done uses up."""

import asyncio

import pytest

from app.base import Inscription, executer, lancer, valeur
from app.metier.comptes import plafonds, sessions
from app.metier.comptes.changement import SessionFinie
from app.metier.comptes.demande_adresse import Demande, demander
from app.metier.limites import TropDEssais, prendre
from app.metier.second_facteur.porteurs import du_compte
from tests.metier.comptes.adresses import CAMILLE, NOUVELLE, Connecte, boites, camille
from tests.outils.second_facteur import code, faux, poser
from tests.personnages import MOT_DE_PASSE

BONNE = Demande(NOUVELLE, MOT_DE_PASSE)


async def demandes() -> int:
    nombre: int = await valeur("SELECT count(*) FROM changement_courriel")
    return nombre


async def essayer(qui: Connecte, demande: Demande) -> dict[str, str]:
    return await demander(qui.compte, qui.session, demande)


async def avec_code() -> Connecte:
    elle = await camille()
    await poser(du_compte(elle.compte))
    return elle


async def test_cinq_changements_par_jour_ce_qui_est_refuse_ne_compte_pas(ccfi: Inscription) -> None:
    elle = await camille()
    for rang in range(plafonds.CHANGEMENTS_COMPTE.essais):
        assert set(await essayer(elle, Demande(NOUVELLE, "Faux2passe@"))) == {"present"}
        assert set(await essayer(elle, Demande("", MOT_DE_PASSE))) == set()
        assert await essayer(elle, Demande(f"boite{rang}@example.fr", MOT_DE_PASSE)) == {}
    assert await demandes() == 5
    with pytest.raises(TropDEssais):
        await essayer(elle, BONNE)


@pytest.mark.parametrize(
    ("courriel", "present", "champs"),
    [
        (CAMILLE.upper(), "", {"courriel", "present", "code"}),
        (CAMILLE, MOT_DE_PASSE, {"courriel", "code"}),
        ("", MOT_DE_PASSE, {"code"}),
        (NOUVELLE, "Faux2passe@", {"present", "code"}),
        (NOUVELLE, MOT_DE_PASSE, {"code"}),
    ],
)
async def test_tout_ce_qui_manque_se_dit_a_la_fois(
    ccfi: Inscription, courriel: str, present: str, champs: set[str]
) -> None:
    elle = await avec_code()
    for vide in ("", "  "):
        assert set(await essayer(elle, Demande(courriel, present, vide))) == champs
    assert (await demandes(), await boites()) == (0, [])


async def test_un_code_faux_ne_fait_rien(ccfi: Inscription) -> None:
    elle = await avec_code()
    assert set(await essayer(elle, Demande(NOUVELLE, MOT_DE_PASSE, faux()))) == {"code"}
    assert (await demandes(), await boites()) == (0, [])


async def test_ce_qui_est_refuse_laisse_le_code_bon(ccfi: Inscription) -> None:
    """Too many changes, a wrong password, an address that is none, a session that is over: none takes the code."""
    elle = await avec_code()
    bonne = Demande(NOUVELLE, MOT_DE_PASSE, code())
    for _ in range(plafonds.CHANGEMENTS_COMPTE.essais):
        await prendre(plafonds.CHANGEMENTS_COMPTE, str(elle.compte))
    with pytest.raises(TropDEssais):
        await essayer(elle, bonne)
    await executer("DELETE FROM limite")
    await essayer(elle, Demande(NOUVELLE, "Faux2passe@", bonne.code))
    await essayer(elle, Demande("", MOT_DE_PASSE, bonne.code))
    fermee = Connecte(elle.compte, 0, "")
    with pytest.raises(SessionFinie):
        await essayer(fermee, bonne)
    assert await valeur("SELECT totp_dernier_pas IS NULL FROM compte")
    assert await essayer(elle, bonne) == {}
    assert set(await essayer(elle, bonne)) == {"code"}  # once
    assert await demandes() == 1


async def test_une_session_finie_ne_compte_pas_de_changement(ccfi: Inscription) -> None:
    elle = await camille()
    await sessions.fermer_les_autres(elle.compte)
    for _ in range(plafonds.CHANGEMENTS_COMPTE.essais + 1):
        with pytest.raises(SessionFinie):
            await essayer(elle, BONNE)
    assert await boites() == []


async def test_un_meme_code_ne_demande_qu_une_fois(base_reelle: Inscription) -> None:
    """Three forms sent at once with one code: one change."""
    elle = await avec_code()
    bonne = Demande(NOUVELLE, MOT_DE_PASSE, code())
    rendus = await asyncio.gather(*(lancer(essayer(elle, bonne)) for _ in range(3)))
    assert sorted(len(rendu) for rendu in rendus) == [0, 1, 1]
    assert await demandes() == 1
