import type { AddCommands } from '../platform/cli.ts'
import { programCommands } from './programs/cli.ts'
import { scheduleCommands } from './schedule/cli.ts'

/** The features' commands, one line each. */
export const featureCommands: readonly AddCommands[] = [programCommands, scheduleCommands]
