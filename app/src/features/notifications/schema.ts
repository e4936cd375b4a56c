import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { at, bytes, day, institutionId, rowId } from '../../platform/columns.ts'
import { person } from '../people/schema.ts'
import type { Channel, NoticeGroup, NoticeKind } from './kinds.ts'

export const notification = pgTable(
  'notification',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    at: at('at').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull().default('general.told'),
    title: text('title').notNull(),
    detail: text('detail').notNull(),
    link: text('link'),
    readAt: at('read_at'),
    /** The instant it is about, where it is about one. */
    aboutAt: at('about_at'),
    /** What it asks about, such as `swap:<id>`; whoever settles that settles every notice about it. */
    subject: text('subject'),
    settledAt: at('settled_at'),
    /** When nobody has settled it by then, these people are told. */
    escalateAt: at('escalate_at'),
    escalateTo: uuid('escalate_to').array(),
    escalatedAt: at('escalated_at'),
    /** The channels whose next digest will carry it. */
    awaits: text('awaits').array().$type<Channel[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    index('notification_person').on(t.institutionId, t.personId, t.at),
    index('notification_unread').on(t.institutionId, t.personId).where(sql`${t.readAt} is null`),
    index('notification_awaiting').on(t.institutionId, t.personId).where(sql`${t.awaits} <> '{}'`),
    index('notification_subject').on(t.institutionId, t.subject).where(sql`${t.settledAt} is null`),
    index('notification_escalation').on(t.escalateAt).where(sql`${t.settledAt} is null and ${t.escalatedAt} is null`),
  ],
)

export type Choices = Partial<Record<NoticeGroup, Partial<Record<Channel, boolean>>>>

/** How a person wants to be told; without a row, the defaults of `preferences.ts` hold. Minutes count from midnight in their zone. */
export const noticePreference = pgTable(
  'notice_preference',
  {
    institutionId: institutionId(),
    personId: uuid('person_id').notNull(),
    /** Null: the zone of the institution. */
    timeZone: text('time_zone'),
    digestMinute: integer('digest_minute').notNull(),
    /** Both null: no quiet hours. They may reach over midnight. */
    quietFromMinute: integer('quiet_from_minute'),
    quietToMinute: integer('quiet_to_minute'),
    choices: jsonb('choices').$type<Choices>().notNull(),
    version: integer('version').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.personId] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
  ],
)

/** A browser that a person allowed to show messages. The endpoint is an address at the push service of the browser's maker. */
export const pushSubscription = pgTable(
  'push_subscription',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    endpoint: text('endpoint').notNull(),
    p256dh: text('p256dh').notNull(),
    auth: text('auth').notNull(),
    /** What the person recognises the device by, such as "Firefox on Android". */
    device: text('device').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    unique('push_subscription_endpoint').on(t.institutionId, t.endpoint),
    index('push_subscription_person').on(t.institutionId, t.personId),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
  ],
)

/** The pair of keys with which push services recognise this institution (VAPID). The private key never leaves the server. */
export const pushKey = pgTable(
  'push_key',
  {
    institutionId: institutionId(),
    publicKey: text('public_key').notNull(),
    privateKey: text('private_key').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.institutionId] })],
)

export type Purpose = 'digest' | 'at-once' | 'letter'
export type MessageState = 'waiting' | 'sending' | 'sent' | 'skipped' | 'uncertain' | 'dead'

/** A text of its own, such as an invitation; removed once it is sent, because it may carry a link. */
export interface Letter {
  readonly subject: string
  readonly lines: readonly string[]
  readonly link: { readonly words: string; readonly url: string } | null
}

/**
 * Every message that is to leave. It is written with its cause; a worker takes it with a lease, notes that it hands it over, and then
 * what became of it. Messages of other purposes than letters are worded from their notices when they are sent.
 */
export const outboxMessage = pgTable(
  'outbox_message',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    channel: text('channel').$type<Channel>().notNull(),
    purpose: text('purpose').$type<Purpose>().notNull(),
    /** The device of a push message. */
    subscriptionId: uuid('subscription_id'),
    /** Where a letter goes; other mail goes to the person's address of the moment. */
    address: text('address'),
    letter: jsonb('letter').$type<Letter>(),
    /** The person's own date of a digest: there is one a day. */
    digestOn: day('digest_on'),
    state: text('state').$type<MessageState>().notNull().default('waiting'),
    createdAt: at('created_at').notNull(),
    dueAt: at('due_at').notNull(),
    /** Not sent any more after this. */
    uselessAt: at('useless_at'),
    attempts: integer('attempts').notNull().default(0),
    attemptId: uuid('attempt_id'),
    leaseUntil: at('lease_until'),
    /** When the last byte was about to be given to the other server: from then on only its answer can tell. */
    handedOverAt: at('handed_over_at'),
    endedAt: at('ended_at'),
    /** Whether what is sent asks the person for something; counted against the budget of a day. */
    asks: integer('asks').notNull().default(0),
    /** What the other server said, or why it was not sent. */
    outcome: text('outcome'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    index('outbox_due').on(t.channel, t.dueAt).where(sql`${t.state} in ('waiting', 'sending')`),
    index('outbox_state').on(t.institutionId, t.state, t.createdAt),
    index('outbox_person').on(t.institutionId, t.personId, t.createdAt),
    uniqueIndex('outbox_one_digest')
      .on(t.institutionId, t.personId, t.channel, t.digestOn, sql`coalesce(${t.subscriptionId}, ${t.personId})`)
      .where(sql`${t.purpose} = 'digest'`),
  ],
)

/** Which notices a message carries. */
export const outboxNotice = pgTable(
  'outbox_notice',
  {
    institutionId: institutionId(),
    messageId: uuid('message_id').notNull(),
    notificationId: uuid('notification_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.messageId, t.notificationId] }),
    foreignKey({
      columns: [t.institutionId, t.messageId],
      foreignColumns: [outboxMessage.institutionId, outboxMessage.id],
    }),
    foreignKey({
      columns: [t.institutionId, t.notificationId],
      foreignColumns: [notification.institutionId, notification.id],
    }),
    index('outbox_notice_by_notice').on(t.institutionId, t.notificationId),
  ],
)

/** One thing one person may do once, from a message. */
export const oneTapGrant = pgTable(
  'one_tap_grant',
  {
    institutionId: institutionId(),
    id: rowId(),
    personId: uuid('person_id').notNull(),
    /** The notice it was offered with; null for links that every message carries. */
    notificationId: uuid('notification_id'),
    action: text('action').notNull(),
    linkWords: text('link_words').notNull(),
    data: jsonb('data').$type<object>().notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    claimedAt: at('claimed_at'),
    doneAt: at('done_at'),
    /** The sentence that says what was done. */
    outcome: text('outcome'),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.id] }),
    foreignKey({ columns: [t.institutionId, t.personId], foreignColumns: [person.institutionId, person.id] }),
    foreignKey({
      columns: [t.institutionId, t.notificationId],
      foreignColumns: [notification.institutionId, notification.id],
    }),
    index('one_tap_notice').on(t.institutionId, t.notificationId),
  ],
)

/** Each sending of a message makes tokens of its own; only their hashes are kept. */
export const oneTapToken = pgTable(
  'one_tap_token',
  {
    institutionId: institutionId(),
    tokenHash: bytes('token_hash').notNull(),
    grantId: uuid('grant_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.institutionId, t.tokenHash] }),
    index('one_tap_token_hash').on(t.tokenHash),
    foreignKey({ columns: [t.institutionId, t.grantId], foreignColumns: [oneTapGrant.institutionId, oneTapGrant.id] }),
  ],
)
