"""The resident's PDFs, wherever they are asked for: the bill that billing delivered or else drawn, the receipt."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

from app.documents.atelier import facture_en_pdf, recu_en_pdf
from app.documents.remplissage import donnees_de_la_facture, donnees_du_recu
from app.metier.documents import morceaux_du_document, nature_et_taille
from app.metier.factures.etats import FactureVue
from app.metier.paiements.recus import RecuVu

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to send or to store; `morceaux` is read once."""

    nom: str
    """Without its extension, and such that no header or path can misread it."""
    nature: str
    taille: int
    morceaux: AsyncIterator[bytes]


async def piece_de_la_facture(vue: FactureVue, abonne: int) -> Piece | None:
    """What billing delivered, as it came; else a copy drawn from the data, where the collectivité allows it.

    Raises `DocumentImpossible`.
    """
    nom = nom_sur(f"facture-{vue.reference}")
    if vue.document_id is not None:
        livre = await nature_et_taille(vue.document_id)
        return livre and Piece(nom, *livre, morceaux_du_document(vue.document_id, livre[1]))
    if not vue.duplicata:
        return None
    return _dessinee(nom, await facture_en_pdf(await donnees_de_la_facture(vue, abonne)))


async def piece_du_recu(vu: RecuVu, abonne: int) -> Piece:
    """The receipt of a payment. Raises `DocumentImpossible`."""
    return _dessinee(nom_sur(f"recu-{vu.factures[0].reference}"), await recu_en_pdf(await donnees_du_recu(vu, abonne)))


def nom_sur(nom: str) -> str:
    """The name without anything but letters, figures, dots, hyphens and underscores."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", nom)


def _dessinee(nom: str, contenu: bytes) -> Piece:
    return Piece(nom, PDF, len(contenu), _d_un_morceau(contenu))


async def _d_un_morceau(contenu: bytes) -> AsyncIterator[bytes]:
    yield contenu
