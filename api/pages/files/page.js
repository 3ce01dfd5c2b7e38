// Keys, dragging, and forms that outlive a lost connection. Every page works without this file, too.
"use strict";

const STEPS = ["waiting", "arrived", "in_work", "ready", "done"];
const KEPT = "beforehand:";

// --- the board: polling only where somebody looks, and never under a card that is being dragged

let dragged = null;

document.addEventListener("htmx:beforeRequest", (event) => {
  const isPoll = event.target.hasAttribute("hx-trigger") && event.detail.requestConfig.verb === "get";
  if (isPoll && (document.hidden || dragged)) event.preventDefault();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  // what was asked before the drag began: the card would be gone, and its dragend with it
  if (dragged && event.detail.target.id === "board") event.detail.shouldSwap = false;
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && window.htmx) window.htmx.trigger(document.body, "refresh");
});

function submitStep(card, to) {
  if (to === "done") {
    location.assign(`/workshop/visits/${card.dataset.number}`);
    return;
  }
  window.htmx.ajax("POST", `/workshop/visits/${card.dataset.number}/progress`, {
    target: "#said",
    swap: "innerHTML",
    values: { progress: to },
  });
}

function askForDay(card, day) {
  location.assign(`/workshop/visits/${card.dataset.number}/move?day=${day}`);
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest(".visit[draggable]");
  if (!dragged) return;
  dragged.classList.add("drags");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.number);
});
document.addEventListener("dragend", () => {
  if (dragged) dragged.classList.remove("drags");
  for (const lane of document.querySelectorAll(".lane.over")) lane.classList.remove("over");
  dragged = null;
});
document.addEventListener("dragover", (event) => {
  const lane = laneFor(event);
  if (!lane) return;
  event.preventDefault();
  for (const each of document.querySelectorAll(".lane.over")) each.classList.toggle("over", each === lane);
  lane.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const lane = laneFor(event);
  if (!lane) return;
  event.preventDefault();
  if (lane.dataset.stage) submitStep(dragged, lane.dataset.stage);
  else askForDay(dragged, lane.dataset.day);
});

// Where a card may be dropped: a later step, or another day.
function laneFor(event) {
  const lane = dragged && event.target.closest(".lane");
  if (!lane || lane.contains(dragged)) return null;
  if (lane.dataset.stage) {
    return STEPS.indexOf(lane.dataset.stage) > STEPS.indexOf(dragged.dataset.stage) ? lane : null;
  }
  return lane.dataset.day && dragged.dataset.stage === "waiting" ? lane : null;
}

// --- keys on the board

document.addEventListener("keydown", (event) => {
  const card = event.target.closest && event.target.closest(".visit");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "m" || event.key === "M") {
    location.assign(`/workshop/visits/${card.dataset.number}/move`);
  } else if (event.shiftKey && event.key === "ArrowRight") {
    const button = card.querySelector("form button, :scope > .button");
    if (button) button.click();
  } else if (event.key.startsWith("Arrow") && !event.shiftKey) {
    const next = neighbour(card, event.key);
    if (next) next.querySelector(".open").focus();
  } else return;
  event.preventDefault();
});

function neighbour(card, key) {
  const cards = (lane) => [...lane.querySelectorAll(".visit")];
  const lane = card.closest(".lane");
  const place = cards(lane).indexOf(card);
  if (key === "ArrowUp" || key === "ArrowDown") return cards(lane)[place + (key === "ArrowDown" ? 1 : -1)];
  const lanes = [...document.querySelectorAll(".lane")];
  const step = key === "ArrowRight" ? 1 : -1;
  for (let i = lanes.indexOf(lane) + step; i >= 0 && i < lanes.length; i += step) {
    const there = cards(lanes[i]);
    if (there.length) return there[Math.min(place, there.length - 1)];
  }
  return null;
}

// The focused card is the same one after the board was drawn anew, also in another lane.
let focused = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const card = event.target.id === "board" && document.activeElement.closest(".visit");
  focused = card ? card.id : "";
});
document.addEventListener("htmx:afterSettle", () => {
  const card = focused && document.getElementById(focused);
  if (card && !card.contains(document.activeElement)) card.querySelector(".open").focus({ preventScroll: true });
  focused = "";
});

// --- the connection, and forms that keep what was typed

const away = () => document.getElementById("away");
function showAway(isAway) {
  if (away()) away().hidden = !isAway;
}
window.addEventListener("offline", () => showAway(true));
window.addEventListener("online", () => showAway(false));
document.addEventListener("htmx:sendError", () => showAway(true));
document.addEventListener("htmx:timeout", () => showAway(true));
document.addEventListener("htmx:afterRequest", (event) => {
  const status = event.detail.xhr && event.detail.xhr.status;
  showAway(!status || status === 429 || status >= 502);
});

const isKept = (field) => field.name && (field.name === "key" || field.type !== "hidden");

function keep(form) {
  const values = [...form.elements]
    .filter(isKept)
    .map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value, field.value]);
  sessionStorage.setItem(KEPT + form.dataset.keep, JSON.stringify(values));
}

function restore(form) {
  const kept = sessionStorage.getItem(KEPT + form.dataset.keep);
  if (!kept) return;
  const values = JSON.parse(kept);
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    const isChoice = field.type === "checkbox" || field.type === "radio";
    const found = values.find(([name, , own]) => name === field.name && (!isChoice || own === field.value));
    if (!found) continue;
    if (isChoice) field.checked = found[1];
    else field.value = found[1];
  }
}

function eachKept(within, act) {
  for (const form of within.querySelectorAll("form[data-keep]")) act(form);
}
document.addEventListener("DOMContentLoaded", () => eachKept(document, restore));
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-keep]");
  if (form) keep(form);
});
// Forgotten once the server has it: it answers each form that it took with this header.
// Before anything is put in its place: what comes may be the whole page.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = event.target.closest && event.target.closest("form[data-keep]");
  const xhr = event.detail.xhr;
  if (form && xhr && xhr.getResponseHeader("x-done")) {
    sessionStorage.removeItem(KEPT + form.dataset.keep);
    if (form.dataset.then === "clear") {
      form.reset();
      form.elements.key.value = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    }
  }
});

// --- small things that need a script

document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-sure]");
  if (button && !window.confirm(button.dataset.sure)) event.preventDefault();
});
