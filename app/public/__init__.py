"""What anyone may read: the home page, the service's address, the pages that the law asks for."""

from litestar.types import ControllerRouterHandler

from app.public import accueil, contact, legal, plan

routes: list[ControllerRouterHandler] = [
    accueil.accueil,
    accueil.emmenagement,
    accueil.calendriers,
    contact.formulaire,
    contact.envoyer,
    contact.envoye,
    plan.plan,
    legal.aide,
    legal.mentions,
    legal.donnees,
    legal.accessibilite,
]
