import { customType, date, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Columns that every table writes the same way. Ids are made in the app, so that a row can be audited before it is written. */
export const institutionId = () => uuid('institution_id').notNull()
export const rowId = () => uuid('id').notNull()
/** A calendar date as `YYYY-MM-DD`. */
export const day = (column: string) => date(column, { mode: 'string' })
export const at = (column: string) => timestamp(column, { withTimezone: true, mode: 'date', precision: 3 })

/** `bytea` as a Buffer; used for hashes of secrets. */
export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
