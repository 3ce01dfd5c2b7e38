// The demo cars alone: the chat is in Telegram, and each car shows the code that links it there.
import { $, get, make } from "./dom.js";
import { drawPanel, guarded, linkButton, newCode, runPanel } from "./panel.js";
import { setLanguage, t } from "./words.js";

const AGAIN = 1000;
let username = "";

const address = (code = "") => `https://t.me/${encodeURIComponent(username)}${code && `?start=${encodeURIComponent(code)}`}`;

const act = {
  codes: {},
  note: "noteReal",
  person: () => null,
  guard: guarded,
  look: () => {},
  hint: (cars) => t(cars.some((card) => card.linked_to.length) ? "hintRealPlay" : "hintReal"),
  link: (card) => {
    const linked = card.linked_to.length > 0;
    if (linked) delete act.codes[card.vehicle_id];
    const code = act.codes[card.vehicle_id];
    const onclick = () => guarded(async () => { act.codes[card.vehicle_id] = await newCode(card); drawPanel(act); });
    const button = linkButton(card, { linked, word: code ? "otherCode" : "getCode", onclick });
    return code ? make("div", { class: "code" }, make("output", {}, code), make("p", {}, t("codeLasts")),
      username ? make("a", { class: "link primary", href: address(code), target: "_blank", rel: "noopener" }, t("openCode")) : null, button) : button;
  },
};

const draw = () => {
  $("me-label").textContent = t("language");
  $("bot-name").textContent = username ? `@${username}` : t("asking");
  $("open-bot").hidden = !username;
  $("open-bot").textContent = t("openBot");
  $("open-bot").href = address();
  drawPanel(act);
};

const speak = (code) => {
  $("me").value = code;
  setLanguage(code);
  draw();
};

const meet = async () => {
  while (!username) {
    try { ({ username } = await get("/bot")); } catch { /* asked again */ }
    if (!username) await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
  draw();
};

$("me").addEventListener("change", () => { localStorage.setItem("language", $("me").value); speak($("me").value); });
speak(localStorage.getItem("language") || (navigator.language.startsWith("zh") ? "zh" : "en"));
meet();
runPanel(act);
