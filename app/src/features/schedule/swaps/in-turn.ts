const last = new Map<string, Promise<unknown>>()

/**
 * Does work about one thing after another within this process, so that many who press at once do not judge what the first is about to
 * change. Between processes the lock on the schedule and its version decide.
 */
export async function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = last.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  const settled = mine.catch(() => undefined)
  last.set(key, settled)
  try {
    return await mine
  } finally {
    if (last.get(key) === settled) last.delete(key)
  }
}
