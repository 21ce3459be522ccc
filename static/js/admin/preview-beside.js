/* The page beside the form stays open from one save to the next, and shows the same part of it. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const box = document.querySelector("[data-preview-beside]");
  if (!box) return;
  const OPEN = "jinlin:preview-beside";
  const frame = box.querySelector("iframe");

  const kept = () => {
    try {
      return JSON.parse(sessionStorage.getItem(OPEN)) ?? {};
    } catch {
      return {}; // a storage that is forbidden
    }
  };

  const keep = () => {
    const place = { isOpen: box.open, path: location.pathname, top: frame.contentWindow?.scrollY ?? 0 };
    try {
      sessionStorage.setItem(OPEN, JSON.stringify(place));
    } catch {
      // then the box is closed after the next save
    }
  };

  let isShown = false;
  frame.addEventListener("load", () => {
    const wasShown = isShown;
    isShown = frame.contentDocument !== null;
    // A link in it leads to a page that no frame may show: back.
    if (wasShown && !isShown) frame.src = frame.getAttribute("src");
    const { path, top } = kept();
    const text = frame.contentDocument?.querySelector("main");
    if (text) frame.contentWindow.scrollTo(0, path === location.pathname && top ? top : text.offsetTop);
  });
  if (kept().isOpen) box.open = true;
  window.addEventListener("pagehide", keep);
});
