import { addDays, dayOf, isoOf } from '@gradus/rules'
import type { Curriculum } from '../programs/index.ts'

const noticeDays = 90

export interface AgreementDue {
  readonly programId: string
  readonly programName: string
  readonly siteName: string
  readonly sentence: string
}

/** Off-site places whose agreement is missing, has ended, or ends soon. */
export function agreementsDue({ programId, definition }: Curriculum, today: string): AgreementDue[] {
  const soon = isoOf(addDays(dayOf(today), noticeDays))
  const used = new Set(definition.rotations.map((rotation) => rotation.site))
  return definition.sites.flatMap((site) => {
    const { agreement } = site
    if (site.kind !== 'off-site' || agreement?.required !== true || !used.has(site.id)) return []
    const due = (sentence: string) => [{ programId, programName: definition.name, siteName: site.name, sentence }]
    if (agreement.startOn === undefined) return due(`${definition.name} records no agreement with ${site.name}.`)
    if (agreement.endOn === undefined || agreement.endOn > soon) return []
    return due(`The agreement with ${site.name} ${agreement.endOn < today ? 'ended' : 'ends'} on ${agreement.endOn}.`)
  })
}
