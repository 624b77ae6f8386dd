"""Its buttons and amounts: nothing on its page leads to an act that the policy refuses, and money is read in euros."""

import json

from app.agents.politique import REGLES, Regle

TABLE_OUVERTE = "updateCurrentTablename(e,t){e.currentTableName=t}"
"""Where its script learns which table is on the page."""
FICHE = 'return e.row?(Z(),p0("div",JT,['
"""Where it opens the fields of a row, or those of the filters."""
TITRE_DE_COLONNE = "e.schema.properties[m]?e.schema.properties[m].title:m"
VALEUR = 'p0("span",D_,M0(e.abbreviate(m[g])),1)'
"""Where its lists write a plain value."""
UNITE = " (centimes)"
"""Said where amounts are typed: in forms and filters."""

REMPLACEMENTS = {
    TABLE_OUVERTE: "updateCurrentTablename(e,t){e.currentTableName=t;"
    'document.documentElement.dataset.refus=REFUS[t]||""}',
    FICHE: "const FIGE=!e.isFilter&&/ecriture/.test(document.documentElement.dataset.refus);"
    'return e.row?(Z(),p0("fieldset",{key:Number(FIGE),class:"fiche",disabled:FIGE},[',
    TITRE_DE_COLONNE: f'e.schema.properties[m]?e.schema.properties[m].title.replace("{UNITE}",""):m',
    VALEUR: 'p0("span",D_,M0(g.endsWith("_centimes")?EUROS(m[g]):e.abbreviate(m[g])),1)',
}
EUROS = (
    r'function EUROS(c){const a=Math.abs(c),e=String(Math.trunc(a/100)).replace(/\B(?=(\d{3})+$)/g,"\u00a0");'
    r'return(c<0?"\u2212":"")+e+","+String(a%100).padStart(2,"0")+"\u00a0€"}'
)

STYLE = """
[data-refus~=ajout] :is(.buttons a[href$="/add/"],[data-uitest=create_button]),
[data-refus~=ecriture] :is([data-uitest=save_button],.table_wrapper :is(th,td):first-child),
[data-refus~=suppression] :is(li:has(>[data-uitest=delete_row_button]),[data-uitest=drop_down_button],
 .buttons a[title="Effacer les lignes choisies"]),
[data-refus~=ecriture] .fiche :is(.required,a.add[href$="/add/"]){display:none!important}
.fiche{border:0;margin:0;padding:0;min-width:0}
.fiche:disabled :is(input,select,textarea){color:inherit;opacity:1;-webkit-text-fill-color:currentcolor}
"""


def _refus(regle: Regle) -> str:
    permis = {"ajout": regle.ajout, "ecriture": regle.fiche is not None, "suppression": regle.suppression}
    return " ".join(acte for acte, oui in permis.items() if not oui)


def refus_des_tables() -> dict[str, str]:
    """By table, the acts that the policy refuses."""
    return {nom: _refus(regle) for nom, regle in REGLES.items()}


def accorder(script: str) -> str:
    """The bundle that knows the policy: read-only rows cannot be typed in, amounts are in euros."""
    for sien, notre in REMPLACEMENTS.items():
        script = script.replace(sien, notre)
    return f"const REFUS={json.dumps(refus_des_tables())};{EUROS};{script}"


def style() -> str:
    """What the policy refuses has no button; neither has the addition of a row that this one refers to."""
    liens = ",".join(f'a.add[href$="#/{nom}/add/"]' for nom, regle in REGLES.items() if not regle.ajout)
    return f"{STYLE}{liens}{{display:none!important}}\n"
