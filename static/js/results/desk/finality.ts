/**
 * Reloads pages with figures of a session that has just ended: they show the final figures as soon as there are
 * any.
 */

import { digits } from "../../kit/digits.ts";

/**
 * Counts down to the moment at which the figures become final, then reloads the page; not if somebody is typing
 * into one of its forms, because the text would be lost.
 */
export function awaitFinality(root: ParentNode, page: { reload: () => void; now: () => number; locale: string }) {
  const notice = root.querySelector("[data-final-in]") as HTMLElement | null;
  const count = notice?.querySelector("[data-final-count]") as HTMLElement | null;
  if (!notice || !count) return;
  let isTyped = false;
  root.addEventListener("input", () => (isTyped = true));
  const words = count.dataset.finalCount ?? "";
  const endMs = page.now() + Number(notice.dataset.finalIn) * 1000;
  const countDown = () => {
    const secondsLeft = Math.ceil((endMs - page.now()) / 1000);
    if (secondsLeft > 0) {
      count.textContent = words.replace("{seconds}", digits(secondsLeft, 1, page.locale));
      count.hidden = false;
      setTimeout(countDown, 1000);
      return;
    }
    count.hidden = true;
    if (!isTyped) page.reload();
  };
  countDown();
}
