"""`Duplicata`: what billing delivered as it came, else a copy drawn from the data."""

import hashlib

import pytest

from app.base import executer
from app.metier.documents import MORCEAU, Document
from app.metier.profil import oublier_les_profils
from tests.outils.echange import Echange
from tests.outils.pdf import texte_du_pdf
from tests.personnages import Personnage, facture


async def livrer(contenu: bytes, nature: str = "application/pdf") -> Document:
    document = Document(
        nom="facture.pdf", nature=nature, taille=len(contenu), empreinte=hashlib.sha256(contenu).hexdigest(),
        contenu=contenu,
    )  # fmt: skip
    await document.save()
    return document


@pytest.mark.parametrize("taille", [1, MORCEAU - 1, MORCEAU, MORCEAU + 1, 3 * MORCEAU + 17])
async def test_le_pdf_livre_sort_tel_qu_il_est_venu(echange: Echange, martin: Personnage, taille: int) -> None:
    contenu = (b"%PDF-1.7\n" + bytes(range(256)) * (taille // 256 + 1))[:taille]
    document = await livrer(contenu)
    await facture(martin, "2300", 8794, document=document.id)
    reponse = await echange.get("/factures/2300/duplicata")
    assert reponse.content == contenu
    assert reponse.headers["content-type"] == "application/pdf"
    assert reponse.headers["content-length"] == str(taille)
    assert reponse.headers["content-disposition"] == 'inline; filename="facture-2300.pdf"'
    assert reponse.headers["cache-control"] == "no-store"
    assert reponse.headers["x-content-type-options"] == "nosniff"


async def test_le_lien_dit_format_et_taille(echange: Echange, martin: Personnage) -> None:
    await facture(martin, "A1", 8794, document=(await livrer(b"x" * 16_500)).id)
    await facture(martin, "A2", 8794)
    await echange.get("/factures")
    textes = [" ".join(a.get_text(" ").split()) for a in echange.soupe().select('a[href$="/duplicata"]')]
    assert textes == ["Duplicata de la facture A2 (PDF, environ 24 Ko)", "Duplicata de la facture A1 (PDF, 17 Ko)"]


async def test_sans_pdf_livre_une_copie_est_dessinee(echange: Echange, martin: Personnage) -> None:
    await facture(martin, "2300240069930", 8794)
    reponse = await echange.get("/factures/2300240069930/duplicata")
    assert reponse.headers["content-type"] == "application/pdf"
    pdf = texte_du_pdf(reponse.content)
    for attendu in (
        "2300240069930",
        "87,94",
        "00002",
        "CAMILLEM",
        "Part fixe",
        "Service de gestion comptable",
        "Hazebr",
    ):
        assert attendu.lower() in pdf.lower(), attendu


async def test_un_fichier_d_une_autre_nature_n_est_pas_montre(echange: Echange, martin: Personnage) -> None:
    document = await livrer(b"<script>alert(1)</script>", "text/html")
    await facture(martin, "A1", 8794, document=document.id)
    reponse = await echange.get("/factures/A1/duplicata")
    assert reponse.headers["content-type"] == "application/octet-stream"
    assert reponse.headers["content-disposition"].startswith("attachment;")


async def test_une_collectivite_peut_ne_pas_en_proposer(echange: Echange, martin: Personnage) -> None:
    await facture(martin, "A1", 8794)
    await executer("UPDATE collectivite SET duplicata = false")
    oublier_les_profils()
    assert (await echange.get("/factures/A1/duplicata")).status_code == 404
    await echange.get("/factures")
    assert not echange.soupe().select('a[href$="/duplicata"]')


async def test_le_nom_du_fichier_n_ecrit_pas_dans_l_entete(echange: Echange, martin: Personnage) -> None:
    await facture(martin, 'A" x=é', 8794, document=(await livrer(b"%PDF")).id)
    await echange.get("/factures")
    lien = echange.soupe().select_one('a[href$="/duplicata"]')
    assert lien is not None
    reponse = await echange.get(str(lien["href"]))
    assert reponse.headers["content-disposition"] == 'inline; filename="facture-A-x-.pdf"'
