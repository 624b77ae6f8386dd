"""How often one may try to get in. A browser that has signed in once has its own count, so no stranger shuts it out."""

from datetime import timedelta

from app.metier.limites import Plafond

MINUTE = timedelta(minutes=1)
HEURE = timedelta(hours=1)
JOUR = timedelta(days=1)
ATTENTES = tuple(timedelta(minutes=m) for m in (1, 2, 4, 8, 15, 30, 60))

# Signing in. A town hall or a block of flats is one address: good tries are given back, only failures count.
CONNEXION_ADRESSE = Plafond("connexion:adresse", essais=300, fenetre=HEURE)
CONNEXION_TOUS = Plafond("connexion:tous", essais=300, fenetre=MINUTE, alerte=True)
CONNEXION_COMPTE = Plafond("connexion:compte", essais=25, fenetre=JOUR, libres=5, attentes=ATTENTES)
CONNEXION_APPAREIL = Plafond("connexion:appareil", essais=25, fenetre=JOUR, libres=5, attentes=ATTENTES)
CONNEXION_APPAREILS = Plafond("connexion:appareils", essais=50, fenetre=JOUR, alerte=True)
"""All known browsers of an account together, since its last change of password: that ends their seals."""
AVIS_AU_RANG = 10
"""The owner is told at this failure within a day, of strangers or of known browsers."""

# Proving oneself again, signed in: whoever found a telephone unlocked does not guess the password.
PREUVES = Plafond("preuves", essais=10, fenetre=HEURE)

# A new login address writes to mailboxes that the account need not own.
CHANGEMENTS_COMPTE = Plafond("changements:compte", essais=5, fenetre=JOUR)

# A copy of all one's data is dear to make.
EXPORTS_COMPTE = Plafond("exports:compte", essais=3, fenetre=JOUR)

# The references of a bill: 8 letters are 37.6 bits, so guessing is dear only if it is slow everywhere at once.
# Weighing the password that was chosen comes before that, and costs as much as checking one.
PESEES_ADRESSE = Plafond("pesees:adresse", essais=300, fenetre=HEURE)
REFERENCES_ADRESSE = Plafond("references:adresse", essais=30, fenetre=HEURE)
REFERENCES_NOM = Plafond("references:nom", essais=20, fenetre=HEURE)
REFERENCES_COMPTE = Plafond("references:compte", essais=10, fenetre=HEURE)
REFERENCES_TOUS = Plafond("references:tous", essais=300, fenetre=HEURE, alerte=True)

# A link opened in another browser than the one that asked: the password chosen then, five times, and the link is dead.
LIEN_AILLEURS = Plafond("lien:ailleurs", essais=5, fenetre=JOUR)

# Asking for a mail. Those to one mailbox stop in silence: the screen must not tell what the mailbox knows.
# Only what really leaves counts, and each door has its own: no stranger's requests keep the owner's mail back.
DEMANDES_ADRESSE = Plafond("demandes:adresse", essais=60, fenetre=HEURE)
COURRIELS_BOITE = (
    Plafond("courriels:boite", essais=5, fenetre=HEURE),
    Plafond("courriels:boite:jour", essais=12, fenetre=JOUR),
)
CHANGEMENTS_BOITE = (
    Plafond("changements:boite", essais=5, fenetre=HEURE),
    Plafond("changements:boite:jour", essais=12, fenetre=JOUR),
)
OUBLIS_BOITE = (Plafond("oublis:boite", essais=30, fenetre=JOUR, libres=3, attentes=(HEURE,)),)
"""At most 26 a day. No wait is longer than the link lives: where none leaves, the mailbox holds one that works."""
