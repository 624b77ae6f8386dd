"""The logo of the collectivité: whatever agents upload becomes a small clean image, one at a time."""

import asyncio
import hashlib
import io
from xml.etree import ElementTree

from PIL import Image, ImageOps, UnidentifiedImageError

from app.base import executer, transaction
from app.metier.calendrier import maintenant
from app.metier.collectivite import Logo
from app.metier.erreurs import RegleRefusee
from app.metier.suivi import Acteur, journaliser

POIDS = 8_192
"""Bytes, as served."""
ENVOI = 2_000_000
"""Bytes, as uploaded."""
PIXELS = 16_000_000
"""A small file may unfold into a flood of pixels: refused before it is decoded."""
Image.MAX_IMAGE_PIXELS = None  # Pillow's own bound, larger, only warns
COTES = (224, 168, 112, 84, 56)
QUALITES = (88, 76, 64, 52)
COULEURS = (128, 48, 16)

SVG = "http://www.w3.org/2000/svg"
ELEMENTS = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polygon", "polyline"}
ATTRIBUTS = {
    *("viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "d", "points"),
    *("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule", "opacity", "transform"),
}

PAS_UNE_IMAGE = "Ce fichier n’est pas une image PNG ou JPEG lisible."
TROP_LOURD = "Ce fichier dépasse 2 Mo : choisissez une image plus légère."
TROP_GRANDE = "Cette image est trop grande : 16 millions de pixels au plus."
TROP_RICHE = "Cette image ne tient pas en 8 Ko : choisissez un logo plus simple."


async def deposer(contenu: bytes, *, auteur: str = "") -> Logo:
    """Take a PNG or a JPEG, drawn again small, without what it carried besides its pixels.

    Raises `RegleRefusee` on anything else.
    """
    if len(contenu) > ENVOI:
        raise RegleRefusee(TROP_LOURD)
    return await _remplacer(*await asyncio.to_thread(_redessiner, contenu), auteur)


async def deposer_svg(contenu: bytes) -> Logo:
    """Take a drawing of the demonstration: shapes and colours only, 8 KB at most."""
    if len(contenu) > POIDS or b"<!" in contenu or b"<?" in contenu:
        raise RegleRefusee("Ce dessin SVG est trop lourd ou porte des déclarations.")
    try:
        racine = ElementTree.fromstring(contenu)  # noqa: S314 -- small, and without any declaration: no entity to expand
    except ElementTree.ParseError:
        raise RegleRefusee("Ce dessin SVG est illisible.") from None
    if racine.tag != f"{{{SVG}}}svg" or not all(_est_permis(element) for element in racine.iter()):
        raise RegleRefusee("Ce dessin SVG porte autre chose que des formes et des couleurs.")
    return await _remplacer(contenu, "image/svg+xml", "")


async def retirer(*, auteur: str = "") -> None:
    """Go without a logo."""
    async with transaction():
        await executer("DELETE FROM logo")
        await journaliser("logo.retire", "logo", "Logo retiré.", acteur=Acteur.AGENT, auteur=auteur)


async def _remplacer(contenu: bytes, nature: str, auteur: str) -> Logo:
    empreinte = hashlib.sha256(contenu).hexdigest()[:32]
    logo = Logo(contenu=contenu, nature=nature, empreinte=empreinte, depose_le=maintenant())
    async with transaction():
        await executer("DELETE FROM logo")
        await logo.save()
        await journaliser(
            "logo.depose", "logo", "Logo déposé.",
            acteur=Acteur.AGENT if auteur else Acteur.PORTAIL, auteur=auteur, nature=nature, octets=len(contenu),
        )  # fmt: skip
    return logo


def _redessiner(contenu: bytes) -> tuple[bytes, str]:
    try:
        with Image.open(io.BytesIO(contenu), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > PIXELS:
                raise RegleRefusee(TROP_GRANDE)
            est_jpeg = image.format == "JPEG"
            droite = ImageOps.exif_transpose(image).convert("RGB" if est_jpeg else "RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise RegleRefusee(PAS_UNE_IMAGE) from None
    droite.info.clear()  # EXIF, profiles and texts go no further
    return (_en_jpeg(droite), "image/jpeg") if est_jpeg else (_en_png(droite), "image/png")


def _en_jpeg(image: Image.Image) -> bytes:
    for cote in COTES:
        image.thumbnail((cote, cote), Image.Resampling.LANCZOS)
        for qualite in QUALITES:
            sortie = io.BytesIO()
            image.save(sortie, "JPEG", quality=qualite, optimize=True)
            if sortie.tell() <= POIDS:
                return sortie.getvalue()
    raise RegleRefusee(TROP_RICHE)


def _en_png(image: Image.Image) -> bytes:
    for cote in COTES:
        image.thumbnail((cote, cote), Image.Resampling.LANCZOS)
        for couleurs in COULEURS:
            sortie = io.BytesIO()
            image.quantize(couleurs, method=Image.Quantize.FASTOCTREE).save(sortie, "PNG", optimize=True)
            if sortie.tell() <= POIDS:
                return sortie.getvalue()
    raise RegleRefusee(TROP_RICHE)


def _est_permis(element: ElementTree.Element) -> bool:
    nom = str(element.tag).removeprefix(f"{{{SVG}}}")
    valeurs_sures = all("url(" not in valeur.lower() for valeur in element.attrib.values())
    return nom in ELEMENTS and valeurs_sures and set(element.attrib) <= ATTRIBUTS
