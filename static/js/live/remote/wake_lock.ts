/** Keeps the screen of a phone on while the page is in view, if the browser can. */

export function stayAwake() {
  const lock = async () => {
    if (document.visibilityState !== "visible") return;
    try {
      // The browser releases the lock whenever the page is hidden. Only pages over https can have it.
      await navigator.wakeLock?.request("screen");
    } catch {
      // A phone that saves its battery refuses: the screen turns off as usual.
    }
  };
  document.addEventListener("visibilitychange", lock);
  void lock();
}
