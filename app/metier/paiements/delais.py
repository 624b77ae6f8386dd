"""When an attempt is asked about again: often while a resident may be paying, then ever less, never dropped.

PayFiP forgets in the night what was never started and keeps results for a year.
"""

from datetime import datetime, time, timedelta

from app.metier.calendrier import PARIS
from app.metier.paiements.tables import EtatPaiement

REPRISE = timedelta(minutes=15)
"""How long PayFiP's page opens."""
APPEL = timedelta(seconds=20)
"""After this an opening whose end nobody wrote is over: its call is bounded to a few seconds."""
ABANDON = timedelta(minutes=2)
"""A cancelled payment can still be paid for that long."""
_MINUTES = (1, 2, 5, 10, 16, 20, 50, 80, 110, 120)
_MATIN = time(4, 30)
"""Past PayFiP's nightly purge, in Paris."""
_VEILLE_ABANDON = timedelta(days=3)
_MOIS = timedelta(days=30)
_ESSAI = timedelta(seconds=30)
_ESSAI_MAXI = timedelta(minutes=30)


def delai_de_reprise(minutes: int) -> timedelta:
    """The collectivité's delay before a new try; never shorter than PayFiP's own page stays open."""
    return max(timedelta(minutes=minutes), REPRISE)


def prochaine_verification(
    etat: EtatPaiement, cree_le: datetime, maintenant: datetime, delai: timedelta, resultat: str = ""
) -> datetime | None:
    """The next time to ask, or None when nothing more can be learnt by asking."""
    if etat in (EtatPaiement.PAYE_CARTE, EtatPaiement.PRELEVEMENT_ACCEPTE, EtatPaiement.REFUSE, EtatPaiement.ECHEC):
        return None
    if etat is EtatPaiement.EXPIRE and resultat == "P1":
        return None
    if etat is EtatPaiement.ABANDONNE and maintenant - cree_le > _VEILLE_ABANDON:
        return None
    etapes = sorted({*(cree_le + timedelta(minutes=m) for m in _MINUTES), cree_le + delai})
    return next((etape for etape in etapes if etape > maintenant), None) or _matin(cree_le, maintenant)


def apres_panne(echecs: int, maintenant: datetime) -> datetime:
    """Back off: 30 seconds after a first failure, doubled each time up to half an hour."""
    return maintenant + min(_ESSAI * (1 << min(max(echecs - 1, 0), 10)), _ESSAI_MAXI)


def _matin(cree_le: datetime, maintenant: datetime) -> datetime:
    """The next morning; a month on, one morning a week."""
    ici = maintenant.astimezone(PARIS)
    jour = ici.date() if ici.time() < _MATIN else ici.date() + timedelta(days=1)
    if maintenant - cree_le > _MOIS:
        jour += timedelta(days=6)
    return datetime.combine(jour, _MATIN, PARIS).astimezone(maintenant.tzinfo)
