import { z } from 'zod'
import { marks, prose } from './marks.ts'

/** Sections of a program's public page, in the order they appear. */
export const SECTIONS = [
  { id: 'overview', heading: 'Overview' },
  { id: 'curriculum', heading: 'Curriculum' },
  { id: 'rotations', heading: 'Rotation table' },
  { id: 'call', heading: 'Call' },
  { id: 'didactics', heading: 'Didactic training' },
  { id: 'research', heading: 'Research' },
  { id: 'teaching', heading: 'Teaching' },
  { id: 'evaluation', heading: 'Evaluation' },
  { id: 'career', heading: 'Career development' },
  { id: 'faculty', heading: 'Faculty' },
  { id: 'facilities', heading: 'Facilities' },
  { id: 'campus', heading: 'Campus and community' },
  { id: 'stipend', heading: 'Stipend and benefits' },
  { id: 'apply', heading: 'How to apply' },
] as const
export type SectionId = (typeof SECTIONS)[number]['id']

const section = z.strictObject({ text: prose, ...marks })
export type Section = z.infer<typeof section>

/** Prose per section. A section without prose still appears when the definition holds facts for it. */
export const sections = z.strictObject({
  overview: section,
  curriculum: section.optional(),
  rotations: section.optional(),
  call: section.optional(),
  didactics: section.optional(),
  research: section.optional(),
  teaching: section.optional(),
  evaluation: section.optional(),
  career: section.optional(),
  faculty: section.optional(),
  facilities: section.optional(),
  campus: section.optional(),
  stipend: section.optional(),
  apply: section.optional(),
})
