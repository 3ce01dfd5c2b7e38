// Files for the chat, chosen or dropped. What stands in the text field goes along as the caption.
import { $, post, toast } from "./dom.js";
import { t } from "./words.js";

const MOST_BYTES = 20 * 1024 * 1024;
const REASONS = { file_too_large: "tooLarge", file_empty: "nothingInIt", caption_too_long: "longCaption" };

const sendFile = async (person, file, caption) => {
  if (file.size > MOST_BYTES) throw Object.assign(new Error(file.name), { code: "file_too_large" });
  const form = new FormData();
  form.append("file", file);
  form.append("caption", caption);
  await post(`/people/${person}/${file.type.startsWith("image/") ? "file" : "document"}`, form);
};

const sendFiles = async (act, files) => {
  const person = act.person();
  try {
    for (const [place, file] of files.entries()) {
      await sendFile(person, file, place ? "" : $("text").value);
      if (!place) act.clear();
    }
  } catch (error) { toast(t(REASONS[error.code] || "failed")); }
  $("text").focus();
};

export const takeFiles = (act) => {
  $("attach").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    const files = [...$("file").files];
    $("file").value = "";
    sendFiles(act, files);
  });
  const mark = (on) => { $("drop").hidden = !on; };
  const carries = (event) => event.dataTransfer.types.includes("Files");
  // Everywhere on the page: a browser would otherwise open the file in place of the chat.
  document.addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    const open = !$("composer").hidden && event.composedPath().includes($("chat"));
    event.dataTransfer.dropEffect = open ? "copy" : "none";
    mark(open);
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) mark(false); });
  document.addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    const open = !$("drop").hidden;
    mark(false);
    if (open) sendFiles(act, [...event.dataTransfer.files]);
  });
};
