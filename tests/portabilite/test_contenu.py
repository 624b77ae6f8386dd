"""The export of an account holds everything of its owner and nothing of anybody else."""

from collections.abc import Iterator

import pytest

from app.base import Inscription, lignes
from app.piccolo_app import APP_CONFIG
from app.portabilite.contenu import CONTENU, EXCLUES
from app.portabilite.ensembles import Ensemble
from tests.outils.pdf import texte_du_pdf
from tests.portabilite.foyer import INTERDITS, LIVREE, Foyer, emmenager
from tests.portabilite.outils import Export, en_base, exporter

MASQUES = {
    "paiement": {"compte", "mel", "reponse"},
    "demande": {"compte", "courriel", "courriel_confirme_le", "contenu"},
}
"""Columns that stay empty where the row is a co-holder's act."""
TRADUITES = {"facture.client_payfip", "paiement.client_payfip", "bac.flux", "courriel.donnees"}
"""Columns where something else stands: a number of the Treasury, a word, the data without the number of a link."""


def ensembles(racines: tuple[Ensemble, ...] = CONTENU) -> Iterator[Ensemble]:
    for ensemble in racines:
        yield ensemble
        yield from ensembles(ensemble.enfants)


CLES = {ensemble.nom: ensemble.cle or ensemble.nom for ensemble in ensembles()}
EXPORTEES = {f"{ensemble.nom}.{nom}" for ensemble in ensembles() for nom in ensemble.noms}


def test_chaque_colonne_de_chaque_table_est_exportee_ou_exclue_avec_sa_raison() -> None:
    """Completeness: a column added tomorrow fails here until someone decides."""
    oubliees, deux_fois, connues = [], [], set()
    for table in APP_CONFIG.table_classes:
        nom = table._meta.tablename
        connues.add(nom)
        for colonne in table._meta.columns:
            cle = f"{nom}.{colonne._meta.name}"
            connues.add(cle)
            exclue = nom in EXCLUES or cle in EXCLUES
            if exclue and cle in EXPORTEES:
                deux_fois.append(cle)
            if not exclue and cle not in EXPORTEES:
                oubliees.append(cle)
    assert (oubliees, deux_fois) == ([], [])
    assert set(EXCLUES) | EXPORTEES <= connues
    assert all(EXCLUES.values())


def test_aucune_table_ne_prend_la_place_d_une_colonne() -> None:
    assert [e.nom for e in ensembles() if {CLES[enfant.nom] for enfant in e.enfants} & set(e.noms)] == []


def test_aucun_secret_n_est_exporte() -> None:
    """Only the IBAN, which is its owner's, comes out of the columns that screens never show whole."""
    secretes = {
        f"{table._meta.tablename}.{colonne._meta.name}"
        for table in APP_CONFIG.table_classes
        for colonne in table._meta.columns
        if colonne._meta.secret
    }
    assert secretes & EXPORTEES == {"contrat.iban"}


@pytest.fixture
async def foyer(ccfi: Inscription) -> Foyer:
    return await emmenager()


@pytest.fixture
async def export(foyer: Foyer) -> Export:
    return await exporter(foyer.compte)


async def test_tout_ce_qui_est_a_soi_y_est_colonne_par_colonne(foyer: Foyer, export: Export) -> None:
    """Against the database: 100 % of the owner's rows, and of their columns, with the very values."""
    compares = 0
    for table, numeros in foyer.siennes.items():
        exportees = {ligne["id"]: ligne for ligne in export.lignes(CLES[table])}
        assert sorted(exportees) == sorted(numeros), table
        for attendue in await en_base(table, numeros):
            trouvee = exportees[attendue["id"]]
            for nom, valeur in attendue.items():
                cle = f"{table}.{nom}"
                if cle in EXPORTEES - TRADUITES and not _est_masquee(foyer, table, nom, attendue):
                    assert trouvee[nom] == valeur, cle
                    compares += valeur is not None
    assert compares > 300


def _est_masquee(foyer: Foyer, table: str, nom: str, ligne: dict[str, object]) -> bool:
    return nom in MASQUES.get(table, ()) and ligne["compte"] not in (foyer.compte, None)


async def test_rien_de_ce_qui_est_aux_autres_n_y_est(export: Export) -> None:
    """The other way: no byte of the co-holder, the neighbour, the agents, the past, no secret, in any file."""
    for nom, contenu in export.fichiers.items():
        texte = (
            texte_du_pdf(contenu) if nom.endswith(".pdf") and contenu != LIVREE else contenu.decode(errors="replace")
        )
        for interdit in INTERDITS:
            assert interdit.lower() not in texte.lower(), (nom, interdit)


