// Untrusted text only ever becomes text nodes: nothing on this page is parsed as HTML.
export const $ = (id) => document.getElementById(id);

export const make = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child != null && child !== ""));
  return node;
};

const API = "/playground/api";

export const get = async (path, signal) => {
  const response = await fetch(API + path, { signal });
  if (!response.ok) throw Object.assign(new Error(path), { status: response.status });
  return response.json();
};

export const post = async (path, body = {}) => {
  const form = body instanceof FormData;
  const response = await fetch(API + path, {
    method: "POST", body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "Content-Type": "application/json" },
  });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (!response.ok) throw Object.assign(new Error(path), { status: response.status, code: answer && answer.error });
  return answer;
};

export const fileUrl = (id) => `${API}/files/${encodeURIComponent(id)}`;
export const safeUrl = (url) => (/^(https?:\/\/|mailto:|tel:)/i.test(url) ? url : null);

let fading = 0;
export const toast = (text) => {
  const shown = $("toast");
  shown.textContent = text;
  shown.hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { shown.hidden = true; }, 3500);
};
