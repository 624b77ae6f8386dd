"""What an export leaves out, and why."""

EXCLUES = {
    "agent": "les agents de la collectivité",
    "session_agent": "les agents de la collectivité",
    "code_secours.agent": "les agents de la collectivité",
    "collectivite": "réglages du portail",
    "logo": "réglages du portail",
    "client_payfip": "référentiel ; son numéro est dans facture et paiement",
    "comptable": "référentiel, écrit sur chaque facture",
    "flux": "référentiel ; son libellé est dans bac",
    "limite": "compteurs sous condensat, effacés dans la journée",
    "compte.mot_de_passe": "secret",
    "compte.secret_totp": "secret",
    "compte.totp_dernier_pas": "secret",
    "code_secours.empreinte": "secret",
    "session.empreinte": "secret",
    "session.appareil": "secret",
    "jeton.id": "secret : le lien en découle",
    "jeton.empreinte": "secret",
    "jeton.appareil": "secret",
    "jeton.mot_de_passe": "secret",
    "demande.code_suivi": "secret : ouvre le suivi sans connexion",
    "courriel.cause": "clé technique, qui peut contenir le numéro d’un lien",
    "document.contenu": "joint tel quel dans factures/",
}
"""Tables and columns left out, each with its reason."""
