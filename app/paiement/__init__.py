"""Paying: to PayFiP, back from it, and what PayFiP says meanwhile."""

from litestar.types import ControllerRouterHandler

from app.paiement import depart, retours, suivi

routes: list[ControllerRouterHandler] = [
    depart.payer,
    depart.revenir_a_la_facture,
    retours.notification,
    retours.notification_par_lien,
    retours.retour,
    retours.retour_par_lien,
    suivi.suivi,
]
