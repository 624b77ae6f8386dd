"""Housekeeping forgets what is over, and nothing else."""

from datetime import timedelta

import time_machine

from app.base import Inscription, valeur
from app.metier.calendrier import maintenant
from app.metier.comptes import jetons
from app.metier.comptes.tables import NatureJeton
from app.metier.menage import faire_le_menage


async def test_un_lien_perime_depuis_longtemps_est_oublie(ccfi: Inscription) -> None:
    await jetons.emettre(NatureJeton.MOT_DE_PASSE, courriel="a@exemple.fr")
    assert await faire_le_menage() == 0
    with time_machine.travel(maintenant() + timedelta(days=29)):
        assert await faire_le_menage() == 0
    with time_machine.travel(maintenant() + timedelta(days=31)):
        assert await faire_le_menage() == 1
    assert await valeur("SELECT count(*) FROM jeton") == 0
