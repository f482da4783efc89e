// The interface's words in the chosen language, and the elements they are put in.

let language = "zh";

/** A word or sentence of the interface, with {0}, {1} … filled in. */
function t(key, ...values) {
  return WORDS[language][key].replace(/\{(\d)\}/g, (_, index) => written(values[index]));
}

/** A number as it is written, and in parentheses after a name. */
const written = (number) => number.toLocaleString("zh-CN");
const counted = (name, number) => (language === "zh" ? `${name}（${written(number)}）` : `${name} (${written(number)})`);

/**
 * An element. Strings among its children become text, never markup; functions among its properties listen to the event
 * of that name; names with a hyphen, and role, are attributes.
 */
function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name === "role" || name.includes("-")) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const byId = (id) => document.getElementById(id);

/** Puts the interface's words into the fixed parts of the page. */
function translatePage() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
  }
  byId("language").textContent = t("language");
}
