import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import { addScheduleWorld, testDefinition } from '../../../testing/schedule-world.ts'
import type { WorldKey } from '../../../testing/world.ts'
import * as programs from '../contract.ts'
import * as contract from './contract.ts'

let app: TestApp
let versionId = ''
beforeAll(async () => {
  app = await openTestApp()
  await addScheduleWorld(app)
  const { answer } = await app.call(programs.getProgram, 'coordinator', {
    params: { programId: app.world.programId },
    query: {},
  })
  versionId = answer.shown.id
}, 60_000)
afterAll(() => app.close())

const start = (as: WorldKey | null, effectiveOn = '2027-07-01', fromVersionId = versionId) =>
  app.call(contract.startDraft, as, {
    params: { programId: app.world.programId },
    body: { fromVersionId, effectiveOn },
  })
const get = async (draftId: string, as: WorldKey = 'coordinator') =>
  app.call(contract.getDraft, as, { params: { draftId } })
const save = (draftId: string, expectedVersion: number, source: string, as: WorldKey = 'coordinator') =>
  app.call(contract.saveDraft, as, { params: { draftId }, body: { expectedVersion, source } })
const effect = (
  draftId: string,
  query: { who?: 'date' | 'everyone'; scenarioId?: string } = {},
  as: WorldKey = 'director',
) => app.call(contract.getDraftEffect, as, { params: { draftId }, query })
const publish = (draftId: string, expectedVersion: number, reason?: string, as: WorldKey = 'director') =>
  app.call(contract.publishDraft, as, {
    params: { draftId },
    body: { expectedVersion, ...(reason === undefined ? {} : { reason }) },
  })

