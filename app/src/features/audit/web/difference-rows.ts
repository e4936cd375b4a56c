/** One field of a change; null where there was nothing. */
export interface Difference {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function text(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('\n')
  return JSON.stringify(value, null, 1)
}

/** The fields of what was and what is, those alike left out, in the order they were recorded. */
export function differences(before: unknown, after: unknown): Difference[] {
  const was = isRecord(before) ? before : before === null || before === undefined ? {} : { value: before }
  const is = isRecord(after) ? after : after === null || after === undefined ? {} : { value: after }
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .map((field) => ({ field, before: text(was[field]), after: text(is[field]) }))
    .filter((row) => row.before !== row.after)
}
