// The chat: follows one person's conversation and carries out what they do.
import { $, get, make, post, safeUrl, toast } from "./dom.js";
import { takeFiles } from "./files.js";
import { messageNode } from "./message.js";
import { drawPanel, guarded, linkButton, newCode, runPanel } from "./panel.js";
import { locale, setLanguage, t } from "./words.js";

const NEW = "new";
let people = [];
let me = null;
let chat = { messages: new Map() };
let following = new AbortController();
let typingTimer = 0;
let atEnd = true;

// Pictures and keyboards change heights late: whoever reads the end stays there, whoever reads above is left alone.
const toEnd = () => { if (atEnd) $("scroll").scrollTop = $("scroll").scrollHeight; };

const act = {
  person: () => me.id,
  started: () => Boolean(chat.person && chat.person.started),
  guard: guarded,
  look: () => closePanel(),
  clear: () => clear(),
  link: (card) => {
    const linked = card.linked_to.includes(me.id);
    const onclick = () => guarded(async () => act.start(await newCode(card)));
    return linkButton(card, { linked, taken: !linked && card.linked_to.length > 0, word: "link", onclick });
  },
  say: (text) => guarded(() => post(`/people/${me.id}/say`, { text })),
  start: async (payload = "") => { await post(`/people/${me.id}/start`, { payload }); closePanel(); $("text").focus(); },
  pay: async (which, button) => {
    button.setAttribute("aria-busy", "true");
    try { await post(`/people/${me.id}/pay`, which); }
    catch { toast(t("failed")); }
    finally { button.removeAttribute("aria-busy"); }
  },
  press: async (which, button) => {
    if (button) button.setAttribute("aria-busy", "true");
    try { await follow(await post(`/people/${me.id}/press`, which)); }
    catch (error) { toast(t({ button_gone: "gone", button_disabled: "disabled" }[error.code] || "failed")); }
    finally { if (button) setTimeout(() => button.removeAttribute("aria-busy"), 400); }
  },
};

const follow = async (next) => {
  if (next.kind === "copy") {
    await navigator.clipboard.writeText(next.text).catch(() => {});
    toast(`${t("copied")}: ${next.text}`);
  } else if (next.url && safeUrl(next.url)) {
    // As Telegram hands it over: behind the "#", which no server reads.
    const proof = next.init_data ? `#tgWebAppData=${encodeURIComponent(next.init_data)}` : "";
    window.open(next.url + proof, "_blank", "noopener");
  }
};

const day = (seconds) => new Date(seconds * 1000).toLocaleDateString(locale(), { month: "long", day: "numeric" });

const drawLog = () => {
  const log = $("log");
  const present = new Map([...log.children].filter((node) => node.dataset.id).map((node) => [Number(node.dataset.id), node]));
  log.querySelectorAll(".day, .empty").forEach((node) => node.remove());
  const messages = [...chat.messages.values()].sort((a, b) => a.message_id - b.message_id);
  let before = null;
  let lastDay = "";
  for (const message of messages) {
    let node = present.get(message.message_id);
    if (!node || node.dataset.version !== String(message.version)) {
      const fresh = messageNode(message, act);
      fresh.dataset.version = message.version;
      if (node) node.replaceWith(fresh);
      node = fresh;
    }
    present.delete(message.message_id);
    const today = day(message.date);
    if (today !== lastDay) { const mark = make("p", { class: "day" }, today); log.insertBefore(mark, before ? before.nextSibling : log.firstChild); before = mark; lastDay = today; }
    const expected = before ? before.nextSibling : log.firstChild;
    if (node !== expected) log.insertBefore(node, expected);
    before = node;
  }
  present.forEach((node) => node.remove());
  if (!messages.length) {
    log.append(make("div", { class: "empty" }, make("img", { src: "/playground/page/mark.svg", alt: "" }),
      make("h2", {}, t("empty")), make("p", {}, chat.bot.description || t("emptyText"))));
  }
};

const drawFrame = () => {
  const { person, bot } = chat;
  $("bot-name").textContent = bot.name;
  $("bot-state").textContent = chat.action ? t("typing") : person.blocked ? t("blocked") : t("bot");
  $("bot-state").classList.toggle("busy", Boolean(chat.action));
  clearTimeout(typingTimer);
  if (chat.action) typingTimer = setTimeout(() => { chat.action = ""; drawFrame(); }, 5000);
  const waiting = person.blocked || !chat.messages.size;
  $("start").hidden = !waiting;
  $("start").textContent = person.blocked ? t("restart") : t("start");
  $("composer").hidden = waiting;
  $("menu").hidden = !bot.commands.length;
  const pinned = chat.messages.get(chat.pinned[chat.pinned.length - 1]);
  $("pinned").hidden = !pinned;
  if (pinned) $("pinned").replaceChildren(make("strong", {}, t("pinned")), make("span", {}, pinned.text || pinned.caption || "…"));
  const rows = waiting || !chat.keyboard ? [] : chat.keyboard.keyboard || [];
  $("keyboard").hidden = !rows.length;
  $("keyboard").replaceChildren(...rows.map((row) => make("div", { class: "inline-row" }, ...row.map((button) =>
    make("button", { type: "button", class: `key ${button.style || ""}`, onclick: () => act.press({ text: button.text }) }, button.text)))));
  $("text").placeholder = (chat.keyboard && chat.keyboard.input_field_placeholder) || t("message");
  drawPanel(act);
};

