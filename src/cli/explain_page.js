// Lights up what belongs together: the words of the value that the pointer or the keyboard is at, and
// the values of the words that the pointer is at. Elements that show a value carry its id in data-key,
// words carry the ids of all values read from them in data-of; ids are unique within their article.
"use strict";
(() => {
  let lit = [];

  const clear = () => {
    for (const element of lit) element.classList.remove("lit");
    lit = [];
  };

  const light = (target) => {
    clear();
    const at = target instanceof Element ? target.closest("[data-key], [data-of]") : null;
    if (!at) return false;
    const article = at.closest("article");
    for (const key of (at.dataset.key ?? at.dataset.of).split(" "))
      for (const element of article.querySelectorAll(`[data-key="${key}"], [data-of~="${key}"]`)) {
        element.classList.add("lit");
        lit.push(element);
      }
    return true;
  };

  // What stays lit while the pointer is nowhere: the value with the focus, else the one linked to.
  const rest = () => light(document.activeElement) || light(document.querySelector(":target"));

  document.addEventListener("mouseover", (event) => light(event.target) || rest());
  document.addEventListener("mouseleave", rest);
  document.addEventListener("focusin", (event) => light(event.target));
  document.addEventListener("focusout", clear);
  addEventListener("hashchange", () => document.querySelector(":target")?.focus());
  rest();
})();
