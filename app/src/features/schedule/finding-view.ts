import { type Finding, isoOf, PERSON_RULES, SHARED_RULES } from '@gradus/rules'
import type { FindingView } from './blocks/contract.ts'

const titles = new Map([...PERSON_RULES, ...SHARED_RULES].map(({ id, title }) => [id, title]))

/** A finding as it travels; server and browser both make them. */
export const findingView = (finding: Finding): FindingView => ({
  ruleId: finding.ruleId,
  rule: titles.get(finding.ruleId) ?? finding.ruleId,
  severity: finding.severity,
  sentence: finding.sentence,
  citation: finding.citation,
  measured: finding.measured ?? null,
  limit: finding.limit ?? null,
  personId: finding.personId ?? null,
  programId: finding.programId ?? null,
  rotationId: finding.rotationId ?? null,
  roomId: finding.roomId ?? null,
  startOn: finding.startOn === undefined ? null : isoOf(finding.startOn),
  endOn: finding.endOn === undefined ? null : isoOf(finding.endOn),
})
