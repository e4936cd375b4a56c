import { plural } from '@gradus/rules'
import type { WorkbookView } from './contract.ts'
import type { LoadedFacts } from './facts.ts'
import { nameKey } from './names.ts'
import { whyNotReady } from './ready.ts'
import { periodView } from './sheet.ts'
import type { WorkbookRow } from './store.ts'
import type { Understanding } from './understand.ts'

/** How a workbook is understood, for the page that asks what is unclear. */
export function viewOf(row: WorkbookRow, understood: Understanding, loaded: LoadedFacts): WorkbookView {
  const { id, version, programId, startYear, fileName, scenarioId, choices } = row
  const people = understood.lines.filter(({ seat }) => seat !== null).length
  const counts = { people, assignments: understood.placements.length, leaves: understood.leaves.length }
  return {
    id,
    version,
    programId,
    startYear,
    yearLabel: loaded.yearLabel,
    fileName,
    scenarioId,
    sentence:
      scenarioId !== null
        ? 'This workbook was imported.'
        : understood.ready
          ? `Everything is understood: ${counts.people} ${counts.people === 1 ? 'person' : 'people'}, ${plural(counts.assignments, 'assignment')}.`
          : whyNotReady(understood),
    ready: understood.ready && scenarioId === null,
    choices,
    sheets: understood.sheets.map(({ name, included, sentence, headerEnd, nameColumns, periods, top }) => ({
      name,
      included,
      sentence,
      headerEnd,
      nameColumns: [...nameColumns],
      periods: periods.map(periodView),
      top: top.map((cells) => [...cells]),
    })),
    people: understood.lines.map(({ sheet, line, seat, skipped, suggestions }) => ({
      sheet,
      row: line.row,
      name: line.name,
      key: nameKey(line.name),
      appointmentId: seat?.key ?? null,
      skipped,
      suggestions: [...suggestions],
      codes: [...line.codes],
    })),
    codes: understood.codes.map(({ halves, ...code }) => ({ ...code, halves: [...halves] })),
    appointments: loaded.rows.map(({ appointmentId, personName, level, startOn, endOn }) => ({
      id: appointmentId,
      personName,
      level,
      startOn,
      endOn,
    })),
    rotations: loaded.rotations.map(({ rotationId, code, name, tint }) => ({ rotationId, code, name, tint })),
    problems: [...understood.problems],
    counts,
  }
}
