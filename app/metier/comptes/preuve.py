"""Proving oneself again before what would take the account away: its password, its address, its second factor."""

from app.base import valeur
from app.metier.comptes import plafonds
from app.metier.comptes.mots_de_passe import verifier
from app.metier.limites import prendre, rendre, rendus_si_non_juge

FAUX = "Ce n’est pas votre mot de passe actuel. Vérifiez-le, ou demandez un lien par « Mot de passe oublié »."


async def fautes_de_preuve(compte: int, present: str) -> dict[str, str]:
    """What is wrong with the password typed again, by field; empty when it is the account's. Raises `TropDEssais`."""
    if not present:
        return {"present": "Saisissez votre mot de passe actuel."}
    await prendre(plafonds.PREUVES, str(compte))
    condensat = await valeur("SELECT mot_de_passe FROM compte WHERE id = $1 AND ferme_le IS NULL", compte)
    async with rendus_si_non_juge([(plafonds.PREUVES, str(compte))]):
        est_juste = await verifier(condensat, present)
    if not est_juste:
        return {"present": FAUX}
    await rendre(plafonds.PREUVES, str(compte))
    return {}
