"""A PDF made lighter: small objects go into compressed object streams (PDF 1.5 and later).

Typst writes them plainly, and they are two thirds of a tagged document. Nothing is interpreted: every object keeps its
number and its bytes.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

PAR_FLUX: Final = 1_000

_FIN: Final = re.compile(rb"trailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_TABLE: Final = re.compile(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf]\r\n)+)\Z")
_OBJET: Final = re.compile(rb"(\d+) 0 obj\n(.*)\nendobj\n+\Z", re.DOTALL)
_TAILLE: Final = re.compile(rb"/Size \d+")
_LIBRE, _EN_PLACE, _RANGE = 0, 1, 2


def compacter(pdf: bytes) -> bytes:
    """The same document with an object stream and a cross-reference stream; ValueError on an unexpected form."""
    fin = _lu(_FIN, pdf, max(0, len(pdf) - 2_000))
    debut_table = int(fin[2])
    table = _lu(_TABLE, pdf[debut_table : fin.start()])
    positions = [int(ligne[:10]) for ligne in table[2].split(b"\r\n")[1:-1]]
    if positions != sorted(positions):
        raise ValueError("objects out of order")
    sortie = bytearray(pdf[: positions[0]])
    references: list[tuple[int, int, int]] = [(_LIBRE, 0, 65_535)] * (len(positions) + 1)
    petits: list[tuple[int, bytes]] = []
    for debut, suivant in zip(positions, [*positions[1:], debut_table], strict=True):
        objet = _lu(_OBJET, pdf[debut:suivant])
        numero, corps = int(objet[1]), objet[2]
        if corps.endswith(b"\nendstream"):
            references[numero] = (_EN_PLACE, len(sortie), 0)
            sortie += pdf[debut:suivant]
        else:
            petits.append((numero, corps))
    for lot in _lots(petits):
        flux = len(references)
        references.append((_EN_PLACE, len(sortie), 0))
        sortie += _flux_objets(flux, lot)
        for rang, (numero, _) in enumerate(lot):
            references[numero] = (_RANGE, flux, rang)
    return bytes(sortie + _table_en_flux(references, len(sortie), fin[1]))


def _lots(petits: Sequence[tuple[int, bytes]]) -> Iterator[Sequence[tuple[int, bytes]]]:
    return (petits[debut : debut + PAR_FLUX] for debut in range(0, len(petits), PAR_FLUX))


def _flux_objets(numero: int, lot: Sequence[tuple[int, bytes]]) -> bytes:
    """Numbers and offsets first, then the objects one after another."""
    reperes, position = [], 0
    for objet, corps in lot:
        reperes.append(b"%d %d" % (objet, position))
        position += len(corps) + 1
    tete = b" ".join(reperes) + b"\n"
    contenu = tete + b"\n".join(corps for _, corps in lot) + b"\n"
    return _flux(numero, b"/Type/ObjStm/N %d/First %d" % (len(lot), len(tete)), contenu)


def _table_en_flux(references: list[tuple[int, int, int]], position: int, fin: bytes) -> bytes:
    numero = len(references)
    lignes = b"".join(struct.pack(">BIH", *r) for r in [*references, (_EN_PLACE, position, 0)])
    clefs = _TAILLE.sub(b"/Size %d" % (numero + 1), fin)
    return _flux(numero, b"/Type/XRef/W[1 4 2]" + clefs, lignes) + b"startxref\n%d\n%%%%EOF\n" % position


def _flux(numero: int, clefs: bytes, contenu: bytes) -> bytes:
    serre = zlib.compress(contenu, 6)
    return b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        numero,
        clefs,
        len(serre),
        serre,
    )


def _lu(motif: re.Pattern[bytes], octets: bytes, debut: int = 0) -> re.Match[bytes]:
    lu = motif.search(octets, debut)
    if lu is None:
        raise ValueError("not the PDF form that Typst writes")
    return lu
