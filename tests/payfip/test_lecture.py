"""What comes: any prefix, any status, any rubbish."""

import asyncio
import gzip
import time

import pytest

from app.payfip import ClientPayfip, PayfipErreur, PayfipIndisponible, PayfipRefus
from tests.payfip.serveur_brut import http, repondre
from tests.simulateur.outils import demande

PAYE = "<return><resultrans>P</resultrans></return>"
IDOP = "70aaf8c7-e69c-11f1-97e8-df9b67096238"


def reponse(retour: str, operation: str = "recupererDetailPaiementSecurise") -> bytes:
    return (
        '<?xml version="1.0"?><env:Envelope xmlns:env="urn:e" xmlns:z="urn:z"><env:Body>'
        f"<z:{operation}Response>{retour}</z:{operation}Response></env:Body></env:Envelope>"
    ).encode()


def faute(nature: str, code: str = "<code>R3</code>", chaine: str = "erreur") -> bytes:
    return (
        '<q:Envelope xmlns:q="urn:q"><q:Body><q:Fault><faultcode>q:Server</faultcode>'
        f"<faultstring>{chaine}</faultstring><detail><n:{nature} xmlns:n='urn:n'>{code}"
        f"<libelle>Le libellé </libelle><severite>2</severite></n:{nature}></detail></q:Fault></q:Body></q:Envelope>"
    ).encode()


BOMBE = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + rang, b"&%c;" % (97 + rang) * 10) for rang in range(9))
    + b"]><a>&j;</a>"
)
FICHIER = (
    b'<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    + reponse("<return><resultrans>&f;</resultrans></return>")[21:]
)

ENTITE = b'<!DOCTYPE a [<!ENTITY p "P">]>' + reponse("<return><resultrans>&p;</resultrans></return>")[21:]

ORDURES = {
    "page HTML": http(b"<html><body>Service<br>indisponible</body></html>", "503 Service Unavailable", "A: b"),
    "page XHTML": http(b"<html><body>Maintenance</body></html>"),
    "vide": http(b""),
    "XML tronque": http(reponse(PAYE)[:-30]),
    "corps coupe": http(reponse(PAYE))[:-30],
    "bombe": http(BOMBE),
    "fichier local": http(FICHIER),
    "entite": http(ENTITE),
    "enorme": http(reponse(PAYE + "<a/>" * 50_000)),
    "gzip": http(gzip.compress(b"a" * 10_000_000), entetes="Content-Encoding: gzip"),
    "gzip lisible": http(gzip.compress(reponse(PAYE)), entetes="Content-Encoding: gzip"),
    "autre operation": http(reponse("<idOp>1</idOp>", "creerPaiementSecurise")),
    "statut 500 sans faute": http(reponse(PAYE), "500 Internal Server Error"),
    "redirection": http(b"", "302 Found", "Location: http://ailleurs.localhost/"),
    "encodage inconnu": http(b'<?xml version="1.0" encoding="martien"?><a/>'),
    "profond": http(b"<a>" * 15_000),
    "autre idOp": http(reponse("<return><idOp>autre</idOp><resultrans>P</resultrans></return>")),
    "pas du HTTP": b"bonjour\r\n\r\n",
    "faute technique": http(faute("TechIndisponibiliteErreur"), "500 Internal Server Error"),
    "faute sans code": http(faute("FonctionnelleErreur", "")),
}


@pytest.mark.parametrize("ordure", ORDURES)
async def test_une_reponse_illisible_ne_conclut_rien(ordure: str) -> None:
    debut = time.perf_counter()
    async with repondre(ORDURES[ordure]) as origine, ClientPayfip(origine) as client:
        with pytest.raises(PayfipIndisponible) as panne:
            await client.lire_detail(IDOP)
    assert not panne.value.jamais_partie
    assert time.perf_counter() - debut < 1


@pytest.mark.parametrize("status", ["200 OK", "400 Bad Request", "500 Internal Server Error", "503 Unavailable"])
async def test_une_faute_compte_quel_que_soit_le_statut(status: str) -> None:
    async with repondre(http(faute("FonctionnelleErreur"), status)) as origine, ClientPayfip(origine) as client:
        with pytest.raises(PayfipRefus) as refus:
            await client.lire_detail(IDOP)
    assert (refus.value.code, refus.value.libelle, refus.value.severite) == ("R3", "Le libellé", 2)


async def test_un_code_inconnu_est_garde() -> None:
    corps = faute("AutreErreur", "<code>Q42</code>")
    async with repondre(http(corps)) as origine, ClientPayfip(origine) as client:
        with pytest.raises(PayfipRefus, match="Q42"):
            await client.lire_detail(IDOP)


@pytest.mark.parametrize("retour", ["", "<return/>", "<return><montant>8794</montant></return>"])
async def test_sans_resultat_c_est_p5(retour: str) -> None:
    async with repondre(http(reponse(retour))) as origine, ClientPayfip(origine) as client:
        with pytest.raises(PayfipRefus, match="P5"):
            await client.lire_detail(IDOP)


async def test_les_champs_manquants_ou_faux_sont_vides() -> None:
    corps = reponse(
        "<return><n:resultrans xmlns:n='urn:n'> K9 </n:resultrans><montant>87,94</montant><numauto/>"
        "<dattrans>31022023</dattrans><heurtrans>1200</heurtrans><nouveau>a</nouveau></return>"
    )
    async with repondre(http(corps)) as origine, ClientPayfip(origine) as client:
        detail = await client.lire_detail(IDOP)
    assert (detail.resultrans, detail.montant, detail.numauto, detail.effectue_le) == ("K9", None, None, None)
    assert detail.brut == corps.decode()
    assert (detail.refdet, detail.numcli, detail.exer, detail.mel) == (None, None, None, None)


async def test_une_creation_sans_idop_est_une_panne() -> None:
    corps = http(reponse("<return/>", "creerPaiementSecurise"))
    async with repondre(corps) as origine, ClientPayfip(origine) as client:
        with pytest.raises(PayfipIndisponible):
            await client.creer_paiement(demande())


async def test_un_serveur_muet_est_abandonne_a_l_heure() -> None:
    async with repondre(None) as origine, ClientPayfip(origine, delai=0.2) as client:
        debut = time.perf_counter()
        with pytest.raises(PayfipIndisponible, match="in time"):
            await client.lire_detail(IDOP)
        assert time.perf_counter() - debut < 1


async def test_un_goutte_a_goutte_est_abandonne_a_l_heure() -> None:
    async def goutter(lecteur: asyncio.StreamReader, scripteur: asyncio.StreamWriter) -> None:
        scripteur.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n")
        for _ in range(10):
            scripteur.write(b"<")
            await asyncio.sleep(0.05)
        scripteur.close()

    serveur = await asyncio.start_server(goutter, "127.0.0.1", 0)
    async with serveur, ClientPayfip(f"http://127.0.0.1:{serveur.sockets[0].getsockname()[1]}", delai=0.2) as client:
        with pytest.raises(PayfipIndisponible):
            await client.lire_detail(IDOP)
        await asyncio.sleep(0.4)


async def test_un_port_ferme_n_a_rien_recu() -> None:
    async with repondre(b"") as origine:
        pass
    async with ClientPayfip(origine) as client:
        with pytest.raises(PayfipErreur) as panne:
            await client.lire_detail(IDOP)
    assert isinstance(panne.value, PayfipIndisponible)
    assert panne.value.jamais_partie