describe('a draft of a definition', () => {
  it('starts as the text of a version with another day, and saves itself with versions', async () => {
    const { status, answer: draft } = await start('coordinator')
    expect(status).toBe(201)
    expect(draft).toMatchObject({ effectiveOn: '2027-07-01', version: 0, baseLabel: 'Twelve months' })
    const { answer } = await get(draft.id)
    expect(answer.source).toContain('effectiveOn: 2027-07-01')
    expect(answer.base.inForce).toBe(true)
    expect((await save(draft.id, 0, 'not yet: [readable')).answer.version).toBe(1)
    const stale = await save(draft.id, 0, 'mine')
    expect(stale.status).toBe(409)
    expect(stale.problem.current).toEqual({ version: 1, source: 'not yet: [readable', updatedBy: 'Test Coordinator' })
    expect((await publish(draft.id, 1)).status).toBe(422)
    expect((await effect(draft.id)).answer).toMatchObject({ effect: null, version: 1 })
    const file = await app.request('GET', `/api/program-drafts/${draft.id}/file`, { as: 'coordinator' })
    expect(await file.text()).toBe('not yet: [readable')
    const { drafts } = (await app.call(contract.listDrafts, 'coordinator', { query: {} })).answer
    expect(drafts.map(({ id, effectiveOn }) => [id, effectiveOn])).toEqual([[draft.id, null]])
    const discard = (discarded: boolean, expectedVersion: number) =>
      app.call(contract.discardDraft, 'coordinator', {
        params: { draftId: draft.id },
        body: { expectedVersion, discarded },
      })
    expect((await discard(true, 0)).status).toBe(409)
    expect((await discard(true, 1)).answer.version).toBe(2)
    expect((await save(draft.id, 2, 'x')).problem.detail).toContain('was put away')
    expect((await app.call(contract.listDrafts, 'director', { query: {} })).answer.drafts).toEqual([])
    expect((await discard(false, 2)).status).toBe(200)
  })

  it('is for the desk of its program alone', async () => {
    const { answer: draft } = await start('director')
    for (const as of ['otherCoordinator', 'otherDirector'] as const) {
      expect((await start(as)).status).toBe(403)
      expect((await get(draft.id, as)).status).toBe(403)
      expect((await save(draft.id, 0, 'x', as)).status).toBe(403)
      expect((await effect(draft.id, {}, as)).status).toBe(403)
      expect((await publish(draft.id, 0, undefined, as)).status).toBe(403)
      expect(
        (await app.call(contract.listDrafts, as, { query: { programId: app.world.programId } })).answer.drafts,
      ).toEqual([])
    }
    expect((await get(draft.id, 'foreignAdministrator')).status).toBe(404)
    expect((await start('coordinator', '2027-07-01', draft.id)).status).toBe(404)
    expect((await start('coordinator', '2027-02-30')).status).toBe(422)
    expect((await effect(draft.id, { scenarioId: draft.id })).status).toBe(404)
  })

  it('says what it means for trainees, by its day and as if all followed it', async () => {
    const { answer: draft } = await start('coordinator')
    const { source } = testDefinition('first-program', 'First Program')
    const harder = source
      .replace('2025-07-01, label: Twelve months', '2027-07-01, label: More MRI')
      .replace(
        'title: MRI, kind: rotation, counts: [mri], amount: { exactly: 4',
        'title: MRI, kind: rotation, counts: [mri], amount: { exactly: 6',
      )
      .replace(
        'title: Elective, kind: rotation, counts: [elective], amount: { exactly: 2',
        'title: Elective, kind: rotation, counts: [elective], amount: { exactly: 0',
      )
      .replace('run: { min: 1, max: 3', 'run: { min: 1, max: 6')
    expect((await save(draft.id, 0, harder)).status).toBe(200)
    const byDate = (await effect(draft.id)).answer.effect
    expect(byDate?.sentence).toBe(
      'Nobody’s curriculum changes: this version holds for those who start from 1 Jul 2027 on.',
    )
    expect(byDate?.follows).toEqual([{ label: 'Twelve months, from 1 Jul 2025', isDraft: false, before: 3, after: 3 }])
    const all = (await effect(draft.id, { who: 'everyone' })).answer.effect
    expect(all?.sentence).toMatch(/^If all 3 fellows followed it: 3 would stand worse/)
    expect(all?.follows.find(({ isDraft }) => isDraft)).toMatchObject({ before: 0, after: 3 })
    expect(all?.trainees).toHaveLength(3)
    expect(all?.groups.length).toBeGreaterThan(0)

    const scenario = await app.request('POST', '/api/scenarios', {
      as: 'coordinator',
      body: { name: 'Next', startYear: 2026, programIds: [app.world.programId], from: 'empty' },
    })
    const { id: scenarioId } = (await scenario.json()) as { id: string }
    const judged = await effect(draft.id, { who: 'everyone', scenarioId })
    expect(judged.answer.scenarios).toEqual([{ id: scenarioId, name: 'Next', yearLabel: '2026-27' }])
    expect(judged.answer.effect?.trainees).toHaveLength(3)
  })

  it('becomes a version; what trainees follow changes only with a reason', async () => {
    const { source } = testDefinition('first-program', 'First Program')
    const { answer: draft } = await start('coordinator', '2025-07-01')
    await save(draft.id, 0, source.replace('summary: A year of imaging for tests.', 'summary: Another year.'))
    const without = await publish(draft.id, 1)
    expect(without.status).toBe(422)
    expect(without.problem.detail).toContain('3 in training would follow another text')
    expect((await publish(draft.id, 0, 'A slip.')).status).toBe(409)
    expect((await publish(draft.id, 1, 'A slip of the pen.')).answer).toMatchObject({ outcome: 'stored', revision: 2 })
    expect((await publish(draft.id, 2, 'Again')).problem.detail).toContain('has become a version')

    const { answer: later } = await start('coordinator', '2028-07-01')
    const { answer: text } = await get(later.id)
    await save(later.id, 0, text.source.replace('id: first-program', 'id: second-program'))
    expect((await publish(later.id, 1)).problem.detail).toContain('first-program')
    await save(later.id, 1, text.source)
    expect((await publish(later.id, 2)).answer).toMatchObject({
      outcome: 'stored',
      effectiveOn: '2028-07-01',
      revision: 1,
    })
  })
})
