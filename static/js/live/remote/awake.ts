/** Keeps the screen of a phone on while the page is looked at, where the browser can. */

export function stayAwake() {
  const lock = async () => {
    if (document.visibilityState !== "visible") return;
    try {
      // The browser lets go of it whenever the page is hidden. Only pages over https have it.
      await navigator.wakeLock?.request("screen");
    } catch {
      // A phone that saves its battery refuses: the screen goes dark as it always does.
    }
  };
  document.addEventListener("visibilitychange", lock);
  void lock();
}
