/** Tells whether the browser counts the network as too slow for a media server. */

/** Chromium alone has this; Safari and Firefox say nothing. */
type NetworkInformation = { saveData?: boolean; effectiveType?: string };

/** On such a network the script alone would hold up slides and sound for half a minute. */
export function isSlow({ connection }: { connection?: NetworkInformation } = navigator as {}): boolean {
  return Boolean(connection && (connection.saveData || /2g|3g/.test(connection.effectiveType ?? "")));
}
