"""The states of an attempt: which follows which, and which hold the bill.

An attempt that let its bill go can still be paid on PayFiP's side: money that came always wins.
"""

from app.metier.paiements.tables import EtatPaiement

E = EtatPaiement

PAYES = frozenset({E.PAYE_CARTE, E.PRELEVEMENT_ACCEPTE})
"""Money announced: the ledger has its lines."""
VIVES = frozenset({E.CREE, E.ENVOYE, E.EN_ATTENTE, E.INCONNU})
"""The attempt holds its bills: nobody may open another one."""
RETENUES = VIVES | {E.QUARANTAINE}
"""The same and the quarantine, which holds its bills unless a later attempt had taken them."""
DEFINITIFS = PAYES | {E.ECHEC}
"""Nothing more can be learnt: PayFiP is not asked any more."""

_RIEN_RECU = frozenset({E.REFUSE, E.ABANDONNE, E.EXPIRE, E.INCONNU, E.QUARANTAINE})

PASSAGES: dict[EtatPaiement, frozenset[EtatPaiement]] = {
    E.CREE: frozenset({E.ENVOYE, E.ECHEC, E.EXPIRE}),
    E.ENVOYE: frozenset({E.EN_ATTENTE}) | PAYES | _RIEN_RECU,
    E.EN_ATTENTE: PAYES | _RIEN_RECU,
    E.INCONNU: PAYES | (_RIEN_RECU - {E.INCONNU}),
    E.EXPIRE: PAYES | {E.REFUSE, E.ABANDONNE, E.QUARANTAINE},
    E.ABANDONNE: PAYES | {E.REFUSE, E.QUARANTAINE},
    E.REFUSE: PAYES | {E.QUARANTAINE},
    E.QUARANTAINE: PAYES | {E.REFUSE, E.ABANDONNE},
    E.PAYE_CARTE: frozenset(),
    E.PRELEVEMENT_ACCEPTE: frozenset(),
    E.ECHEC: frozenset(),
}

LIBELLES = {
    E.CREE: "En préparation",
    E.ENVOYE: "En cours",
    E.EN_ATTENTE: "En cours",
    E.PAYE_CARTE: "Payé par carte bancaire",
    E.PRELEVEMENT_ACCEPTE: "Prélèvement enregistré",
    E.REFUSE: "Refusé",
    E.ABANDONNE: "Abandonné",
    E.EXPIRE: "Sans suite",
    E.INCONNU: "En cours de vérification par le service",
    E.QUARANTAINE: "En cours d’examen par le service",
    E.ECHEC: "N’a pas pu s’ouvrir",
}


class PassageInterdit(Exception):
    """A fault of the programme: no rule leads from one of these states to the other."""

    def __init__(self, de: EtatPaiement, vers: EtatPaiement) -> None:
        super().__init__(f"{de} -> {vers}")
        self.de = de
        self.vers = vers


def peut_passer(de: EtatPaiement, vers: EtatPaiement) -> bool:
    """Whether the graph has this passage."""
    return vers in PASSAGES[de]


def exiger_passage(de: EtatPaiement, vers: EtatPaiement) -> None:
    """Raise `PassageInterdit` unless the graph has this passage."""
    if not peut_passer(de, vers):
        raise PassageInterdit(de, vers)
