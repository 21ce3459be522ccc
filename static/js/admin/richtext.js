/* What CKEditor 4 needs of this site: Django's token on its uploads, and a word about what a paste has lost.
   The server cleans whatever arrives and says so as well; this is the earlier word. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  if (!window.CKEDITOR) return;
  const forbidden = "script, iframe, object, embed, svg, math, form, video, audio";
  const schemes = /^(javascript|vbscript|data|file):/;
  const own = /\/photos\/[0-9a-f]{24}(-\d+)?\.(webp|jpg)$/;

  const words = () => document.querySelector("[data-words]").dataset;

  const isForeign = (image) => {
    const address = image.getAttribute("src") ?? "";
    // A picture that is pasted whole goes to the library through the upload.
    if (/^(data:image|blob:)/i.test(address)) return false;
    return !URL.canParse(address, document.baseURI) || !own.test(new URL(address, document.baseURI).pathname);
  };

  const lossesIn = (html) => {
    const names = new Set();
    const pasted = new DOMParser().parseFromString(html, "text/html");
    for (const element of pasted.querySelectorAll("*")) {
      if (element.matches(forbidden)) names.add(`<${element.localName}>`);
      if (element.matches("img") && isForeign(element)) names.add(words().foreignPicture);
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on")) names.add(name);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: a browser reads an address without them
        const scheme = value.replace(/[\s\u0000-\u001f]/g, "").toLowerCase().match(schemes);
        if (name === "href" && scheme) names.add(scheme[0]);
      }
    }
    return [...names].sort();
  };

  const withoutForeignPictures = (html) => {
    const pasted = new DOMParser().parseFromString(html, "text/html");
    for (const image of pasted.querySelectorAll("img")) if (isForeign(image)) image.remove();
    return pasted.body.innerHTML;
  };

  const served = new WeakSet();
  const serve = (editor) => {
    if (served.has(editor)) return; // a token that is set twice is no token
    served.add(editor);
    editor.on("fileUploadRequest", ({ data }) => {
      const form = editor.element.$.form;
      data.fileLoader.xhr.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    });
    // First of all listeners: the clipboard as it was, before the editor's own filter has been through it.
    editor.on("paste", ({ data }) => {
      const names = lossesIn(data.dataTransfer.getData("text/html", true) || data.dataValue || "");
      if (!names.length) return;
      const sentence = words().removed.replace("{names}", names.join("、"));
      editor.showNotification(CKEDITOR.tools.htmlEncode(sentence), "warning", 10000);
    }, null, null, 0);
    // Once the editor has made HTML of the clipboard, and before it uploads the pictures in it.
    editor.on("paste", ({ data }) => {
      if (data.dataValue.includes("<img")) data.dataValue = withoutForeignPictures(data.dataValue);
    }, null, null, 5);
  };

  // The editor's own script may have been quicker than this one.
  Object.values(CKEDITOR.instances).forEach(serve);
  CKEDITOR.on("instanceCreated", ({ editor }) => serve(editor));
});
