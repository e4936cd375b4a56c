import type { z } from 'zod'

/** Answers that will not change, with their text once it has been written. */
const unchanging = new WeakMap<object, { text: string | null }>()

/** Says that an answer, which is given again and again as the same object, will not change: its text is then written only once. */
export function given<T extends object>(answer: T): T {
  if (!unchanging.has(answer)) unchanging.set(answer, { text: null })
  return answer
}

/** The answer as JSON. Parsing it drops every field the contract does not name: nothing leaves by accident. */
export function answerText(shape: z.ZodType, answer: unknown): string {
  const entry = typeof answer === 'object' && answer !== null ? unchanging.get(answer) : undefined
  if (entry === undefined) return JSON.stringify(shape.parse(answer))
  entry.text ??= JSON.stringify(shape.parse(answer))
  return entry.text
}
