// One message as nodes: its text with entities, its picture or file, its buttons.
import { fileUrl, make, safeUrl } from "./dom.js";
import { locale, t } from "./words.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", date_time: "time", bot_command: "button",
};

const openTag = (entity, inner, act) => {
  if (entity.type === "url" || entity.type === "text_link") {
    const href = safeUrl(entity.url || inner.textContent);
    return href ? make("a", { href, target: "_blank", rel: "noopener noreferrer" }, inner) : inner;
  }
  if (entity.type === "phone_number") {
    return make("a", { href: `tel:${inner.textContent.replace(/[^+0-9]/g, "")}` }, inner);
  }
  if (entity.type === "spoiler") {
    const reveal = (event) => event.currentTarget.classList.add("shown");
    return make("span", { class: "spoiler", tabindex: "0", onclick: reveal, onkeydown: reveal }, inner);
  }
  if (entity.type === "expandable_blockquote") {
    const unfold = (event) => {
      if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
      const open = event.currentTarget.classList.toggle("open");
      event.currentTarget.setAttribute("aria-expanded", String(open));
    };
    return make("blockquote", { class: "folds", tabindex: "0", role: "button", "aria-expanded": "false", onclick: unfold, onkeydown: unfold }, inner);
  }
  if (entity.type === "bot_command") {
    const command = inner.textContent;
    return make("button", { class: "command", type: "button", onclick: () => act.say(command) }, inner);
  }
  return TAGS[entity.type] ? make(TAGS[entity.type], {}, inner) : inner;
};

// Entities nest and count in UTF-16 units, as JavaScript strings do.
export const rich = (text, entities, act, start = 0, end = text.length) => {
  const out = document.createDocumentFragment();
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [first, ...others] = rest;
    const last = first.offset + first.length;
    if (first.offset > at) out.append(text.slice(at, first.offset));
    const inside = others.filter((other) => other.offset < last);
    out.append(openTag(first, rich(text, inside, act, first.offset, last), act));
    at = last;
    rest = others.filter((other) => other.offset >= last);
  }
  if (at < end) out.append(text.slice(at, end));
  return out;
};

const icon = (name) => make("img", { class: "card-icon", src: `/playground/page/${name}.svg`, alt: "" });

const place = (message) => {
  const at = message.location;
  const venue = message.venue;
  const href = `https://www.openstreetmap.org/?mlat=${at.latitude}&mlon=${at.longitude}#map=16/${at.latitude}/${at.longitude}`;
  return make("div", { class: "card" }, icon("place"),
    make("div", {}, make("strong", {}, venue ? venue.title : t("location")),
      make("small", {}, venue ? venue.address : `${at.latitude.toFixed(4)}, ${at.longitude.toFixed(4)}`),
      make("a", { href, target: "_blank", rel: "noopener noreferrer" }, t("map"))));
};

const amount = ({ currency, total_amount: minor }) => {
  if (currency === "XTR") return `${minor.toLocaleString(locale())} ${t("stars")}`;
  const money = new Intl.NumberFormat(locale(), { style: "currency", currency });
  return money.format(minor / 10 ** money.resolvedOptions().maximumFractionDigits);
};

const invoice = (message, act) => {
  const pay = (how, key, style) => make("button", {
    type: "button", class: `inline-button ${style}`, onclick: (event) => act.pay({ message_id: message.message_id, how }, event.currentTarget),
  }, t(key));
  return make("div", { class: "card" },
    make("div", {}, make("strong", {}, `${message.invoice.title} · ${amount(message.invoice)}`), make("small", {}, message.invoice.description),
      make("div", { class: "inline-row" }, pay("well", "payTest", "success")), make("div", { class: "inline-row" }, pay("declined", "payDeclined", ""))));
};

const paidCard = (payment, key) => make("div", { class: "card" }, make("strong", {}, `${t(key)} · ${amount(payment)}`));

const media = (message, act) => {
  if (message.photo) {
    const photo = message.photo[message.photo.length - 1];
    return make("a", { class: "photo", href: fileUrl(photo.file_id), target: "_blank" },
      make("img", { src: fileUrl(photo.file_id), alt: message.caption || t("picture"), width: photo.width, height: photo.height }));
  }
  if (message.document) {
    const file = message.document;
    const kilobytes = file.file_size / 1024;
    const size = kilobytes < 1024 ? `${Math.max(1, Math.round(kilobytes))} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
    return make("a", { class: "card", href: fileUrl(file.file_id), download: file.file_name },
      icon("file"),
      make("div", {}, make("strong", {}, file.file_name), make("small", {}, `${size} · ${t("file")}`)));
  }
  if (message.invoice) return invoice(message, act);
  if (message.successful_payment) return paidCard(message.successful_payment, "paid");
  if (message.refunded_payment) return paidCard(message.refunded_payment, "paidBack");
  if (message.location) return place(message);
  if (message.contact) {
    return make("div", { class: "card" }, icon("person"),
      make("div", {}, make("strong", {}, message.contact.first_name || t("contact")), make("small", {}, message.contact.phone_number)));
  }
  return message.web_app_data ? make("small", {}, message.web_app_data.data) : null;
};

const buttons = (message, act) => {
  if (!message.reply_markup) return null;
  let index = 0;
  return make("div", { class: "inline" }, ...message.reply_markup.inline_keyboard.map((row) =>
    make("div", { class: "inline-row" }, ...row.map((button) => {
      const place = index++;
      const mark = button.url || button.web_app ? "↗" : button.copy_text ? "⧉" : null;
      return make("button", {
        type: "button", class: `inline-button ${button.style || ""}`, disabled: button.disabled != null,
        onclick: (event) => act.press({ message_id: message.message_id, index: place }, event.currentTarget),
      }, button.text, mark && make("span", { class: "mark", "aria-hidden": "true" }, mark));
    }))));
};

export const messageNode = (message, act) => {
  const mine = !message.from.is_bot;
  const text = message.text || message.caption || "";
  const marks = message.entities || message.caption_entities || [];
  const time = new Date(message.date * 1000);
  const quoted = message.reply_to_message;
  const quotedText = quoted && ((message.quote && message.quote.text) || quoted.text || quoted.caption || "…");
  const bubble = make("div", { class: `bubble ${message.photo ? "has-photo" : ""}` },
    quoted && make("div", { class: "quote" }, quotedText), media(message, act),
    text && make("div", { class: "words", dir: "auto" }, rich(text, marks, act)),
    make("div", { class: "stamp" }, ...message.reactions.map((emoji) => make("span", { class: "reaction" }, emoji)),
      message.edit_date ? `${t("edited")} ` : "",
      make("time", { datetime: time.toISOString() }, time.toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" }))));
  return make("article", { class: `message ${mine ? "mine" : "theirs"}`, "data-id": message.message_id }, bubble, buttons(message, act));
};
