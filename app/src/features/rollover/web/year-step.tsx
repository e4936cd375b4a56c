import { Button, Checkbox, Group, List, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { dayWords } from '../../../ui/date-words.ts'
import { ErrorNotice, fieldError } from '../../../ui/notices.tsx'
import { Section } from '../../../ui/page.tsx'
import { decideYear, getRollover, type HolidayView, type RolloverView, type YearDecision } from '../contract.ts'
import classes from './rollover.module.css'
import { Remark } from './remark.tsx'

type Holiday = YearDecision['holidays'][number]

/** What next year gets besides people: a draft, a last day for wishes, holidays; and what goes on by itself. */
export function YearStep({ view, onNext }: { readonly view: RolloverView; readonly onNext: () => void }) {
  const { year } = view
  const [decision, setDecision] = useState(year.decision)
  const [asksWishes, setAsksWishes] = useState(year.decision.wishesUntil !== null)
  const [until, setUntil] = useState(year.decision.wishesUntil ?? year.wishesUntil ?? '')
  const isChanged = JSON.stringify(decision) !== JSON.stringify(year.decision)
  const save = useAction(decideYear, { refresh: [getRollover], onDone: onNext })
  const problems = view.plan?.problems.filter(({ path }) => path === 'year') ?? []
  const setDraft = (draft: Partial<YearDecision['draft']>) =>
    setDecision({ ...decision, draft: { ...decision.draft, ...draft } })
  const setWishes = (asks: boolean, day: string) => {
    setAsksWishes(asks)
    setUntil(day)
    setDecision({ ...decision, wishesUntil: asks && day !== '' ? day : null })
  }
  const setHoliday = (fromId: string, change: Partial<Holiday>) =>
    setDecision({
      ...decision,
      holidays: decision.holidays.map((each) => (each.fromId === fromId ? { ...each, ...change } : each)),
    })
  const goOn = () =>
    isChanged
      ? save.mutate({
          params: { programId: view.programId, startYear: String(view.startYear) },
          body: { expectedVersion: year.version, decision },
        })
      : onNext()
  return (
    <Stack gap="md">
      <ErrorNotice error={save.error} shown={['decision.draft.name']} />
      {problems.map(({ sentence }) => (
        <Remark key={sentence} kind="violation">
          {sentence}
        </Remark>
      ))}
      <Section title={`The draft of ${view.label}`}>
        <Stack gap="sm">
          {year.isPublished ? <Remark kind="note">{`Something of ${view.label} is published already.`}</Remark> : null}
          {year.drafts.length === 0 ? null : (
            <Remark kind="note">{`There is a draft already: ${year.drafts.map(({ name }) => name).join(', ')}.`}</Remark>
          )}
          <Checkbox
            label="Begin a draft"
            checked={decision.draft.make}
            onChange={(event) => setDraft({ make: event.currentTarget.checked })}
          />
          {decision.draft.make ? (
            <>
              <TextInput
                label="Its name"
                value={decision.draft.name}
                error={fieldError(save.error, 'decision.draft.name')}
                onChange={(event) => setDraft({ name: event.currentTarget.value })}
              />
              <NativeSelect
                label="It begins with"
                description="What people have planned for the year already is pinned, so that the solver leaves it where it is."
                data={[
                  { value: 'record', label: 'What is published of the year already' },
                  ...year.drafts.map(({ id, name }) => ({ value: id, label: `What “${name}” has` })),
                  { value: 'empty', label: 'Nothing' },
                ]}
                value={decision.draft.from}
                onChange={(event) => setDraft({ from: event.currentTarget.value })}
              />
            </>
          ) : null}
        </Stack>
      </Section>
      <Section title="Wishes">
        <Stack gap="sm">
          {year.wishesUntil === null ? null : <Text>Wishes are open until {dayWords(year.wishesUntil)}.</Text>}
          <Checkbox
            label={year.wishesUntil === null ? 'Ask trainees what they would like' : 'Change the last day'}
            checked={asksWishes}
            onChange={(event) => setWishes(event.currentTarget.checked, until)}
          />
          {asksWishes ? (
            <TextInput
              label="Last day to answer"
              type="date"
              value={until}
              onChange={(event) => setWishes(true, event.currentTarget.value)}
            />
          ) : null}
        </Stack>
      </Section>
      <Section title="Holidays">
        {year.holidays.length === 0 ? (
          <Text>{view.fromLabel} has no holidays to bring along. They are entered with the call pools.</Text>
        ) : (
          <>
            {year.holidays.some(({ isShared, isThere }) => isShared && !isThere) ? (
              <Remark kind="note">
                {`Holidays of the whole institution are brought into ${view.label} by the DIO or an administrator, with the call pools.`}
              </Remark>
            ) : null}
            <ul className={classes.list}>
              {year.holidays.map((holiday) => (
                <HolidayLine
                  key={holiday.fromId}
                  holiday={holiday}
                  decided={decision.holidays.find(({ fromId }) => fromId === holiday.fromId)}
                  onChange={(change) => setHoliday(holiday.fromId, change)}
                />
              ))}
            </ul>
          </>
        )}
      </Section>
      <Section title="What goes on by itself">
        <List>
          {year.goesOn.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      </Section>
      <Group justify="end">
        <Button rightSection={<IconArrowRight size={18} aria-hidden />} loading={save.isPending} onClick={goOn}>
          {isChanged ? 'Keep and read what is written' : 'Read what is written'}
        </Button>
      </Group>
    </Stack>
  )
}

function HolidayLine(props: {
  readonly holiday: HolidayView
  readonly decided: Holiday | undefined
  readonly onChange: (change: Partial<Holiday>) => void
}) {
  const { holiday, decided, onChange } = props
  const { name } = holiday
  if (decided === undefined) return <li>{`${name}, new since this was decided. Enter it with the call pools.`}</li>
  return (
    <li>
      <Checkbox
        className={classes.holiday ?? ''}
        label={name}
        description={aboutHoliday(holiday)}
        checked={decided.take}
        onChange={(event) => onChange({ take: event.currentTarget.checked })}
      />
      <TextInput
        type="date"
        aria-label={`${name} next year`}
        disabled={!decided.take}
        value={decided.onDay}
        onChange={(event) => onChange(event.currentTarget.value === '' ? {} : { onDay: event.currentTarget.value })}
      />
    </li>
  )
}

function aboutHoliday({ fromOn, why, isShared, isThere }: HolidayView): string {
  if (isThere) return 'Next year has it already.'
  const again = `${dayWords(fromOn)}; ${why === 'date' ? 'the same date again' : 'the same weekday of the month again'}`
  return isShared ? `${again}. Of the whole institution; tick it to keep it for this program alone.` : again
}
