// Shows, while it is typed, the credit as it will be printed under the picture.
"use strict";
{
    const preview = () => document.querySelector("[data-credit-lines]");

    const update = () => {
        const output = preview();
        const kind = document.getElementById("id_credit_kind");
        const name = document.getElementById("id_credit_name");
        if (!output || !kind || !name) {
            return;
        }
        const typed = name.value.trim();
        const line = JSON.parse(output.dataset.creditLines)[kind.value] ?? "";
        const complete = typed || kind.value === output.dataset.withoutName;
        output.textContent = complete ? line.replace("{}", () => typed).trim() : "—";
    };

    document.addEventListener("input", (event) => {
        if (["id_credit_kind", "id_credit_name"].includes(event.target.id)) {
            update();
        }
    });
    document.addEventListener("DOMContentLoaded", update);
}
