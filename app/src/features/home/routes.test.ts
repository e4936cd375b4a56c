import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import type { WorldKey } from '../../testing/world.ts'
import { createAppointment, createPerson, getPerson, proposeCombination } from '../people/contract.ts'
import { importDefinition } from '../programs/contract.ts'
import { getHome } from './contract.ts'

const definition = readFileSync(
  fileURLToPath(new URL('../../../../programs/musculoskeletal-imaging-fellowship/2015-07-01.yaml', import.meta.url)),
  'utf8',
)

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const home = async (as: WorldKey) => {
  const { status, answer, problem } = await app.call(getHome, as, {})
  expect([problem.detail, status]).toEqual([undefined, 200])
  return answer
}

describe('home', () => {
  it('needs somebody signed in', async () => {
    expect((await app.call(getHome, null, {})).status).toBe(401)
  })

  it('tells the administrator of an empty institution what comes first', async () => {
    const answer = await home('foreignAdministrator')
    expect(answer.answer).toBe('Import your first program: one file says everything about it.')
    expect(answer.tasks.map(({ to }) => to)).toEqual(['/curriculum'])
    expect([answer.trainee, answer.faculty, answer.desk, answer.oversight]).toEqual([null, null, null, null])
  })

  it('answers each role with its own parts', async () => {
    for (const slug of ['first-program', 'other-program']) {
      const text = definition
        .replace('id: musculoskeletal-imaging-fellowship', `id: ${slug}`)
        .replace('name: Musculoskeletal Imaging Fellowship', `name: ${slug} fellowship`)
      const combinable = `${text.replace(/^combinableWith:[\s\S]*?(?=^\S)/m, '')}\ncombinableWith: { programs: any, consent: both-directors }\n`
      const body = new TextEncoder().encode(combinable)
      const { answer } = await app.call(importDefinition, 'administrator', { query: { commit: 'true' }, body })
      expect(answer.outcome).toBe('stored')
    }
    const parts = async (as: WorldKey) => {
      const { trainee, faculty, desk, oversight } = await home(as)
      return Object.entries({ trainee, faculty, desk, oversight }).flatMap(([name, part]) =>
        part === null ? [] : [name],
      )
    }
    expect(await parts('trainee')).toEqual(['trainee'])
    expect(await parts('faculty')).toEqual(['faculty'])
    expect(await parts('chief')).toEqual(['desk'])
    expect(await parts('coordinator')).toEqual(['desk', 'oversight'])
    expect(await parts('director')).toEqual(['desk', 'oversight'])
    expect(await parts('dio')).toEqual(['oversight'])
    expect(await parts('finance')).toEqual([])
    expect((await home('trainee')).answer).toBe('No schedule is published for you yet.')
  })

  it('shows a desk its own program only, the DIO all', async () => {
    const programs = async (as: WorldKey) => (await home(as)).oversight?.programs.map(({ programName }) => programName)
    expect(await programs('coordinator')).toEqual(['first-program fellowship'])
    expect(await programs('otherDirector')).toEqual(['other-program fellowship'])
    expect(await programs('dio')).toEqual(['first-program fellowship', 'other-program fellowship'])
    const { tasks, answer } = await home('coordinator')
    expect(answer).toMatch(/of 1 trainee|All 1 trainee/)
    expect(tasks.map(({ kind }) => kind)).toContain('unpublished')
  })

  it('brings the agreement to the director it waits for', async () => {
    const { world } = app
    const appointment = {
      programId: world.programId,
      startOn: '2026-07-01',
      endOn: '2027-06-30',
      entryLevel: 'PGY-6',
      ftePercent: 50,
      priorTraining: [],
      curriculumEffectiveOn: null,
    }
    const names = { givenName: 'Ida', familyName: 'Invented', email: null, staffNumber: null }
    const { id } = (await app.call(createPerson, 'coordinator', { body: { ...names, appointment } })).answer
    const params = { personId: id }
    await app.call(createAppointment, 'otherCoordinator', {
      params,
      body: { ...appointment, programId: world.otherProgramId },
    })
    const { appointments } = (await app.call(getPerson, 'administrator', { params })).answer
    const body = { appointmentIds: appointments.map((row) => row.id) }
    expect((await app.call(proposeCombination, 'coordinator', { params, body })).status).toBe(201)
    const kinds = async (as: WorldKey) => (await home(as)).tasks.map(({ kind }) => kind)
    expect(await kinds('director')).toContain('agreement')
    expect(await kinds('otherDirector')).toContain('agreement')
    expect(await kinds('coordinator')).toContain('waiting')
    expect((await home('director')).tasks.find(({ kind }) => kind === 'agreement')?.to).toBe(`/people/${id}`)
    expect((await home('coordinator')).desk?.withoutAccount.map(({ personName }) => personName)).toEqual([
      'Ida Invented',
    ])
  })
})
