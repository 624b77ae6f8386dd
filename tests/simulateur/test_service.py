"""The SOAP service, byte by byte where the real one was recorded."""

import httpx
import pytest

from app.payfip.lecture import lire_xml
from tests.simulateur.outils import BONNE_DEMANDE, ESPACE, Banc

SOAP = "{http://schemas.xmlsoap.org/soap/envelope/}"
JAVA = "fr.gouv.finances.cp.tpa.webservice.exceptions"


def lire_code(reponse: httpx.Response) -> str | None:
    return lire_xml(reponse.content).findtext(f"{SOAP}Body/{SOAP}Fault/detail/{{{ESPACE}}}FonctionnelleErreur/code")


async def test_une_faute_a_la_forme_enregistree(banc: Banc) -> None:
    reponse = await banc.appeler("creerPaiementSecurise", {**BONNE_DEMANDE, "refdet": "ABCD"})
    assert reponse.status_code == 500
    assert reponse.headers["content-type"].startswith("text/xml")
    faute = lire_xml(reponse.content).find(f"{SOAP}Body/{SOAP}Fault")
    assert faute is not None
    assert faute.findtext("faultcode") == "S:Server"
    assert faute.findtext("faultstring") == f"{JAVA}.FonctionnelleErreur"
    erreur = faute.find(f"detail/{{{ESPACE}}}FonctionnelleErreur")
    assert erreur is not None
    assert [(champ.tag, champ.text) for champ in erreur] == [
        ("code", "R3"),
        ("descriptif", None),
        ("libelle", "Le format du paramètre REFDET n'est pas conforme"),
        ("severite", "2"),
    ]


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"numcli": "12345"}, "T1"),
        ({"numcli": "١٢٣٤٥٦"}, "T1"),
        ({"numcli": "000000"}, "T2"),
        ({"saisie": "M"}, "S1"),
        ({"saisie": ""}, "S1"),
        ({"refdet": "2023-0022-23002200000000"}, "R3"),
        ({"refdet": "A" * 31}, "R3"),
        ({"exer": "23"}, "E1"),
        ({"objet": "eau/déchets"}, "O1"),
        ({"mel": ""}, "A1"),
        ({"mel": "camille"}, "A2"),
        ({"mel": "a@b.f"}, "A2"),
        ({"mel": "camille", "montant": "9990000001"}, "A2"),
        ({"montant": "87,94"}, "M1"),
        ({"montant": "-100"}, "M1"),
        ({"montant": "99"}, "M3"),
        ({"montant": "9990000001"}, "M5"),
        ({"urlnotif": "/paiement/notification"}, "N1"),
        ({"urlnotif": "http://[a"}, "N1"),
        ({"urlredirect": "http://ccfi.localhost/" + "a" * 230}, "D1"),
    ],
)
async def test_chaque_champ_a_son_refus(banc: Banc, champs: dict[str, str], code: str) -> None:
    reponse = await banc.appeler("creerPaiementSecurise", {**BONNE_DEMANDE, **champs})
    assert (reponse.status_code, lire_code(reponse)) == (500, code)
    assert banc.tresor.depot.lister() == []


async def test_objet_et_exercice_peuvent_manquer(banc: Banc) -> None:
    champs = {nom: valeur for nom, valeur in BONNE_DEMANDE.items() if nom not in ("objet", "exer")}
    assert (await banc.appeler("creerPaiementSecurise", champs)).status_code == 200


async def test_la_casse_de_idop_compte(banc: Banc) -> None:
    await banc.appeler("creerPaiementSecurise", BONNE_DEMANDE)
    idop = banc.tresor.depot.lister()[0].idop
    bonne = await banc.appeler("recupererDetailPaiementSecurise", {"idOp": idop})
    fausse = await banc.appeler("recupererDetailPaiementSecurise", {"idop": idop})
    assert (lire_code(bonne), lire_code(fausse)) == ("P5", "P1")


async def test_le_detail_suit_l_ordre_du_schema(banc: Banc) -> None:
    await banc.appeler("creerPaiementSecurise", BONNE_DEMANDE)
    idop = banc.tresor.depot.lister()[0].idop
    await banc.payer(idop, "P")
    reponse = await banc.appeler("recupererDetailPaiementSecurise", {"idOp": idop})
    retour = lire_xml(reponse.content).find(f".//{{{ESPACE}}}recupererDetailPaiementSecuriseResponse/return")
    assert retour is not None
    noms = "dattrans exer heurtrans idOp mel montant numauto numcli objet refdet resultrans saisie"
    assert [champ.tag for champ in retour] == noms.split()
    echo = {champ.tag: champ.text for champ in retour}
    assert {nom: echo[nom] for nom in ("exer", "mel", "montant", "numcli", "objet", "refdet", "saisie")} == {
        nom: valeur for nom, valeur in BONNE_DEMANDE.items() if not nom.startswith("url")
    }


@pytest.mark.parametrize("issue", ["R", "A", "Z"])
async def test_pas_de_numero_d_autorisation_sans_paiement(banc: Banc, issue: str) -> None:
    await banc.appeler("creerPaiementSecurise", BONNE_DEMANDE)
    idop = banc.tresor.depot.lister()[0].idop
    await banc.payer(idop, issue)
    texte = (await banc.appeler("recupererDetailPaiementSecurise", {"idOp": idop})).text
    assert f"<resultrans>{issue}</resultrans>" in texte
    assert "numauto" not in texte


@pytest.mark.parametrize(
    "enveloppe",
    [
        "",
        "bonjour",
        "<a/>",
        '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    ],
)
async def test_ce_qui_n_est_pas_un_message_est_la_faute_du_client(banc: Banc, enveloppe: str) -> None:
    reponse = await banc.poster(enveloppe)
    assert reponse.status_code == 500
    assert lire_xml(reponse.content).findtext(f"{SOAP}Body/{SOAP}Fault/faultcode") == "S:Client"


async def test_l_operation_vit_dans_son_espace_de_noms(banc: Banc) -> None:
    reponse = await banc.appeler("creerPaiementSecurise", BONNE_DEMANDE, espace="http://ailleurs/")
    assert "Cannot find dispatch method" in reponse.text


async def test_le_contrat_porte_sa_propre_adresse(banc: Banc) -> None:
    racine = lire_xml((await banc.http.get("/tpa/services/securite?wsdl")).content)
    adresse = "http://payfip.localhost:8002/tpa/services/securite"
    service = racine.find(".//{http://schemas.xmlsoap.org/wsdl/soap/}address")
    assert service is not None
    assert service.get("location") == adresse
    schemas = [schema.get("schemaLocation") for schema in racine.iter("{http://www.w3.org/2001/XMLSchema}import")]
    assert schemas == [f"{adresse}?xsd={numero}" for numero in (1, 2, 3)]
    for schema in schemas:
        assert lire_xml((await banc.http.get(str(schema))).content).get("targetNamespace")
