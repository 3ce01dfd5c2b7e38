// The owner's page: coming in without anything in an address, and a larger look at a picture. Telegram's own script is not needed.
"use strict";

// Telegram hands a Mini App what proves who opened it behind the "#", as a link does its code: no server on the way reads that.
// A code opens nothing by itself: anybody can send a link to their own page, and it would take the place of the reader's session.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("door");
  const behind = location.hash.slice(1);
  const launch = new URLSearchParams(behind).get("tgWebAppData") || "";
  const code = /^bsm_/.test(behind) ? behind : "";
  if (!form || !(launch || code)) return;
  history.replaceState(null, "", location.pathname);
  form.elements.launch.value = launch;
  form.elements.code.value = launch ? "" : code;
  const isAsked = !launch || "asks" in form.dataset;
  document.getElementById(isAsked ? "door-open" : "door-opening").hidden = false;
  form.hidden = false;
  document.getElementById("door-how").hidden = true;
  if (isAsked) document.getElementById("door-open").focus();
  else form.submit();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-zoom]");
  if (!button) return;
  const dialog = document.querySelector("dialog.zoomed");
  dialog.querySelector(".scroll").replaceChildren(button.querySelector("img").cloneNode());
  dialog.showModal();
});

// The figure beside a slider follows it at once; what it means is asked for once it is let go.
document.addEventListener("input", (event) => {
  const slider = event.target;
  if (!("shown" in slider.dataset)) return;
  slider.nextElementSibling.value = slider.value;
  slider.setAttribute("aria-valuetext", `${slider.value} ${slider.dataset.shown}`.trim());
});

// An answer takes the place of what was refused before it.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "answer") document.getElementById("said").replaceChildren();
});
