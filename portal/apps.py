from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self):
        from . import checks  # noqa: F401  (registers the system checks)


class NewsroomAdminConfig(AdminConfig):
    default_site = "logins.site.PacedAdminSite"


class NewsroomStaticFilesConfig(StaticFilesConfig):
    """Leave out what CKEditor 4 ships and this site does not use.

    Samples, tests and foreign adapters are attack surface. `exportpdf` would even send the document to a server
    abroad. Patterns for plugins must end in `/*`; otherwise the editor's own plugin folder is left out too.
    """

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "galleriffic/*",
        "*/ckeditor/samples/*",
        "*/ckeditor/adapters/*",
        "*/ckeditor/bender-runner.config.json",
        *(
            f"*/plugins/{plugin}/*"
            for plugin in (
                "about adobeair bbcode codesnippet codesnippetgeshi colordialog copyformatting devtools div docprops "
                "embed embedbase embedsemantic exportpdf flash forms iframe iframedialog mathjax pagebreak "
                "pastefromgdocs pastefromlibreoffice placeholder preview scayt smiley sourcedialog stylesheetparser "
                "templates uicolor wsc"
            ).split()
        ),
    ]
