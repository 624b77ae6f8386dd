"""The staff's doors: signing in, their desk, the console of the tables."""

from litestar import Router
from litestar.types import ControllerRouterHandler

from app.agents import bureau, comptes, connexion, logo, mot_de_passe, second_facteur
from app.agents.acces import exiger_agent, gestes_agents
from app.agents.console import console

routes: list[ControllerRouterHandler] = [
    Router(
        "/agents",
        route_handlers=[
            connexion.formulaire,
            connexion.connecter,
            second_facteur.formulaire,
            second_facteur.qr,
            second_facteur.verifier,
            connexion.deconnecter,
        ],
    ),
    Router(
        "/agents",
        guards=[exiger_agent],
        exception_handlers=gestes_agents,
        route_handlers=[
            bureau.accueil,
            logo.page,
            logo.deposer_logo,
            logo.retirer_logo,
            mot_de_passe.formulaire,
            mot_de_passe.changer_le_mien,
            second_facteur.codes,
            second_facteur.refaire,
            *comptes.pages,
        ],
    ),
    logo.servir_logo,
    console,
]
