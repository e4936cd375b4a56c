import { Table, Text } from '@mantine/core'
import { dayWords, rangeWords } from '../../../../ui/date-words.ts'
import { Status, StatusBar } from '../../../../ui/status.tsx'
import type { RequirementResultView } from '../contract.ts'
import classes from './progress-page.module.css'
import { amountWords, figure } from './progress-words.ts'

const whenWords = { past: 'done', planned: 'planned' } as const

/** One requirement as a bar with its dates; the evidence is one click away. */
export function RequirementItem({ result }: { readonly result: RequirementResultView }) {
  return (
    <li className={classes.item}>
      <div className={classes.head}>
        <h3 className={classes.title}>{result.title}</h3>
        <Status kind={result.status} />
      </div>
      <StatusBar
        kind={result.status}
        label={`${result.title}: ${amountWords(result)}`}
        done={result.done}
        planned={result.planned}
        needed={result.needed}
      />
      <div className={classes.figures}>
        <span>{amountWords(result)}</span>
        <span>{result.metOn === null ? `due ${dayWords(result.dueOn)}` : `met ${dayWords(result.metOn)}`}</span>
      </div>
      <Text size="sm">
        {result.sentence}
        {result.verified ? '' : ' The figure of this requirement is not verified against its source.'}
      </Text>
      {result.evidence.length === 0 ? null : (
        <details className={classes.evidence}>
          <summary>Evidence ({result.evidence.length})</summary>
          <Table.ScrollContainer minWidth={420}>
            <Table verticalSpacing={4} fz="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>What</Table.Th>
                  <Table.Th>When</Table.Th>
                  <Table.Th ta="right">{result.unit}</Table.Th>
                  <Table.Th>State</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {result.evidence.map((piece) => (
                  <Table.Tr key={`${piece.label} ${piece.startOn}`}>
                    <Table.Td>{piece.label}</Table.Td>
                    <Table.Td>{rangeWords(piece.startOn, piece.endOn)}</Table.Td>
                    <Table.Td ta="right">{figure(piece.amount)}</Table.Td>
                    <Table.Td>{whenWords[piece.when]}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </details>
      )}
    </li>
  )
}
