import { academicYearOf, dayOf, isoOf, type RequirementResult } from '@gradus/rules'
import { notFound } from '../../../contract/app-error.ts'
import { dayWords } from '../../../platform/day-words.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Definition } from '../../curriculum/index.ts'
import { activeAppointments } from '../../people/index.ts'
import { type Findings, judgedCareers, type Scenario, yearFindings } from '../../schedule/what-if.ts'
import { type Curriculum, versionInForce, withDefinitions } from '../curricula.ts'
import { institutionById, versionsOf } from '../store.ts'
import { todayAt } from '../today.ts'
import type { DraftEffect } from './contract.ts'
import { changesOf, groupsOf, traineesOf } from './effect-words.ts'
import type { DraftRow } from './store.ts'

const farAway = '2400-12-31'

export interface EffectWanted {
  readonly who: 'date' | 'everyone'
  /** A draft schedule to judge by; null is the schedule of record. */
  readonly scenario: Scenario | null
}

const labelOf = ({ effectiveOn, definition }: Pick<Curriculum, 'effectiveOn' | 'definition'>): string =>
  `${definition.version.label}, from ${dayWords(effectiveOn)}`

/**
 * What a draft would mean for those in training and those appointed: which version each would follow, and how their requirements and
 * the schedule would then stand by the same rules that judge them today.
 */
export async function effectOf(
  platform: Platform,
  draft: Pick<DraftRow, 'institutionId' | 'id' | 'version' | 'programId'>,
  definition: Definition,
  { who, scenario }: EffectWanted,
): Promise<DraftEffect> {
  const db = platform.database.drizzle
  const { institutionId, programId } = draft
  const institution = await institutionById(db, institutionId)
  if (institution === undefined) throw notFound('institution')
  const on = todayAt(institution, platform.now())
  const held = await activeAppointments(db, institutionId, { startOn: on, endOn: farAway, programIds: [programId] })
  const versions = await withDefinitions(db, institutionId, await versionsOf(db, institutionId, [programId]))
  const { effectiveOn } = definition.version
  // The version the draft would be: a later revision of its day, or a new day among the others.
  const drafted: Curriculum = {
    institutionId,
    id: `${draft.id} ${draft.version}`,
    programId,
    effectiveOn,
    revision: 1,
    importedAt: platform.now(),
    importedBy: null,
    definition,
  }
  const after = [...versions.filter((version) => version.effectiveOn !== effectiveOn), drafted].sort((a, b) =>
    a.effectiveOn < b.effectiveOn ? -1 : a.effectiveOn > b.effectiveOn ? 1 : b.revision - a.revision,
  )
  const follows = (among: readonly Curriculum[], day: string) =>
    among.find(({ id }) => id === versionInForce(among, day)?.id)
  const rows = held.flatMap((appointment) => {
    const day = appointment.curriculumEffectiveOn ?? appointment.startOn
    const current = follows(versions, day)
    const next = who === 'everyone' ? drafted : follows(after, day)
    return current === undefined || next === undefined
      ? []
      : [{ appointment, current, next, moves: next.id === drafted.id }]
  })
  const moved = new Set(rows.filter(({ moves }) => moves).map(({ appointment }) => appointment.id))
  const asked = { institution, today: dayOf(on), now: platform.now(), scenario }
  const careers = await judgedCareers(db, asked, [...new Set(held.map(({ personId }) => personId))], moved, drafted)
  const titles = (curriculum: Curriculum, results: readonly RequirementResult[]) =>
    new Map(results.map(({ requirementId: id }) => [id, titleIn(curriculum.definition, id)]))
  const judged = rows
    .filter(({ moves }) => moves)
    .map(({ appointment, current, next }) => {
      const before = careers.before.get(appointment.id)
      const later = careers.after.get(appointment.id)
      const personName = `${appointment.givenName} ${appointment.familyName}`
      const changes =
        later === undefined
          ? []
          : changesOf({
              personName,
              before: before?.results ?? [],
              after: later.results,
              titlesBefore: titles(current, before?.results ?? []),
              titlesAfter: titles(next, later.results),
            })
      return { appointment, current, next, personName, before, later, changes }
    })
  const startYear = scenario?.startYear ?? academicYearOf(dayOf(on), institution.yearStartsOn).startYear
  const findings = await yearFindings(db, { ...asked, startYear, programId }, moved, drafted)
  const worse = judged.filter(({ changes }) => changes.some(({ better }) => !better)).length
  const unknown = judged.filter(({ later }) => later === undefined).length
  return {
    sentence: firstSentence(definition, {
      who,
      total: judged.length,
      inTraining: judged.filter(({ appointment }) => appointment.startOn <= on).length,
      worse,
      better: judged.filter(({ changes }) => changes.length > 0 && changes.every(({ better }) => better)).length,
      unknown,
    }),
    asOf: on,
    effectiveOn,
    follows: countsOf(rows, drafted),
    groups: groupsOf(definition, judged),
    trainees: judged
      .toSorted((a, b) => b.changes.filter((c) => !c.better).length - a.changes.filter((c) => !c.better).length)
      .map(({ appointment, current, next, personName, before, later, changes }) => ({
        appointmentId: appointment.id,
        personId: appointment.personId,
        personName,
        level: later?.level ?? before?.level ?? null,
        startOn: appointment.startOn,
        versionNow: labelOf(current),
        versionThen: labelOf(next),
        before: before?.status ?? null,
        after: later?.status ?? null,
        changes: changes.map((change) => ({
          title: change.title,
          before: change.before,
          after: change.after,
          sentence: change.sentence,
        })),
      })),
    findings: addedFindings(findings),
  }
}

