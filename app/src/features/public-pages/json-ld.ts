import { createHash } from 'node:crypto'
import type { Definition } from '../curriculum/index.ts'
import type { Institution } from './page.ts'

const DURATION_LETTERS = { days: 'D', weeks: 'W', months: 'M', years: 'Y', blocks: null }

const duration = ({ amount, unit }: Definition['length']): string | undefined => {
  const letter = DURATION_LETTERS[unit]
  return letter === null || !Number.isInteger(amount) ? undefined : `P${amount}${letter}`
}

/** What search engines read. Only facts that are verified are told to machines, which cannot read a reason. */
export const programJsonLd = (institution: Institution, definition: Definition, canonicalUrl: string): unknown => {
  const { certificate, positions } = definition
  return {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalProgram',
    name: definition.name,
    description: definition.summary,
    url: canonicalUrl,
    programType: definition.kind,
    timeToComplete: duration(definition.length),
    provider: { '@type': 'EducationalOrganization', name: institution.name, url: institution.url },
    maximumEnrollment: positions && positions.verified !== false ? positions.perYear : undefined,
    occupationalCredentialAwarded:
      certificate?.name && certificate.verified !== false
        ? { '@type': 'EducationalOccupationalCredential', name: certificate.name }
        : undefined,
  }
}

/** The source expression that lets a content security policy allow one inline element by its text. */
export const contentHash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
