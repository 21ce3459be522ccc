// Sets by a click on the picture what matters most in it, and shows at once which parts readers see.
// The two number fields hold it, and are the way by keyboard and without this script.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
    const whole = document.querySelector("[data-photo-focus]");
    const across = document.querySelector('[data-focus-side="x"]');
    const down = document.querySelector('[data-focus-side="y"]');
    if (!whole || !across || !down) {
        return;
    }
    const picture = whole.querySelector("[data-focus-picture]");
    const mark = whole.querySelector("[data-focus-mark]");
    const clear = whole.querySelector("[data-focus-clear]");

    const percent = (field) => (field.value === "" ? 50 : Math.min(100, Math.max(0, Number(field.value))));

    const show = () => {
        const isSet = across.value !== "" || down.value !== "";
        const [x, y] = [percent(across), percent(down)];
        mark.hidden = clear.hidden = !isSet;
        mark.style.left = `${x}%`;
        mark.style.top = `${y}%`;
        for (const part of whole.querySelectorAll("[data-focus-part]")) {
            part.style.objectPosition = `${x}% ${y}%`;
        }
    };

    const set = (x, y) => {
        [across.value, down.value] = [x, y];
        across.dispatchEvent(new Event("change", {bubbles: true}));
        show();
    };

    picture.classList.add("can-be-set");
    picture.addEventListener("click", (event) => {
        const box = picture.querySelector("img").getBoundingClientRect();
        const share = (at, start, length) => Math.min(100, Math.max(0, Math.round((100 * (at - start)) / length)));
        set(share(event.clientX, box.left, box.width), share(event.clientY, box.top, box.height));
    });
    clear.addEventListener("click", () => {
        set("", "");
        across.focus();
    });
    for (const field of [across, down]) {
        field.addEventListener("input", show);
    }
    show();
});
