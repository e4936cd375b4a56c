import { amountOf, compareAmounts, toNumber } from '../../amount.ts'
import type { Day } from '../../dates.ts'
import type { ScheduleFacts } from '../../facts.ts'
import type { Finding } from '../../finding.ts'
import { measure } from '../../measure.ts'
import { overlap, subtract } from '../../ranges.ts'
import { formatAmount, formatRange } from '../../wording.ts'
import type { PersonSchedule } from '../person-schedule.ts'
import { curriculumCitation } from '../citations.ts'
import { concerning, type Known, type PersonRule } from '../schedule-rule.ts'

/**
 * A stay on a rotation is neither shorter nor longer than the program wants. Assignments that touch, or have only leave of
 * absence between them, are one stay. A stay that reaches the horizon's end with more of the appointment to come may still
 * grow, so it is not called short.
 */
export const runLength: PersonRule = {
  id: 'run-length',
  title: 'Stay too short or too long',
  check: (schedule, facts) =>
    runsOf(schedule)
      .filter((run) => overlap(rangeOf(run), facts.horizon))
      .flatMap((run) => findingOf(run, schedule, facts) ?? []),
}

type Run = [Known, ...Known[]]

function rangeOf(run: Run): { startOn: Day; endOn: Day } {
  return { startOn: run[0].assignment.startOn, endOn: Math.max(...run.map(({ assignment }) => assignment.endOn)) }
}

function runsOf({ scheduled, away }: PersonSchedule): Run[] {
  const runs: Run[] = []
  const latest = new Map<string, Run>()
  for (const { assignment, situation, rotation } of scheduled) {
    if (!situation || !rotation) continue
    const known: Known = { assignment, situation, rotation }
    const key = JSON.stringify([assignment.appointmentId, assignment.rotationId])
    const run = latest.get(key)
    const gap = run && { startOn: rangeOf(run).endOn + 1, endOn: assignment.startOn - 1 }
    if (run && gap && subtract(gap, away).length === 0) run.push(known)
    else {
      const started: Run = [known]
      latest.set(key, started)
      runs.push(started)
    }
  }
  return runs
}

function findingOf(run: Run, { person }: PersonSchedule, { horizon }: ScheduleFacts): Finding | null {
  const { rotation, situation } = run[0]
  const { min, max, unit } = rotation.run
  if (min === null && max === null) return null
  const { calendar, startsOn, programLabel } = situation.curriculum
  const range = rangeOf(run)
  const length = measure(
    run.map(({ assignment }) => assignment),
    unit,
    calendar,
    startsOn,
  )
  const mayGrow = range.endOn >= horizon.endOn && range.endOn < situation.appointment.endOn
  const isShort = min !== null && !mayGrow && compareAmounts(length, amountOf(min)) < 0
  const limit = isShort ? min : max
  if (limit === null || (!isShort && compareAmounts(length, amountOf(limit)) <= 0)) return null
  const rule = `${isShort ? 'at least' : 'at most'} ${formatAmount(amountOf(limit), unit)} in a row`
  return {
    ruleId: 'run-length',
    severity: 'warning',
    sentence: `${person.label} is on ${rotation.label} for ${formatAmount(length, unit)}, ${formatRange(range)}; a stay is ${rule}.`,
    citation: curriculumCitation(programLabel, `A stay on ${rotation.label} is ${rule}.`, rotation.verified),
    measured: toNumber(length),
    limit,
    unit,
    ...concerning(run[0], range),
    assignmentIds: run.map(({ assignment }) => assignment.id),
  }
}
