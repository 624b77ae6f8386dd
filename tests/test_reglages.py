"""Settings: all complaints at once, each with its key."""

import pytest

from app.reglages import Reglages, ReglagesInvalides, lire_reglages


def test_sans_rien_les_valeurs_par_defaut() -> None:
    assert lire_reglages({}) == Reglages()


def test_toutes_les_plaintes_a_la_fois() -> None:
    mauvais = {
        "PORTAIL_BASE": "mysql://x", "PORTAIL_PAYFIP": "http://www.payfip.gouv.fr", "PORTAIL_SMTP": "exemple.fr",
        "PORTAIL_EXPEDITEUR": "a@b, c@d", "PORTAIL_MANDATAIRES": "-1", "PORTAIL_CONNEXIONS": "٣",
        "PORTAIL_JOURNAL": "bavard",
    }  # fmt: skip
    with pytest.raises(ReglagesInvalides) as refus:
        lire_reglages(mauvais)
    assert [plainte.split(" ")[0] for plainte in refus.value.plaintes] == [
        "PORTAIL_BASE", "PORTAIL_PAYFIP", "PORTAIL_SMTP", "PORTAIL_EXPEDITEUR", "PORTAIL_JOURNAL",
        "PORTAIL_MANDATAIRES", "PORTAIL_CONNEXIONS",
    ]  # fmt: skip


@pytest.mark.parametrize("origine", ["https://www.payfip.gouv.fr", "http://payfip.localhost:8002"])
def test_les_origines_admises(origine: str) -> None:
    assert lire_reglages({"PORTAIL_PAYFIP": origine + "/"}).payfip == origine


@pytest.mark.parametrize("origine", ["ftp://x", "https://", "https://a/b", "https://a?b", "payfip"])
def test_les_origines_refusees(origine: str) -> None:
    with pytest.raises(ReglagesInvalides):
        lire_reglages({"PORTAIL_PAYFIP": origine})