async def test_les_actes_du_cotitulaire_restent_sans_lui(foyer: Foyer, export: Export) -> None:
    autres = [ligne for ligne in export.lignes("paiement") if ligne["compte"] != foyer.compte]
    assert [(un["compte"], un["mel"], un["reponse"], un["montant_euros"]) for un in autres] == [
        (None, None, None, "87,94\xa0€")
    ]
    vides = [ligne for ligne in export.lignes("demande") if ligne["contenu"] is None]
    assert [(un["compte"], un["courriel"], un["etat"]) for un in vides] == [(None, None, "EN COURS")]
    traces = {ligne["acte"]: ligne for ligne in export.lignes("trace")}
    assert (traces["a"]["auteur"], traces["a"]["details"]) == (str(foyer.compte), {"mot": "A"})
    assert (traces["b"]["auteur"], traces["b"]["details"]) == ("", {"mot": "B"})
    assert (traces["c"]["auteur"], traces["c"]["details"]) == ("", None)
    assert {"d", "e"}.isdisjoint(traces)
    assert "message_recu" in traces


async def test_les_liens_sont_dits_sans_ce_qui_les_ouvre(export: Export) -> None:
    assert [(un["nature"], un["courriel"], "id" in un) for un in export.lignes("jeton")] == [
        ("mot_de_passe", "camille@exemple.fr", False)
    ]
    assert [un["donnees"] for un in export.lignes("courriel") if un["modele"] == "mot_de_passe"] == [
        {"nom": "CAMILLE"}, {"nom": "CAMILLE"},
    ]  # fmt: skip


async def test_les_factures_et_les_recus_y_sont_en_pdf(export: Export) -> None:
    pdfs = sorted(nom for nom in export.fichiers if nom.endswith(".pdf"))
    assert [nom.split("/")[0] for nom in pdfs] == ["factures", "factures", "recus", "recus"]
    assert LIVREE in export.fichiers.values()
    assert all(contenu.startswith(b"%PDF") for nom, contenu in export.fichiers.items() if nom.endswith(".pdf"))
    assert "4 documents joints." in export.fichiers["LISEZMOI.txt"].decode("utf-8-sig")


async def test_les_tables_disent_la_meme_chose_que_le_document(export: Export) -> None:
    for ensemble in ensembles():
        attendues, lues = export.lignes(CLES[ensemble.nom]), export.tableau(ensemble.nom)
        assert len(attendues) == len(lues), ensemble.nom
        for attendue, lue in zip(attendues, lues, strict=True):
            for nom in ensemble.noms:
                valeur = attendue[nom]
                if isinstance(valeur, str) and "_le" not in nom and valeur[4:5] != "-":
                    assert lue[nom] == valeur, (ensemble.nom, nom)
                elif isinstance(valeur, bool):
                    assert lue[nom] == ("oui" if valeur else "non")
                elif isinstance(valeur, int):
                    assert lue[nom] == str(valeur)
    (ligne, _) = export.tableau("ligne_facture")
    assert (ligne["montant_euros"], ligne["quantite"], ligne["prix_unitaire"]) == ("87,94", "0,007", "0,0007")
    assert export.tableau("levee")[0]["leve_le_local"] == "04/03/2024 06:12:00"
    assert export.tableau("contrat")[0]["souscrit_le"] == "04/03/2024"
    assert export.fichiers["tables/facture.csv"].startswith(b"\xef\xbb\xbfid;reference;")


async def test_un_compte_rouvert_ne_rend_pas_le_passe_de_l_ancien_titulaire(foyer: Foyer) -> None:
    """A recycled mailbox opens a closed account again: what it did before is not told."""
    from app.metier.comptes.fermeture import fermer_compte, rouvrir

    await fermer_compte(foyer.compte, "agent")
    await rouvrir(foyer.compte, "neuf")
    export = await exporter(foyer.compte)
    vides = ("abonne", "session", "changement_courriel", "jeton", "paiement", "demande", "rattachement", "code_secours")
    assert {table: export.lignes(table) for table in vides} == {table: [] for table in vides}
    assert [un["acte"] for un in export.lignes("trace")] == ["compte_ferme", "export_demande"]
    assert {un["modele"] for un in export.lignes("courriel")} == set()
    assert await lignes("SELECT FROM paiement WHERE compte = $1", foyer.compte)
