"""« Suivi de mes demandes » and « Mes services »."""

from datetime import UTC, datetime
from typing import Any

from app.metier.demandes import Demande, DeposeePar, EtatDemande
from tests.outils.echange import Echange
from tests.personnages import Personnage, personnage


async def deposer(personne: Personnage, nature: str, **autres: Any) -> None:
    champs: dict[str, Any] = {
        "nature": nature, "deposee_par": DeposeePar.COMPTE, "abonne": personne.abonne.id,
        "deposee_le": datetime(2023, 7, 7, 9, 0, tzinfo=UTC),
    }  # fmt: skip
    await Demande(**(champs | autres)).save()


async def test_sans_demande_la_page_le_dit(echange: Echange, martin: Personnage) -> None:
    await echange.get("/suivi")
    assert "Vous n’avez aucune demande enregistrée." in echange.texte()
    assert echange.soupe().find("table") is None


async def test_les_demandes_ont_leur_statut_et_leur_motif(echange: Echange, martin: Personnage) -> None:
    await deposer(martin, "Modification de mes informations", etat=EtatDemande.REFUSEE, motif="Pièce illisible")
    await echange.get("/suivi")
    soupe = echange.soupe()
    assert [th.get_text() for th in soupe.select("thead th")] == ["Date de la demande", "Type de demande", "Statut"]
    ligne = soupe.select_one("tbody tr")
    assert ligne is not None
    assert ligne.get_text(" ", strip=True).replace("\xa0", " ") == (
        "07/07/2023 Modification de mes informations REFUSÉ : Pièce illisible"
    )


async def test_les_demandes_d_un_autre_ne_se_voient_pas(echange: Echange, martin: Personnage) -> None:
    voisine = await personnage("00077", "VOISINEV", "LEROY", "ANNE", "anne@example.fr")
    await deposer(voisine, "Résiliation")
    await echange.get("/suivi")
    assert "Résiliation" not in echange.texte()


async def test_aucun_lien_des_services_n_est_mort(echange: Echange, martin: Personnage) -> None:
    await echange.get("/services")
    liens = {str(a["href"]) for a in echange.soupe().select("main a")}
    assert {"/factures?etat=non_reglees", "/contact"} <= liens
    for lien in liens:
        assert (await echange.get(lien, suivre=True)).status_code == 200, lien
    await echange.get("/services")
    assert echange.soupe().select("main button") == []
