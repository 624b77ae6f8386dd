"""What PDF/UA-1 asks and pypdf can see; the two validators are run by hand when a model changes."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf.generic import Destination, DictionaryObject

from app.documents import composer_facture, composer_recu
from tests.documents.exemples import facture, lire, recu

TITRES = {"facture": "Facture n°\xa02300240069928", "recu": "Attestation de paiement"}


@pytest.fixture(params=TITRES)
def document(request: pytest.FixtureRequest) -> tuple[bytes, str]:
    pdf = composer_facture(facture()) if request.param == "facture" else composer_recu(recu())
    return pdf, TITRES[request.param]


def balises(noeud: Any) -> Iterator[str]:
    """Names of the structure elements, in reading order."""
    noeud = noeud.get_object()
    if isinstance(noeud, list):
        for enfant in noeud:
            yield from balises(enfant)
    elif isinstance(noeud, DictionaryObject):
        if "/S" in noeud:
            yield str(noeud["/S"])
        if "/K" in noeud:
            yield from balises(noeud["/K"])


def test_le_document_se_dit_et_se_lit_pdf_ua(document: tuple[bytes, str]) -> None:
    pdf, titre = document
    lu = lire(pdf)
    catalogue: Any = lu.root_object
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/Lang"] == "fr"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert lu.metadata is not None
    assert lu.metadata.title == titre
    xmp = catalogue["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_un_seul_titre_principal_et_des_niveaux_sans_saut(document: tuple[bytes, str]) -> None:
    noms = Counter(balises(lire(document[0]).root_object["/StructTreeRoot"]))
    assert noms["/H1"] == 1
    assert noms["/H2"] >= 2
    assert not any(noms[f"/H{n}"] for n in range(3, 7))


def test_le_tableau_a_ses_titres_de_colonnes(document: tuple[bytes, str]) -> None:
    noms = Counter(balises(lire(document[0]).root_object["/StructTreeRoot"]))
    assert noms["/Table"] == 1
    assert noms["/TH"] >= 4
    assert noms["/TD"] % noms["/TH"] == 0


def test_les_titres_font_les_signets(document: tuple[bytes, str]) -> None:
    premier = lire(document[0]).outline[0]
    assert isinstance(premier, Destination)
    assert premier.title == document[1]


def test_les_polices_sont_celles_du_paquet_typst(document: tuple[bytes, str]) -> None:
    pages: list[Any] = list(lire(document[0]).pages)
    polices = {
        str(police.get_object()["/BaseFont"]).split("+")[1]
        for page in pages
        for police in page["/Resources"]["/Font"].values()
    }
    assert {nom.split("-")[0] for nom in polices} == {"LibertinusSerif"}
