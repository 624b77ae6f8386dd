"""Exactly one recipient, an exact Message-ID, and a model that is only a name."""

from typing import Any

import pytest

from app.courriels.composition import AdresseRefusee
from tests.courriels.exemples import ecrire


@pytest.mark.parametrize(
    "adresse",
    [
        "",
        "x",
        "@example.fr",
        "x@",
        "a@example.fr, b@evil.example",
        "a@example.fr,b@evil.example",
        "a@example.fr; b@evil.example",
        "a@example.fr b@evil.example",
        "a@b@example.fr",
        "Nom <a@example.fr>",
        "<a@example.fr>",
        "a@example.fr\r\nBcc: b@evil.example",
        "a\n@example.fr",
        "a@example.fr\x00",
        "a@exa\x00mple.fr",
        "a(note)@example.fr",
        "grâce@example.fr",
        "a@example..fr",
        "groupe: a@example.fr;",
    ],
)
@pytest.mark.parametrize("champ", ["destinataire", "expediteur", "courriel_contact"])
def test_ce_qui_n_est_pas_une_adresse_est_refuse(champ: str, adresse: str) -> None:
    autres: dict[str, Any] = {champ: adresse}
    with pytest.raises(AdresseRefusee) as refus:
        ecrire("deja_inscrit", None, **autres)
    assert "evil" not in str(refus.value)


@pytest.mark.parametrize(
    ("adresse", "ecrite"),
    [
        ("o'neil+bac@example.fr", "o'neil+bac@example.fr"),
        ("mairie@écoute.example", "mairie@xn--coute-9ra.example"),
        ("agent@ccfi.localhost", "agent@ccfi.localhost"),
    ],
)
def test_une_adresse_rare_mais_juste_passe(adresse: str, ecrite: str) -> None:
    assert ecrire("deja_inscrit", destinataire=adresse)["To"].addresses[0].addr_spec == ecrite


@pytest.mark.parametrize("message_id", ["", "sans-chevrons@x", "<a b@x>", "<a@x>\r\nBcc: b@y", "<a@x><b@y>"])
def test_un_message_id_douteux_est_refuse(message_id: str) -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        ecrire("deja_inscrit", message_id=message_id)


def test_un_long_message_id_reste_exact() -> None:
    long = f"<{'a' * 60}@{'b' * 40}.example.fr>"
    assert ecrire("deja_inscrit", message_id=long)["Message-ID"] == long


@pytest.mark.parametrize("modele", ["../base", "Activation", "activation/objet", ""])
def test_un_modele_est_un_simple_nom(modele: str) -> None:
    with pytest.raises(ValueError, match="model"):
        ecrire(modele, {})
