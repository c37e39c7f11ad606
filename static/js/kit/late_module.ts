/** Loads the scripts that a page needs late, if at all. */

const failures = new Map<string, number>();

/**
 * Imports a module; rejects if it does not arrive. A browser does not fetch a module again under the same name after
 * a failure, so the next try uses another name.
 */
export async function importLate(address = ""): Promise<any> {
  const count = failures.get(address);
  try {
    return await import(count ? `${address}?${count}` : address);
  } catch (error) {
    failures.set(address, (count ?? 0) + 1);
    throw error;
  }
}
