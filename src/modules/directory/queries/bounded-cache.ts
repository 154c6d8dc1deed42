/** Answers kept for a short time, the least recently asked going first. Two questions at once make one query. */
export interface BoundedCache<T> {
  get(key: string): Promise<T>;
  /** Keeps an answer that came by another question. */
  keep(key: string, answer: T): void;
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
  const put = (key: string, answer: Promise<T>, now: number) => {
    entries.delete(key);
    entries.set(key, { answer, expires: now + options.seconds * 1000 });
    if (entries.size > options.max) {
      const oldest = entries.keys().next().value;
      if (oldest !== undefined) entries.delete(oldest);
    }
  };
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
      put(key, answer, now);
      answer.catch(() => {
        if (entries.get(key)?.answer === answer) entries.delete(key);
      });
      return answer;
    },
    keep(key, answer) {
      put(key, Promise.resolve(answer), performance.now());
    },
    forget(key) {
      entries.delete(key);
    },
    clear() {
      entries.clear();
    },
  };
}
