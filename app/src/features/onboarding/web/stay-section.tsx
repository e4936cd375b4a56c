import { Stack, Text } from '@mantine/core'
import { dayWords, rangeWords } from '../../../ui/date-words.ts'
import { Section } from '../../../ui/page.tsx'
import { Status } from '../../../ui/status.tsx'
import type { StayView } from '../../off-site/contract.ts'
import { ItemList } from './item-list.tsx'
import { useStayMarking } from './use-marking.ts'
import { placeWords } from './words.ts'

/** Whether the record still has the stay as it was when somebody last looked. */
export function StayState({ stay }: { readonly stay: StayView }) {
  if (stay.state === 'dropped') return <Status kind="warning">No longer planned</Status>
  if (stay.before !== null)
    return (
      <div>
        <Status kind="warning">Moved</Status>{' '}
        <Text span size="sm">
          was {rangeWords(stay.before.startOn, stay.before.endOn)}
        </Text>
      </div>
    )
  return null
}

/** One stay at another site, as the person who goes there sees it. */
export function StaySection(props: {
  readonly stay: StayView
  readonly isDesk: boolean
  readonly documentsTo: string
}) {
  const { stay, isDesk, documentsTo } = props
  const marking = useStayMarking(stay)
  const own = stay.steps.filter(({ owner }) => owner === 'trainee')
  const others = stay.steps.filter(({ owner }) => owner !== 'trainee')
  return (
    <Section
      title={placeWords(stay.rotationName, stay.siteName)}
      aside={<Text size="sm">{rangeWords(stay.startOn, stay.endOn)}</Text>}
    >
      <Stack gap="sm">
        <StayState stay={stay} />
        {stay.arrangeBy === null || stay.state === 'dropped' ? null : (
          <Text size="sm">To be arranged by {dayWords(stay.arrangeBy)}.</Text>
        )}
        {stay.owner === null ? null : <Text size="sm">{stay.owner.name} arranges it.</Text>}
        {own.length === 0 ? null : (
          <ItemList
            items={own}
            marking={marking}
            mayMark={() => true}
            showOwner={false}
            documentsTo={documentsTo}
            stay
          />
        )}
        {others.length === 0 ? null : (
          <div>
            <Text fw={600} size="sm" component="h3">
              {isDesk ? 'For those who run the program' : 'Others do this for you'}
            </Text>
            <ItemList
              items={others}
              marking={marking}
              mayMark={() => isDesk}
              showOwner
              documentsTo={documentsTo}
              stay
            />
          </div>
        )}
        {stay.steps.length === 0 ? <Text size="sm">No steps are written for this site.</Text> : null}
      </Stack>
    </Section>
  )
}
