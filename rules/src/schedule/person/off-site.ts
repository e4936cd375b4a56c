import { addYears, type DateRange } from '../../dates.ts'
import type { OffSite, ScheduleFacts } from '../../facts.ts'
import type { Finding } from '../../finding.ts'
import { subtract } from '../../ranges.ts'
import { referenceLimit } from '../../reference.ts'
import { formatDay, formatRange, plural } from '../../wording.ts'
import { curriculumCitation } from '../citations.ts'
import { concerning, knownInHorizon, type Known, type PersonRule } from '../schedule-rule.ts'

/** Time at another institution needs an agreement in force and is arranged in good time. */
export const offSite: PersonRule = {
  id: 'off-site',
  title: 'Off-site time without agreement or arranged late',
  check: (schedule, facts) =>
    knownInHorizon(schedule, facts).flatMap((scheduled) => {
      const { offSite } = scheduled.rotation
      if (!offSite) return []
      return [...withoutAgreement(scheduled, offSite, facts), ...arrangedLate(scheduled, offSite, facts)]
    }),
}

/**
 * Days no agreement covers are a violation. An agreement without an end lapses after the reference renewal period; days after
 * that are a warning while the figure is not verified.
 */
function withoutAgreement(
  scheduled: Known,
  { siteLabel, agreementRequired, agreements }: OffSite,
  facts: ScheduleFacts,
): Finding[] {
  if (!agreementRequired) return []
  const { assignment, rotation, situation } = scheduled
  const signed = agreements.map(({ startOn, endOn }) => ({ startOn, endOn: endOn ?? Infinity }))
  const withinTerm = agreements.map(({ startOn, endOn }): DateRange => {
    const renewal = referenceLimit('site-agreement-renewal', startOn, facts.referenceLimits)
    return { startOn, endOn: endOn ?? (renewal ? addYears(startOn, renewal.value) - 1 : Infinity) }
  })
  const renewal = referenceLimit('site-agreement-renewal', assignment.startOn, facts.referenceLimits)
  const lapsed = subtract(assignment, withinTerm).flatMap((range) => subtract(range, subtract(assignment, signed)))
  const { label } = situation.person
  return [
    ...subtract(assignment, signed).map(
      (range): Finding => ({
        ruleId: 'off-site',
        severity: 'violation',
        sentence: `${label} is at ${siteLabel} for ${rotation.label}, ${formatRange(range)}, without an agreement with ${siteLabel} for these days.`,
        citation: curriculumCitation(
          situation.curriculum.programLabel,
          `${rotation.label} needs an agreement with ${siteLabel}.`,
          rotation.verified,
        ),
        ...concerning(scheduled, range),
      }),
    ),
    ...lapsed.flatMap((range): Finding[] => {
      if (!renewal) return []
      return [
        {
          ruleId: 'off-site',
          severity: renewal.citation.verified ? 'violation' : 'warning',
          sentence: `The agreement with ${siteLabel} is older than ${plural(renewal.value, 'year')} on ${formatDay(range.startOn)}; renew it before ${label} goes there for ${rotation.label}.`,
          citation: renewal.citation,
          ...concerning(scheduled, range),
        },
      ]
    }),
  ]
}

/** A draft is judged as of today; what has already begun without a record of when it was arranged is let be. */
function arrangedLate(scheduled: Known, { siteLabel, leadTimeDays }: OffSite, { asOf }: ScheduleFacts): Finding[] {
  const { assignment, rotation, situation } = scheduled
  if (leadTimeDays === null || (assignment.arrangedOn === null && assignment.startOn <= asOf)) return []
  const days = assignment.startOn - (assignment.arrangedOn ?? asOf)
  if (days >= leadTimeDays) return []
  return [
    {
      ruleId: 'off-site',
      severity: 'warning',
      sentence: `${situation.person.label} goes to ${siteLabel} for ${rotation.label} on ${formatDay(assignment.startOn)}, ${plural(Math.max(0, days), 'day')} after it is arranged; ${plural(leadTimeDays, 'day')} are needed.`,
      citation: curriculumCitation(
        situation.curriculum.programLabel,
        `${rotation.label} is arranged ${plural(leadTimeDays, 'day')} ahead.`,
        rotation.verified,
      ),
      measured: Math.max(0, days),
      limit: leadTimeDays,
      unit: 'days',
      ...concerning(scheduled, assignment),
    },
  ]
}
