// Keys for the desk. Every one of them does what a link, a field or a button of the page does: without this file the
// page works as it is. They rest while a field is written in, and can be switched off.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const form = document.getElementById("answer-form");
  const toggle = document.getElementById("use-shortcuts");
  const stored = () => { try { return localStorage.getItem("desk-keys") !== "off"; } catch { return true; } };
  if (toggle) {
    toggle.checked = stored();
    toggle.addEventListener("change", () => {
      try { localStorage.setItem("desk-keys", toggle.checked ? "on" : "off"); } catch { /* kept for this page only */ }
    });
  }
  const on = () => (toggle ? toggle.checked : stored());
  const writing = (element) => element instanceof HTMLElement
    && (element.matches("textarea, select") || (element.matches("input") && element.type !== "radio" && element.type !== "checkbox"));
  const answers = () => [...form.querySelectorAll("input[name=answer]")];
  const reason = () => form.elements.namedItem("reason");
  let sent = false;

  const choose = (number) => {
    const chosen = answers()[number - 1];
    if (!chosen) return;
    chosen.checked = true;
    chosen.focus();
    if (chosen.value === "correct") { form.querySelector(".corrections input").focus(); return; }
    if (form.dataset.disputed === "yes" && !reason().value.trim()) { reason().focus(); return; }
    form.requestSubmit();
  };
  const press = (key) => {
    const target = document.querySelector(`[data-key="${key}"]`);
    if (target) target.click();
  };
  const keys = {
    r: () => { if (form) reason().focus(); },
    n: () => press("n"),
    u: () => press("u"),
    h: () => { location.href = "/desk/history"; },
    "?": () => { const help = document.querySelector(".shortcuts"); if (help) help.open = !help.open; },
  };

  if (form) {
    form.addEventListener("submit", (event) => {
      if (sent) { event.preventDefault(); return; } // a key held down answers once
      sent = true;
    });
    window.addEventListener("pageshow", () => { sent = false; });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && writing(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !on() || writing(event.target)) return;
    if (form && /^[1-9]$/.test(event.key)) { event.preventDefault(); choose(Number(event.key)); return; }
    if (Object.hasOwn(keys, event.key)) { event.preventDefault(); keys[event.key](); }
  });
})();
