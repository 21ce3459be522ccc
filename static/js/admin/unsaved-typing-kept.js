/* On the page that says that nothing was saved: tells whether this browser has kept what was typed into that form. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const words = document.querySelector("[data-kept-typing]");
  if (words) words.hidden = !KeptTyping.isKeptFor(location.pathname);
});
