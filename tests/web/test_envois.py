"""Bodies that no browser of ours sends are refused with a page, never with a breakdown."""

import pytest

from tests.outils.echange import Echange
from tests.outils.page import verifier_page

MULTIPART = "multipart/form-data; boundary=xx"
FORMULAIRE = "application/x-www-form-urlencoded"


def _parties(*parties: bytes) -> bytes:
    return b"".join(b"--xx\r\n" + partie + b"\r\n" for partie in parties) + b"--xx--\r\n"


CORPS: dict[str, tuple[str, bytes]] = {
    "octets qui ne sont pas un texte": (MULTIPART, _parties(b'Content-Disposition: form-data; name="nom"\r\n\r\n\xff')),
    "jeu de caractères inconnu": (
        MULTIPART,
        _parties(b'Content-Disposition: form-data; name="nom"\r\nContent-Type: text/plain; charset=rien\r\n\r\na'),
    ),
    "sans frontière": ("multipart/form-data", _parties(b"x")),
    "1 001 parties": (MULTIPART, _parties(*[b'Content-Disposition: form-data; name="a"\r\n\r\nx'] * 1001)),
    "cent mille champs": (FORMULAIRE, b"a=1&" * 100_000),
}


@pytest.mark.parametrize("nature", CORPS)
async def test_un_corps_illisible_est_refuse(echange: Echange, nature: str) -> None:
    entete, corps = CORPS[nature]
    reponse = await echange.client.post("/contact", content=corps, headers={"Content-Type": entete})
    assert reponse.status_code == 400
    verifier_page(reponse.text)


@pytest.mark.parametrize("nature", CORPS)
async def test_payfip_n_a_jamais_tort(echange: Echange, nature: str) -> None:
    entete, corps = CORPS[nature]
    reponse = await echange.client.post("/paiement/notification", content=corps, headers={"Content-Type": entete})
    assert reponse.status_code == 200


async def test_un_envoi_de_plus_de_dix_megaoctets_est_refuse(echange: Echange) -> None:
    reponse = await echange.client.post(
        "/contact", content=b"a=" + b"x" * 10_000_001, headers={"Content-Type": FORMULAIRE}
    )
    assert reponse.status_code == 413
