"""What watches the journeys does complain."""

import pytest
from playwright.sync_api import Browser

from tests.navigateur.demonstration import Demonstration
from tests.navigateur.visite import Visite, ouvrir_visite

SALIR = "html => document.querySelector('main').insertAdjacentHTML('beforeend', html)"


@pytest.fixture
def visite(navigateur: Browser, demo: Demonstration) -> Visite:
    """One whose complaints are what is expected."""
    return ouvrir_visite(navigateur, demo, set())


@pytest.mark.parametrize(
    ("html", "plainte"),
    [
        ("<p style='width: 400px'>", "Content Security Policy"),
        ("<img src='/rien.png' alt=''>", "/rien.png: 404"),
        ("<img src='/logo/x'>", "axe image-alt"),
        (f"<pre>{'large ' * 40}</pre>", "px wide in a window of 320 px"),
        ("<form method='post' action='http://dehors.example/'><button>Partir</button></form>", "form-action"),
    ],
)
def test_le_gardien_se_plaint_d_une_page_salie(visite: Visite, html: str, plainte: str) -> None:
    visite.page.goto(visite.origine)
    visite.page.evaluate(SALIR, html)
    partir = visite.page.get_by_role("button", name="Partir")
    if partir.count():
        partir.click(no_wait_after=True)
    visite.page.wait_for_timeout(200)
    visite.gardien.examiner(visite.page)
    assert any(plainte in dite for dite in visite.quitter())


def test_le_gardien_se_plaint_de_ce_qui_sort_de_la_machine(visite: Visite) -> None:
    visite.page.goto("about:blank")
    visite.page.evaluate("fetch('http://dehors.example/').catch(() => 0)")
    assert any("left the machine" in dite for dite in visite.quitter())


def test_le_gardien_se_plaint_d_un_script_qui_echoue(visite: Visite) -> None:
    visite.page.goto(visite.origine)
    visite.page.evaluate("setTimeout(() => { throw new Error('panne') })")
    visite.page.wait_for_timeout(100)
    assert any("panne" in dite for dite in visite.quitter())
