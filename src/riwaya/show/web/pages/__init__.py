"""The pages, a module each; `ROUTERS` are what the application answers with."""

from riwaya.show.web.pages import (
    add,
    claims,
    compare,
    copies,
    dossier,
    home,
    language,
    login,
    manual,
    mapped,
    reports,
    search,
    sources,
    stories,
    work,
)

ROUTERS = (
    home.router,
    manual.router,
    search.router,
    work.router,
    dossier.router,
    claims.router,
    stories.router,
    add.router,
    login.router,
    language.router,
    mapped.router,
    compare.router,
    copies.router,
    reports.router,
    sources.router,
)
"""The routers of all pages."""
