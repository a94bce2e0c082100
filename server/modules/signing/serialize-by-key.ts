/** Runs work for the same key one after the other, and work for different keys at the same time. */
type SerializeByKey = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/**
 * Creates a queue per key, within this process. It spares expensive work that could only fail: of many people who accept an offer at the same
 * moment, all but the first one learn that it is closed before a PDF is sealed for them. Correctness never depends on it; the transaction
 * checks again.
 */
export function createSerializer(): SerializeByKey {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const result = (last.get(key) ?? Promise.resolve()).then(work);
    const settled = result
      .catch(() => {})
      .finally(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return result;
  };
}
