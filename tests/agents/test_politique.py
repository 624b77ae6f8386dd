"""The policy knows every table, and every column that must stay out of sight."""

import json
from itertools import product

import pytest

from app.agents.console.vues import vues
from app.agents.politique import REGLES, TABLES, Groupe, Role
from app.base import executer, lignes
from app.piccolo_app import APP_CONFIG
from tests import personnages
from tests.agents.outils import Console, equipier, session_de
from tests.outils.echange import Echange

MOTS_SECRETS = ("mot_de_passe", "password", "secret", "iban", "token", "contenu", "donnees")
SANS_DANGER = {("agent", "password"), ("compte", "mot_de_passe_le"), ("demande", "contenu")}
"""Write-only; a date; what was asked."""
MODIFIABLES = {"agent", "client_payfip", "collectivite", "comptable", "flux"}


def test_chaque_table_a_sa_regle() -> None:
    assert set(REGLES) == {table._meta.tablename for table in APP_CONFIG.table_classes}
    assert {regle.groupe for regle in REGLES.values()} == set(Groupe)


def test_seuls_les_reglages_et_l_equipe_se_modifient() -> None:
    assert {nom for nom, regle in REGLES.items() if regle.fiche} == MODIFIABLES
    assert {nom for nom, regle in REGLES.items() if regle.role is Role.ADMINISTRATEUR} == {"agent", "session_agent"}
    assert not REGLES["collectivite"].ajout
    assert not REGLES["collectivite"].suppression
    assert not REGLES["agent"].suppression


@pytest.mark.parametrize("nom", sorted(MODIFIABLES))
def test_chaque_colonne_modifiable_ou_cachee_est_dite(nom: str) -> None:
    colonnes = {colonne._meta.name for colonne in TABLES[nom]._meta.columns}
    lues = {"id"} | ({"totp_prouve_le"} if nom == "agent" else set())
    assert colonnes == REGLES[nom].ecrites | REGLES[nom].cachees | lues


def test_les_colonnes_secretes_sont_inconnues_de_la_console() -> None:
    for nom, vue in vues().items():
        connues = {colonne._meta.name for colonne in vue._meta.columns}
        secretes = {colonne._meta.name for colonne in TABLES[nom]._meta.secret_columns}
        assert (nom, connues & secretes) in ((nom, set()), ("agent", {"password"}))
        suspectes = {c for c, mot in product(connues, MOTS_SECRETS) if mot in c and (nom, c) not in SANS_DANGER}
        assert (nom, suspectes) == (nom, set())


def test_la_marque_d_un_navigateur_ne_se_lit_nulle_part() -> None:
    """With it, and a seal, one would pass for a browser that the account knows."""
    assert [nom for nom, vue in vues().items() if any(c._meta.name == "appareil" for c in vue._meta.columns)] == []


def test_un_condensat_ne_se_lit_pas_sous_un_autre_nom() -> None:
    """`empreinte` is the hash of a token in some tables, of a public file in others."""
    assert {nom for nom, vue in vues().items() if any(c._meta.name == "empreinte" for c in vue._meta.columns)} == {
        "document",
        "logo",
    }


async def test_aucun_secret_n_est_envoye(echange: Echange) -> None:
    qui = await equipier(administrateur=True)
    camille = await personnages.camille()
    await executer("UPDATE contrat SET iban = 'FR7630006000011234567890189' WHERE id = $1", camille.contrat.id)
    console = Console(echange, await session_de(qui.agent.id, prouvee=True))
    secrets = {"FR7630006000011234567890189", "argon2id"}
    for table in (t for t in TABLES.values() if t._meta.secret_columns):
        noms = ", ".join(c._meta.name for c in table._meta.secret_columns)
        for ligne in await lignes(f"SELECT {noms} FROM {table._meta.tablename}"):
            secrets |= {str(v) for v in ligne.values() if v}
    assert len(secrets) > 4
    for nom in REGLES:
        for suite in ("", "?__readable=true", "schema/", "ids/", "count/", "references/", "new/"):
            reponse = await console.lire(f"/api/tables/{nom}/{suite}")
            assert reponse.status_code == 200, (nom, suite, reponse.text)
            assert [s for s in secrets if s in reponse.text] == [], (nom, suite)


@pytest.mark.parametrize(
    "adresse",
    [
        "agent/?__order=secret_totp",
        "agent/?secret_totp=a",
        "agent/?__visible_fields=secret_totp",
        "contrat/?iban=FR",
        "contrat/?iban__operator=not_null",
        "compte/?__order=-mot_de_passe",
        "facture/?__visible_fields=abonne.courriel_plie",
        "contrat/count/?iban=FR",
        "session/?__order=empreinte",
        "facture/?reference=%00",
        "facture/?inconnue=1",
        "trace/?details=%7B",
    ],
)
async def test_ni_tri_ni_filtre_par_une_colonne_cachee(echange: Echange, adresse: str) -> None:
    qui = await equipier(administrateur=True)
    await personnages.camille()
    console = Console(echange, await session_de(qui.agent.id, prouvee=True))
    assert (await console.lire(f"/api/tables/{adresse}")).status_code == 400


async def test_les_lignes_liees_se_nomment(echange: Echange) -> None:
    qui = await equipier()
    await personnages.dupont()
    console = Console(echange, await session_de(qui.agent.id, prouvee=True))
    factures = json.loads((await console.lire("/api/tables/facture/?__readable=true")).text)["rows"]
    assert [f["abonne_readable"] for f in factures if f["reference"] == "2300240069928"] == ["00001"]


@pytest.mark.parametrize(
    ("recherche", "codes"),
    [
        ("reference=2300&reference__match=contains&__order=-date_facture,reference&__page=1&__page_size=15", {200}),
        ("montant_centimes=1000&montant_centimes__operator=gte&__readable=true", {200}),
        ("echeance__operator=is_null", {200}),
        ("montant_centimes=abc", {422}),
        ("date_facture=hier", {422}),
        ("__page=-1", {400}),
        ("__page_size=-5", {400}),
        ("__page_size=100000", {403, 422}),
        ("abonne=99999999999999", {400}),
        ("id[]=1&id[]=x", {400}),
        ("&".join(["montant_centimes=1"] * 2000), {400}),
        ("__range_header=true&__range_header_name=X%0d%0aY", {400}),
    ],
)
async def test_les_recherches_de_la_liste(echange: Echange, recherche: str, codes: set[int]) -> None:
    qui = await equipier()
    await personnages.dupont()
    console = Console(echange, await session_de(qui.agent.id, prouvee=True))
    assert (await console.lire(f"/api/tables/facture/?{recherche}")).status_code in codes
