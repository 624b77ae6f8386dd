"""Bins, the chips that they bear and the contrats that they serve, each through time."""

from piccolo.columns import Date, Integer, SmallInt, Text
from piccolo.table import Table

from app.metier.colonnes import lien
from app.metier.contrats import Contrat


class Flux(Table, tablename="flux"):
    """A waste stream; the imports add those that they meet."""

    code = Text(unique=True, required=True)
    libelle = Text(required=True)


class Bac(Table, tablename="bac"):
    """A bin."""

    numero = Text(unique=True, required=True)
    flux = lien(Flux)
    volume_l = SmallInt(null=True, default=None)
    mis_en_service_le = Date(null=True, default=None)
    retire_le = Date(null=True, default=None)


class Puce(Table, tablename="puce"):
    """A chip on a bin, from a day on; the same chip may serve another bin later."""

    numero = Text(required=True, index=True)
    bac = lien(Bac)
    du = Date(required=True)
    au = Date(null=True, default=None)


class Affectation(Table, tablename="affectation"):
    """A bin serves a contrat, from a day on; a shared bin has several, each with its share."""

    bac = lien(Bac)
    contrat = lien(Contrat)
    part_dix_milliemes = Integer(default=10_000, help_text="10000 = le bac entier")
    du = Date(required=True)
    au = Date(null=True, default=None)
