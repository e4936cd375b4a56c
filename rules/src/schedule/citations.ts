import type { Citation } from '../finding.ts'

/** The citation of a rule that the program set itself. */
export function curriculumCitation(programLabel: string, text: string, verified: boolean): Citation {
  return { text, source: `Curriculum of ${programLabel}`, verified }
}

/** The citation of a rule that follows from what a schedule is. */
export function scheduleCitation(text: string): Citation {
  return { text, source: 'Schedule of record', verified: true }
}
