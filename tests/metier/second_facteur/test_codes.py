"""One-time codes: the step beside counts, anything but six ASCII digits does not."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from app.metier.second_facteur.codes import en_groupes, nouveau_secret, pas_reconnu

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MIDI = datetime(2026, 3, 2, 12, 0, 5, tzinfo=UTC)
PRESENT = int(MIDI.timestamp()) // 30


@pytest.mark.parametrize(("ecart", "attendu"), [(-2, None), (-1, -1), (0, 0), (1, 1), (2, None)])
def test_le_pas_voisin_compte(ecart: int, attendu: int | None) -> None:
    code = pyotp.TOTP(SECRET).at(MIDI + timedelta(seconds=30 * ecart))
    assert pas_reconnu(SECRET, code, MIDI) == (None if attendu is None else PRESENT + attendu)


def test_les_espaces_ne_comptent_pas() -> None:
    code = pyotp.TOTP(SECRET).at(MIDI)
    assert pas_reconnu(SECRET, f"{code[:3]} {code[3:]} ", MIDI) == PRESENT


def test_chiffres_d_ailleurs_et_autres_longueurs() -> None:
    code = pyotp.TOTP(SECRET).at(MIDI)
    pleins = "".join(chr(ord("０") + int(c)) for c in code)
    arabes = "".join(chr(ord("٠") + int(c)) for c in code)
    for autre in (pleins, arabes, code[:5], code + "0", f"+{code[:5]}", "", f"{code}\n"):
        assert pas_reconnu(SECRET, autre, MIDI) is None


def test_un_secret_neuf_a_160_bits() -> None:
    assert len(nouveau_secret()) == 32
    assert en_groupes("ABCDEFGH") == "ABCD EFGH"
