import { stringify } from 'csv-stringify/sync'
import Pdf from 'pdfkit'
import { dayWords } from '../../platform/day-words.ts'
import type { HoursOverview } from './oversight-contract.ts'
import { ruleTitle } from './overview.ts'

/** A line for each trainee and averaging window. Cells that a spreadsheet would take for a formula are defused. */
export function reportCsv({ trainees, programs }: HoursOverview): string {
  const names = new Map(programs.map(({ programId, programName }) => [programId, programName]))
  const header = [
    'Name',
    'Program',
    'Level',
    'Rotation',
    'First day',
    'Last day',
    'Hours a week',
    'Limit',
    'Days off',
    'Days off needed',
    'In-house calls',
    'Calls allowed',
    'Violations of the trainee',
    'Warnings of the trainee',
    'Weeks not confirmed',
  ]
  const lines = trainees.flatMap((trainee) =>
    trainee.windows.map((window) => [
      trainee.personName,
      trainee.programIds.map((id) => names.get(id) ?? '').join('; '),
      trainee.level,
      window.label ?? '',
      window.startOn,
      window.endOn,
      window.averageHours ?? '',
      window.limitHours,
      window.daysOff,
      window.daysOffRequired,
      window.calls,
      window.callsAllowed,
      trainee.violations,
      trainee.warnings,
      trainee.unconfirmedWeeks.length,
    ]),
  )
  return stringify([header, ...lines], { escape_formulas: true, bom: true, record_delimiter: 'windows' })
}

interface Column {
  readonly header: string
  readonly width: number
  readonly align?: 'left' | 'right'
}
type Cell = string | number

const margin = 48
const lineHeight = 15

/** The compliance report on paper: tagged, so that a screen reader finds its headings and tables. */
export async function reportPdf(view: HoursOverview, title: string, madeOn: string): Promise<Uint8Array<ArrayBuffer>> {
  const doc = new Pdf({
    size: 'A4',
    margin,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: 'en',
    bufferPages: true,
    info: { Title: title, Creator: 'Gradus', CreationDate: new Date(`${madeOn}T00:00:00Z`) },
  })
  const chunks: Uint8Array[] = []
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  const root = doc.struct('Document')
  doc.addStructure(root)

  const words = (tag: 'H1' | 'H2' | 'P', text: string, size: number, bold = false) => {
    if (doc.y > doc.page.height - margin - size * 3) doc.addPage()
    root.add(
      doc.struct(tag, {}, () => {
        doc
          .font(bold ? 'Helvetica-Bold' : 'Helvetica')
          .fontSize(size)
          .fillColor('#16222a')
          .text(text, margin, doc.y)
      }),
    )
    doc.y += size * 0.4
  }

  const table = (columns: readonly Column[], rows: readonly (readonly Cell[])[]) => {
    const structure = doc.struct('Table')
    root.add(structure)
    const row = (cells: readonly Cell[], tag: 'TH' | 'TD') => {
      if (doc.y > doc.page.height - margin - lineHeight) doc.addPage()
      const line = doc.struct('TR')
      structure.add(line)
      const top = doc.y
      let left = margin
      cells.forEach((cell, index) => {
        const { width, align = 'left' } = columns[index]!
        line.add(
          doc.struct(tag, {}, () => {
            doc
              .font(tag === 'TH' ? 'Helvetica-Bold' : 'Helvetica')
              .fontSize(9)
              .text(String(cell), left, top, {
                width: width - 6,
                align,
                height: lineHeight,
                lineBreak: false,
                ellipsis: true,
              })
          }),
        )
        left += width
      })
      line.end()
      doc.x = margin
      doc.y = top + lineHeight
    }
    row(
      columns.map(({ header }) => header),
      'TH',
    )
    for (const cells of rows) row(cells, 'TD')
    structure.end()
    doc.y += 10
  }

  words('H1', title, 18, true)
  words('P', view.answer, 11)
  words(
    'P',
    `Made on ${dayWords(madeOn)} from the log of hours; weeks that nobody has confirmed count as the schedule has them. Averages are by rotation, leave taken out.`,
    9,
  )
  words('H2', 'Programs', 13, true)
  table(
    [
      { header: 'Program', width: 215 },
      { header: 'Trainees', width: 55, align: 'right' },
      { header: 'Hours a week', width: 70, align: 'right' },
      { header: 'Highest', width: 50, align: 'right' },
      { header: 'Violations', width: 55, align: 'right' },
      { header: 'To confirm', width: 54, align: 'right' },
    ],
    view.programs.map((one) => [
      one.programName,
      one.trainees,
      one.mean ?? '-',
      one.highest ?? '-',
      one.violations,
      one.unconfirmed,
    ]),
  )
  words('H2', 'Rules', 13, true)
  if (view.clauses.length === 0) words('P', 'No rule has anything to say.', 10)
  else
    table(
      [
        { header: 'Rule', width: 150 },
        { header: 'Source', width: 219 },
        { header: 'Violations', width: 65, align: 'right' },
        { header: 'Warnings', width: 65, align: 'right' },
      ],
      view.clauses.map((one) => [one.title, one.source, one.violations, one.warnings]),
    )
  words('H2', 'Violations', 13, true)
  if (view.violations.length === 0) words('P', 'None.', 10)
  for (const one of view.violations) {
    words('P', `${ruleTitle(one.ruleId)}: ${one.sentence}`, 10)
    words(
      'P',
      one.told === null
        ? 'Nothing was told about it yet.'
        : one.told.closed
          ? `Closed: ${one.told.action ?? ''}`
          : 'Told by the trainee; waits for the director.',
      9,
    )
  }
  words('H2', 'Trainees', 13, true)
  table(
    [
      { header: 'Name', width: 170 },
      { header: 'Level', width: 60 },
      { header: 'Highest average', width: 90, align: 'right' },
      { header: 'Violations', width: 60, align: 'right' },
      { header: 'Warnings', width: 60, align: 'right' },
      { header: 'To confirm', width: 59, align: 'right' },
    ],
    view.trainees.map((one) => [
      one.personName,
      one.level,
      one.highest ?? '-',
      one.violations,
      one.warnings,
      one.unconfirmedWeeks.length,
    ]),
  )
  root.end()
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    doc.markContent('Artifact', { type: 'Pagination' })
    // Below the margin, where writing would otherwise begin another page.
    doc.page.margins.bottom = 0
    doc
      .font('Helvetica')
      .fontSize(8)
      .text(`${page + 1} of ${count}`, margin, doc.page.height - 30, { lineBreak: false })
    doc.endMarkedContent()
  }
  doc.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}
