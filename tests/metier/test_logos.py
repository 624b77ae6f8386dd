"""The logo: small, clean, and nothing but an image."""

import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from app.base import Inscription, valeur
from app.metier import logos
from app.metier.erreurs import RegleRefusee

IMAGES = Path(__file__).resolve().parents[2] / "static" / "img"


def _bruit(format_: str, taille: tuple[int, int] = (1200, 800), **options: object) -> bytes:
    sortie = io.BytesIO()
    Image.frombytes("RGB", taille, os.urandom(taille[0] * taille[1] * 3)).save(sortie, format_, **options)
    return sortie.getvalue()


@pytest.mark.parametrize(("format_", "nature"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
async def test_une_image_bruyante_tient_en_8_ko(ccfi: Inscription, format_: str, nature: str) -> None:
    taille = (700, 500)
    logo = await logos.deposer(_bruit(format_, taille))
    assert (logo.nature, len(logo.contenu) <= 8192) == (nature, True)
    with Image.open(io.BytesIO(logo.contenu)) as relue:
        assert relue.format == format_
        assert max(relue.size) <= 224


async def test_la_transparence_reste(ccfi: Inscription) -> None:
    sortie = io.BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(sortie, "PNG")
    logo = await logos.deposer(sortie.getvalue())
    with Image.open(io.BytesIO(logo.contenu)) as relue:
        assert relue.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


async def test_exif_et_textes_ne_passent_pas(ccfi: Inscription) -> None:
    exif = Image.Exif()
    exif[0x010E] = "ADRESSE SECRETE"
    exif[0x0112] = 6
    logo = await logos.deposer(_bruit("JPEG", (400, 200), exif=exif, comment=b"ADRESSE SECRETE"))
    assert b"SECRETE" not in logo.contenu
    with Image.open(io.BytesIO(logo.contenu)) as relue:
        assert not relue.getexif()
        assert relue.height > relue.width  # turned as EXIF asked


def _png_de(largeur: int, hauteur: int) -> bytes:
    """A PNG that announces this size, in a few bytes."""
    morceaux = [
        (b"IHDR", struct.pack(">IIBBBBB", largeur, hauteur, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(c)) + n + c + struct.pack(">I", zlib.crc32(n + c)) for n, c in morceaux
    )


@pytest.mark.parametrize("taille", [(4001, 4000), (60_000, 60_000), (2_000_000_000, 2)])
async def test_le_deluge_de_pixels_est_refuse(ccfi: Inscription, taille: tuple[int, int]) -> None:
    with pytest.raises(RegleRefusee, match="trop grande"):
        await logos.deposer(_png_de(*taille))


@pytest.mark.parametrize(
    "contenu",
    [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", _png_de(20, 20)],
)
async def test_le_reste_est_refuse(ccfi: Inscription, contenu: bytes) -> None:
    with pytest.raises(RegleRefusee, match="PNG ou JPEG lisible"):
        await logos.deposer(contenu)


async def test_deux_megaoctets_au_plus(ccfi: Inscription) -> None:
    with pytest.raises(RegleRefusee, match="2 Mo"):
        await logos.deposer(b"\0" * 2_000_001)


async def test_un_seul_logo_et_deux_lignes_au_journal(ccfi: Inscription) -> None:
    await logos.deposer(_bruit("PNG", (50, 50)), auteur="lea")
    await logos.deposer(_bruit("PNG", (50, 50)), auteur="lea")
    assert await valeur("SELECT count(*) FROM logo") == 1
    assert await valeur("SELECT count(*) FROM trace WHERE acte = 'logo.depose' AND auteur = 'lea'") == 2
    await logos.retirer(auteur="lea")
    assert await valeur("SELECT count(*) FROM logo") == 0


@pytest.mark.parametrize("nom", ["ccfi.svg", "milhaud.svg"])
async def test_les_dessins_de_la_demonstration_passent(ccfi: Inscription, nom: str) -> None:
    logo = await logos.deposer_svg((IMAGES / nom).read_bytes())
    assert logo.nature == "image/svg+xml"


SVG = '<svg xmlns="http://www.w3.org/2000/svg"{}>{}</svg>'


@pytest.mark.parametrize(
    "dessin",
    [
        SVG.format("", "<script>alert(1)</script>"),
        SVG.format(' onload="alert(1)"', ""),
        SVG.format("", '<a href="https://ailleurs.example"><path d="M0 0"/></a>'),
        SVG.format("", '<image href="https://ailleurs.example/x.png"/>'),
        SVG.format("", '<path d="M0 0" style="fill:url(https://ailleurs.example)"/>'),
        SVG.format("", '<path d="M0 0" fill="URL(https://ailleurs.example)"/>'),
        SVG.format("", "<foreignObject/>"),
        SVG.format("", '<path xmlns:x="http://www.w3.org/1999/xlink" x:href="#a" d="M0 0"/>'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("", "&a;"),
        "<html/>",
        "<svg",
        SVG.format("", "<g/>" * 3000),
    ],
)
async def test_un_dessin_porteur_d_autre_chose_est_refuse(ccfi: Inscription, dessin: str) -> None:
    with pytest.raises(RegleRefusee, match="SVG"):
        await logos.deposer_svg(dessin.encode())
