/** Answers kept for a short time, the least recently asked going first. Two questions at once make one query. */
export interface BoundedCache<T> {
  get(key: string): Promise<T>;
  /** Forgets one answer. */
  forget(key: string): void;
  clear(): void;
}

/**
 * @param load what is asked when the answer is not there; an error is not kept
 * @param options `max` answers kept at most; each for `seconds`
 */
export function createBoundedCache<T>(
  load: (key: string) => Promise<T>,
  options: { max: number; seconds: number },
): BoundedCache<T> {
  const entries = new Map<string, { answer: Promise<T>; expires: number }>();
  return {
    get(key) {
      const now = performance.now();
      const known = entries.get(key);
      if (known !== undefined && known.expires > now) {
        // Put back at the end: a Map keeps the order of insertion.
        entries.delete(key);
        entries.set(key, known);
        return known.answer;
      }
      const answer = load(key);
      entries.delete(key);
      entries.set(key, { answer, expires: now + options.seconds * 1000 });
      answer.catch(() => {
        if (entries.get(key)?.answer === answer) entries.delete(key);
      });
      if (entries.size > options.max) {
        const oldest = entries.keys().next().value;
        if (oldest !== undefined) entries.delete(oldest);
      }
      return answer;
    },
    forget(key) {
      entries.delete(key);
    },
    clear() {
      entries.clear();
    },
  };
}
