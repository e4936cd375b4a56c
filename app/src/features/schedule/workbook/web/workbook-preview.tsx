import { List, Text } from '@mantine/core'
import { Code } from '../../../../ui/code.tsx'
import { shortDay } from '../../../../ui/date-words.ts'
import { ScrollFrame } from '../../../../ui/scroll-frame.tsx'
import { leaveNames } from '../../../people/contract.ts'
import { codeKey } from '../codes.ts'
import type { WorkbookView } from '../contract.ts'
import classes from './workbook.module.css'

/** The lines that will be imported, sheet by sheet, with each code as it is understood. */
export function WorkbookPreview({ view }: { readonly view: WorkbookView }) {
  const meanings = new Map(view.codes.map((line) => [line.code, line]))
  const rotations = new Map(view.rotations.map((rotation) => [rotation.rotationId, rotation]))
  const nameOf = new Map(view.appointments.map(({ id, personName }) => [id, personName]))
  const one = (code: string) => {
    const meaning = meanings.get(code)?.meaning
    if (meaning?.kind === 'leave') return <span className={classes.away}>{leaveNames[meaning.leaveKind]}</span>
    const rotation = meaning?.kind === 'rotation' ? rotations.get(meaning.rotationId) : undefined
    if (rotation !== undefined) return <Code tint={rotation.tint}>{rotation.code}</Code>
    return meaning?.kind === 'nothing' || code === '' ? null : <span className={classes.unknown}>{code}?</span>
  }
  const cell = (text: string) => {
    const key = codeKey(text)
    const halves = meanings.get(key)?.halves ?? []
    if (halves.length !== 2) return one(key)
    return (
      <span className={classes.halves}>
        {one(halves[0] ?? '')}
        {one(halves[1] ?? '')}
      </span>
    )
  }
  return (
    <>
      {view.problems.length === 0 ? null : (
        <List mb="md">
          {view.problems.map(({ sheet, row, sentence }) => (
            <List.Item key={`${sheet} ${row} ${sentence}`}>
              {sheet === '' ? '' : `${sheet}, `}row {row}: {sentence}
            </List.Item>
          ))}
        </List>
      )}
      {view.sheets
        .filter(({ included }) => included)
        .map((sheet) => {
          const lines = view.people.filter((line) => line.sheet === sheet.name && line.appointmentId !== null)
          if (lines.length === 0)
            return (
              <Text key={sheet.name} className="quiet">
                {sheet.name === '' ? 'This file' : sheet.name}: no line is known yet.
              </Text>
            )
          const label = `${sheet.name === '' ? 'This file' : sheet.name}, as it will be imported`
          return (
            <ScrollFrame key={sheet.name} className={classes.frame} label={label}>
              <table className={classes.preview}>
                <caption>{label}</caption>
                <thead>
                  <tr>
                    <th scope="col">Trainee</th>
                    {sheet.periods.map(({ column, startOn }) => (
                      <th key={column} scope="col">
                        {shortDay(startOn)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => (
                    <tr key={line.row}>
                      <th scope="row">{nameOf.get(line.appointmentId ?? '') ?? line.name}</th>
                      {sheet.periods.map(({ column }, index) => (
                        <td key={column}>{cell(line.codes[index] ?? '')}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollFrame>
          )
        })}
    </>
  )
}
