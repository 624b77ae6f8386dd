"""« Mes informations »: the record as the collectivité holds it."""

from datetime import date

import pytest

from app.metier.contrats import Adresse, Contrat, ModePaiement, UsageAdresse
from tests.espace.conftest import connecter
from tests.outils.echange import Echange
from tests.personnages import Personnage, camille


def faits(echange: Echange) -> dict[str, str]:
    """The definitions of the page; of a repeated term the first one."""
    trouves: dict[str, str] = {}
    for terme in echange.soupe().select("main dt"):
        suite = terme.find_next_sibling("dd")
        assert suite is not None
        trouves.setdefault(terme.get_text(" ", strip=True).replace("\xa0", " "), suite.get_text(" ", strip=True))
    return trouves


async def test_les_coordonnees_et_les_telephones_par_nature(echange: Echange, martin: Personnage) -> None:
    await echange.get("/informations")
    lus = faits(echange)
    assert "M MARTIN CAMILLE" in echange.texte()
    assert lus["Téléphone fixe :"] == "03\xa028\xa041\xa083\xa072"
    assert lus["Téléphone portable :"] == "Non renseigné"
    assert lus["Email :"] == "camille.martin@example.fr"
    assert "Je consulte/modifie mes informations personnelles." in echange.texte()


async def test_l_abonnement_dit_tout_et_masque_l_iban(echange: Echange, martin: Personnage) -> None:
    martin.contrat.iban = "FR76 3000 6000 0112 3456 7890 189"
    martin.contrat.mode_paiement = ModePaiement.PRELEVEMENT
    await martin.contrat.save()
    reponse = await echange.get("/informations")
    lus = faits(echange)
    assert lus["IBAN :"] == "•••• 0189"
    assert "7890" not in reponse.text
    assert lus["Souscrit le :"] == "30/06/2022"
    assert lus["Mode de paiement :"] == "Prélèvement à l’échéance"
    assert lus["Adresse habitation"].replace("\xa0", " ") == "Pays : FR 29 ROUTE DE MÉTEREN 59270 BAILLEUL"
    assert "Référence : 00002" in echange.texte().replace("\xa0", " ")


async def test_un_mode_de_paiement_inconnu_est_dit_non_renseigne(echange: Echange, martin: Personnage) -> None:
    await echange.get("/informations")
    assert faits(echange)["Mode de paiement :"] == "Mode de paiement non renseigné"


async def test_sans_adresse_de_facturation_c_est_celle_de_l_habitation(echange: Echange, martin: Personnage) -> None:
    await Adresse.delete().where(Adresse.contrat == martin.contrat.id, Adresse.usage == UsageAdresse.FACTURATION)
    await echange.get("/informations")
    assert faits(echange)["Adresse facturation"] == "La même que l’adresse habitation"


async def test_une_adresse_passee_n_est_pas_montree(echange: Echange, martin: Personnage) -> None:
    await Adresse(
        contrat=martin.contrat.id, usage=UsageAdresse.HABITATION, valable_du=date(2020, 1, 1),
        valable_au=date(2022, 6, 30), rue="RUE D'AVANT",
    ).save()  # fmt: skip
    await echange.get("/informations")
    assert "RUE D'AVANT" not in echange.texte()


@pytest.mark.parametrize(("opposition", "retractation"), [(False, False), (True, False), (False, True)])
async def test_les_deux_choix_sont_lus(echange: Echange, opposition: bool, retractation: bool) -> None:
    await connecter(echange, await camille(opposition=opposition, retractation=retractation))
    await echange.get("/informations")
    lus = faits(echange)
    assert lus["Droit à l’opposition :"].endswith("Oui, choix enregistré") is opposition
    assert lus["Droit de rétraction :"].endswith("Oui, choix enregistré") is retractation


async def test_les_abonnements_de_l_abonne_et_d_eux_seuls_par_douze(echange: Echange, martin: Personnage) -> None:
    for rang in range(12):
        await Contrat(reference=f"C{rang:02}", abonne=martin.abonne.id).save()
    await echange.get("/informations")
    titres = [h3.get_text() for h3 in echange.soupe().select("main h3")]
    assert len(titres) == 12
    assert titres[0].endswith("00002")
    await echange.get("/informations?page=2")
    assert len(echange.soupe().select("main h3")) == 1


async def test_une_organisation_porte_sa_raison_sociale(echange: Echange) -> None:
    personne = await camille(raison_sociale="SCI <b>L’Étoile</b> & Cie")
    personne.abonne.nom = personne.abonne.prenom = ""
    await personne.abonne.save()
    await connecter(echange, personne)
    reponse = await echange.get("/informations")
    assert "SCI <b>L’Étoile</b> & Cie" in echange.texte()
    assert "<b>L’Étoile" not in reponse.text


async def test_le_lien_du_mot_de_passe_mene_a_une_page(echange: Echange, martin: Personnage) -> None:
    await echange.get("/informations")
    lien = echange.soupe().find("a", string="MODIFIER MON MOT DE PASSE")
    assert lien is not None
    assert (await echange.get(str(lien["href"]), suivre=True)).status_code == 200  # type: ignore[index]
