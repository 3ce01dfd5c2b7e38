// The owner's page: coming in without anything in an address, and a larger look at a picture. Telegram's own script is not needed.
"use strict";

// Telegram hands a Mini App what proves who opened it behind the "#", as a link does its code: no server on the way reads that.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("door");
  if (!form || location.hash.length < 2) return;
  const behind = location.hash.slice(1);
  const launch = new URLSearchParams(behind).get("tgWebAppData") || "";
  history.replaceState(null, "", location.pathname);
  form.elements.launch.value = launch;
  form.elements.code.value = launch ? "" : behind;
  form.hidden = false;
  document.getElementById("door-how").hidden = true;
  form.submit();
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
  if ("shown" in event.target.dataset) event.target.nextElementSibling.value = event.target.value;
});
