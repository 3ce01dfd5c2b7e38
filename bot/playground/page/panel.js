// The demo cars: what they send, how to link them, and the stories they can play.
import { $, get, make, post, toast } from "./dom.js";
import { label, t } from "./words.js";

const EVERY = 2000;
let shown = "";
let latest = { available: false, cars: [], workshops: [] };

export const newCode = async (card) => (await post(`/cars/${encodeURIComponent(card.vehicle_id)}/code`)).code;

export const linkButton = (card, { linked, taken = false, word, onclick }) => make("button", {
  type: "button", class: linked ? "link linked" : taken ? "link" : "link primary", "data-key": `${card.vehicle_id}/link`, disabled: linked || taken, onclick,
}, linked ? `✓ ${t("linked")}` : t(taken ? "taken" : word));

const car = (card, act) => {
  const story = (one) => make("button", {
    type: "button", class: "story", "data-key": `${card.vehicle_id}/${one.key}`, disabled: one.running || !card.linked_to.length,
    onclick: () => act.guard(async () => {
      await post(`/cars/${encodeURIComponent(card.vehicle_id)}/stories/${encodeURIComponent(one.key)}`);
      act.look();
      toast(t("plays"));
    }),
  }, make("span", { "aria-hidden": "true" }, one.running ? "◌" : "▶"), label(one.title));
  const progress = card.progress == null ? null : make("progress", { max: "1", value: String(card.progress), "aria-label": label(card.status) });
  return make("section", { class: "car", "aria-label": label(card.name) },
    make("header", {}, make("h3", {}, label(card.name)), make("span", { class: `badge ${card.origin}` }, t(card.origin))),
    label(card.status) && make("p", { class: "status" }, label(card.status)), progress,
    card.signals.length ? make("dl", {}, ...card.signals.map((signal) => make("div", {}, make("dt", {}, label(signal.name)),
      make("dd", {}, signal.value, signal.unit && make("small", {}, ` ${signal.unit}`))))) : null,
    act.link(card),
    card.stories.length ? make("div", { class: "stories", role: "group", "aria-label": t("stories") }, ...card.stories.map(story)) : null);
};

const workshop = (one) => make("a", {
  class: "workshop", href: `/playground/api/workshops/${encodeURIComponent(one.key)}`, target: "_blank", rel: "noopener",
}, t("workshop").replace("{name}", label(one.name)), " ↗");

// Under the other name of this machine, so that the browser keeps the workshop signed in beside it; elsewhere it is not let in.
const otherName = { localhost: "127.0.0.1", "127.0.0.1": "localhost" }[location.hostname];
const operator = () => make("a", {
  class: "workshop", href: `http://${otherName}:${location.port}/playground/api/operator`, target: "_blank", rel: "noopener", referrerpolicy: "origin",
}, t("operator"), " ↗");

const hint = (act) => {
  if (act.hint) return act.hint(latest.cars);
  if (!latest.available) return t("noCars");
  if (!act.started()) return t("hint");
  const linked = latest.cars.some((card) => card.linked_to.includes(act.person()));
  const known = latest.cars.some((card) => card.linked_to.length);
  return linked || (known && !act.person()) ? t("hintPlay") : t("hintLink");
};

export const drawPanel = (act) => {
  $("panel-title").textContent = t("demoCars");
  $("panel-hint").textContent = hint(act);
  $("panel-note").textContent = t(act.note || "note");
  const state = JSON.stringify([latest, act.person(), act.codes, document.documentElement.lang]);
  if (state === shown) return;
  shown = state;
  const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
  $("cars").replaceChildren(...latest.cars.map((card) => car(card, act)), ...latest.workshops.map(workshop), ...(latest.workshops.length && otherName ? [operator()] : []));
  if (focused) $("cars").querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
};

export const runPanel = async (act) => {
  for (;;) {
    if (!document.hidden) {
      try { latest = await get("/cars"); drawPanel(act); } catch { /* the chat says when the connection is lost */ }
    }
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
};

export const guarded = async (work) => {
  try { await work(); } catch { toast(t("failed")); }
};
