import { z } from 'zod'
import { leaveKinds } from '../../people/contract.ts'

/** What a code of a workbook means. */
export const meaning = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rotation'), rotationId: z.string().min(1).max(80) }),
  z.object({ kind: z.literal('leave'), leaveKind: z.enum(leaveKinds) }),
  z.object({ kind: z.literal('nothing') }),
])
export type Meaning = z.infer<typeof meaning>

/** A code as read: what it means by itself, or two codes that share its period. */
export type CodeReading =
  | { readonly kind: 'known'; readonly meaning: Meaning; readonly guessed: boolean }
  | { readonly kind: 'halves'; readonly first: string; readonly second: string }
  | { readonly kind: 'unknown' }

export interface CodeBook {
  /** By `codeKey`: chosen for this file, or learnt from an earlier one. */
  readonly settled: ReadonlyMap<string, Meaning>
  readonly rotations: readonly { readonly rotationId: string; readonly code: string; readonly name: string }[]
}

export const codeKey = (text: string): string => text.trim().replace(/\s+/g, ' ').toUpperCase()

const leaveWords: readonly (readonly [RegExp, (typeof leaveKinds)[number]])[] = [
  [/^(VAC|VACATION|VAC\.|PTO|AL|ANNUAL LEAVE|HOLIDAY)$/, 'vacation'],
  [/^(SICK|SICK LEAVE|MEDICAL|MED LEAVE|MEDICAL LEAVE)$/, 'medical'],
  [/^(MAT|MATERNITY|PAT|PATERNITY|PARENTAL)( LEAVE)?$/, 'parental'],
  [/^(CONF|CONFERENCE|MEETING|EDUC|EDUCATIONAL)( LEAVE)?$/, 'educational'],
  [/^(LOA|LEAVE|LEAVE OF ABSENCE)$/, 'other'],
]
const nothingWords = /^(|-|–|—|X|OFF|N\/A|NA|\.)$/

/** Meanings that need nobody: what was settled before, the program's own codes and names, and common words. */
function plain(key: string, book: CodeBook): Meaning | null {
  const settled = book.settled.get(key)
  if (settled !== undefined) return settled
  const rotation = book.rotations.find(
    ({ rotationId, code, name }) => codeKey(code) === key || codeKey(name) === key || codeKey(rotationId) === key,
  )
  if (rotation !== undefined) return { kind: 'rotation', rotationId: rotation.rotationId }
  const leave = leaveWords.find(([words]) => words.test(key))?.[1]
  if (leave !== undefined) return { kind: 'leave', leaveKind: leave }
  return nothingWords.test(key) ? { kind: 'nothing' } : null
}

/** Reads one code. What is guessed ("NM (VA)" for NM) is marked, so that somebody looks at it. */
export function readCode(text: string, book: CodeBook): CodeReading {
  const key = codeKey(text)
  const known = plain(key, book)
  if (known !== null) return { kind: 'known', meaning: known, guessed: false }
  const halves = key.split(/\s*(?:\/|\||→|->|;)\s*/)
  if (halves.length === 2 && halves.every((half) => half !== ''))
    return { kind: 'halves', first: halves[0]!, second: halves[1]! }
  const base = key.replace(/\s*[([].*$/, '').trim()
  const guess = base === key || base === '' ? null : plain(base, book)
  if (guess !== null) return { kind: 'known', meaning: guess, guessed: true }
  const longer = book.rotations.filter(({ name }) => key.length >= 3 && codeKey(name).startsWith(key))
  if (longer.length === 1)
    return { kind: 'known', meaning: { kind: 'rotation', rotationId: longer[0]!.rotationId }, guessed: true }
  return { kind: 'unknown' }
}
