import asyncio
import time

import pytest

from app.documents import DocumentImpossible, LigneImprimee, atelier, composer_facture, facture_en_pdf, recu_en_pdf
from tests.documents.exemples import facture, lire, recu

LIGNE = LigneImprimee(libelle="Levée du bac", quantite_milliemes=1_000, montant_centimes=325)


async def test_un_document_se_fait_sans_retenir_la_boucle() -> None:
    attente_max = 0.0
    fini = asyncio.Event()

    async def battre() -> None:
        nonlocal attente_max
        while not fini.is_set():
            avant = time.perf_counter()
            await asyncio.sleep(0.001)
            attente_max = max(attente_max, time.perf_counter() - avant)

    battement = asyncio.create_task(battre())
    donnees = facture(lignes=(LIGNE,) * atelier.LIGNES_EN_FIL)
    pdf = await facture_en_pdf(donnees)
    fini.set()
    await battement
    assert pdf == composer_facture(donnees)
    assert attente_max < 0.1


async def test_une_longue_facture_se_fait_dans_son_propre_processus() -> None:
    donnees = facture(lignes=(LIGNE,) * (atelier.LIGNES_EN_FIL + 1))
    pdf = await facture_en_pdf(donnees)
    assert len(lire(pdf).pages) > 5
    assert pdf == composer_facture(donnees)


async def test_vingt_recus_a_la_fois_sont_tous_justes() -> None:
    pdfs = await asyncio.gather(*(recu_en_pdf(recu(numauto=f"N{n}")) for n in range(20)))
    for n, pdf in enumerate(pdfs):
        assert f"N{n}" in lire(pdf).pages[0].extract_text()


async def test_une_file_pleine_refuse_puis_se_vide() -> None:
    pris = 0
    while atelier.places.acquire(blocking=False):
        pris += 1
    try:
        with pytest.raises(DocumentImpossible):
            await recu_en_pdf(recu())
    finally:
        atelier.places.release(pris)
    assert (await recu_en_pdf(recu())).startswith(b"%PDF-1.7")
    assert pris == atelier.EN_ATTENTE_MAX
