import { Button, Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core'
import { LEAVE_KINDS } from '@gradus/rules'
import { useState } from 'react'
import { fieldError } from '../../../../ui/notices.tsx'
import { leaveKinds, leaveNames } from '../../../people/contract.ts'
import type { AbsenceKind } from '../settings.ts'
import classes from './absences.module.css'

const leaveChoices = leaveKinds.map((value) => ({ value, label: leaveNames[value] }))
const boardKinds = Object.keys(LEAVE_KINDS) as AbsenceKind['boardKind'][]
const boardChoices = boardKinds.map((value) => ({
  value,
  label: `${LEAVE_KINDS[value].label}${LEAVE_KINDS[value].countsForBoard ? '' : ' (not counted)'}`,
}))

/** The kinds of time away, one line each. */
export function KindRows(props: {
  readonly kinds: readonly AbsenceKind[]
  readonly levels: readonly string[]
  readonly onChange: (kinds: AbsenceKind[]) => void
  readonly error: Error | null
}) {
  const { kinds, levels, onChange, error } = props
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const differs = ({ code, byLevel }: AbsenceKind) => byLevel.length > 0 || open.has(code)
  const add = () => {
    const taken = new Set(kinds.map(({ code }) => code))
    let number = kinds.length + 1
    while (taken.has(`kind-${number}`)) number += 1
    onChange([
      ...kinds,
      {
        code: `kind-${number}`,
        name: '',
        leaveKind: 'other',
        boardKind: 'vacation',
        allowanceDays: null,
        byLevel: [],
        carryDays: 0,
        countsTowardTraining: true,
        exempt: false,
        callIn: false,
        source: '',
        verified: true,
      },
    ])
  }
  return (
    <div className={classes.rows}>
      {kinds.map((kind, at) => {
        const set = (value: Partial<AbsenceKind>) =>
          onChange(kinds.map((item, index) => (index === at ? { ...item, ...value } : item)))
        const name = kind.name === '' ? `kind ${at + 1}` : kind.name
        const days = (value: number | string): number | null => (typeof value === 'number' ? value : null)
        return (
          <div key={kind.code} className={classes.kind}>
            <div className={classes.fields}>
              <TextInput
                label="Name"
                value={kind.name}
                onChange={(event) => set({ name: event.currentTarget.value })}
                error={fieldError(error, `settings.kinds.${at}.name`)}
              />
              <NumberInput
                label="Working days a year"
                placeholder="no allowance"
                min={0}
                max={366}
                step={0.5}
                value={kind.allowanceDays ?? ''}
                onChange={(value) => set({ allowanceDays: days(value) })}
                error={fieldError(error, `settings.kinds.${at}.allowanceDays`)}
              />
              <NumberInput
                label="Carried over, at most"
                min={0}
                max={366}
                step={0.5}
                value={kind.carryDays}
                onChange={(value) => set({ carryDays: days(value) ?? 0 })}
              />
              <Select
                label="Entered as"
                data={leaveChoices}
                value={kind.leaveKind}
                onChange={(value) => set({ leaveKind: leaveKinds.find((known) => known === value) ?? kind.leaveKind })}
                allowDeselect={false}
              />
              <Select
                label="For the board it is"
                data={boardChoices}
                value={kind.boardKind}
                onChange={(value) => set({ boardKind: boardKinds.find((known) => known === value) ?? kind.boardKind })}
                allowDeselect={false}
              />
              <TextInput
                label="Who says so"
                aria-label={`Who says so, ${name}`}
                value={kind.source}
                onChange={(event) => set({ source: event.currentTarget.value })}
              />
            </div>
            {levels.length < 2 || kind.allowanceDays === null || !differs(kind) ? null : (
              <LevelAllowances kind={kind} levels={levels} name={name} onChange={(byLevel) => set({ byLevel })} />
            )}
            <div className={classes.marks}>
              <Checkbox
                label="Counts towards training"
                aria-label={`Counts towards training, ${name}`}
                checked={kind.countsTowardTraining}
                onChange={(event) => set({ countsTowardTraining: event.currentTarget.checked })}
              />
              <Checkbox
                label="Free of blackouts and limits"
                aria-label={`Free of blackouts and limits, ${name}`}
                checked={kind.exempt}
                onChange={(event) => set({ exempt: event.currentTarget.checked })}
              />
              <Checkbox
                label="May be reported at once"
                aria-label={`May be reported at once, ${name}`}
                checked={kind.callIn}
                onChange={(event) => set({ callIn: event.currentTarget.checked })}
              />
              {levels.length < 2 || kind.allowanceDays === null ? null : (
                <Checkbox
                  label="Differs by level"
                  aria-label={`Differs by level, ${name}`}
                  checked={differs(kind)}
                  onChange={(event) => {
                    const isOn = event.currentTarget.checked
                    setOpen(
                      (before) => new Set(isOn ? [...before, kind.code] : [...before].filter((c) => c !== kind.code)),
                    )
                    if (!isOn) set({ byLevel: [] })
                  }}
                />
              )}
              <Checkbox
                label="Figures confirmed"
                aria-label={`Figures confirmed, ${name}`}
                checked={kind.verified}
                onChange={(event) => set({ verified: event.currentTarget.checked })}
              />
              <Button
                variant="subtle"
                disabled={kinds.length === 1}
                onClick={() => onChange(kinds.filter((_, index) => index !== at))}
                aria-label={`Remove ${name}`}
              >
                Remove
              </Button>
            </div>
          </div>
        )
      })}
      <Group>
        <Button variant="default" size="xs" onClick={add}>
          Add a kind
        </Button>
      </Group>
    </div>
  )
}

/** Where a level has another allowance than the kind. */
function LevelAllowances(props: {
  readonly kind: AbsenceKind
  readonly levels: readonly string[]
  readonly name: string
  readonly onChange: (byLevel: AbsenceKind['byLevel']) => void
}) {
  const { kind, levels, name, onChange } = props
  return (
    <div className={classes.fields}>
      {levels.map((level) => (
        <NumberInput
          key={level}
          label={`Days at ${level}`}
          aria-label={`Days at ${level}, ${name}`}
          placeholder={`${kind.allowanceDays ?? ''}`}
          size="xs"
          min={0}
          max={366}
          step={0.5}
          value={kind.byLevel.find((row) => row.level === level)?.allowanceDays ?? ''}
          onChange={(value) =>
            onChange([
              ...kind.byLevel.filter((row) => row.level !== level),
              ...(typeof value === 'number' ? [{ level, allowanceDays: value }] : []),
            ])
          }
        />
      ))}
    </div>
  )
}
