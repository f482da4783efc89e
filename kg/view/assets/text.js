// The interface's words in the chosen language, and the elements they are put in.

let language = "zh";

/** A word or sentence of the interface, with {0}, {1} … filled in. */
function t(key, ...values) {
  return WORDS[language][key].replace(/\{(\d)\}/g, (_, index) => written(values[index]));
}

/** A number as it is written, and in parentheses after a name. */
const written = (number) => number.toLocaleString("zh-CN");
const counted = (name, number) => (language === "zh" ? `${name}（${written(number)}）` : `${name} (${written(number)})`);

const HAN = /\p{Script=Han}/u;

/**
 * An element. Chinese words in the English interface are marked as Chinese, for screen readers. Strings among its children become text, never markup; functions among its properties listen to the event
 * of that name; names with a hyphen, and role, are attributes.
 */
function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  if (language === "en" && children.some((child) => typeof child === "string" && HAN.test(child))) element.lang = "zh-CN";
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name === "role" || name.includes("-")) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const byId = (id) => document.getElementById(id);

/** Puts new children into an element. Where the focus was on an old one, it goes to the new one with the same key. */
function refill(element, ...children) {
  const keyOf = (at) => at.id || at.dataset.key;
  const active = element.contains(document.activeElement) ? document.activeElement : null;
  const key = active && keyOf(active);
  element.replaceChildren(...children);
  if (key) [...element.querySelectorAll("[id], [data-key]")].find((at) => keyOf(at) === key)?.focus({ preventScroll: true });
}

/** Tells a screen reader what has happened. */
const say = (text) => {
  byId("said").lang = HAN.test(text) ? "zh-CN" : language;
  byId("said").textContent = text;
};

/** Puts the interface's words into the fixed parts of the page. */
function translatePage() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
  }
  byId("language").textContent = t("language");
  byId("language").lang = language === "zh" ? "en" : "zh-CN";
  const title = document.querySelector("h1");
  if (HAN.test(title.textContent)) title.lang = "zh-CN";
}
