// What the page says, in the language that is chosen.
let language = document.documentElement.lang;
const tongue = () => (language === "vi" ? 0 : 1);
const say = (code, blanks = {}) =>
  data.words[code][tongue()].replace(/\{(\w+)\}/g, (_, name) => blanks[name]);

// A sentence: two patterns, then the quotes that stand between their quotation marks.
function sentence(row, at = tongue()) {
  if (!row || !row.length) return "";
  const quotes = row.slice(2);
  const pattern = data.texts[row[at]];
  return quotes.length ? pattern.replace(/“”/g, () => `“${data.texts[quotes.shift()]}”`) : pattern;
}

// A text that changes with the language where it stands.
const saying = (code) => el("span", { "data-say": code }, say(code));

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  for (const place of document.querySelectorAll("[data-say]"))
    place.textContent = say(place.dataset.say);
  for (const name of ["aria-label", "placeholder"])
    for (const place of document.querySelectorAll(`[data-say-${name}]`))
      place.setAttribute(name, say(place.getAttribute(`data-say-${name}`)));
  for (const button of document.querySelectorAll("[data-language]"))
    button.setAttribute("aria-pressed", button.dataset.language === chosen);
}
