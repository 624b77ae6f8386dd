"""A key to enrol as a picture, for the telephones that read it."""

import io

import qrcode
from litestar import Response
from qrcode.image.svg import SvgPathFillImage


def image_qr(texte: str) -> Response[bytes]:
    """The QR code of this text, which no one keeps."""
    sortie = io.BytesIO()
    qrcode.make(texte, image_factory=SvgPathFillImage, box_size=12, border=4).save(sortie)
    entetes = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"}
    return Response(sortie.getvalue(), media_type="image/svg+xml", headers=entetes)
