/** Fetches what a page will show. No DOM. */

/** Rejects without a connection, and for every response that is not a success. */
export async function fetchJson(address: string): Promise<any> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}
