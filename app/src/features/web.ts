import type { FeaturePages } from '../ui/feature-page.ts'
import { pages as accounts } from './accounts/web/index.ts'
import { pages as audit } from './audit/web/index.ts'
import { pages as documents } from './documents/web/index.ts'
import { pages as home } from './home/web/index.ts'
import { pages as notifications } from './notifications/web/index.ts'
import { pages as onboarding } from './onboarding/web/index.ts'
import { pages as people } from './people/web/index.ts'
import { pages as programs } from './programs/web/index.ts'
import { pages as rollover } from './rollover/web/index.ts'
import { pages as absences } from './schedule/absences/web/index.ts'
import { pages as blocks } from './schedule/blocks/web/index.ts'
import { pages as repair } from './schedule/blocks/repair/web/index.ts'
import { pages as compare } from './schedule/scenarios/compare/web/index.ts'
import { pages as preferences } from './schedule/scenarios/preferences/web/index.ts'
import { pages as editPatterns } from './schedule/scenarios/edit-patterns/web/index.ts'
import { pages as calls } from './schedule/calls/web/index.ts'
import { pages as scenarios } from './schedule/scenarios/web/index.ts'
import { pages as swaps } from './schedule/swaps/web/index.ts'
import { pages as workbooks } from './schedule/workbook/web/index.ts'
import { pages as whatIf } from './schedule/what-if/web/index.ts'
import { pages as workHours } from './work-hours/web/index.ts'

/** The pages of the browser application, one line per feature. */
export const pages: FeaturePages = [
  ...home,
  ...people,
  ...programs,
  ...documents,
  ...onboarding,
  ...audit,
  ...accounts,
  ...notifications,
  ...rollover,
  ...absences,
  ...blocks,
  ...scenarios,
  ...calls,
  ...preferences,
  ...swaps,
  ...workbooks,
  ...compare,
  ...editPatterns,
  ...repair,
  ...whatIf,
  ...workHours,
]
