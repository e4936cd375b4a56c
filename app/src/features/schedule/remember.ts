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

/** Remembers what was made of an object for as long as the object is in use. The object must not change. */
export function rememberingOf<T>(): (of: object, make: () => T) => T {
  const known = new WeakMap<object, { readonly value: T }>()
  return (of, make) => {
    let entry = known.get(of)
    if (entry === undefined) known.set(of, (entry = { value: make() }))
    return entry.value
  }
}
