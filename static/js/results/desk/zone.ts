/** Offers the device's own time zone to somebody who has not chosen one yet. */

/** Shows and wires the offer below `root`, if the list has the device's zone. */
export function offerZone(root: ParentNode) {
  const offer = root.querySelector("[data-zone-offer]") as HTMLElement | null;
  const choice = document.getElementById("time_zone");
  const button = offer?.querySelector("button");
  if (!offer || !button || !(choice instanceof HTMLSelectElement)) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isKnown = [...choice.options].some((option) => option.value === zone);
  if (!isKnown || choice.value === zone) return;
  button.textContent = (button.textContent ?? "").replace("{zone}", zone);
  offer.hidden = false;
  button.addEventListener("click", () => {
    choice.value = zone;
    offer.hidden = true;
    choice.focus();
  });
}
