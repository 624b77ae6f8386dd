"""A dwelling changes hands: neither household sees anything of the other's."""

from datetime import date, timedelta

from app.base import executer, ligne, valeur
from app.metier.calendrier import aujourdhui
from app.metier.levees import ses_dernieres_levees
from tests import personnages
from tests.espace.conftest import connecter
from tests.outils.echange import Echange
from tests.personnages import Personnage

DEMENAGEMENT = timedelta(days=30)


async def habitant(code: str, nom: str, *, du: date, au: date | None) -> Personnage:
    """A household at 29 route de Méteren, with a contrat for its time there."""
    personne = await personnages.personnage(
        code, f"HABIT{code[-3:]}", nom, "ANNE", f"{nom.lower()}@example.fr", avec_compte=True
    )
    await executer("UPDATE contrat SET souscrit_le = $2, termine_le = $3 WHERE id = $1", personne.contrat.id, du, au)
    await personnages.facture(personne, f"F-{nom}", 1000, contrat=personne.contrat.id)
    await executer(
        "INSERT INTO demande (nature, deposee_par, compte, abonne, contrat) VALUES ($1, 'compte', $2, $3, $4)",
        f"Demande de {nom}", personne.compte and personne.compte.id, personne.abonne.id, personne.contrat.id,
    )  # fmt: skip
    return personne


async def un_bac_pour_deux(ancien: Personnage, nouveau: Personnage, jour: date) -> None:
    """One bin, one chip: it served the first contrat until that day, the second one since; a lift in each time."""
    await executer(
        "INSERT INTO flux (code, libelle) VALUES ('OMR', 'Ordures') ON CONFLICT DO NOTHING",
    )
    bac = await valeur(
        "INSERT INTO bac (numero, flux, volume_l) SELECT 'B-29', id, 140 FROM flux WHERE code = 'OMR' RETURNING id"
    )
    await executer("INSERT INTO puce (numero, bac, du) VALUES ('PUCE29', $1, '2020-01-01')", bac)
    for personne, du, au in ((ancien, date(2020, 1, 1), jour), (nouveau, jour, None)):
        await executer(
            "INSERT INTO affectation (bac, contrat, du, au) VALUES ($1, $2, $3, $4)", bac, personne.contrat.id, du, au
        )
    for personne, le in ((ancien, jour - timedelta(days=7)), (nouveau, jour + timedelta(days=7))):
        await executer(
            "INSERT INTO levee (puce, leve_le_local, leve_le, bac, contrat) "
            "VALUES ('PUCE29', $1::date + time '06:30', $1::date + time '05:30', $2, $3)",
            le, bac, personne.contrat.id,
        )  # fmt: skip


async def regler(personne: Personnage) -> None:
    """A payment of the household's bill that came to its end, and its document."""
    assert personne.compte is not None
    facture = await ligne("SELECT id, client_payfip, reference FROM facture WHERE abonne = $1", personne.abonne.id)
    assert facture is not None
    paiement = await valeur(
        "INSERT INTO paiement (client_payfip, compte, montant_centimes, etat, idop, mel, cree_le) "
        "VALUES ($1, $2, 1000, 'paye_carte', $3, 'x@example.fr', now()) RETURNING id",
        facture["client_payfip"], personne.compte.id, f"idop-{facture['reference']}",
    )  # fmt: skip
    await executer(
        "INSERT INTO part_paiement (paiement, facture, montant_centimes, vive) VALUES ($1, $2, 1000, false)",
        paiement, facture["id"],
    )  # fmt: skip
    await executer(
        "INSERT INTO reglement (facture, paiement, nature, moyen, source, montant_centimes, date, provisoire) "
        "VALUES ($1, $2, 'encaissement', 'carte', 'payfip', 1000, current_date, true)",
        facture["id"], paiement,
    )  # fmt: skip
    document = await valeur(
        "INSERT INTO document (nom, taille, empreinte, contenu) VALUES ('f.pdf', 4, $1, '%PDF') RETURNING id",
        facture["reference"],
    )
    await executer("UPDATE facture SET document = $2 WHERE id = $1", facture["id"], document)


