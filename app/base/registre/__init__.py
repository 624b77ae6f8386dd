"""The registry of the instance: which collectivités it serves, under which hosts, from which databases."""

from app.base.registre.annuaire import Annuaire
from app.base.registre.inscrire import InscriptionRefusee, inscrire
from app.base.registre.lecture import inscriptions, registre
from app.base.registre.tables import CollectiviteInscrite

__all__ = ["Annuaire", "CollectiviteInscrite", "InscriptionRefusee", "inscriptions", "inscrire", "registre"]
