// Copies a piece with its styles and pictures, and the fields beside it, for the editor of a WeChat account.
(() => {
  const form = document.querySelector("[data-wechat-take]");
  const said = document.querySelector("[data-wechat-said]");
  const frame = document.querySelector("[data-wechat-piece]");

  // An answer that is no piece: one is logged out, or the item is public no more.
  class Refused extends Error {}

  async function take() {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.status >= 400 && answer.status < 500) throw new Refused(answer.status);
    return answer.json();
  }

  // Over plain HTTP, or where the browser refuses: the old command, which is told what to copy.
  function copyOldWay(piece) {
    const page = frame.contentDocument;
    const tell = (event) => {
      event.clipboardData.setData("text/html", piece.html);
      event.clipboardData.setData("text/plain", piece.text);
      event.preventDefault();
    };
    frame.contentWindow.focus();
    frame.contentWindow.getSelection().selectAllChildren(page.body);
    page.addEventListener("copy", tell);
    const done = page.execCommand("copy");
    page.removeEventListener("copy", tell);
    return done;
  }

  async function copy(button) {
    said.textContent = form.dataset.working;
    frame.contentWindow.focus();
    const asked = take();
    const part = (name, type) => {
      const blob = asked.then((piece) => new Blob([piece[name]], { type }));
      blob.catch(() => {}); // told below, where the browser or we ask for it
      return blob;
    };
    try {
      // The browser is asked at once, while it still counts as an answer to the press. It is asked for the frame, whose
      // policy knows styles in tags: asked for this page, some browsers would leave them out.
      const item = new ClipboardItem({ "text/html": part("html", "text/html"), "text/plain": part("text", "text/plain") });
      await frame.contentWindow.navigator.clipboard.write([item]);
      said.textContent = form.dataset.done;
      button.focus();
    } catch {
      try {
        said.textContent = copyOldWay(await asked) ? form.dataset.done : form.dataset.selected;
      } catch (error) {
        said.textContent = error instanceof Refused ? form.dataset.refused : form.dataset.failed;
      }
    }
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      copy(event.submitter);
    });
  }

  for (const button of document.querySelectorAll("[data-wechat-copy]")) {
    const word = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.wechatCopy);
      field.select();
      const done = navigator.clipboard
        ? await navigator.clipboard.writeText(field.value).then(() => true, () => document.execCommand("copy"))
        : document.execCommand("copy");
      button.textContent = done ? button.dataset.done : button.dataset.selected;
      setTimeout(() => { button.textContent = word; }, 3000);
    });
  }
})();
