/**
 * Remembers what was made for a key; the key not asked for longest goes first. For pure functions, whose key says everything they
 * look at.
 */
export function remembering<T>(atMost: number): (key: string, make: () => T) => T {
  const known = new Map<string, T>()
  return (key, make) => {
    const value = known.get(key) ?? make()
    known.delete(key)
    known.set(key, value)
    if (known.size > atMost) known.delete(known.keys().next().value ?? '')
    return value
  }
}
