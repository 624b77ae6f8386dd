"""Everybody at once: real commits, several connections."""

import asyncio

from app.base import Inscription, fermer_les_reserves, lancer, lignes, valeur
from app.encaissement import conclure, verifier_les_dus
from app.metier.paiements.verifications import faire_verifier_bientot
from app.metier.verification import verifier
from tests.encaissement.outils import livre, payer, recus
from tests.personnages import dupont, facture
from tests.simulateur.outils import Banc


async def test_deux_cents_notifications_a_la_fois(base_reelle: Inscription, banc: Banc) -> None:
    personne = await dupont()
    passage = await payer(personne)
    await banc.payer(passage.idop, "P")
    await asyncio.gather(*(lancer(conclure(passage.idop)) for _ in range(200)))
    assert await livre() == [(8794, "carte")]
    assert await recus() == 1
    assert await valeur("SELECT verifications FROM paiement") == 1
    assert await verifier() == []


async def test_vingt_clics_a_la_fois_ne_font_qu_un_paiement(base_reelle: Inscription, banc: Banc) -> None:
    personne = await dupont()
    for tour in range(5):
        reference = f"F{tour}"
        await facture(personne, reference, 1000 + tour)
        passages = await asyncio.gather(*(lancer(payer(personne, reference)) for _ in range(20)))
        assert len({passage.idop for passage in passages}) == 1
    assert len(banc.tresor.depot.lister()) == 5
    assert await verifier() == []


async def test_ouvriers_et_notifications_ensemble(base_reelle: Inscription, banc: Banc) -> None:
    personne = await dupont()
    idops = []
    for numero in range(30):
        await facture(personne, f"F{numero}", 500 + numero)
        idops.append((await payer(personne, f"F{numero}")).idop)
    for rang, idop in enumerate(idops):
        await banc.payer(idop, "PVRP"[rang % 4])
    for lue in await lignes("SELECT id FROM paiement"):
        await faire_verifier_bientot(lue["id"])
    taches = [lancer(conclure(idop)) for idop in idops for _ in range(5)]
    taches += [lancer(verifier_les_dus()) for _ in range(8)]
    await asyncio.gather(*taches)
    regles = [idop for rang, idop in enumerate(idops) if "PVRP"[rang % 4] in "PV"]
    assert len(await livre()) == len(regles)
    assert await recus() == len(regles)
    assert await verifier() == []
    await fermer_les_reserves()
