import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { zipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/app.ts'
import type { WorldKey } from '../../../testing/world.ts'
import { importDefinition } from '../../programs/contract.ts'
import { createPerson, getPeople, getPerson } from '../contract.ts'
import { detectColumns } from './columns.ts'
import { exportPeopleFile, importPeopleFile } from './contract.ts'
import { readSheet } from './sheet.ts'
import { readDay, readFullName, readPercent } from './values.ts'

const definition = readFileSync(
  fileURLToPath(new URL('../../../../../programs/musculoskeletal-imaging-fellowship/2015-07-01.yaml', import.meta.url)),
  'utf8',
)
const bytes = (text: string) => new TextEncoder().encode(text)

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
  for (const slug of ['first-program', 'other-program'])
    await app.call(importDefinition, 'administrator', {
      query: { commit: 'true' },
      body: bytes(
        definition
          .replace('id: musculoskeletal-imaging-fellowship', `id: ${slug}`)
          .replace('name: Musculoskeletal Imaging Fellowship', `name: ${slug} fellowship`),
      ),
    })
})
afterAll(() => app.close())

const send = (as: WorldKey | null, body: Uint8Array<ArrayBuffer>, commit = false, mapping?: object) =>
  app.call(importPeopleFile, as, {
    query: { commit: commit ? 'true' : 'false', ...(mapping ? { mapping: JSON.stringify(mapping) } : {}) },
    body,
  })
const header = 'Staff number,Given name,Family name,E-mail,Role,Program,Entry level,Starts on,Ends on,FTE'
const preview = async (...lines: string[]) => (await send('administrator', bytes([header, ...lines].join('\n')))).answer
const row = (number: string, more = 'Trainee,first-program,PGY-6,2026-07-01,2027-06-30,100') =>
  `${number},Ada,Fictional${number},ada${number}@example.org,${more}`
