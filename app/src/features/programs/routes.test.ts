import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../testing/app.ts'
import type { WorldKey } from '../../testing/world.ts'
import * as contract from './contract.ts'

const shipped = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../../programs/${path}`, import.meta.url)), 'utf8')
const fellowship = (slug: string, file = '2015-07-01'): string =>
  shipped(`musculoskeletal-imaging-fellowship/${file}.yaml`)
    .replace('id: musculoskeletal-imaging-fellowship', `id: ${slug}`)
    .replace('name: Musculoskeletal Imaging Fellowship', `name: ${slug} fellowship`)
const bytes = (text: string) => new TextEncoder().encode(text)

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

const send = (as: WorldKey | null, text: string, commit = true) =>
  app.call(contract.importDefinition, as, { query: { commit: commit ? 'true' : 'false' }, body: bytes(text) })

describe('importing a definition', () => {
  it('names every problem with its line, and stores nothing', async () => {
    const broken = fellowship('first-program').replace('rotations:', 'rotationz:')
    const { status, answer } = await send('coordinator', broken)
    expect(status).toBe(200)
    expect(answer.outcome).toBe('problems')
    expect(answer.problems.at(-1)?.line).toBeGreaterThan(1)
    expect(answer.problems.map(({ sentence }) => sentence).join(' ')).toContain('rotations')
    const binary = await app.call(contract.importDefinition, 'coordinator', {
      query: { commit: 'true' },
      body: new Uint8Array([0xff, 0xfe, 0x00]),
    })
    expect(binary.answer.problems[0]?.sentence).toContain('not text')
  })

  it('previews, stores, and says when the same text comes again', async () => {
    const text = fellowship('first-program')
    const preview = await send('coordinator', text, false)
    expect(preview.answer).toMatchObject({ outcome: 'preview', revision: 1, effectiveOn: '2015-07-01' })
    expect(preview.answer.creates.join(' ')).toMatch(/rooms .*Ultrasound room/)
    expect((await send('coordinator', text)).answer.outcome).toBe('stored')
    expect((await send('director', text)).answer).toMatchObject({ outcome: 'unchanged', revision: 1 })
    const revised = await send('director', text.replace('Ultrasound room', 'Ultrasound reading room'), false)
    expect(revised.answer).toMatchObject({ outcome: 'preview', revision: 2 })
    expect(revised.answer.changes.length).toBeGreaterThan(0)
  })

  it('adds a later version and compares it in words with the one before', async () => {
    const { answer } = await send('coordinator', fellowship('first-program', '2025-07-01'))
    expect(answer).toMatchObject({ outcome: 'stored', effectiveOn: '2025-07-01', revision: 1 })
    expect(answer.changes.map(({ sentence }) => sentence).join('\n')).toMatch(/becomes/)
    const program = await app.call(contract.getProgram, 'trainee', {
      params: { programId: app.world.programId },
      query: {},
    })
    expect(program.answer.versions.map(({ effectiveOn, inForce }) => [effectiveOn, inForce])).toEqual([
      ['2025-07-01', true],
      ['2015-07-01', false],
    ])
    expect(program.answer.shown.effectiveOn).toBe('2025-07-01')
    expect(program.answer.phrases.rotations).toHaveLength(program.answer.definition.rotations.length)
    const [to, from] = program.answer.versions
    const diff = await app.call(contract.diffVersions, 'trainee', {
      params: { programId: app.world.programId },
      query: { from: from?.id ?? '', to: to?.id ?? '' },
    })
    expect(diff.answer.changes).toEqual(answer.changes)
  })

  it('exports the very bytes that were imported', async () => {
    const path = `/api/programs/${app.world.programId}/export`
    const response = await app.request('GET', path, { as: 'trainee' })
    expect(response.headers.get('content-disposition')).toContain('first-program-2025-07-01.yaml')
    expect(await response.text()).toBe(fellowship('first-program', '2025-07-01'))
  })

  it('lets only the DIO or an administrator bring a new program, and each desk only its own', async () => {
    const fresh = fellowship('brand-new')
    expect((await send('coordinator', fresh, false)).status).toBe(403)
    expect((await send('coordinator', fellowship('other-program'))).status).toBe(403)
    const stored = await send('dio', fresh)
    expect(stored.answer).toMatchObject({ outcome: 'stored', creates: ['The program “brand-new fellowship”'] })
    expect((await send('trainee', fresh)).status).toBe(403)
    expect((await send(null, fresh)).status).toBe(401)
  })
})

describe('reading', () => {
  it('lists the programs of the viewer', async () => {
    const names = async (as: WorldKey) =>
      (await app.call(contract.listPrograms, as, {})).answer.programs.map(({ slug }) => slug)
    expect(await names('trainee')).toEqual(['first-program'])
    expect(await names('administrator')).toEqual(['brand-new', 'first-program'])
    expect(await names('foreignAdministrator')).toEqual([])
    const [mine] = (await app.call(contract.listPrograms, 'coordinator', {})).answer.programs
    expect(mine).toMatchObject({ traineesNow: 1, effectiveOn: '2025-07-01', publicUrl: '/programs/first-program' })
  })

  it('keeps another program and another institution out', async () => {
    const input = { params: { programId: app.world.programId }, query: {} }
    for (const route of [contract.getProgram, contract.exportProgram]) {
      expect((await app.call(route, null, input)).status).toBe(401)
      expect((await app.call(route, 'otherTrainee', input)).status).toBe(403)
      expect((await app.call(route, 'foreignAdministrator', input)).status).toBe(404)
    }
    const diff = { ...input, query: { from: app.world.programId, to: app.world.programId } }
    expect((await app.call(contract.diffVersions, 'otherTrainee', diff)).status).toBe(403)
    expect((await app.call(contract.diffVersions, 'trainee', diff)).status).toBe(404)
    expect((await app.call(contract.listPrograms, null, {})).status).toBe(401)
  })

  it('gives the JSON Schema and the sites', async () => {
    expect((await app.request('GET', '/api/program-schema', { as: 'faculty' })).headers.get('content-type')).toContain(
      'schema+json',
    )
    expect((await app.request('GET', '/api/program-schema')).status).toBe(401)
    const { sites } = (await app.call(contract.listSites, 'faculty', {})).answer
    expect(sites.map(({ id }) => id)).toContain('main-hospital')
    expect((await app.call(contract.listSites, null, {})).status).toBe(401)
  })
})

describe('rooms', () => {
  const mri = async (as: WorldKey) =>
    (await app.call(contract.listRooms, as, {})).answer.rooms.find(({ id }) => id === 'msk-mri')
  const put = (as: WorldKey | null, expectedVersion: number, maxTrainees: number, minTrainees: number | null = null) =>
    app.call(contract.putRoom, as, {
      params: { roomId: 'msk-mri' },
      body: { expectedVersion, name: 'MRI room', minTrainees, maxTrainees },
    })

  it('shows who uses a room and lets those programs set its capacity', async () => {
    expect(await mri('trainee')).toMatchObject({ mayEdit: false, maxTrainees: 9 })
    expect(await mri('otherTrainee')).toBeUndefined()
    const room = await mri('coordinator')
    expect(room?.mayEdit).toBe(true)
    expect(room?.programs.map(({ id }) => id)).toContain(app.world.programId)
    expect((await put('coordinator', 0, 4)).answer).toEqual({ version: 1 })
    expect((await mri('trainee'))?.maxTrainees).toBe(4)
  })

  it('refuses a stale change, a range the wrong way round, and strangers', async () => {
    const stale = await put('director', 0, 7)
    expect(stale.status).toBe(409)
    expect(stale.problem.current).toMatchObject({ maxTrainees: 4 })
    expect((await put('director', 1, 2, 3)).status).toBe(422)
    expect((await put('otherCoordinator', 1, 2)).status).toBe(403)
    expect((await put('trainee', 1, 2)).status).toBe(403)
    expect((await put(null, 1, 2)).status).toBe(401)
    expect((await put('foreignAdministrator', 1, 2)).status).toBe(404)
    expect((await app.call(contract.listRooms, null, {})).status).toBe(401)
  })

  it('keeps the figure of the institution when a file says another one', async () => {
    const { answer } = await send('coordinator', `${fellowship('first-program', '2025-07-01')}\n# again\n`, false)
    expect(answer.notes.join(' ')).toContain("The institution's figure stays")
  })
})

describe('public pages', () => {
  it('are for everyone, cacheable, without scripts that run', async () => {
    const page = await app.request('GET', '/programs/first-program')
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toBe('public, max-age=300')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const text = await page.text()
    expect(text).toContain('<h1>first-program fellowship</h1>')
    expect(text).toContain('/programs/first-program/2015-07-01')
    const etag = page.headers.get('etag') ?? ''
    const again = await app.request('GET', '/programs/first-program', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
  })

  it('list the programs and show earlier versions', async () => {
    const index = await (await app.request('GET', '/programs')).text()
    expect(index).toContain('href="/programs/brand-new"')
    const earlier = await app.request('GET', '/programs/first-program/2015-07-01')
    expect(await earlier.text()).toContain('Twelve months (2015)')
    expect((await app.request('GET', '/assets/public-pages.css')).headers.get('content-type')).toContain('text/css')
  })

  it('say so when there is no such program', async () => {
    for (const path of ['/programs/nothing', '/programs/first-program/1999-07-01', '/programs/other-program']) {
      const page = await app.request('GET', path)
      expect([path, page.status]).toEqual([path, 404])
      expect(await page.text()).toContain('There is no program at this address')
    }
  })
})
