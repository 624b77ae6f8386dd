"""Whose account a link may open: its mailbox's, by its own request, and no closed one without a password."""

import pytest

from app.base import Inscription, executer, lignes, valeur
from app.metier.comptes.activation import CompteOuvert, activer, lire_lien
from app.metier.comptes.creation import LienPerime, References, demander_par_adresse, demander_par_references
from app.metier.comptes.jetons import valeur_du_jeton
from app.metier.comptes.mots_de_passe import verifier
from app.metier.comptes.tables import Jeton
from tests import personnages
from tests.personnages import MOT_DE_PASSE

ICI = "192.0.2.1"
BOITE = "dupont59@gmail.com"
DUPONT = References(BOITE, MOT_DE_PASSE, "DUPONT", "PSEMCSMJ")


async def lien(nature: str) -> Jeton:
    """The newest link of this kind."""
    numero = await valeur("SELECT id FROM jeton WHERE nature = $1 ORDER BY cree_le DESC LIMIT 1", nature)
    lu = await lire_lien(valeur_du_jeton(numero))
    assert lu is not None
    return lu


@pytest.mark.parametrize("ferme", [False, True])
async def test_une_autre_boite_n_ouvre_pas_ce_compte(ccfi: Inscription, ferme: bool) -> None:
    """ß and ss fold into one login: the abonnés of one mailbox do not go to the account of the other."""
    await personnages.personnage("00077", "WWWWWWWW", "STRASSE", "JEAN", "jean@strasse.fr")
    await personnages.dupont()
    await demander_par_adresse("jean@strasse.fr", adresse=ICI)
    victime = await lien("activation")
    await demander_par_references(References("jean@straße.fr", MOT_DE_PASSE, "DUPONT", "PSEMCSMJ"), adresse=ICI)
    compte = await activer(await lien("creation"))
    if ferme:
        await executer("UPDATE compte SET ferme_le = $1", victime.cree_le.replace(year=2000))
    with pytest.raises(LienPerime):
        await activer(victime, "Autre2passe@")
    ouverts = await lignes("SELECT r.compte, a.code_usager FROM rattachement r JOIN abonne a ON a.id = r.abonne")
    assert [tuple(lu) for lu in ouverts] == [(compte, "00001")]
    assert await verifier(await valeur("SELECT mot_de_passe FROM compte"), MOT_DE_PASSE)


async def test_la_facture_d_un_autre_ne_perime_pas_le_lien(ccfi: Inscription) -> None:
    """A stranger with a bill of their own, and somebody's address: both links live, each for its abonné."""
    await personnages.dupont()
    await personnages.personnage("00055", "VOLEURAA", "VOLEUR", "X", "v@example.fr")
    await demander_par_references(DUPONT, adresse=ICI)
    sien = await lien("creation")
    await demander_par_references(References(BOITE, "Autre2passe@", "VOLEUR", "VOLEURAA"), adresse="192.0.2.2")
    await activer(sien)
    assert await verifier(await valeur("SELECT mot_de_passe FROM compte"), MOT_DE_PASSE)
    codes = await lignes("SELECT a.code_usager FROM rattachement r JOIN abonne a ON a.id = r.abonne")
    assert [lu["code_usager"] for lu in codes] == ["00001"]


async def test_un_mot_de_passe_choisi_ne_se_perd_pas_en_silence(ccfi: Inscription) -> None:
    """The link stays good for who then agrees to add only."""
    await personnages.dupont()
    await demander_par_adresse(BOITE, adresse=ICI)
    par_adresse = await lien("activation")
    await demander_par_references(DUPONT, adresse=ICI)
    compte = await activer(await lien("creation"))
    with pytest.raises(CompteOuvert):
        await activer(par_adresse, "Autre2passe@")
    assert await activer(par_adresse) == compte
    assert await verifier(await valeur("SELECT mot_de_passe FROM compte"), MOT_DE_PASSE)


@pytest.mark.parametrize("avant", ["DELETE FROM compte", "UPDATE compte SET ferme_le = cree_le"])
async def test_sans_mot_de_passe_aucun_compte_ne_nait_ni_ne_se_rouvre(ccfi: Inscription, avant: str) -> None:
    """The page that only adds was shown, and the account is gone since."""
    await personnages.personnage("00077", "WWWWWWWW", "NEUF", "JEAN", "jean@example.fr", avec_compte=True)
    await executer("DELETE FROM rattachement")
    await executer(avant)
    await demander_par_adresse("jean@example.fr", adresse=ICI)
    with pytest.raises(LienPerime):
        await activer(await lien("activation"))
    assert await valeur("SELECT count(*) FROM rattachement") == 0