const download = async (as: WorldKey, format: 'csv' | 'xlsx', query = '') => {
  const response = await app.request('GET', `/api/people-export?format=${format}${query}`, { as })
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

describe('an import', () => {
  it('is previewed, done, and repeatable without duplicates', async () => {
    const file = bytes(`${header}\n${row('1')}\n${row('2')}\n`)
    const seen = (await send('coordinator', file)).answer
    expect(seen).toMatchObject({
      committed: false,
      counts: { rows: 2, newPeople: 2, newAppointments: 2 },
      problems: [],
    })
    expect(seen.sentence).toBe('Ready to import: 2 new people, 2 new appointments.')
    const done = (await send('coordinator', file, true)).answer
    expect(done).toMatchObject({ committed: true, counts: { newPeople: 2 } })
    const again = (await send('coordinator', file, true)).answer
    expect(again.sentence).toBe('Everything in this file is here already. Nothing changes.')
    const { answer } = await app.call(getPeople, 'coordinator', { query: { search: 'fictional1' } })
    expect(answer.items).toHaveLength(1)
    expect(answer.items[0]?.programs[0]).toMatchObject({ role: 'trainee', level: 'PGY-6' })
  })

  it('knows people by staff number, else by e-mail, and changes what differs', async () => {
    const changed = await preview('1,Ada,Renamed,ada1@example.org,,,,,,')
    expect(changed.counts).toMatchObject({ changedPeople: 1, newPeople: 0 })
    const byMail = await preview(
      ',Ada,Fictional2,ADA2@example.org,Trainee,first-program,PGY-6,2026-07-01,2027-03-31,100',
    )
    expect(byMail.counts).toMatchObject({ changedAppointments: 1, newPeople: 0, changedPeople: 0 })
    const both = await preview('1,Ada,Fictional,ada2@example.org,,,,,,')
    expect(both.problems[0]?.sentence).toContain('could mean Ada Fictional1 or Ada Fictional2')
    const nobody = await preview(',Ada,Nobody,,Faculty,first-program,,,,')
    expect(nobody.problems[0]?.sentence).toContain('Give a staff number or an e-mail')
  })

  it('names the row and column of every problem, in words', async () => {
    const answer = await preview(
      row('10', 'Trainee,frist-program,PGY-6,2026-07-01,2027-06-30,100'),
      row('11', 'Trainee,first-program,PGY6,2026-07-01,2027-06-30,100'),
      row('12', 'Trainee,first-program,PGY-6,2027-07-01,2026-06-30,100'),
      row('13', 'Trainee,first-program,PGY-6,1st of July,2027-06-30,100'),
      row('14', 'Trianee,first-program,PGY-6,2026-07-01,2027-06-30,100'),
      row('15', 'Trainee,first-program,PGY-6,2026-07-01,2027-06-30,150'),
      row('16', 'Trainee,first-program,PGY-6,2026-07-01,,'),
    )
    expect(answer.problems.map(({ row, column }) => [row, column])).toEqual([
      [2, 'Program'],
      [3, 'Entry level'],
      [4, 'Ends on'],
      [5, 'Starts on'],
      [6, 'Role'],
      [7, 'FTE percent'],
      [8, 'Ends on'],
    ])
    const [program, level, order, day, role] = answer.problems.map(({ sentence }) => sentence)
    expect(program).toBe('There is no program “frist-program”. Did you mean “first-program”?')
    expect(level).toContain('it has PGY-6. Did you mean “PGY-6”?')
    expect(order).toContain('ends on 30 Jun 2026, before it starts')
    expect(day).toContain('is not a date')
    expect(role).toContain('Did you mean “trainee”?')
    expect(answer.counts.problemRows).toBe(7)
  })

  it('finds contradictions and repetitions inside the file', async () => {
    const sentences = async (...lines: string[]) => (await preview(...lines)).problems.map(({ sentence }) => sentence)
    expect(await sentences(row('20'), row('20'))).toEqual(['Row 2 already says the same appointment.'])
    expect(await sentences(row('20'), '20,Bea,Other,bea@example.org,,,,,,')).toEqual([
      'Row 2 is about the same person but says “ada20@example.org” here, not “bea@example.org”.',
    ])
    expect(await sentences(row('20'), row('21'), '20,,,ada21@example.org,,,,,,')).toEqual([
      'The staff number and the e-mail of this row belong to different people of rows 2 and 3.',
    ])
    const beyond = row('20', 'Trainee,other-program,PGY-6,2027-01-01,2027-12-31,20')
    expect((await sentences(row('20'), beyond))[0]).toContain('this makes 120 % of full time')
  })

  it('imports nothing when one row is wrong', async () => {
    const file = bytes(`${header}\n${row('30')}\n${row('31', 'Trainee,nowhere,PGY-6,2026-07-01,2027-06-30,100')}\n`)
    const refused = await send('administrator', file, true)
    expect(refused.status).toBe(422)
    expect(refused.problem.detail).toContain('the first in row 3')
    const { answer } = await app.call(getPeople, 'administrator', { query: { search: 'fictional30' } })
    expect(answer.total).toBe(0)
  })

  it('keeps each desk to its own program and to roles it may give', async () => {
    const other = await send('otherCoordinator', bytes(`${header}\n${row('40')}`))
    expect(other.answer.problems[0]?.sentence).toBe('You may not appoint to this program.')
    const chief = await send('coordinator', bytes(`${header}\n${row('41', 'Program director,first-program,,,,')}`))
    expect(chief.answer.problems[0]?.sentence).toContain('Only an administrator')
    const faculty = await send('coordinator', bytes(`${header}\n${row('42', 'Faculty,first-program,,,,')}`))
    expect(faculty.answer).toMatchObject({ problems: [], counts: { newPeople: 1, newRoles: 1 } })
    const rename = await send('otherCoordinator', bytes(`${header}\n1,Eve,Renamed,,Faculty,other-program,,,,`))
    expect(rename.answer.problems[0]?.sentence).toContain('You may not change Ada Fictional1')
    for (const as of ['trainee', 'faculty', 'director'] as const)
      expect([as, (await send(as, bytes(header))).status]).toEqual([as, 403])
    expect((await send(null, bytes(header))).status).toBe(401)
  })

  it('takes columns by a mapping that the person corrected', async () => {
    const file = bytes('A;B;C\nAda Corrected;ada.corrected@example.org;x\n')
    const guessed = (await send('administrator', file)).answer
    expect(guessed.mapping).toEqual({})
    expect(guessed.columns[0]).toEqual({ index: 0, header: 'A', samples: ['Ada Corrected'] })
    const mapped = (await send('administrator', file, false, { fullName: 0, email: 1 })).answer
    expect(mapped.counts).toMatchObject({ newPeople: 1, problemRows: 0 })
    expect((await send('administrator', file, false, { nonsense: 0 })).status).toBe(422)
  })

  it('brings a whole institution in one go', async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => row(`many${index}`))
    const { status, answer } = await send('administrator', bytes([header, ...lines].join('\r\n')), true)
    expect(status).toBe(200)
    expect(answer.counts.newPeople).toBe(2000)
    const file = await download('administrator', 'csv')
    expect((await send('administrator', file)).answer.sentence).toContain('Nothing changes')
  })
})

