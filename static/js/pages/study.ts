/** Starts the pages of a course. They work without scripts; this one counts time and saves reloading. */

import { offerMeanings } from "../content/glossary/terms.ts";
import { attempt, attemptAll } from "../kit/attempt.ts";
import { pageWords, tameMenus } from "../kit/dom.ts";
import { newId } from "../kit/id.ts";
import { shelf, type Shelf } from "../kit/storage.ts";
import { pageOf } from "../kit/trusted_html.ts";
import { keepChoices } from "../learn/study/choices.ts";
import type { Cut } from "../learn/study/cut_notice.ts";
import { createDeeds, type Deeds } from "../learn/study/deeds.ts";
import { dropDrafts, keepDrafts } from "../learn/study/drafts.ts";
import { moveByLinks } from "../learn/study/moves.ts";
import { answerHere } from "../learn/study/question.ts";
import type { Queue } from "../learn/study/queue.ts";
import { countTime, sayRead } from "../learn/study/time.ts";
import { announceReceipt } from "../learn/study/receipt.ts";

const { shelf: name, deeds: address = "", edition = "", slide = "", drop: script = "" } = document.body.dataset;
const words = pageWords();

attemptAll(tameMenus, offerMeanings);
if (name) attempt(() => study(name));
else attempt(() => moveByLinks(async () => true));

/** @param name names this learner in this course */
function study(name: string) {
  const storage = shelf("localStorage");
  const token = (document.querySelector("input[name=csrf_token]") as HTMLInputElement | null)?.value ?? "";
  const choiceKey = `${name}.${slide}.chosen`;
  let renew = async () => {};
  let queue: Queue | undefined;
  let cut: Cut | undefined;
  const deeds = createDeeds(storage, {
    name,
    edition,
    address,
    token,
    tab: newId(),
    settle(answer, isRefused) {
      announceReceipt();
      cut?.offer();
      if (answer) queue?.settle(answer, isRefused);
    },
  });
  const tell = slide ? countTime(deeds, words) : deeds.send;
  const place = document.getElementById("question");
  if (place) {
    attemptAll(
      () => keepChoices(place, storage, choiceKey),
      () => keepDrafts(place, storage, name, words),
    );
    const keeper = {
      hold: (fields: FormData) => queue?.hold(fields) ?? "",
      drop: deeds.drop,
      failed: () => cut?.say(),
    };
    renew = answerHere(place, words, keeper, (savedForm) => {
      if (savedForm) {
        sayRead(words);
        storage.removeItem(choiceKey);
        dropDrafts(savedForm, storage, name);
      }
      keepDrafts(place, storage, name, words);
    });
  }
  attemptAll(
    () => offerLeaving(deeds),
    () => moveByLinks(tell, deeds, () => cut),
    // After the moves, which take the fields of notes out of other forms.
    () => keepNotes(storage, name),
  );
  addEventListener("online", send);
  void import(script).then(useDrop, () => {}).finally(send);

  async function send() {
    await deeds.send();
    if (deeds.isCut()) cut?.say();
    else cut?.offer();
  }

  function useDrop({ createCut, createQueue, followProgress }: typeof import("./drop.ts")) {
    followProgress(pageOf);
    queue = createQueue({ deeds, words, shelf: storage, name, slide, renew });
    cut = createCut(deeds, words, storage, `${name}.cut`);
    queue.show();
  }
}

/** Keeps notes on the device until the server has them: then it leads here with `#note`, or shows the same text. */
function keepNotes(storage: Shelf, name: string) {
  const form = document.querySelector("#own") as HTMLFormElement | null;
  if (!form) return;
  if (location.hash === "#note") {
    dropDrafts(form, storage, name);
    // Reloading must not drop what is typed from now on.
    history.replaceState(null, "", location.href.replace("#note", ""));
  }
  keepDrafts(form, storage, name, words);
}

/** Lets a learner leave, and leaves nothing of them on this device. */
function offerLeaving(deeds: Deeds) {
  const form = document.querySelector("form[data-leave]") as HTMLFormElement | null;
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.leave === "forget" || (await deeds.send())) deeds.forget();
    form.submit();
  });
}
