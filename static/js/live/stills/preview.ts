/** Shows a presenter the picture of the screen, and sends it only if they say so. */

import { open, shut } from "../console/dialogs.ts";
import { newTurn, upload } from "./upload.ts";

export interface PreviewOptions {
  dialog: HTMLDialogElement;
  /** The words for what the server refused with this code. */
  refusalOf: (code: string) => string;
  /** The text while the picture is under way. */
  sending: string;
  /** Takes another picture; the dialog has closed. */
  again: () => void;
  onShown: () => void;
}

export async function preview(picture: Blob, { dialog, refusalOf, sending, again, onShown }: PreviewOptions) {
  const form = dialog.querySelector("form") as HTMLFormElement;
  const part = (name: string) => dialog.querySelector(`[data-part="${name}"]`) as HTMLElement;
  const text = form.elements.namedItem("text") as HTMLInputElement;
  const controller = new AbortController();
  const { signal } = controller;
  let isSending = false;

  async function send(event: Event) {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    part("said").textContent = sending;
    const answer = await upload(form, "screen", picture, { turn: newTurn(), begins: "1", text: text.value });
    isSending = false;
    part("said").textContent = answer.ok ? "" : refusalOf(answer.code ?? "internal");
    if (!answer.ok) return;
    shut(dialog);
    onShown();
  }

  text.value = "";
  part("said").textContent = "";
  await drawOn(dialog.querySelector("canvas") as HTMLCanvasElement, picture);
  form.addEventListener("submit", (event) => void send(event), { signal });
  part("again").addEventListener("click", () => (shut(dialog), again()), { signal });
  dialog.addEventListener("close", () => controller.abort(), { signal });
  open(dialog.id);
}

/** Draws the picture as it will be sent. An image element would need blobs in the page's policy. */
async function drawOn(canvas: HTMLCanvasElement, picture: Blob) {
  const bitmap = await createImageBitmap(picture);
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
}