describe('files that are not what they should be', () => {
  const refusal = async (body: Uint8Array<ArrayBuffer>) => {
    const { status, problem } = await send('administrator', body)
    return [status, problem.detail] as const
  }

  it('are refused with a sentence', async () => {
    expect((await refusal(bytes('')))[1]).toContain('empty')
    expect((await refusal(bytes(header)))[1]).toContain('no rows')
    expect(await refusal(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))).toEqual([
      415,
      'This is neither CSV nor an Excel workbook (.xlsx). Choose another file.',
    ])
    expect((await refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0])))[1]).toContain('old Excel file')
    expect((await refusal(zipSync({ 'readme.txt': bytes('hello') })))[1]).toContain('not an Excel workbook')
    const cut = zipSync({ 'xl/workbook.xml': bytes('x'.repeat(50_000)) }).subarray(0, 60)
    expect((await refusal(cut))[0]).toBeGreaterThanOrEqual(415)
    const [status, sentence] = await refusal(bytes(`${header}\n"1,Ada,open quote`))
    expect(status).toBe(422)
    expect(sentence).toContain('quotation mark')
  })

  it('may not be large, not even when unpacked', async () => {
    const large = await refusal(new Uint8Array(50 * 1024 * 1024).fill(65))
    expect(large).toEqual([413, 'This is larger than the 10 MB taken here. Split it, or send less.'])
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(64 * 1024 * 1024) })
    expect(bomb.byteLength).toBeLessThan(1024 * 1024)
    expect((await refusal(bomb))[1]).toContain('unpacks to more than 40 MB')
    const rows = Array.from({ length: 4001 }, (_, index) => row(String(index)))
    expect((await refusal(bytes([header, ...rows].join('\n'))))[0]).toBe(413)
  })
})

