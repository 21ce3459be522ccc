// Draws on the picture what of it shall stay. The four number fields hold it, and are the way by keyboard and without
// this script.
"use strict";
{
    const whole = document.querySelector("[data-photo-crop]");
    const part = whole.querySelector("[data-crop-part]");
    const fields = Object.fromEntries(
        ["left", "top", "right", "bottom"].map((side) => [side, document.getElementById(`id_${side}`)]),
    );
    let start = null;

    const show = () => {
        for (const [side, field] of Object.entries(fields)) {
            part.style[side] = `${Math.min(95, Math.max(0, Number(field.value) || 0))}%`;
        }
        part.hidden = !Object.values(fields).some((field) => Number(field.value) > 0);
    };

    const at = (event) => {
        const box = whole.getBoundingClientRect();
        const share = (place, from, length) => Math.min(100, Math.max(0, (100 * (place - from)) / length));
        return {x: share(event.clientX, box.left, box.width), y: share(event.clientY, box.top, box.height)};
    };

    const draw = (end) => {
        const said = {
            left: Math.min(start.x, end.x),
            top: Math.min(start.y, end.y),
            right: 100 - Math.max(start.x, end.x),
            bottom: 100 - Math.max(start.y, end.y),
        };
        for (const [side, value] of Object.entries(said)) {
            fields[side].value = value.toFixed(1);
        }
        show();
    };

    whole.classList.add("can-be-drawn-on");
    whole.addEventListener("pointerdown", (event) => {
        if (event.button === 0) {
            start = at(event);
            whole.setPointerCapture(event.pointerId);
        }
    });
    whole.addEventListener("pointermove", (event) => {
        const end = start && at(event);
        // A mere click draws nothing.
        if (end && Math.abs(end.x - start.x) > 1 && Math.abs(end.y - start.y) > 1) {
            draw(end);
        }
    });
    for (const kind of ["pointerup", "pointercancel"]) {
        whole.addEventListener(kind, () => {
            start = null;
        });
    }
    for (const field of Object.values(fields)) {
        field.addEventListener("input", show);
    }
    show();
}
