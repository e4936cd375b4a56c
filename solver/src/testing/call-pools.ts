/** The pools of a generated call schedule: who is needed when, and from which level of training on. */
import type { Shift } from '../shifts/problem.ts'

/** Days of one rotation, over which hours are averaged. */
export const STINT_DAYS = 28
/** Years of training. */
export const LEVELS = 4

export interface Pool {
  shift: Shift
  /** Lowest level of training, from 0, that may take it. */
  fromLevel: number
  /** Weekdays on which somebody is needed, Monday = 0. */
  weekdays: number[]
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
const WEEKEND = [5, 6]

/** The five pools of one department, or twelve over three sites. */
export function poolsOf(count: 5 | 12): Pool[] {
  const pool = (
    id: string,
    label: string,
    hours: [number, number],
    marks: string[],
    fromLevel: number,
    weekdays: number[],
    counted = hours[1] - hours[0],
  ): Pool => ({
    shift: {
      id,
      label,
      minutes: counted * 60,
      startMinute: hours[0] * 60,
      endMinute: hours[1] * 60,
      marks,
      notFollowedBy: [],
    },
    fromLevel,
    weekdays,
  })
  const main = [
    pool('in-house', 'In-house call', [17, 32], ['in-house', 'call', 'night'], 1, [4, 5]),
    pool('home', 'Home call', [17, 31], ['home', 'call'], 2, EVERY_DAY, 3),
    pool('night-float', 'Night float', [20, 32], ['in-house', 'float', 'night'], 1, [6, 0, 1, 2, 3]),
    pool('weekend', 'Weekend day', [8, 20], ['in-house', 'weekend'], 0, WEEKEND),
    pool('backup', 'Backup', [17, 31], ['backup'], 2, EVERY_DAY, 0),
  ]
  if (count === 5) return main
  return [
    ...main,
    pool('evening', 'Evening shift', [13, 22], ['in-house', 'evening'], 0, [0, 1, 2, 3, 4]),
    pool('river-night', 'Riverside night float', [20, 32], ['in-house', 'float', 'night'], 1, EVERY_DAY),
    pool('river-weekend', 'Riverside weekend day', [8, 20], ['in-house', 'weekend'], 0, WEEKEND),
    pool('river-home', 'Riverside home call', [17, 31], ['home', 'call'], 2, EVERY_DAY, 3),
    pool('children', 'Children’s evening', [16, 23], ['in-house', 'evening'], 1, EVERY_DAY),
    pool('ir-home', 'Interventional home call', [17, 31], ['home', 'call'], 3, EVERY_DAY, 4),
    pool('neuro-weekend', 'Neuro weekend day', [8, 18], ['in-house', 'weekend'], 2, WEEKEND),
  ]
}