const take = (news, first) => {
  const { messages } = chat;
  for (const message of news.messages) messages.set(message.message_id, message);
  for (const gone of news.deleted) messages.delete(gone);
  chat = { ...news, messages };
  drawFrame();
  drawLog();
  if (first) { atEnd = true; toEnd(); return; }
  for (const notice of news.notices) {
    if (notice.url && safeUrl(notice.url)) window.open(notice.url, "_blank", "noopener");
    if (!notice.alert && notice.text) toast(notice.text);
    if (notice.alert) { $("alert-text").textContent = notice.text; if (!$("alert").open) $("alert").showModal(); }
  }
};

const live = async () => {
  following.abort();
  following = new AbortController();
  const { signal } = following;
  const whose = me.id;
  chat = { messages: new Map() };
  $("log").replaceChildren();
  for (let version = 0, first = true; !signal.aborted;) {
    try {
      const news = await get(`/people/${whose}/chat?after=${version}&wait=${first ? 0 : 25}`, signal);
      if (signal.aborted) return;
      if (news.version < version) { location.reload(); return; }
      if (first || news.version > version) take(news, first);
      version = news.version;
      first = false;
    } catch (error) {
      if (signal.aborted) return;
      if (error.status === 404) { location.reload(); return; }
      $("bot-state").textContent = t("offline");
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
};

const drawPeople = () => {
  $("me").replaceChildren(...people.map((person) => make("option", { value: String(person.id), selected: person.id === me.id }, person.first_name)),
    make("option", { value: NEW }, t("newPerson")));
  const named = { "panel-close": "close", "panel-open": "open", send: "send", attach: "attach", menu: "commands", text: "message", scroll: "message" };
  for (const [id, key] of Object.entries(named)) $(id).setAttribute("aria-label", t(key));
  const texts = { "me-label": "you", drop: "drop", "alert-ok": "ok", "new-title": "newPerson", "new-name-label": "name", "new-language-label": "language", "new-ok": "create", "new-cancel": "cancel" };
  for (const [id, key] of Object.entries(texts)) $(id).textContent = t(key);
};

const become = (person) => {
  me = person;
  localStorage.setItem("person", String(person.id));
  setLanguage(person.language_code);
  drawPeople();
  live();
};

const openPanel = () => { $("panel").classList.add("open"); $("shade").hidden = false; $("panel-open").setAttribute("aria-expanded", "true"); $("panel-close").focus(); };
function closePanel() { $("panel").classList.remove("open"); $("shade").hidden = true; $("panel-open").setAttribute("aria-expanded", "false"); }

const showCommands = (prefix) => {
  const found = prefix == null || !chat.bot ? [] : chat.bot.commands.filter((one) => `/${one.command}`.startsWith(prefix));
  $("commands").hidden = !found.length;
  $("menu").setAttribute("aria-expanded", String(found.length > 0));
  $("commands").replaceChildren(...found.map((one) => make("button", {
    type: "button", role: "menuitem", onclick: () => { showCommands(null); $("text").value = ""; act.say(`/${one.command}`); $("text").focus(); },
  }, make("strong", {}, `/${one.command}`), make("span", {}, one.description))));
};

const grow = () => { const text = $("text"); text.style.height = "auto"; text.style.height = `${Math.min(text.scrollHeight, 140)}px`; };

const clear = () => { $("text").value = ""; grow(); showCommands(null); atEnd = true; };

const send = () => {
  const text = $("text").value.trim();
  if (!text) return;
  clear();
  act.say(text);
};

const wire = () => {
  const resized = new ResizeObserver(toEnd);
  resized.observe($("log"));
  resized.observe($("scroll"));
  for (const sign of ["wheel", "touchmove", "keyup", "pointerup"]) {
    $("scroll").addEventListener(sign, () => setTimeout(() => {
      const { scrollHeight, scrollTop, clientHeight } = $("scroll");
      atEnd = scrollHeight - scrollTop - clientHeight < 80;
    }, 150), { passive: true });
  }
  $("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  $("text").addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); } });
  $("text").addEventListener("input", () => { grow(); const { value } = $("text"); showCommands(/^\/\w*$/.test(value) ? value : null); });
  $("menu").addEventListener("click", () => showCommands($("commands").hidden ? "/" : null));
  $("start").addEventListener("click", () => guarded(() => act.start()));
  $("panel-open").addEventListener("click", openPanel);
  $("panel-close").addEventListener("click", closePanel);
  $("shade").addEventListener("click", closePanel);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { closePanel(); showCommands(null); } });
  $("pinned").addEventListener("click", () => $("log").querySelector(`[data-id="${chat.pinned[chat.pinned.length - 1]}"]`)?.scrollIntoView({ behavior: "smooth", block: "center" }));
  takeFiles(act);
  $("me").addEventListener("change", () => {
    if ($("me").value !== NEW) return become(people.find((person) => String(person.id) === $("me").value));
    $("me").value = String(me.id);
    return $("new-person").showModal();
  });
  $("new-person").addEventListener("close", () => guarded(async () => {
    const name = $("new-name").value.trim();
    if ($("new-person").returnValue !== "ok" || !name) return;
    const person = await post("/people", { name, language: $("new-language").value });
    people.push(person);
    become(person);
  }));
};

const begin = async () => {
  people = await get("/people");
  const asked = new URLSearchParams(location.search).get("person") || localStorage.getItem("person");
  const browser = people.find((person) => person.language_code.slice(0, 2) === navigator.language.slice(0, 2));
  wire();
  become(people.find((person) => String(person.id) === asked) || browser || people[0]);
  const payload = new URLSearchParams(location.search).get("start");
  if (payload != null) { history.replaceState(null, "", location.pathname); await guarded(() => act.start(payload)); }
  runPanel(act);
};

begin();
