/** The clauses on work hours, and what Gradus adds to them as advice. */
export type ClauseId =
  | 'WH-80'
  | 'WH-8'
  | 'WH-14'
  | 'WH-1IN7'
  | 'WH-24'
  | 'WH-24P4'
  | 'WH-STAY'
  | 'WH-88'
  | 'WH-ML'
  | 'WH-NF'
  | 'WH-Q3'
  | 'WH-HC'
  | 'WH-HC2'
  | 'WH-HC3'

/**
 * One clause of the ACGME Common Program Requirements, section on work hours, under its number since July 2025 and in the
 * editions before. `kind`: a `core` clause must hold, a `detail` should. No figure has changed since July 2017.
 */
export type Clause = {
  readonly number2025: string
  readonly number2023: string
  readonly kind: 'core' | 'detail'
  readonly title: string
  /** What it asks, in our own words. */
  readonly text: string
  readonly verified: boolean
}

/**
 * As read in independent transcriptions of both editions that agree. `verified` is false where a clause, or its number, is
 * known from memory only; an institution that has read it edits the entry in its settings.
 */
export const CLAUSES: Readonly<Record<ClauseId, Clause>> = {
  'WH-80': {
    number2025: '6.20',
    number2023: 'VI.F.1',
    kind: 'core',
    title: 'Weekly hours',
    text: 'At most 80 hours a week on average over four weeks, with all clinical work, required education, work from home and moonlighting.',
    verified: true,
  },
  'WH-8': {
    number2025: '6.21',
    number2023: 'VI.F.2.a',
    kind: 'detail',
    title: 'Rest between periods',
    text: 'Eight hours off between scheduled periods are expected, not demanded.',
    verified: true,
  },
  'WH-14': {
    number2025: '6.21.a',
    number2023: 'VI.F.2.b',
    kind: 'core',
    title: 'Rest after 24 hours in the hospital',
    text: 'At least 14 hours free after 24 hours of in-house call, counted from leaving the hospital.',
    verified: true,
  },
  'WH-1IN7': {
    number2025: '6.21.b',
    number2023: 'VI.F.2.c',
    kind: 'core',
    title: 'Days off',
    text: 'One day in seven free of clinical work and required education, on average over four weeks; no call from home on it.',
    verified: true,
  },
  'WH-24': {
    number2025: '6.22',
    number2023: 'VI.F.3.a',
    kind: 'core',
    title: 'Continuous work',
    text: 'At most 24 hours of continuous scheduled clinical assignments.',
    verified: true,
  },
  'WH-24P4': {
    number2025: '6.22.a',
    number2023: 'VI.F.3.a.(1)',
    kind: 'core',
    title: 'Time for handing over',
    text: 'Up to four hours more for safety, handing over and education, without new responsibility for patients.',
    verified: true,
  },
  'WH-STAY': {
    number2025: '6.23, 6.23.a',
    number2023: 'VI.F.4.a-b',
    kind: 'detail',
    title: 'Voluntary stay',
    text: 'In rare cases a trainee who has handed everything else over may choose to stay for one patient or event; the hours count.',
    verified: true,
  },
  'WH-88': {
    number2025: '6.24',
    number2023: 'VI.F.4.c',
    kind: 'detail',
    title: 'Exception up to 88 hours',
    text: 'The review committee may allow one rotation up to 88 hours for a sound educational reason, once the institution’s official and graduate medical education committee have approved it.',
    verified: true,
  },
  'WH-ML': {
    number2025: '6.25, 6.25.a-b',
    number2023: 'VI.F.5.a-c',
    kind: 'core',
    title: 'Moonlighting',
    text: 'Moonlighting must not get in the way of training, all of it counts, and nobody moonlights in the first postgraduate year.',
    verified: true,
  },
  'WH-NF': {
    number2025: '6.26',
    number2023: 'VI.F.6',
    kind: 'core',
    title: 'Night float',
    text: 'Night float stays within the weekly hours and the days off.',
    verified: true,
  },
  'WH-Q3': {
    number2025: '6.27',
    number2023: 'VI.F.7',
    kind: 'core',
    title: 'In-house call',
    text: 'In-house call at most every third night, on average over four weeks.',
    verified: true,
  },
  'WH-HC': {
    number2025: '6.28',
    number2023: 'VI.F.8.a',
    kind: 'core',
    title: 'Call from home',
    text: 'Patient care during call from home counts towards the weekly hours; such call is free of the every-third-night limit but not of the days off.',
    verified: true,
  },
  'WH-HC2': {
    number2025: '6.28.a',
    number2023: 'VI.F.8.a.(1)',
    kind: 'core',
    title: 'Rest on call from home',
    text: 'Call from home is neither so frequent nor so taxing that it leaves no reasonable rest.',
    verified: true,
  },
  'WH-HC3': {
    number2025: '6.28.b',
    number2023: 'VI.F.8.b',
    kind: 'detail',
    title: 'Called in from home',
    text: 'A trainee on call from home may come in; those hours count towards the weekly hours.',
    verified: false,
  },
}