async def test_l_ancien_et_le_nouvel_occupant_ne_se_voient_pas(echange: Echange) -> None:
    jour = aujourdhui() - DEMENAGEMENT
    ancien = await habitant("00101", "ANCIEN", du=date(2020, 1, 1), au=jour)
    nouveau = await habitant("00102", "NOUVEAU", du=jour, au=None)
    await un_bac_pour_deux(ancien, nouveau, jour)
    recus = {}
    for personne in (ancien, nouveau):
        await regler(personne)
        recus[personne.abonne.nom] = await valeur(
            "SELECT p.id FROM paiement p WHERE p.compte = $1", personne.compte and personne.compte.id
        )
    for moi, autre in ((ancien, nouveau), (nouveau, ancien)):
        a_moi, a_autre = moi.abonne.nom, autre.abonne.nom
        echange.client.cookies.clear()
        await connecter(echange, moi)
        for page in ("/espace", "/informations", "/informations/references", "/bacs", "/factures", "/suivi"):
            vue = await echange.get(page)
            assert vue.status_code == 200
            assert a_autre not in vue.text
            assert autre.abonne.code_usager not in vue.text
        for page in ("/factures", "/factures/reglements"):
            assert f"F-{a_moi}" in (await echange.get(page)).text
        assert f"Demande de {a_moi}" in (await echange.get("/suivi")).text
        lien = f"/factures/F-{a_autre}"
        for page in (lien, f"{lien}/duplicata", f"{lien}/recu/{recus[a_autre]}"):
            assert (await echange.get(page)).status_code == 404
        for paiement, titre in ((a_autre, "Retour de PayFiP"), (a_moi, "Paiement enregistré")):
            await echange.get(f"/paiement/idop-F-{paiement}")
            assert echange.soupe().select("h1")[0].get_text() == titre
        await echange.get("/espace")
        assert (await echange.post(f"{lien}/paiement")).status_code == 404
        assert (await echange.post("/espace/contrat", {"contrat": str(autre.contrat.id)})).status_code == 404
        for page in (f"/factures/F-{a_moi}", f"/factures/F-{a_moi}/duplicata"):
            assert (await echange.get(page)).status_code == 200


async def test_le_bac_passe_de_l_un_a_l_autre_avec_ses_levees_a_leur_jour(echange: Echange) -> None:
    jour = aujourdhui() - DEMENAGEMENT
    ancien = await habitant("00101", "ANCIEN", du=date(2020, 1, 1), au=jour)
    nouveau = await habitant("00102", "NOUVEAU", du=jour, au=None)
    await un_bac_pour_deux(ancien, nouveau, jour)
    for personne, en_service, leve_le in (
        (ancien, [], jour - timedelta(days=7)),
        (nouveau, ["B-29"], jour + timedelta(days=7)),
    ):
        echange.client.cookies.clear()
        await connecter(echange, personne)
        await echange.get("/bacs")
        tables = echange.soupe().select("table")
        montres = [th.get_text() for th in tables[0].select("tbody th")] if en_service else []
        assert montres == en_service
        assert [levee.leve_le.date() for levee in await ses_dernieres_levees(personne.contrat.id, 9)] == [leve_le]


async def test_celui_qui_suit_a_la_meme_adresse_electronique_n_herite_de_rien(echange: Echange) -> None:
    """The former tenant's account keeps its abonné only; billing giving the dwelling a new abonné opens it nothing."""
    jour = aujourdhui() - DEMENAGEMENT
    ancien = await habitant("00101", "ANCIEN", du=date(2020, 1, 1), au=jour)
    await habitant("00102", "NOUVEAU", du=jour, au=None)
    await connecter(echange, ancien)
    await echange.get("/espace")
    assert echange.soupe().select("#contrat-en-vue") == []
    assert "00101" in echange.soupe().select(".bandeau")[0].get_text()
