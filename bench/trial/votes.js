/*
 * Votes once at each opening of a poll, for another option at the next one, and returns what has become of it:
 * `vote` when the button was pressed, `counted` once the page says so, `unvoted` if the page refuses.
 */
async (polls) => {
  const votes = (globalThis.trialVotes ??= { openings: {}, waiting: null, countedAt: null });
  const news = [];
  const note = (kind, fields) => news.push({ kind, at: Date.now(), ...fields });
  const isVisible = (element) => element.getClientRects().length > 0;
  const keyOf = (form) => {
    const name = form.querySelector("input")?.name ?? "";
    return Object.keys(polls).find((key) => name.endsWith(`-${key}`));
  };
  const formsNow = () => [...document.querySelectorAll("form:has(.poll-options)")].filter((form) => keyOf(form));
  const statesOf = (poll) => formsNow().filter((form) => keyOf(form) === poll).map((form) => form.querySelector(".poll-status"));
  const isCounted = (poll) => statesOf(poll).some((one) => one?.classList.contains("good"));
  const forms = formsNow();
  const { waiting } = votes;
  if (waiting) {
    const status = statesOf(waiting.poll);
    if (isCounted(waiting.poll)) {
      note("counted", { ...waiting, at: votes.countedAt ?? Date.now() });
      votes.waiting = votes.countedAt = null;
    } else if (status.some((one) => one?.classList.contains("stop"))) {
      note("unvoted", { ...waiting, text: status[0]?.textContent.trim() });
      votes.waiting = null;
    }
  }
  // A poll that is closed may open again.
  for (const form of forms) {
    if (form.querySelector(".poll-options").disabled) votes.openings[keyOf(form)] = (votes.openings[keyOf(form)] ?? 0) & ~1;
  }
  // On a phone, polls that are not on the slide have a place of their own.
  const open = forms.filter((one) => !one.querySelector(".poll-options").disabled);
  if (open.length && !open.some(isVisible)) document.querySelector(".dock-place[href='#polls']")?.click();
  const form = open.find(isVisible) ?? open[0];
  const poll = form && keyOf(form);
  const opening = votes.openings[poll] ?? 0;
  if (!form || votes.waiting || opening & 1) return news;
  const option = polls[poll][(opening / 2) % polls[poll].length];
  for (const input of form.querySelectorAll(".poll-options input")) {
    const isWanted = input.value === option;
    if (input.checked !== isWanted && (isWanted || input.type === "checkbox")) input.click();
  }
  await new Promise((drawn) => setTimeout(drawn, 300));
  const button = form.querySelector(".poll-foot .button");
  if (!button || button.ariaDisabled === "true") return news;
  button.click();
  votes.openings[poll] = opening + 3;
  votes.waiting = { poll, option };
  note("vote", votes.waiting);
  // This function is called every few seconds, too seldom to say how long a vote takes.
  const watch = setInterval(() => {
    if (votes.waiting?.poll !== poll) clearInterval(watch);
    else if (isCounted(poll)) votes.countedAt ??= Date.now();
  }, 20);
  return news;
}
