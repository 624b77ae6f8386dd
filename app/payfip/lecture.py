"""Reading XML from outside: any encoding, any prefix, never a DTD."""

from typing import NoReturn
from xml.etree import ElementTree as ET


class XmlIllisible(ValueError):
    """Not XML, or XML that no SOAP message needs."""


class _SansDtd(ET.TreeBuilder):
    """A tree builder that stops at a DTD, where entity bombs live."""

    def doctype(self, *_: str | None) -> NoReturn:
        raise ValueError("DTD refused")


def lire_xml(octets: bytes) -> ET.Element:
    """The root of a document; the caller bounds its size."""
    lecteur = ET.XMLParser(target=_SansDtd())  # noqa: S314 - its tree builder refuses every DTD
    try:
        lecteur.feed(octets)
        racine: ET.Element = lecteur.close()
    except (ET.ParseError, ValueError, LookupError) as erreur:
        raise XmlIllisible(type(erreur).__name__) from None
    return racine
