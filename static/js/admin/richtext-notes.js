/* A plugin of CKEditor: says in one line what a paste has lost, of what matters. What Word writes into every paragraph,
   black text, and links and headings that are blue, are no loss. The server cleans whatever arrives, and says so as well. */
"use strict";
window.CKEDITOR?.plugins.add("desknotes", {
  init(editor) {
    const { words } = editor.config;
    const forbidden = "script, iframe, object, embed, svg, math, form, video, audio";
    const schemes = /^(javascript|vbscript|data|file):/;
    const headings = "h1, h2, h3, h4, h5, h6";
    const han = /\p{Script=Han}/u;
    const grey = 48; // of 255: how far the channels of a colour lie apart that nobody calls a colour

    const lossesIn = (pasted) => {
      const names = new Set();
      for (const element of pasted.querySelectorAll("*")) {
        if (element.matches(forbidden)) names.add(`<${element.localName}>`);
        for (const { name, value } of element.attributes) {
          if (name.startsWith("on")) names.add(name);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: a browser reads an address without them
          const scheme = value.replace(/[\s\u0000-\u001f]/g, "").toLowerCase().match(schemes);
          if (name === "href" && scheme) names.add(scheme[0]);
        }
      }
      return [...names].sort();
    };

    const canvas = document.createElement("canvas").getContext("2d");
    const isColoured = (colour) => {
      canvas.fillStyle = "black";
      canvas.fillStyle = colour; // what is no colour leaves the black
      const channels = canvas.fillStyle.match(/^#(..)(..)(..)$/)?.slice(1).map((digits) => Number.parseInt(digits, 16));
      return channels !== undefined && Math.max(...channels) - Math.min(...channels) > grey;
    };

    const isLink = (element) => element.closest("a") || (element.querySelector("a") && !element.querySelector("p"));
    const isSet = (element) => !element.closest(`table, ${headings}`);
    /* {a format: whether an element brings it along} */
    const formats = {
      underline: (element, { textDecorationLine, textDecoration }) => !isLink(element) &&
        (element.matches("u, ins") || `${textDecorationLine} ${textDecoration}`.includes("underline")),
      italics: (element, { fontStyle }) =>
        (element.matches("i, em, cite, dfn, var") && fontStyle !== "normal") || /italic|oblique/.test(fontStyle),
      strikethrough: (element, { textDecorationLine, textDecoration }) =>
        element.matches("s, strike, del") || `${textDecorationLine} ${textDecoration}`.includes("line-through"),
      colour: (element, { color }) => !isLink(element) && !element.closest(headings) &&
        isColoured(color || element.getAttribute("color") || ""),
      background: (element, { backgroundColor }) => isSet(element) &&
        (element.matches("mark") || isColoured(backgroundColor || element.getAttribute("bgcolor") || "")),
      alignment: (element, { textAlign }) => isSet(element) &&
        /center|right/i.test(`${textAlign} ${element.localName === "center" ? "center" : element.getAttribute("align")}`),
    };

    /* A text all in one font, or in one size, loses nothing by having the paper's. */
    const differs = (elements, read) => new Set(elements.map(read).filter(Boolean)).size > 1;
    const ownText = (element) => [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
      .map(({ data }) => data).join("");
    const styleOf = (element, name, attribute) => {
      const holder = element.closest(`[style*="${name}"], [${attribute}]`);
      return holder && (holder.style.getPropertyValue(name) || holder.getAttribute(attribute) || "").toLowerCase();
    };

    const formatsIn = (pasted) => {
      const written = [...pasted.body.querySelectorAll("*")].filter(({ textContent, style }) => style && textContent.trim());
      const found = Object.keys(formats).filter((name) =>
        written.some((element) => formats[name](element, element.style)));
      const body = written.filter((element) => isSet(element) && han.test(ownText(element)));
      if (differs(body, (element) => styleOf(element, "font-family", "face")?.split(",")[0].replace(/["']/g, ""))) {
        found.push("fonts");
      }
      if (differs(body, (element) => styleOf(element, "font-size", "size"))) found.push("sizes");
      return found.map((name) => words.format[name]);
    };

    const tell = (data) => {
      if (data.isTold) return; // the editor sends round a second time what it had to load a filter for
      data.isTold = true;
      const sentences = [...data.notes];
      const pasted = new DOMParser().parseFromString(data.asCopied, "text/html");
      // Text that is pasted as text alone was to lose the rest.
      const [lost, found] = data.type === "text" ? [[], []] : [lossesIn(pasted), formatsIn(pasted)];
      if (lost.length) sentences.push(words.removed.replace("{names}", lost.join(words.separator)));
      const isGrave = sentences.length > 0;
      if (found.length) sentences.push(words.formats.replace("{names}", found.join(words.separator)));
      if (!sentences.length) return;
      const shown = sentences.map(CKEDITOR.tools.htmlEncode).join("<br>");
      editor.showNotification(shown, isGrave ? "warning" : "info", 10000);
    };

    // First of all listeners: the clipboard as it was, before the editor's own filters have been through it.
    editor.on("paste", ({ data }) => {
      data.asCopied ??= data.dataTransfer?.getData("text/html", true) || data.dataValue || "";
      data.notes ??= new Set();
    }, null, null, 0);
    // Once the editor knows what it will put in, and before it does.
    editor.on("paste", ({ data }) => tell(data), null, null, 900);
  },
});
