import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Names one process so that a later process with the same pid is not taken for it. */
export interface ProcessIdentity {
  pid: number
  /** Kernel ticks since boot, as /proc shows them; null where the system has no /proc. */
  startTicks: string | null
  /** The machine and, on Linux, the pid namespace: a pid means nothing outside it. */
  host: string
}

export function currentProcess(): ProcessIdentity {
  return { pid: process.pid, startTicks: processStat(process.pid)?.startTicks ?? null, host: currentHost() }
}

/** Only meaningful for an identity of this host. */
export function isProcessRunning(identity: ProcessIdentity): boolean {
  try {
    process.kill(identity.pid, 0)
  } catch (error) {
    // EPERM: the process exists and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const stat = processStat(identity.pid)
  if (!stat) return true
  if (stat.state === 'Z' || stat.state === 'X') return false
  return identity.startTicks === null || identity.startTicks === stat.startTicks
}

export function isThisHost(identity: ProcessIdentity): boolean {
  return identity.host === currentHost()
}

function currentHost(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

function processStat(pid: number): { state: string; startTicks: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the command in brackets and may hold spaces: count from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, startTicks] = [fields[0], fields[19]]
    return state && startTicks ? { state, startTicks } : undefined
  } catch {
    return undefined
  }
}
