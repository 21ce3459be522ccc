/* A plugin of CKEditor: what the server would rename or drop is renamed or dropped here already, before the editor's own
   filter makes paragraphs of it. */
"use strict";
window.CKEDITOR?.plugins.add("desktags", {
  init(editor) {
    const { renamedTags, droppedTags } = editor.config;
    const elementNames = Object.entries(renamedTags).map(([old, name]) => [new RegExp(`^${old}$`), name]);
    const renaming = new CKEDITOR.htmlParser.filter({ elementNames });
    // The editor has read the text at 5, and filters it at 6.
    editor.on("toHtml", ({ data }) => renaming.applyTo(data.dataValue), null, null, 5.5);

    const dropped = new RegExp(`<(${droppedTags.join("|")})\\b`, "i");
    // What is pasted goes through a filter that keeps the words of every tag, at 6 as well.
    editor.on("paste", ({ data }) => {
      if (!dropped.test(data.dataValue)) return;
      const { body } = new DOMParser().parseFromString(data.dataValue, "text/html");
      for (const element of body.querySelectorAll(droppedTags.join())) element.remove();
      data.dataValue = body.innerHTML;
    }, null, null, 4);
  },
});
