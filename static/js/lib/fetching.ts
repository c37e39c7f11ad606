// @ts-check
/** Fetching what a page is to show. No DOM. */

/**
 * @param {string} address
 * @returns {Promise<any>} rejects without a connection, and for whatever is no success
 */
export async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
