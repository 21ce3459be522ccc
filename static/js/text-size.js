// Sets the size of the article's text and remembers it in this browser, nowhere else.
(() => {
  const group = document.querySelector("[data-text-size]");
  if (!group) return;
  const set = (size) => {
    document.documentElement.dataset.size = size;
    for (const button of group.querySelectorAll("[data-size]")) {
      button.setAttribute("aria-pressed", String(button.dataset.size === size));
    }
  };
  const recall = () => {
    try { return localStorage.getItem("text-size"); } catch { return null; }
  };
  const keep = (size) => {
    try { localStorage.setItem("text-size", size); } catch { /* a browser that keeps nothing */ }
  };
  set(recall() || "normal");
  group.hidden = false;
  group.addEventListener("click", (event) => {
    const size = event.target.closest("[data-size]")?.dataset.size;
    if (!size) return;
    set(size);
    keep(size);
  });
})();
