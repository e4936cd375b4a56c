import { dayOf, overlap } from '@gradus/rules'
import { stringify } from 'csv-stringify/sync'
import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node'
import type { GridRow, RotationView, ScheduleView } from './contract.ts'

/** One pale fill for each palette place; the code in the cell carries the meaning. */
const fills = [
  '#dbe9f6',
  '#e3dcf2',
  '#d9f0e3',
  '#f7e6d4',
  '#f6dcdc',
  '#e8ecd2',
  '#d6eeee',
  '#f3dfec',
  '#e6e2d8',
  '#fbefc9',
  '#dfe3ea',
  '#e9dccf',
] as const

interface Placed {
  readonly startOn: string
  readonly endOn: string
  readonly rotation: RotationView
}

function placedByAppointment(view: ScheduleView): Map<string, Placed[]> {
  const rotations = new Map(view.rotations.map((rotation) => [rotation.key, rotation]))
  const placed = new Map<string, Placed[]>()
  for (const { appointmentId, rotationKey, startOn, endOn } of view.assignments) {
    const rotation = rotations.get(rotationKey)
    if (rotation === undefined) continue
    const entry = { startOn, endOn, rotation }
    const own = placed.get(appointmentId)
    if (own) own.push(entry)
    else placed.set(appointmentId, [entry])
  }
  return placed
}

/** A line for each assignment. Cells that a spreadsheet would take for a formula are defused. */
export function scheduleCsv(view: ScheduleView): string {
  const programs = new Map(view.programs.map(({ id, name }) => [id, name]))
  const placed = placedByAppointment(view)
  const lines = view.rows.flatMap((row) =>
    (placed.get(row.appointmentId) ?? [])
      .toSorted((a, b) => (a.startOn < b.startOn ? -1 : 1))
      .map(({ startOn, endOn, rotation }) => [
        row.personName,
        programs.get(row.programId) ?? '',
        row.level,
        rotation.code,
        rotation.name,
        rotation.siteName ?? '',
        startOn,
        endOn,
      ]),
  )
  const header = ['Name', 'Program', 'Level', 'Code', 'Rotation', 'Site', 'First day', 'Last day']
  return stringify([header, ...lines], { escape_formulas: true, bom: true, record_delimiter: 'windows' })
}

/** A workbook: for each program a sheet with people down and the periods of its calendar across, and a legend. */
export async function scheduleWorkbook(view: ScheduleView): Promise<Uint8Array<ArrayBuffer>> {
  const placed = placedByAppointment(view)
  const names = new Set<string>()
  const sheets = view.programs.map((program) => ({
    sheet: sheetName(program.shortName, names),
    data: programSheet(
      view.rows.filter(({ programId }) => programId === program.id),
      placed,
    ),
    stickyRowsCount: 2,
    stickyColumnsCount: 2,
    columns: [{ width: 28 }, { width: 9 }],
  }))
  const legend = {
    sheet: sheetName('Legend', names),
    data: legendSheet(view),
    columns: [{ width: 9 }, { width: 40 }, { width: 40 }, { width: 30 }],
  }
  const buffer = await writeXlsxFile([...sheets, legend]).toBuffer()
  return new Uint8Array(buffer)
}

interface Style {
  readonly fontWeight?: 'bold'
  readonly backgroundColor?: string
  readonly align?: 'center'
}
/** Always a string to the spreadsheet, so that no text is taken for a formula. */
const text = (value: string, style: Style = {}): Cell => ({ ...style, type: String, value })
const heading = (value: string): Cell => text(value, { fontWeight: 'bold' })

/** Every distinct calendar of the program (split weeks differ by level) gets its own heading above its people. */
function programSheet(rows: readonly GridRow[], placed: ReadonlyMap<string, readonly Placed[]>): SheetData {
  const data: SheetData = []
  let above = ''
  for (const row of rows) {
    const calendar = row.periods.map(({ startOn }) => startOn).join()
    if (calendar !== above) {
      data.push([heading('Name'), heading('Level'), ...row.periods.map(({ label }) => heading(label))])
      data.push([text(''), text('From'), ...row.periods.map(({ startOn }) => text(startOn))])
      above = calendar
    }
    data.push([
      text(row.personName),
      text(row.level),
      ...row.periods.map((period) => periodCell(period, placed.get(row.appointmentId) ?? [])),
    ])
  }
  return data.length > 0 ? data : [[text('Nobody is appointed in this year.')]]
}

const range = ({ startOn, endOn }: { startOn: string; endOn: string }) => ({
  startOn: dayOf(startOn),
  endOn: dayOf(endOn),
})

function periodCell(period: { startOn: string; endOn: string }, placed: readonly Placed[]): Cell {
  const here = placed.filter((entry) => overlap(range(entry), range(period)))
  const [first] = here
  if (first === undefined) return null
  const codes = [...new Set(here.map(({ rotation }) => rotation.code))]
  return text(codes.join(' / '), { backgroundColor: fills[first.rotation.tint] ?? fills[0], align: 'center' })
}

function legendSheet(view: ScheduleView): SheetData {
  const programs = new Map(view.programs.map(({ id, name }) => [id, name]))
  return [
    [heading('Code'), heading('Rotation'), heading('Program'), heading('Site')],
    ...view.rotations.map((rotation) => [
      text(rotation.code, { backgroundColor: fills[rotation.tint] ?? fills[0] }),
      text(rotation.name),
      text(programs.get(rotation.programId) ?? ''),
      text(rotation.offSite ? `${rotation.siteName ?? ''} (off-site)` : (rotation.siteName ?? '')),
    ]),
  ]
}

/** Spreadsheets take at most 31 characters, none of []:*?/\, and each name once. */
function sheetName(wanted: string, taken: Set<string>): string {
  const clean =
    wanted
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, 27) || 'Program'
  let name = clean
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${clean} ${count}`
  taken.add(name.toLowerCase())
  return name
}
