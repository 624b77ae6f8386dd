"""Refusals that no page of ours caught."""

from datetime import timedelta

import asyncpg
import pytest
from litestar import Litestar, get

from app.base import Inscription
from app.metier.calendrier import maintenant
from app.metier.comptes.mots_de_passe import TropDeCalculs
from app.metier.limites import TropDEssais
from app.web.pages_erreur import gestes
from tests.outils.echange import ouvrir_echange


@get("/trop-d-essais", sync_to_thread=False)
def trop_d_essais() -> None:
    """A limit is reached."""
    raise TropDEssais(maintenant() + timedelta(minutes=4))


@get("/occupe", sync_to_thread=False)
def occupe() -> None:
    """The queue of passwords is full."""
    raise TropDeCalculs


@pytest.mark.parametrize(
    ("chemin", "code", "mots", "secondes"),
    [("/trop-d-essais", 429, "Nouvel essai possible à", range(230, 242)), ("/occupe", 503, "Réessayez", range(10, 11))],
)
async def test_un_refus_dit_quand_revenir(
    ccfi: Inscription, chemin: str, code: int, mots: str, secondes: range
) -> None:
    application = Litestar([trop_d_essais, occupe], exception_handlers=gestes, openapi_config=None)
    async with ouvrir_echange(ccfi, application) as navigateur:
        reponse = await navigateur.get(chemin)
        assert reponse.status_code == code
        assert mots in navigateur.texte()
        assert int(reponse.headers["retry-after"]) in secondes


@get("/croises", sync_to_thread=False)
def croises() -> None:
    """Two transactions waited for each other, and the database gave this one up."""
    raise asyncpg.DeadlockDetectedError


async def test_deux_actes_croises_demandent_de_revenir(ccfi: Inscription) -> None:
    application = Litestar([croises], exception_handlers=gestes, openapi_config=None)
    async with ouvrir_echange(ccfi, application) as navigateur:
        assert (await navigateur.get("/croises")).status_code == 503
