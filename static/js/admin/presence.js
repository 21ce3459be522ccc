/* Says that this page is open, and who else has the same item open. Away from it, or offline, it keeps still. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const line = document.querySelector("[data-presence]");
  const token = document.querySelector("#content-main [name=csrfmiddlewaretoken]")?.value;
  if (!line || !token) return;
  const BEAT = 30_000; // milliseconds; a presence lasts three beats

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(line.dataset.url, { method: "POST", headers: { "X-CSRFToken": token } });
      if (!answer.ok) return;
      const { sentence } = await answer.json();
      // Read aloud only when it is another one.
      if (line.textContent !== sentence) line.textContent = sentence;
    } catch {
      // Offline, or logged out: the next beat may get through.
    }
  };

  ask();
  setInterval(ask, BEAT);
  document.addEventListener("visibilitychange", ask);
});
