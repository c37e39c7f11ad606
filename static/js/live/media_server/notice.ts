/** Shows a sentence beside the voice while the media server is away. */

let notice: HTMLElement | null = null;

/** @param text in the language of the member */
export function showNotice(text: string) {
  if (!notice) {
    notice = document.createElement("p");
    notice.className = "voice voice-away";
    notice.setAttribute("role", "status");
    document.querySelector(".voice, .voice-hear")?.after(notice);
  }
  notice.textContent = text;
}

export function hideNotice() {
  notice?.remove();
  notice = null;
}
