// The library in a pop-up window: a click hands the picture to CKEditor or to the field that opened it.
"use strict";
{
    const picker = document.querySelector("[data-photo-picker]");
    const editorFunction = picker.dataset.ckeditorFunction;

    picker.addEventListener("click", (event) => {
        const choice = event.target.closest("[data-photo]");
        if (!choice || !window.opener) {
            return; // opened as a page of its own: the link leads to the picture
        }
        event.preventDefault();
        if (editorFunction) {
            window.opener.CKEDITOR.tools.callFunction(Number(editorFunction), choice.dataset.address);
            window.close();
        } else {
            window.opener.dismissRelatedLookupPopup(window, choice.dataset.photo);
        }
    });
}
