import type { AnyJobKind, Platform } from '../platform/platform.ts'
import type { BoundRoute } from '../platform/http/handler.ts'
import type { HttpApp } from '../platform/http/app.ts'
import type { Sweep } from '../platform/jobs/jobs.ts'
import { accountRoutes } from './accounts/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { documentSweep } from './documents/reminders.ts'
import { documentRoutes } from './documents/routes.ts'
import { homeRoutes } from './home/routes.ts'
import type { AnyOneTap, QuietSource } from './notifications/index.ts'
import { noticeSweeps } from './notifications/jobs.ts'
import { checklistSweep } from './onboarding/remind.ts'
import { checklistRoutes } from './onboarding/routes.ts'
import { offSiteRoutes } from './off-site/routes.ts'
import { mailOff } from './notifications/one-tap/mail-off.ts'
import { oneTapPages } from './notifications/pages.ts'
import { leaveQuiet } from './notifications/quiet.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { agreeTap } from './people/combinations/taps.ts'
import { peopleRoutes } from './people/routes.ts'
import { programDraftRoutes } from './programs/drafts/routes.ts'
import { goalRoutes } from './programs/objectives/routes.ts'
import { programPages } from './programs/pages.ts'
import { programRoutes } from './programs/routes.ts'
import { rolloverRoutes } from './rollover/routes.ts'
import { askRoutes } from './schedule/ask/routes.ts'
import { absenceRoutes } from './schedule/absences/routes.ts'
import { approveAbsenceTap } from './schedule/absences/taps.ts'
import { repairRoutes } from './schedule/blocks/repair/routes.ts'
import { blockRoutes } from './schedule/blocks/routes.ts'
import { trainingRoutes } from './schedule/blocks/training/routes.ts'
import { postCallQuiet } from './schedule/calls/quiet.ts'
import { callNowRoutes, callScheduleRoutes, poolRoutes } from './schedule/calls/routes.ts'
import { solveJob, solveSweep } from './schedule/scenarios/jobs.ts'
import { compareRoutes } from './schedule/scenarios/compare/routes.ts'
import { editPatternRoutes } from './schedule/scenarios/edit-patterns/routes.ts'
import { relaxationRoutes } from './schedule/scenarios/relax/routes.ts'
import { preferenceRoutes } from './schedule/scenarios/preferences/routes.ts'
import { scenarioRoutes } from './schedule/scenarios/routes.ts'
import { workbookRoutes } from './schedule/workbook/routes.ts'
import { hourSweep } from './work-hours/ask-weekly.ts'
import { workHourRoutes } from './work-hours/routes.ts'
import { confirmHoursTap } from './work-hours/taps.ts'
import { swapSweep } from './schedule/swaps/jobs.ts'
import { swapRoutes } from './schedule/swaps/routes.ts'
import { approveSwapTap, takeCallTap } from './schedule/swaps/taps.ts'
import { whatIfRoutes } from './schedule/what-if/routes.ts'

/** The features of the server, one line each. */
export const featureRoutes = (platform: Platform): BoundRoute[] => [
  ...accountRoutes(platform),
  ...auditRoutes(platform),
  ...documentRoutes(platform),
  ...checklistRoutes(platform),
  ...offSiteRoutes(platform),
  ...homeRoutes(platform),
  ...notificationRoutes(platform),
  ...peopleRoutes(platform),
  ...programRoutes(platform),
  ...programDraftRoutes(platform),
  ...goalRoutes(platform),
  ...rolloverRoutes(platform),
  ...absenceRoutes(platform),
  ...blockRoutes(platform),
  ...trainingRoutes(platform),
  ...scenarioRoutes(platform),
  ...preferenceRoutes(platform),
  ...poolRoutes(platform),
  ...callScheduleRoutes(platform),
  ...callNowRoutes(platform),
  ...workbookRoutes(platform),
  ...swapRoutes(platform),
  ...workHourRoutes(platform),
  ...whatIfRoutes(platform),
  ...askRoutes(platform),
  ...relaxationRoutes(platform),
  ...compareRoutes(platform),
  ...editPatternRoutes(platform),
  ...repairRoutes(platform),
]

export const featureJobs: readonly AnyJobKind[] = [solveJob]

/** Who is left in peace, and until when. */
const featureQuiet: readonly QuietSource[] = [leaveQuiet, postCallQuiet]

export const featureSweeps: readonly Sweep[] = [
  documentSweep,
  checklistSweep,
  solveSweep,
  swapSweep,
  hourSweep,
  ...noticeSweeps({ quiet: featureQuiet }),
]

/** What people may do by a link from a message, without signing in. */
const featureOneTaps: readonly AnyOneTap[] = [
  mailOff.folded,
  agreeTap.folded,
  takeCallTap.folded,
  approveSwapTap.folded,
  approveAbsenceTap.folded,
  confirmHoursTap.folded,
]

/** Pages that are rendered on the server. */
export const featurePages: readonly ((app: HttpApp, platform: Platform) => void)[] = [
  programPages,
  oneTapPages(featureOneTaps),
]
