"""CKEditor 4, made harmless: a toolbar that offers just what the sanitiser keeps."""

from ckeditor.widgets import CKEditorWidget
from csp.constants import SELF, UNSAFE_INLINE
from django import forms
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from .kept_html import ATTRIBUTES, DROPPED_WITH_CONTENT, NOTHING_WITHOUT, RENAMED, TAGS


def content_rules(tags, also=None):
    """Return as a whitelist of CKEditor that `tags` are kept with their attributes, and those in `also` with more."""
    rules = []
    for tag in sorted(tags):
        names = sorted(ATTRIBUTES.get(tag, set()) | (also or {}).get(tag, set()))
        listed = ",".join(f"!{name}" if NOTHING_WITHOUT.get(tag) == name else name for name in names)
        rules.append(f"{tag}[{listed}]" if listed else tag)
    return "; ".join(rules)


# CKEditor 4 writes handlers and styles into the elements that it makes, and its icons are data addresses.
EDITOR_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": ["data:"],
}
# While a picture is on its way, the editor knows its place in the text by these. No text is saved with them.
ON_ITS_WAY = {"img": {"data-widget", "data-cke-upload-id"}}

WORDS = {
    "removed": _("What was pasted held what cannot be kept, and it was taken out: {names}"),
    "foreignPictures": _(
        "Pictures of other sites do not come along with the text. Save them on your computer, then drag them in here."
    ),
    "noPictures": _("This text holds no pictures."),
    "onlyPictures": _("Only pictures can be put into the text, as JPEG, PNG or WebP."),
    "formats": _("Formatting that was not kept on pasting: {names}."),
    "format": {
        "underline": _("underline"),
        "italics": _("italics"),
        "strikethrough": _("strikethrough"),
        "colour": _("colours"),
        "background": _("coloured ground"),
        "fonts": _("fonts"),
        "sizes": _("sizes of type"),
        "alignment": _("centred or flush right"),
    },
    "separator": pgettext_lazy("between names", ", "),
    "uploading": _("Pictures are still on their way; it is saved when they are here …"),
    "notSaved": _("A picture did not arrive, and nothing is saved yet. See what the editor says, then save again."),
    "uploadForbidden": _("You may not add pictures, or your log-in has ended."),
    "uploadTooLarge": _("This picture is too large for the server. Make it smaller, then put it in again."),
    "uploadFailed": _("A picture did not arrive: the connection or the server failed. Put it in again."),
}

CONFIG = {
    "language": "zh-cn",
    "defaultLanguage": "zh-cn",
    "width": "100%",
    "height": 480,
    "contentsCss": lazy(static, str)("css/admin/editor.css"),
    "versionCheck": False,
    "entities": False,
    "forcePasteAsPlainText": False,
    "toolbar": [
        ["Format", "Bold", "RemoveFormat"],
        ["NumberedList", "BulletedList", "Blockquote"],
        ["Link", "Unlink", "Image", "Table", "HorizontalRule", "SpecialChar"],
        ["Undo", "Redo", "PasteText", "PasteFromWord", "Find", "Maximize"],
    ],
    "format_tags": "p;h2;h3",
    # Core's content filter must stay on (CVE-2024-24815): a whitelist, never `true`.
    "allowedContent": content_rules(TAGS, also=ON_ITS_WAY),
    "disallowedContent": "script; style; *[on*]",
    "removePlugins": ",".join(
        "exportpdf scayt wsc iframe flash forms preview print save newpage templates smiley about language bidi div "
        "font colorbutton colordialog copyformatting pagebreak editorplaceholder elementspath stylescombo "
        "pastefromgdocs pastefromlibreoffice".split()
    ),
    "extraPlugins": "desktags,desknotes,deskpictures,desktheme",  # static/js/admin/richtext*.js
    "clipboard_handleImages": False,  # uploadimage takes pasted files in, through our own view
    "uploadImage_supportedTypes": "image/",  # the server says which it takes
    "removeDialogTabs": "image:advanced;image:Link;link:advanced;link:target;table:advanced",
    "linkShowAdvancedTab": False,
    "image_previewText": " ",
    "filebrowserImageUploadUrl": reverse_lazy("admin:photos_photo_editor_upload"),
    "imageUploadUrl": reverse_lazy("admin:photos_photo_editor_upload"),
    "filebrowserImageBrowseUrl": reverse_lazy("admin:photos_photo_picker"),
    "filebrowserUploadMethod": "xhr",
    "dialog_backgroundCoverColor": "black",
    "renamedTags": RENAMED,
    "droppedTags": sorted(DROPPED_WITH_CONTENT),
    "words": WORDS,
}

# For a few paragraphs of a letter.
SHORT_CONFIG = {
    "height": 330,
    "toolbar": [["Bold", "NumberedList", "BulletedList", "Link", "Unlink", "Undo", "Redo"]],
    "allowedContent": content_rules({"p", "strong", "ul", "ol", "li", "blockquote", "br", "a"}),
    "removePlugins": f"{CONFIG['removePlugins']},uploadimage",
}


class RichTextWidget(CKEditorWidget):
    """The editor's textarea. Without JavaScript it is a plain textarea that holds HTML."""

    content_policy = EDITOR_POLICY
    differently = {}  # what of CONFIG is otherwise

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs)
        self.config = {**CONFIG, **self.differently}

    @property
    def media(self):
        # One list, so that Django keeps its order: our scripts need an editor that is there already.
        ours = [f"js/admin/richtext-{part}.js" for part in ("tags", "notes", "pictures", "theme", "waiting")]
        sheets = {"all": [*super().media._css["all"], "css/admin/richtext.css"]}
        return forms.Media(css=sheets, js=[*super().media._js, *ours])


class ShortTextWidget(RichTextWidget):
    """A lower editor, without headings, pictures and tables."""

    differently = SHORT_CONFIG