/** Requirements by level carry the level behind an `@`. */
function titleIn(definition: Definition, requirementId: string): string {
  const [id, level] = requirementId.split('@')
  const title = definition.requirements.find((requirement) => requirement.id === id)?.title ?? requirementId
  return level === undefined ? title : `${title} at ${level}`
}

function countsOf(
  rows: readonly { readonly current: Curriculum; readonly next: Curriculum }[],
  drafted: Curriculum,
): DraftEffect['follows'] {
  const counts = new Map<string, DraftEffect['follows'][number] & { on: string }>()
  const of = (curriculum: Curriculum) => {
    const found = counts.get(curriculum.id) ?? {
      label: labelOf(curriculum),
      isDraft: curriculum.id === drafted.id,
      before: 0,
      after: 0,
      on: curriculum.effectiveOn,
    }
    counts.set(curriculum.id, found)
    return found
  }
  for (const { current, next } of rows) {
    of(current).before += 1
    of(next).after += 1
  }
  return [...counts.values()]
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .map(({ label, isDraft, before, after }) => ({ label, isDraft, before, after }))
}

function firstSentence(
  definition: Definition,
  counts: {
    readonly who: EffectWanted['who']
    readonly total: number
    readonly inTraining: number
    readonly worse: number
    readonly better: number
    readonly unknown: number
  },
): string {
  const { who, total, inTraining, worse, better, unknown } = counts
  const day = dayWords(definition.version.effectiveOn)
  if (total === 0)
    return who === 'date'
      ? `Nobody’s curriculum changes: this version holds for those who start from ${day} on.`
      : 'Nobody is in training or appointed.'
  const standing = [
    worse === 0 ? 'nobody would stand worse' : `${worse} would stand worse`,
    ...(better === 0 ? [] : [`${better} better`]),
    ...(unknown === 0 ? [] : [`${unknown} cannot be judged, because it does not know the level they entered at`]),
  ].join(', ')
  if (who === 'everyone') return `If all ${traineesOf(definition, total)} followed it: ${standing}.`
  const yetToStart = total - inTraining
  const parts = [
    ...(inTraining === 0 ? [] : [`${inTraining} in training`]),
    ...(yetToStart === 0 ? [] : [`${yetToStart} yet to start`]),
  ].join(' and ')
  return `${traineesOf(definition, total)} would follow it (${parts}): ${standing}.`
}

const shownFindings = 20

function addedFindings({ before, after }: Findings): DraftEffect['findings'] {
  const known = new Set(before.map(({ ruleId, sentence }) => `${ruleId} ${sentence}`))
  const left = new Set(after.map(({ ruleId, sentence }) => `${ruleId} ${sentence}`))
  return {
    added: after
      .filter(({ ruleId, sentence }) => !known.has(`${ruleId} ${sentence}`))
      .slice(0, shownFindings)
      .map(({ severity, sentence }) => ({ severity, sentence })),
    removedCount: before.filter(({ ruleId, sentence }) => !left.has(`${ruleId} ${sentence}`)).length,
  }
}

/** How many of those in training would have to follow another text than today if the draft became a version. */
export async function movedInTraining(
  platform: Platform,
  draft: Pick<DraftRow, 'institutionId' | 'programId'>,
  effectiveOn: string,
): Promise<number> {
  const db = platform.database.drizzle
  const institution = await institutionById(db, draft.institutionId)
  if (institution === undefined) throw notFound('institution')
  const on = todayAt(institution, platform.now())
  const versions = await versionsOf(db, draft.institutionId, [draft.programId])
  const laterDates = versions.map((version) => version.effectiveOn).filter((date) => date > effectiveOn)
  const isFirst = versions.every((version) => version.effectiveOn >= effectiveOn)
  const held = await activeAppointments(db, draft.institutionId, {
    startOn: on,
    endOn: isoOf(dayOf(on)),
    programIds: [draft.programId],
  })
  return held.filter(({ curriculumEffectiveOn, startOn }) => {
    const day = curriculumEffectiveOn ?? startOn
    return (isFirst || day >= effectiveOn) && !laterDates.some((date) => date <= day)
  }).length
}
