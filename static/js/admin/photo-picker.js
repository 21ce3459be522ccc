// The library in a pop-up window: a click hands the picture to CKEditor or to the field that opened it.
"use strict";
{
    const picker = document.querySelector("[data-photo-picker]");
    const editorFunction = picker.dataset.ckeditorFunction;

    const ticked = () => [...picker.querySelectorAll("[data-card]:checked")];
    const many = document.querySelector("[data-hand-over]");

    if (many && window.opener) {
        const show = () => {
            many.disabled = !ticked().length;
            many.textContent = many.dataset.handOver.replace("{number}", ticked().length);
        };
        picker.addEventListener("change", show);
        many.addEventListener("click", () => {
            const photos = ticked().map((box) => JSON.parse(box.dataset.card));
            window.opener.postMessage({photos}, location.origin);
            window.close();
        });
        window.addEventListener("pageshow", show);
    }

    picker.addEventListener("click", (event) => {
        const choice = event.target.closest("[data-photo]");
        if (!choice || !window.opener || many) {
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
