// Reads the page's text aloud, sentence by sentence, where the device has a voice.
(() => {
  const button = document.querySelector("[data-read-aloud]");
  if (!button || !("speechSynthesis" in window)) return;
  const start = button.textContent;
  const stop = () => {
    speechSynthesis.cancel();
    button.textContent = start;
  };
  const sentences = () => {
    const parts = document.querySelectorAll("main h1, main h2, main h3, main p, main li, main figcaption");
    return [...parts]
      .filter((part) => !part.querySelector("p, li") && !part.closest("nav"))
      .flatMap((part) => part.innerText.match(/[^。！？\n]+[。！？]?/g) || []);
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) return stop();
    const texts = sentences();
    texts.forEach((text, index) => {
      const speech = new SpeechSynthesisUtterance(text);
      speech.lang = "zh-CN";
      speech.rate = 0.9;
      if (index === texts.length - 1) speech.onend = stop;
      speechSynthesis.speak(speech);
    });
    button.textContent = button.dataset.stop;
  });
  window.addEventListener("pagehide", stop);
})();
