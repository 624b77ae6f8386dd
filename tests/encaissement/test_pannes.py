"""PayFiP does not answer: nobody waits long, nothing is concluded, everything heals by itself."""

import time

import pytest

from app.base import Inscription, ligne, valeur
from app.encaissement import PayfipInjoignable, conclure, utiliser_client
from app.encaissement.disjoncteur import REPOS, SEUIL, Disjoncteur
from app.metier.verification import verifier
from app.payfip import ClientPayfip, PayfipIndisponible
from tests.chaos.terrain import port_libre
from tests.encaissement.outils import etat, livre, payer
from tests.personnages import dupont
from tests.simulateur.outils import ORIGINE, Banc


async def test_sans_connexion_rien_n_est_parti(ccfi: Inscription) -> None:
    personne = await dupont()
    async with ClientPayfip(f"http://127.0.0.1:{port_libre()}") as client:
        with utiliser_client(client), pytest.raises(PayfipInjoignable, match="Rien n’a été débité"):
            await payer(personne)
    lue = await ligne("SELECT p.etat, p.motif, v.vive FROM paiement p JOIN part_paiement v ON v.paiement = p.id")
    assert lue is not None
    assert tuple(lue) == ("echec", "PayFiP injoignable", False)
    assert await verifier() == []


async def test_une_reponse_qui_tarde_libere_et_se_retrouve(ccfi: Inscription, banc: Banc) -> None:
    """The call reached PayFiP, its answer came too late: paid there, it is found again."""
    personne = await dupont()
    await banc.regler(panne="attente", panne_attente=0.5)
    with utiliser_client(ClientPayfip(ORIGINE, banc.http, delai=0.2)):
        debut = time.monotonic()
        with pytest.raises(PayfipInjoignable):
            await payer(personne)
        assert time.monotonic() - debut < 2
    assert await valeur("SELECT etat FROM paiement") == "expire"
    await banc.regler(panne="xml_tronque")
    with pytest.raises(PayfipInjoignable):
        await payer(personne)
    await banc.regler(panne="aucune")
    perdu = banc.tresor.depot.lister()[-1].idop
    await banc.payer(perdu, "P")
    await conclure(perdu)
    assert await livre() == [(8794, "carte")]
    assert await verifier() == []


async def test_une_panne_au_milieu_laisse_reprendre(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    passage = await payer(personne)
    await banc.regler(panne="html503")
    assert await payer(personne) == passage
    assert await etat(passage.idop) == "envoye"


async def test_le_fusible_saute_puis_revient(ccfi: Inscription, banc: Banc) -> None:
    personne = await dupont()
    await banc.regler(panne="html503")
    for _ in range(SEUIL):
        with pytest.raises(PayfipInjoignable):
            await payer(personne)
    await banc.regler(panne="aucune")
    with pytest.raises(PayfipInjoignable):
        await payer(personne)
    assert await valeur("SELECT count(*) FROM paiement WHERE etat = 'echec'") == 1
    assert banc.tresor.depot.lister() == []
    with utiliser_client(banc.client):  # another process, or the same one after its rest
        assert (await payer(personne)).idop


def test_apres_le_repos_un_seul_essaie(monkeypatch: pytest.MonkeyPatch) -> None:
    instant = [1000.0]
    monkeypatch.setattr("app.encaissement.disjoncteur.time.monotonic", lambda: instant[0])
    fusible = Disjoncteur()
    for _ in range(SEUIL):
        fusible.laisser_passer()
        fusible.noter(repondu=False)
    with pytest.raises(PayfipIndisponible):
        fusible.laisser_passer()
    instant[0] += REPOS
    fusible.laisser_passer()
    with pytest.raises(PayfipIndisponible):
        fusible.laisser_passer()
    fusible.noter(repondu=True)
    fusible.laisser_passer()
