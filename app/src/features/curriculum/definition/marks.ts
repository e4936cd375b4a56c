import { z } from 'zod'

/**
 * What every fact may say about itself. A fact without marks is stated by the program's source; `verified: false` means
 * somebody filled the fact in, and then `reason` must tell the reader why.
 */
export const marks = {
  verified: z.boolean().optional().describe('false when the source does not state this fact'),
  reason: z.string().trim().min(1).max(600).optional().describe('why the fact is not verified, for the public page'),
}

export type Marks = { verified?: boolean | undefined; reason?: string | undefined }

/** The id of a thing inside a definition: lower-case words joined by hyphens. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Write an id in lower-case letters, digits and single hyphens, such as msk-mri.')
  .max(60, 'Use at most 60 characters for an id.')

export const levelId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9+-]{0,19}$/,
    'Write a level in letters, digits and hyphens without spaces, such as PGY-2.',
  )

export const title = z.string().trim().min(1, 'This may not be empty.').max(200, 'Use at most 200 characters.')
export const sentence = z.string().trim().min(1, 'This may not be empty.').max(1000, 'Use at most 1,000 characters.')

/** Markdown-lite: paragraphs apart by an empty line, lists with `- `, third-level headings with `### `. */
export const prose = z.string().trim().min(1, 'This may not be empty.').max(20_000, 'Use at most 20,000 characters.')

/** A finite list that says something: an empty list is written by leaving the key out. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.array(item).min(1, 'Leave this out instead of giving an empty list.').max(400)
