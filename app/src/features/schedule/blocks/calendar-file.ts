import { isoOf, type Day } from '@gradus/rules'
import ICAL from 'ical.js'

/** Whole days, both included, or from one instant to another. */
type When = { readonly startOn: Day; readonly endOn: Day } | { readonly startAt: Date; readonly endAt: Date }

/** One entry. `uid` stays the same as long as the assignment does; `sequence` and `changedAt` tell which publication it is from. */
export type CalendarEntry = When & {
  readonly uid: string
  readonly title: string
  readonly location: string | null
  readonly description: string
  readonly sequence: number
  readonly changedAt: Date
}

const producer = '-//Gradus//Schedule//EN'
const refresh = 'PT1H'

/**
 * An iCalendar file (RFC 5545). Whole days are dates, not instants, so they mean the same in every zone; the end is the day after the last.
 * The same entries give the same bytes.
 */
export function calendarFile(name: string, entries: readonly CalendarEntry[]): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('prodid', producer)
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('calscale', 'GREGORIAN')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  calendar.addPropertyWithValue('name', name)
  calendar.addPropertyWithValue('x-wr-calname', name)
  const interval = calendar.addPropertyWithValue('refresh-interval', ICAL.Duration.fromString(refresh))
  interval.setParameter('value', 'DURATION')
  calendar.addPropertyWithValue('x-published-ttl', refresh)
  for (const entry of entries) calendar.addSubcomponent(eventOf(entry))
  return `${calendar.toString()}\r\n`
}

function eventOf(entry: CalendarEntry): ICAL.Component {
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', entry.uid)
  event.addPropertyWithValue('dtstamp', instant(entry.changedAt))
  event.addPropertyWithValue('last-modified', instant(entry.changedAt))
  event.addPropertyWithValue('sequence', entry.sequence)
  const isTimed = 'startAt' in entry
  event.addPropertyWithValue(
    'dtstart',
    isTimed ? instant(entry.startAt) : ICAL.Time.fromDateString(isoOf(entry.startOn)),
  )
  event.addPropertyWithValue('dtend', isTimed ? instant(entry.endAt) : ICAL.Time.fromDateString(isoOf(entry.endOn + 1)))
  event.addPropertyWithValue('summary', entry.title)
  if (entry.location !== null) event.addPropertyWithValue('location', entry.location)
  event.addPropertyWithValue('description', entry.description)
  event.addPropertyWithValue('transp', isTimed ? 'OPAQUE' : 'TRANSPARENT')
  return event
}

const instant = (at: Date): ICAL.Time => ICAL.Time.fromJSDate(new Date(Math.floor(at.getTime() / 1000) * 1000), true)
