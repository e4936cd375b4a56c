const millisecondsPerDay = 86_400_000

/** A calendar date as a whole number of days since 1 January 1970, for reckoning and drawing. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / millisecondsPerDay

/** The calendar date `YYYY-MM-DD` of such a number. */
export const dayText = (day: number): string => new Date(day * millisecondsPerDay).toISOString().slice(0, 10)
