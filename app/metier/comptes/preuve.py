"""Proving oneself again before what would take the account away: its password, its address, its second factor."""

from app.base import valeur
from app.metier.comptes import plafonds
from app.metier.comptes.mots_de_passe import verifier
from app.metier.limites import prendre, rendre, rendus_si_non_juge
from app.metier.second_facteur.porteurs import Porteur, du_compte

CONDENSAT = {
    "compte": "SELECT mot_de_passe FROM compte WHERE id = $1 AND ferme_le IS NULL",
    "agent": "SELECT password FROM agent WHERE id = $1 AND active",
}
FAUX = {
    "compte": "Ce n’est pas votre mot de passe actuel. Vérifiez-le, ou demandez un lien par « Mot de passe oublié ».",
    "agent": "Ce n’est pas votre mot de passe actuel. Vérifiez-le, ou adressez-vous à l’administrateur du portail.",
}


async def fautes_de_preuve(compte: int, present: str) -> dict[str, str]:
    """What is wrong with the password typed again, by field; empty when it is the account's. Raises `TropDEssais`."""
    return await fautes_du_porteur(du_compte(compte), present)


async def fautes_du_porteur(porteur: Porteur, present: str) -> dict[str, str]:
    """The same for an account or an agent."""
    if not present:
        return {"present": "Saisissez votre mot de passe actuel."}
    frein = (plafonds.PREUVES, porteur.nom)
    await prendre(*frein)
    condensat = await valeur(CONDENSAT[porteur.table], porteur.numero)
    async with rendus_si_non_juge([frein]):
        est_juste = await verifier(condensat, present)
    if not est_juste:
        return {"present": FAUX[porteur.table]}
    await rendre(*frein)
    return {}
