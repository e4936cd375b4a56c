import { z } from 'zod'
import { id, isoDate } from '../../../../contract/fields.ts'
import { route } from '../../../../contract/route.ts'
import { assignmentView, gridRow, leaveView, rotationView, startYear, startYearText } from '../contract.ts'
import { readRecord } from '../policy.ts'

/** One academic year of the training shown; `draft` names a draft that stands where nothing is published for a program. */
const yearShown = z.object({
  startYear,
  label: z.string(),
  startOn: isoDate,
  endOn: isoDate,
  weeks: z.array(z.object({ startOn: isoDate, endOn: isoDate })),
  isPublished: z.boolean(),
  drafts: z.array(z.object({ id, name: z.string(), programId: id })),
})
export type TrainingYear = z.infer<typeof yearShown>

/** The other academic years of the trainees of a year; the year itself is another route's answer. */
export const trainingView = z.object({
  years: z.array(yearShown),
  rows: z.array(
    gridRow.pick({ appointmentId: true, startOn: true, endOn: true }).extend({
      /** Index into `calendars`. */
      calendar: z.number().int(),
    }),
  ),
  /** The periods of all years, each calendar once however many follow it. */
  calendars: z.array(gridRow.shape.periods),
  rotations: z.array(rotationView),
  /** By the row they stand in: an earlier or later appointment of the same person stands in the row of this year's. */
  assignments: z.array(assignmentView.extend({ draftId: id.nullable() })),
  leaves: z.array(leaveView),
})
export type TrainingView = z.infer<typeof trainingView>

export const getTraining = route({
  id: 'schedule.training',
  method: 'get',
  path: '/api/schedule/years/:startYear/training',
  summary: 'The whole training of everybody in an academic year: other years as published, or as drafted',
  access: readRecord,
  params: z.object({ startYear: startYearText }),
  query: z.object({ programId: z.string().optional() }),
  answer: trainingView,
})
