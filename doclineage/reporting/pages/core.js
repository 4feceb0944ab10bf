"use strict";

// The page's data, and the few things that every part of it needs. What a document says is only
// ever put in as a text node.
const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);

// Make an element: `options` are attributes, `on…` listeners; children are elements or texts.
function el(name, options = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(options)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// "Hoàn Kiếm", "HOAN KIEM" → "hoan kiem"; đ is no d with a mark to Unicode.
const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

// Every word of a query, marks or not, is in the text.
const asked = (query) => fold(query).split(/\s+/).filter(Boolean);
const fits = (words, folded) => words.every((word) => folded.includes(word));

const cut = (text, longest) => {
  if (text.length <= longest) return text;
  const short = text.slice(0, longest + 1);
  const space = short.lastIndexOf(" ");
  return short.slice(0, space > longest / 2 ? space : longest) + " …";
};

const collator = new Intl.Collator("vi", { numeric: true });
