// The picture field of a form (photos.widgets.PhotoPickerWidget): shows the picture whose number it
// holds. The pop-up windows and their answers are Django's own (RelatedObjectLookups.js).
"use strict";
{
    const show = (field, ...parts) => field.querySelector("[data-photo-shown]").replaceChildren(...parts);

    const drawn = (card) => {
        const image = Object.assign(document.createElement("img"), {src: card.thumbnail, alt: ""});
        const words = document.createElement("span");
        const credit = document.createElement("small");
        credit.textContent = card.credit;
        words.append(card.title, document.createElement("br"), credit);
        return [image, words];
    };

    const update = async (input) => {
        const field = input.closest("[data-photo-field]");
        const number = input.value;
        if (!/^[1-9]\d*$/.test(number)) {
            show(field);
            return;
        }
        const answer = await fetch(field.dataset.card.replace("/0/", `/${number}/`)).catch(() => null);
        const card = answer?.ok ? await answer.json() : null;
        if (input.value !== number) {
            return;
        }
        if (card) {
            input.dispatchEvent(new CustomEvent("photo:shown", {bubbles: true, detail: card}));
        } else {
            show(field, field.dataset.unknown);
        }
    };

    document.addEventListener("DOMContentLoaded", () => {
        document.documentElement.classList.add("has-photo-field-js");
        // jQuery's `trigger`, by which Django's windows report, reaches jQuery's listeners only.
        django.jQuery(document.body).on("change", "[data-photo-field] input", (event) => update(event.target));
        // Whoever has the card of a picture at hand shows it by this event.
        document.body.addEventListener("photo:shown", (event) => {
            show(event.target.closest("[data-photo-field]"), ...drawn(event.detail));
        });
        document.body.addEventListener("click", (event) => {
            const field = event.target.closest("[data-photo-clear]")?.closest("[data-photo-field]");
            if (field) {
                const input = field.querySelector("input");
                input.value = "";
                django.jQuery(input).trigger("change");
            }
        });
    });
}
