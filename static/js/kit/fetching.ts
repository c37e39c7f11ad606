/** Fetching what a page is to show. No DOM. */

/** @returns rejects without a connection, and for whatever is no success */
export async function fetchJson(address: string): Promise<any> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
