import io
import zlib

import pytest
from pypdf import PdfReader

from app.documents import composition
from app.documents.compactage import compacter
from app.documents.facture import vue_facture
from tests.documents.exemples import LIGNES, facture, lire


@pytest.fixture
def brut(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A bill as Typst writes it, long enough for several object streams."""
    monkeypatch.setattr(composition, "compacter", bytes)
    donnees = facture(lignes=LIGNES * 70)
    return composition.composer("facture", vue_facture(donnees), donnees.date_facture)


def ecrit(pdf: PdfReader, numero: int) -> bytes:
    objet = pdf.get_object(numero)
    assert objet is not None
    octets = io.BytesIO()
    objet.write_to_stream(octets)
    return octets.getvalue()


def test_le_document_compact_dit_la_meme_chose(brut: bytes) -> None:
    compact = compacter(brut)
    avant, apres = lire(brut), lire(compact)
    assert len(compact) < len(brut) / 2
    assert compact.count(b"/Type/ObjStm") > 1
    assert [page.extract_text() for page in apres.pages] == [page.extract_text() for page in avant.pages]
    assert apres.metadata == avant.metadata


def test_chaque_objet_garde_son_numero_et_son_contenu(brut: bytes) -> None:
    avant, apres = lire(brut), lire(compacter(brut))
    nombre = len(avant.xref[0])
    assert nombre > 1_000
    for numero in range(1, nombre + 1):
        assert ecrit(apres, numero) == ecrit(avant, numero), numero


def test_une_forme_inattendue_est_refusee(brut: bytes) -> None:
    for autre in (b"", brut[:-40], brut.replace(b"xref\n0", b"xref\n1"), zlib.compress(brut)):
        with pytest.raises(ValueError, match="not the PDF form"):
            compacter(autre)
