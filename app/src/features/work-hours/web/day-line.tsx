import { ActionIcon, Group, Tooltip } from '@mantine/core'
import { IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { instantWords } from '../../../ui/date-words.ts'
import { ErrorNotice } from '../../../ui/notices.tsx'
import {
  addPeriod,
  changePeriod,
  correctPeriod,
  dismissDraft,
  getThisWeek,
  getWeek,
  type HourLine,
  type WeekView,
  withdrawPeriod,
} from '../contract.ts'
import { type PeriodAsked, PeriodForm } from './period-form.tsx'
import { durationWords, kindName, timesWords } from './words.ts'
import classes from './week.module.css'

const refresh = [getWeek, getThisWeek]

/** One line of a day: as the schedule has it or as it was logged, changed in place. */
export function DayLine({ line, week }: { readonly line: HourLine; readonly week: WeekView }) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  const add = useAction(addPeriod, { refresh, onDone: close })
  const change = useAction(changePeriod, { refresh, onDone: close })
  const correct = useAction(correctPeriod, { refresh, onDone: close })
  const dismiss = useAction(dismissDraft, { refresh, onDone: close })
  const withdraw = useAction(withdrawPeriod, { refresh, onDone: close })
  const { entryId, version, draftKey } = line
  const { log } = week.abilities
  const mayChange = !line.planned && (log || (week.abilities.correct && entryId !== null && !line.withdrawn))
  const edited = line.versions.length > 1 || line.versions.some(({ own }) => !own)

  const save = ({ fields, reason }: PeriodAsked) => {
    if (entryId === null || version === null) add.mutate({ body: { ...fields, draftKey } })
    else if (log) change.mutate({ params: { entryId }, body: { ...fields, expectedVersion: version, reason } })
    else
      correct.mutate({
        params: { personId: week.personId, entryId },
        body: { ...fields, expectedVersion: version, reason },
      })
  }
  const notWorked = () => {
    if (entryId === null && draftKey !== null) dismiss.mutate({ body: { draftKey, on: line.on } })
    else if (entryId !== null && version !== null)
      withdraw.mutate({ params: { entryId }, body: { expectedVersion: version, reason: '' } })
  }
  const label = `${timesWords(line)}, ${line.label || kindName(line.kind)}`
  return (
    <div>
      <div className={classes.line}>
        <span className={classes.lineWords}>
          <span className={line.withdrawn ? classes.withdrawn : line.planned ? classes.planned : classes.times}>
            {timesWords(line)}
          </span>
          <span className={line.withdrawn ? classes.withdrawn : undefined}>
            {line.kind === 'assignment' && line.label !== '' ? line.label : kindName(line.kind)}
          </span>
          <span className="quiet">
            {line.withdrawn ? 'not worked' : durationWords(line.minutes)}
            {line.timeZone === null ? '' : `, ${line.timeZone} time`}
            {line.planned ? ', planned' : entryId === null ? ', from the schedule' : ''}
          </span>
        </span>
        {mayChange && !open ? (
          <Group gap={4} wrap="nowrap">
            <Tooltip label="Change">
              <ActionIcon size="lg" variant="subtle" aria-label={`Change ${label}`} onClick={() => setOpen(true)}>
                <IconPencil size={20} aria-hidden />
              </ActionIcon>
            </Tooltip>
            {log && !line.withdrawn ? (
              <Tooltip label="Not worked">
                <ActionIcon
                  size="lg"
                  variant="subtle"
                  color="gray"
                  aria-label={`Not worked: ${label}`}
                  loading={dismiss.isPending || withdraw.isPending}
                  onClick={notWorked}
                >
                  <IconX size={20} aria-hidden />
                </ActionIcon>
              </Tooltip>
            ) : null}
          </Group>
        ) : null}
      </div>
      <ErrorNotice error={dismiss.error ?? withdraw.error} />
      {edited ? <Versions line={line} zone={week.timeZone} /> : null}
      {open ? (
        <PeriodForm
          first={{
            kind: line.kind,
            on: line.on,
            start: line.start,
            end: line.end,
            endsDaysLater: line.endsDaysLater,
            extension: line.extension,
            stayReason: line.stayReason,
          }}
          entryId={entryId}
          draftKey={draftKey}
          save="Save"
          pending={add.isPending || change.isPending || correct.isPending}
          error={add.error ?? change.error ?? correct.error}
          reason={entryId === null ? 'none' : log ? 'optional' : 'required'}
          preview={log}
          onSave={save}
          onCancel={close}
        />
      ) : null}
    </div>
  )
}

/** Every version, with who wrote it: nothing is overwritten, and nothing is hidden from the trainee. */
function Versions({ line, zone }: { readonly line: HourLine; readonly zone: string }) {
  const others = line.versions.some(({ own }) => !own)
  return (
    <details open={others}>
      <summary className="quiet">{line.versions.length} versions</summary>
      <ol className={classes.versions}>
        {line.versions.map((one) => (
          <li key={one.version}>
            {one.words};{' '}
            {one.source === 'drafted' ? 'from the schedule' : one.source === 'timer' ? 'by the timer' : one.by},{' '}
            {instantWords(one.at, zone)}
            {one.reason === '' ? '' : `: ${one.reason}`}
          </li>
        ))}
      </ol>
    </details>
  )
}
