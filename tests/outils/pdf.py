"""What can be read in a PDF."""

import io

from pypdf import PdfReader


def texte_du_pdf(contenu: bytes) -> str:
    """The text of all its pages, with ordinary spaces."""
    lu = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(contenu)).pages)
    return " ".join(lu.replace("\xa0", " ").split())
