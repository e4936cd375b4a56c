import type { Command } from 'commander'
import type { Platform } from './platform.ts'

/** What a feature's `cli.ts` gets to add its commands with. */
export interface CommandLine {
  readonly program: Command
  /** Adds the settings (`--gradus-data` …) to a command that opens the database. */
  readonly withSettings: (command: Command) => Command
  readonly withPlatform: (
    options: Record<string, unknown>,
    work: (platform: Platform) => Promise<void>,
  ) => Promise<void>
  readonly say: (line: string) => void
}

export type AddCommands = (line: CommandLine) => void
