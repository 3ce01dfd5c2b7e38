"use strict";
const raw = document.getElementById("dossier").textContent;
const texts = JSON.parse(document.getElementById("texts").textContent);
const stamp = document.getElementById("timestamp").textContent;
const subtle = globalThis.crypto && globalThis.crypto.subtle;
const bytes = new TextEncoder();
const SECTIONS = ["services", "measurements", "warnings", "odometer", "owners", "score"];
let language = document.documentElement.lang === "en" ? "en" : "zh_Hans";
let outcome = { state: "busy" };
let dossier = null;

const say = (code) => texts[language][code] ?? code;
const spelling = (value) => {  // RFC 8785
  if (Array.isArray(value)) return `[${value.map(spelling).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${spelling(value[key])}`).join(",")}}`;
};
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => {
  if (typeof text !== "string" || !/^([0-9a-f]{2})+$/.test(text)) throw new Error("not hexadecimal");
  return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
};
const joined = (...parts) => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => { all.set(part, at); return at + part.length; }, 0);
  return all;
};
const hash = async (...parts) => new Uint8Array(await subtle.digest("SHA-256", joined(...parts)));

async function root(leaves) {  // RFC 9162, 2.1.1
  let level = leaves;
  if (!level.length) return hash();
  while (level.length > 1) {
    const above = [];
    for (let at = 0; at + 1 < level.length; at += 2) above.push(hash([1], level[at], level[at + 1]));
    const last = level.length % 2 ? [level[level.length - 1]] : [];
    level = [...await Promise.all(above), ...last];
  }
  return level[0];
}

async function holds(publicKey, signature, text) {  // null: this browser has no Ed25519
  let key;
  try {
    key = await subtle.importKey("raw", unhex(publicKey), { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    if (error.name === "NotSupportedError") return null;
    return false;
  }
  try {
    return await subtle.verify({ name: "Ed25519" }, key, unhex(signature), bytes.encode(text));
  } catch {
    return false;
  }
}

const isHash = (text) => typeof text === "string" && /^[0-9a-f]{64}$/.test(text);
const isPrintable = (value) => typeof value === "string"
  ? !/[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(value)
  : value === null || typeof value !== "object" || Object.entries(value).flat().every(isPrintable);
const only = (value, ...names) => Object.keys(value).every((name) => names.includes(name));
const refuse = (fault, position) => { throw Object.assign(new Error(fault), { fault, position }); };

async function checkKeys(said) {
  const keys = said.keys;
  if (!keys.length || keys[keys.length - 1].id !== said.key || keys[0].attestation) refuse("bad_keys");
  let known = true;
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at];
    if (hex(await hash(unhex(key.public))).slice(0, 32) !== key.id) refuse("bad_keys");
    if (!at) continue;
    const handed = spelling({ format: "beforehand-key/1", public: key.public, since: key.since });
    const held = await holds(keys[at - 1].public, key.attestation, handed);
    if (held === false) refuse("bad_keys");
    known = known && held;
  }
  const text = spelling({ format: dossier.format, statement: said });
  const held = await holds(keys[keys.length - 1].public, dossier.signature, text);
  if (held === false) refuse("bad_signature");
  return known && held;
}

async function checkLeaves(said) {
  const whole = await Promise.all(dossier.leaves.map(async (leaf) => {
    if (!only(leaf, "hash", "salt", "entry")) return false;
    if (!leaf.entry) return !leaf.salt;
    if (!only(leaf.entry, "section", "origin", "on", "entered", "about", "facts")) return false;
    const text = spelling({ entry: leaf.entry, salt: leaf.salt });
    return hex(await hash([0], bytes.encode(text))) === leaf.hash;
  }));
  if (whole.includes(false)) refuse("changed_entry", whole.indexOf(false) + 1);
  if (dossier.leaves.length !== said.size) refuse("missing_entry");
  const open = dossier.leaves.flatMap((leaf, at) => leaf.entry ? [at + 1] : []);
  const other = open.find((at) => !said.open.includes(at)) ?? said.open.find((at) => !open.includes(at));
  if (spelling(open) !== spelling(said.open)) refuse("changed_entry", other);
  const hashes = dossier.leaves.map((leaf) => unhex(leaf.hash));
  if (hex(await root(hashes)) !== said.root) refuse("other_order");
  for (const head of said.earlier) {
    if (head.size > said.size || hex(await root(hashes.slice(0, head.size))) !== head.root) refuse("rewritten");
  }
}

async function check() {
  try {
    dossier = JSON.parse(raw);
    if (dossier.format !== "beforehand-dossier/1") refuse("not_dossier");
  } catch {
    dossier = null;
    return { state: "bad", fault: "not_dossier" };
  }
  if (!subtle) return { state: "unable" };
  try {
    if (spelling(dossier).replaceAll("<", "\\u003c") !== raw || !only(dossier, "format", "statement", "signature", "leaves")) refuse("other_form");
    const { earlier, root: top } = dossier.statement;
    if (!isPrintable(dossier) || earlier.length > 10 || ![dossier.leaves.map((leaf) => leaf.hash), earlier.map((head) => head.root), top].flat().every(isHash)) refuse("other_form");
    const signed = await checkKeys(dossier.statement);
    await checkLeaves(dossier.statement);
    return { state: signed ? "good" : "half" };
  } catch (error) {
    return { state: "bad", fault: error.fault ?? "other_form", position: error.position };
  }
}

function add(parent, tag, text, kind) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return parent.appendChild(made);
}

const fact = (name, value) => {
  const shown = typeof value === "string" ? texts[language][`value.${value}`] ?? value : String(value);
  return ["km", "soh_pct"].includes(name) ? `${shown} ${say(`fact.${name}`)}` : `${say(`fact.${name}`)}: ${shown}`;
};

function showHead(main) {
  const said = dossier.statement;
  const list = add(main, "dl");
  const pair = (name, value) => { add(list, "dt", say(name)); add(list, "dd", String(value)); };
  const closed = dossier.leaves.filter((leaf) => !leaf.entry).length;
  pair("vin", said.car.vin);
  pair("model", said.car.model);
  pair("at", said.at);
  pair("size", said.size);
  if (closed) pair("closed", closed);
  const back = SECTIONS.filter((section) => section !== "score" && !said.sections.includes(section));  // nobody has to show a score
  if (back.length) pair("kept_back", back.map((section) => say(`section.${section}`)).join(" · "));
  for (const head of said.earlier) pair("earlier", `${head.size} (${head.at})`);
  pair("key", said.key);
  add(main, "p", say("key_about"));
  if (stamp) add(main, "p", say(stamp === "none" ? "unstamped" : "stamped"));
  if (closed) add(main, "p", say("closed_about"));
}

function showSection(main, section) {
  const rows = dossier.leaves
    .map((leaf, at) => ({ entry: leaf.entry, position: at + 1 }))
    .filter(({ entry }) => entry && entry.section === section)
    .sort((one, other) => (one.entry.on < other.entry.on ? -1 : one.entry.on > other.entry.on ? 1 : one.position - other.position));
  if (!rows.length) return;
  add(main, "h2", say(`section.${section}`));
  const list = add(main, "ol");
  for (const { entry, position } of rows) {
    const about = dossier.statement.words[language]?.[entry.about] ?? entry.about;
    const row = add(list, "li", `${entry.on} · ${about}`, position === outcome.position ? "bad" : "");
    const facts = Object.entries(entry.facts).map(([name, value]) => fact(name, value));
    if (facts.length) add(row, "div", facts.join(" · "));
    add(row, "small", `${position} · ${say(`origin.${entry.origin}`)} · ${say("entered")} ${entry.entered}`);
  }
}

function show() {
  document.documentElement.lang = language === "en" ? "en" : "zh-Hans";
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say);
  const verdict = document.getElementById("verdict");
  verdict.dataset.state = outcome.state;
  const reason = outcome.fault ? `\n${say(outcome.fault)}${outcome.position ? ` ${outcome.position}` : ""}` : "";
  verdict.textContent = say(outcome.state) + reason;
  const main = document.getElementById("content");
  main.replaceChildren();
  if (!dossier || outcome.state === "busy") return;
  try {
    showHead(main);
    SECTIONS.forEach((section) => showSection(main, section));
  } catch {
    main.replaceChildren();
  }
}

document.getElementById("language").addEventListener("click", () => {
  language = language === "en" ? "zh_Hans" : "en";
  show();
});
document.getElementById("print").addEventListener("click", () => globalThis.print());
show();
check().then((found) => { outcome = found; show(); });