describe('an export', () => {
  it('is for those who may, and holds their programs only', async () => {
    const file = new TextDecoder().decode(await download('otherCoordinator', 'csv'))
    expect(file).toContain('OtherTrainee')
    expect(file).not.toContain('Fictional1')
    const query = `?format=csv&programId=${app.world.programId}`
    expect((await app.request('GET', `/api/people-export${query}`, { as: 'otherDirector' })).status).toBe(403)
    expect((await app.request('GET', '/api/people-export?format=csv', { as: 'trainee' })).status).toBe(403)
    expect((await app.call(exportPeopleFile, null, { query: { format: 'csv' } })).status).toBe(401)
    expect((await app.call(exportPeopleFile, 'dio', { query: { format: 'csv' } })).status).toBe(200)
  })

  const dangerous = fc.string({
    minLength: 1,
    maxLength: 12,
    unit: fc.constantFrom(...Array.from('=+-@\'",;a é\u{FF1D}\n')),
  })
  const anyName = fc
    .tuple(fc.constantFrom('', '=', '+', '-', '@', "'=", "''@", '=HYPERLINK("x")', 'Ärzte, '), dangerous)
    .map(([start, rest]) => `${start}${rest}x`.trim().replace(/\s+/g, ' '))

  it('comes back unchanged in both formats, and runs no formula', { timeout: 60_000 }, async () => {
    const names = fc.sample(fc.tuple(anyName, anyName), { numRuns: 40, seed: 7 })
    for (const [index, [givenName, familyName]] of names.entries()) {
      const body = {
        givenName,
        familyName,
        email: `rt${index}@example.org`,
        staffNumber: `=${index}`,
        facultyOf: app.world.programId,
      }
      expect((await app.call(createPerson, 'coordinator', { body })).status).toBe(201)
    }
    for (const format of ['csv', 'xlsx'] as const) {
      const file = await download('coordinator', format)
      const { answer } = await send('coordinator', file, true)
      expect(answer.problems).toEqual([])
      expect(answer.sentence).toBe('Everything in this file is here already. Nothing changes.')
      const { rows } = await readSheet(file)
      expect(rows.some(({ cells }) => cells.includes('=7'))).toBe(true)
    }
    const cells: string[] = parse(Buffer.from(await download('coordinator', 'csv')), { bom: true }).flat()
    expect(cells.filter((cell) => /^[=+@\-\uFF1D]/.test(cell))).toEqual([])
  })

  it('keeps the name of a person whose file was renamed', async () => {
    const { answer } = await app.call(getPeople, 'coordinator', { query: { search: 'rt0@example.org' } })
    const id = answer.items[0]?.id ?? ''
    const file = bytes(`Gradus ID,Given name,Family name,E-mail\n${id},New,Name,new@example.org\n`)
    expect((await send('coordinator', file, true)).answer.counts).toMatchObject({ changedPeople: 1, newPeople: 0 })
    const person = await app.call(getPerson, 'coordinator', { params: { personId: id } })
    expect(person.answer).toMatchObject({ givenName: 'New', email: 'new@example.org', staffNumber: '=0' })
  })
})

describe('reading cells', () => {
  it('takes dates as people and spreadsheets write them', () => {
    const days = ['2026-07-01', '7/1/2026', '07/01/2026', '1 Jul 2026', '1-July-2026', '46204', '2026-07-01T00:00:00']
    expect(days.map(readDay)).toEqual(days.map(() => ({ value: '2026-07-01' })))
    for (const text of ['31/12/2026', '2026-02-29', '1.7.2026', 'July', '7/1/26'])
      expect(readDay(text)).toHaveProperty('problem')
  })

  it('takes shares and names', () => {
    expect(readPercent('0.5', false)).toEqual({ value: 50 })
    expect(readPercent('1', false)).toEqual({ value: 100 })
    expect(readPercent('1', true)).toEqual({ value: 1 })
    expect(readPercent('80 %', false)).toEqual({ value: 80 })
    expect(readPercent('0', true)).toHaveProperty('problem')
    expect(readFullName('Doe, Jane')).toEqual({ givenName: 'Jane', familyName: 'Doe' })
    expect(readFullName('Jane van Doe')).toEqual({ givenName: 'Jane van', familyName: 'Doe' })
  })

  it('guesses columns from the headers people use', () => {
    expect(detectColumns(['Name', 'PGY', 'Start Date', 'Mail'])).toEqual({
      fullName: 0,
      entryLevel: 1,
      startOn: 2,
      email: 3,
    })
    expect(detectColumns(['First', 'Last', 'Name'])).toEqual({ givenName: 0, familyName: 1 })
  })
})
