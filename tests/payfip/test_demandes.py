"""What leaves: in order, in form, and never with a structure of the resident's making."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.payfip import DemandeInvalide, nettoyer_objet
from app.payfip.lecture import lire_xml
from app.payfip.messages import ecrire_creation, ecrire_demande_client, ecrire_demande_detail
from tests.simulateur.outils import BONNE_DEMANDE, ESPACE, demande

ENVELOPPE = "{http://schemas.xmlsoap.org/soap/envelope/}"
ORDRE = ["exer", "mel", "montant", "numcli", "objet", "refdet", "saisie", "urlnotif", "urlredirect"]
PIEGES = ["</mel><montant>1</montant><mel>", "<!--", "]]>", "&lt;", "&#0;", "<![CDATA[", "\x00", "\ud800", "\uffff"]


def lire_champs(octets: bytes, operation: str) -> list[tuple[str, str]]:
    """The fields, once it is sure that nothing else is in the envelope."""
    racine = lire_xml(octets)
    (corps,) = racine
    (appel,) = corps
    (argument,) = appel
    assert [racine.tag, corps.tag] == [f"{ENVELOPPE}Envelope", f"{ENVELOPPE}Body"]
    assert [appel.tag, argument.tag] == [f"{{{ESPACE}}}{operation}", "arg0"]
    assert all(len(champ) == 0 and not champ.attrib for champ in argument)
    return [(champ.tag, champ.text or "") for champ in argument]


def test_les_champs_partent_dans_l_ordre_du_schema() -> None:
    champs = lire_champs(ecrire_creation(demande()), "creerPaiementSecurise")
    assert champs == [(nom, BONNE_DEMANDE[nom]) for nom in ORDRE]


def test_la_casse_des_identifiants() -> None:
    detail = ecrire_demande_detail("70aaf8c7-e69c-11f1-97e8-df9b67096238")
    assert [nom for nom, _ in lire_champs(detail, "recupererDetailPaiementSecurise")] == ["idOp"]
    assert lire_champs(ecrire_demande_client("006270"), "recupererDetailClient") == [("numCli", "006270")]


texte = st.one_of(st.text(), st.lists(st.sampled_from([*PIEGES, "a", "@", "é", "."])).map("".join))


@given(objet=texte, avant=texte, apres=texte)
def test_aucun_texte_ne_change_la_structure(objet: str, avant: str, apres: str) -> None:
    mel = f"{avant}@{apres}"
    try:
        octets = ecrire_creation(demande(objet=objet, mel=mel))
    except DemandeInvalide:
        octets, mel = ecrire_creation(demande(objet=objet)), BONNE_DEMANDE["mel"]
    champs = dict(lire_champs(octets, "creerPaiementSecurise"))
    assert list(champs) == ORDRE
    assert champs["mel"] == mel
    assert re.fullmatch(r"[A-Za-z0-9 ]{0,100}", champs["objet"])
    assert champs["montant"] == "8794"


@pytest.mark.parametrize("mel", ["a'b\"c&d;e@example.fr", "é.à@exemple.fr", "a&amp;b@example.fr"])
def test_les_adresses_singulieres_passent_intactes(mel: str) -> None:
    assert dict(lire_champs(ecrire_creation(demande(mel=mel)), "creerPaiementSecurise"))["mel"] == mel


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("exer", "23"),
        ("exer", "२०२३"),
        ("numcli", "6270"),
        ("numcli", "006270\n"),
        ("refdet", "ABCDE"),
        ("refdet", "A" * 31),
        ("refdet", "2023-0022"),
        ("refdet", "FACTURÉ"),
        ("montant", 99),
        ("montant", 0),
        ("montant", -8794),
        ("montant", 10_000_000),
        ("mel", "a@b.f"),
        ("mel", "sans arobase"),
        ("mel", "a b@example.fr"),
        ("mel", "a" * 80 + "@example.fr"),
        ("mel", "a\x01b@example.fr"),
        ("saisie", "M"),
        ("saisie", ""),
        ("saisie", "TX"),
        ("urlnotif", "/paiement/notification"),
        ("urlnotif", "ftp://ccfi.localhost/"),
        ("urlredirect", "http://ccfi.localhost/" + "a" * 230),
        ("urlredirect", 'http://ccfi.localhost/"><b>'),
    ],
)
def test_ce_que_payfip_refuserait_ne_part_pas(champ: str, valeur: Any) -> None:
    with pytest.raises(DemandeInvalide) as refus:
        demande(**{champ: valeur})
    assert refus.value.champ == champ


@pytest.mark.parametrize("montant", [100, 9_999_999])
def test_les_bornes_du_montant_passent(montant: int) -> None:
    assert demande(montant=montant).montant == montant


@pytest.mark.parametrize("idop", ["", "a" * 65, "a b", "<idOp>", "é"])
def test_un_idop_impossible_ne_part_pas(idop: str) -> None:
    with pytest.raises(DemandeInvalide):
        ecrire_demande_detail(idop)


@pytest.mark.parametrize(
    ("texte", "propre"),
    [
        ("Facture n° 2300240069928", "Facture n 2300240069928"),
        ("Redevance d’été - œuvre/cœur", "Redevance d ete oeuvre coeur"),
        ("  87,94 € ", "87 94"),
        ("a" * 99 + " bcd", "a" * 99),
        ("漢字", ""),
    ],
)
def test_l_objet_est_nettoye(texte: str, propre: str) -> None:
    assert nettoyer_objet(texte) == propre


def test_une_demande_affichee_tait_la_personne() -> None:
    assert "camille" not in repr(demande())
