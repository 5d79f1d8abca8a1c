// Pointing at a stretch of evidence lights up its claims, and the other way round.
"use strict";
(() => {
  const marks = new Map();
  for (const mark of document.querySelectorAll("mark[data-claims]")) {
    for (const claim of mark.dataset.claims.split(" ")) marks.set(claim, [...(marks.get(claim) || []), mark]);
  }
  const light = (claims, on) => {
    for (const claim of claims) {
      for (const mark of marks.get(claim) || []) mark.classList.toggle("lit", on);
      document.getElementById(`c-${claim}`)?.classList.toggle("lit", on);
    }
  };
  const ties = [...document.querySelectorAll("[data-claims]")].map((node) => [node, node.dataset.claims.split(" ")]);
  for (const card of document.querySelectorAll("[data-claim]")) ties.push([card, [card.dataset.claim]]);
  for (const [node, claims] of ties) {
    for (const kind of ["pointerenter", "focusin"]) node.addEventListener(kind, () => light(claims, true));
    for (const kind of ["pointerleave", "focusout"]) node.addEventListener(kind, () => light(claims, false));
  }
})();
