/* A plugin of CKEditor: its frames have the colours of the desk round them, and follow its light and dark. */
"use strict";
window.CKEDITOR?.plugins.add("desktheme", {
  init(editor) {
    const COLOURS = [
      "--body-bg", "--body-fg", "--body-quiet-color", "--border-color", "--darkened-bg", "--hairline-color",
      "--link-fg", "--selected-bg", "--editor-icons",
    ];
    const desk = document.documentElement;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const frames = new Set();

    const paint = (frame) => {
      const shown = getComputedStyle(desk);
      const { style } = frame.contentDocument.documentElement;
      style.colorScheme = shown.colorScheme;
      for (const name of COLOURS) style.setProperty(name, shown.getPropertyValue(name));
    };
    const paintAll = () => {
      for (const frame of frames) if (frame.isConnected) paint(frame); else frames.delete(frame);
    };
    const take = (frame) => {
      frames.add(frame);
      paint(frame);
    };

    /* A menu loads the editor's own sheet alone. */
    const takeMenu = (frame) => {
      const { head } = frame.contentDocument;
      if (head.querySelector("[data-desk]")) return;
      const sheet = document.createElement("link");
      const [href] = [editor.config.contentsCss].flat(); // plugins add theirs
      Object.assign(sheet, { rel: "stylesheet", href });
      sheet.dataset.desk = "";
      head.append(sheet);
      take(frame);
    };

    editor.on("contentDom", () => take(editor.window.getFrame().$));
    editor.on("panelShow", ({ data }) => takeMenu(data.element.findOne("iframe").$));
    editor.on("dialogShow", ({ data: dialog }) => {
      for (const frame of dialog.getElement().$.querySelectorAll("iframe")) take(frame);
    });

    const observer = new MutationObserver(paintAll);
    observer.observe(desk, { attributes: true, attributeFilter: ["data-theme"] });
    dark.addEventListener("change", paintAll);
    editor.on("destroy", () => {
      observer.disconnect();
      dark.removeEventListener("change", paintAll);
    });
  },
});
