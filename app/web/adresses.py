"""Where a request comes from, for the limits: the right-most hop that a proxy of ours wrote."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from app.reglages import reglages
from app.web.temoins import Requete


def adresse_du_visiteur(request: Requete) -> str:
    """The address to count against: an IPv4 one, or the /64 of an IPv6 one (one household has 2⁶⁴ of these)."""
    prise = request.client.host if request.client else ""
    sauts = [saut.strip() for entete in request.headers.getall("x-forwarded-for", []) for saut in entete.split(",")]
    mandataires = reglages().mandataires
    brute = sauts[-mandataires] if 0 < mandataires <= len(sauts) else prise
    return _reduite(brute) or _reduite(prise) or prise


def _reduite(brute: str) -> str | None:
    adresse = _lire(brute)
    if isinstance(adresse, IPv6Address):
        if adresse.ipv4_mapped is not None:
            return str(adresse.ipv4_mapped)
        return str(IPv6Network((adresse, 64), strict=False))
    return None if adresse is None else str(adresse)


def _lire(brute: str) -> IPv4Address | IPv6Address | None:
    sans_crochets = brute[1:].partition("]")[0] if brute.startswith("[") else brute
    if sans_crochets.count(":") == 1:  # 192.0.2.1:50000
        sans_crochets = sans_crochets.partition(":")[0]
    try:
        return ip_address(sans_crochets)
    except ValueError:
        return None
