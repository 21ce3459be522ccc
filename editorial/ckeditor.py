"""CKEditor 4, made harmless: a toolbar that offers just what the sanitiser keeps."""

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.functional import lazy

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
    "allowedContent": (
        "p h2 h3 strong ul ol li blockquote br hr sub sup table caption thead tbody tr; "
        "a[!href]; img[!src,alt]; th[colspan,rowspan,scope]; td[colspan,rowspan]"
    ),
    "disallowedContent": "script; style; *[on*]",
    "removePlugins": ",".join(
        "exportpdf scayt wsc iframe flash forms preview print save newpage templates smiley about language bidi div "
        "font colorbutton colordialog copyformatting pagebreak editorplaceholder elementspath stylescombo "
        "pastefromgdocs pastefromlibreoffice".split()
    ),
    "extraPlugins": "uploadimage",
    "clipboard_handleImages": False,  # uploadimage takes pasted files in, through our own view
    "removeDialogTabs": "image:advanced;image:Link;link:advanced;link:target;table:advanced",
    "linkShowAdvancedTab": False,
    "image_previewText": " ",
    "filebrowserImageUploadUrl": reverse_lazy("admin:photos_photo_editor_upload"),
    "imageUploadUrl": reverse_lazy("admin:photos_photo_editor_upload"),
    "filebrowserImageBrowseUrl": reverse_lazy("admin:photos_photo_picker"),
    "filebrowserUploadMethod": "xhr",
}

# For a few paragraphs of a letter.
SHORT_CONFIG = {
    "height": 330,
    "toolbar": [["Bold", "NumberedList", "BulletedList", "Link", "Unlink", "Undo", "Redo"]],
    "allowedContent": "p strong ul ol li blockquote br; a[!href]",
    "extraPlugins": "",
}


class RichTextWidget(CKEditorWidget):
    """The editor's textarea. Without JavaScript it is a plain textarea that holds HTML."""

    differently = {}  # what of CONFIG is otherwise

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs)
        self.config = {**CONFIG, **self.differently}

    @property
    def media(self):
        # One list, so that Django keeps its order: our script needs an editor that is there already.
        return forms.Media(css=super().media._css, js=[*super().media._js, "js/admin/richtext.js"])


class ShortTextWidget(RichTextWidget):
    """A lower editor, without headings, pictures and tables."""

    differently = SHORT_CONFIG
