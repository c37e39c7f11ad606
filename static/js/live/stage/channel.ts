/** Tells the stage in another window of the same browser to go blank. Nothing is stored or sent to the server. */

/** @param code the code of the session */
export function openStageChannel(code: string, onBlank: (blank: boolean) => void) {
  let blank = false;
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`webinar.live.stage.${code}`) : null;

  channel?.addEventListener("message", ({ data }) => {
    // A window that has just been opened asks; a window that knows answers.
    if (data === "ask") return channel.postMessage({ blank });
    if (typeof data?.blank !== "boolean" || data.blank === blank) return;
    blank = data.blank;
    onBlank(blank);
  });
  channel?.postMessage("ask");

  return {
    get blank() {
      return blank;
    },
    toggle() {
      blank = !blank;
      channel?.postMessage({ blank });
      onBlank(blank);
    },
  };
}

export type StageChannel = ReturnType<typeof openStageChannel>;
