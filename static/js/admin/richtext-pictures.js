/* A plugin of CKEditor: pictures that are pasted or dropped go to the library by the editor's own upload, and all that
   could stand in its way is cleared away before. */
"use strict";
window.CKEDITOR?.plugins.add("deskpictures", {
  requires: "desknotes",
  init(editor) {
    const { words } = editor.config;
    const STALLED = 60_000; // milliseconds without a sign of life
    const own = /\/photos\/[0-9a-f]{24}(-\d+)?\.(webp|jpg)$/;
    const takesPictures = editor.filter.check("img[src]");

    const addressOf = (text) => {
      try {
        return new URL(text, document.baseURI);
      } catch {
        return null;
      }
    };

    /* A picture of which the bytes were pasted with it. */
    const isWhole = (source) => {
      const [, bytes] = source.match(/^data:image\/[a-z]+;base64,(.*)$/is) ?? [];
      if (!bytes) return false;
      try {
        return atob(bytes) !== "";
      } catch {
        return false;
      }
    };

    const isKept = (image) => {
      const source = image.getAttribute("src") ?? "";
      return takesPictures && (isWhole(source) || own.test(addressOf(source)?.pathname));
    };

    const isPictureAlone = (html) => {
      const { body } = new DOMParser().parseFromString(html, "text/html");
      return body.querySelector("img") && !body.textContent.trim();
    };

    // The editor has read the clipboard at 1, and asks at 10 for files where there is no text. A browser that copies a
    // picture from a page writes both: the picture, and its address on that page.
    editor.on("paste", ({ data }) => {
      const files = data.dataTransfer?.getFilesCount() ?? 0;
      if (files && takesPictures && isPictureAlone(data.dataValue ?? "")) data.dataValue = "";
    }, null, null, 2);

    // Once the editor has made HTML of the clipboard, and before it uploads the pictures in it.
    editor.on("paste", ({ data }) => {
      if (!/<img/i.test(data.dataValue)) return;
      const { body } = new DOMParser().parseFromString(data.dataValue, "text/html");
      for (const image of body.querySelectorAll("img")) {
        // The mark of an upload that was going on elsewhere.
        for (const mark of ["data-widget", "data-cke-upload-id"]) image.removeAttribute(mark);
        if (isKept(image)) continue;
        data.notes.add(takesPictures ? words.foreignPictures : words.noPictures);
        image.remove();
      }
      data.dataValue = body.innerHTML;
    }, null, null, 5);

    // What the editor says of other files, in the language of the desk.
    const sentence = takesPictures ? words.onlyPictures : words.noPictures;
    editor.lang.clipboard = {
      ...editor.lang.clipboard,
      fileFormatNotSupportedNotification: sentence,
      fileWithoutFormatNotSupportedNotification: sentence,
    };

    // The editor takes for a success what is on the server and may yet be refused. A picture that has come is seen.
    editor.on("notificationUpdate", (event) => {
      if (event.data.options.type !== "success") return;
      event.cancel();
      event.data.notification.hide();
    });

    const token = () => editor.element.$.form.elements.csrfmiddlewaretoken.value;
    editor.on("fileUploadRequest", ({ data }) => data.fileLoader.xhr.setRequestHeader("X-CSRFToken", token()));

    const reasonOf = ({ status, responseText }) => {
      try {
        return JSON.parse(responseText).error.message;
      } catch {
        return { 403: words.uploadForbidden, 413: words.uploadTooLarge }[status] ?? words.uploadFailed;
      }
    };

    editor.uploadRepository?.on("instanceCreated", ({ data: loader }) => {
      let stall = null;
      const giveUp = () => {
        for (const end of [loader.xhr, loader.xhr.upload]) end.onabort = null;
        loader.xhr.abort();
        loader.changeStatus("error");
      };
      loader.on("update", () => {
        clearTimeout(stall);
        if (loader.status === "uploading") stall = setTimeout(giveUp, STALLED);
      });
      // Before the editor shows it.
      loader.on("error", () => {
        if (loader.xhr) loader.message = CKEDITOR.tools.htmlEncode(reasonOf(loader.xhr));
      }, null, null, 1);
    });
  },
});
