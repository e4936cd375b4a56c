import { Badge, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { dayWords, instantWords, rangeWords } from '../../../../ui/date-words.ts'
import type { AbsenceEffect } from '../contract.ts'
import classes from './absences.module.css'
import { Said } from './said.tsx'
import { daysWords } from './words.ts'

/** A figure nobody has confirmed, or our own reading of a text, says so beside it. */
function Unconfirmed({ verified, isReading = false }: { readonly verified: boolean; readonly isReading?: boolean }) {
  if (verified && !isReading) return null
  return (
    <Badge variant="default" size="sm" radius="sm">
      {isReading ? 'our reading' : 'not confirmed'}
    </Badge>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <li className={classes.fact}>
      <span>{label}</span>
      <div>{children}</div>
    </li>
  )
}

/** What time away does, in the order in which people ask: may I, who is left, which calls, what it costs me. */
export function EffectView({ effect }: { readonly effect: AbsenceEffect }) {
  const { remarks, balance, coverage, othersAway, calls, findings, board, entitlement, graduation } = effect
  return (
    <div className={classes.effect}>
      <Stack gap="sm">
        {remarks.map(({ firm, sentence }) => (
          <Said key={sentence} kind={firm ? 'violation' : 'warning'}>
            {sentence}
          </Said>
        ))}
        <ul className={classes.facts}>
          {effect.takesDays === null ? null : (
            <Fact label="Takes">
              {daysWords(effect.takesDays)}
              {balance === null || balance.leftDays === null ? null : (
                <>
                  {' '}
                  of {daysWords(Math.max(0, balance.leftDays))} left ({balance.kindName}){' '}
                  <Unconfirmed verified={balance.verified} />
                </>
              )}
            </Fact>
          )}
          {coverage.length === 0 ? null : (
            <Fact label="Who is left">
              {coverage.map((place) => (
                <div key={`${place.label} ${place.startOn}`}>
                  {place.short ? <Said kind="warning">{place.sentence}</Said> : place.sentence}
                </div>
              ))}
            </Fact>
          )}
          {othersAway.length === 0 ? null : (
            <Fact label="Also away">
              {othersAway.map((other) => (
                <div key={`${other.personName} ${other.startOn} ${other.state}`}>
                  {other.personName}, {rangeWords(other.startOn, other.endOn)}
                  {other.state === 'pending' ? ' (asked for)' : ''}
                </div>
              ))}
            </Fact>
          )}
          <Fact label="Call">
            {calls.length === 0
              ? 'No published call in this time.'
              : calls.map((call) => (
                  <div key={call.assignmentId}>
                    <Said kind="warning">
                      {call.shiftName} ({call.poolName}), {instantWords(call.startAt, call.timeZone)}
                    </Said>
                  </div>
                ))}
          </Fact>
          {findings.length === 0 ? null : (
            <Fact label="Schedule rules">
              {findings.slice(0, 6).map((finding) => (
                <div key={finding.sentence}>
                  <Said kind={finding.severity}>{finding.sentence}</Said>
                </div>
              ))}
              {findings.length > 6 ? <Text size="sm">and {findings.length - 6} more</Text> : null}
            </Fact>
          )}
          <Training board={board} entitlement={entitlement} graduation={graduation} />
        </ul>
      </Stack>
    </div>
  )
}

function Training({ board, entitlement, graduation }: Pick<AbsenceEffect, 'board' | 'entitlement' | 'graduation'>) {
  return (
    <>
      {entitlement === null ? null : (
        <Fact label="Owed to you">
          {entitlement.sentence} <Unconfirmed verified={entitlement.citation.verified} />
          <Text size="sm" className="quiet">
            {entitlement.citation.source}
          </Text>
        </Fact>
      )}
      {board === null ? null : (
        <Fact label="Board’s budget">
          {daysWords(board.usedAfter)} of {daysWords(board.allowedDays)} over the residency,{' '}
          {daysWords(board.remaining)} left{' '}
          <Unconfirmed verified={board.citation.verified} isReading={board.isReading} />
          {board.sentences.map((sentence) => (
            <div key={sentence}>
              <Said kind="warning">{sentence}</Said>
            </div>
          ))}
          <Text size="sm" className="quiet">
            {board.citation.source}
          </Text>
        </Fact>
      )}
      {graduation === null ? null : (
        <Fact label="End of training">
          {graduation.fromOn === graduation.toOn ? (
            `Stays ${dayWords(graduation.toOn)}.`
          ) : (
            <Said kind="warning">
              Moves from {dayWords(graduation.fromOn)} to {dayWords(graduation.toOn)}.
            </Said>
          )}
        </Fact>
      )}
    </>
  )
}
