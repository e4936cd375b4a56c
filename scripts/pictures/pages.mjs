// Who stands before each page when its picture is taken. A page that is missing here, or is here and no longer exists, fails the checks.

/** The people of the demo's cast, and what the album calls them. */
export const cast = {
  trainee: { key: 'dr-2025-1', words: 'a trainee' },
  interventional: { key: 'ir-2025-1', words: 'a trainee' },
  leaving: { key: 'dr-2024-5', words: 'a trainee who goes to another site' },
  chief: { key: 'dr-2023-1', words: 'a chief resident' },
  coordinator: { key: 'coordinator', words: 'a coordinator' },
  director: { key: 'dr-faculty-1', words: 'a program director' },
  dio: { key: 'dio', words: 'the DIO' },
  administrator: { key: 'administrator', words: 'an administrator' },
  everybody: { key: undefined, words: 'everybody' },
}

/** The path of each page, as `web/index.ts` of its feature has it, and the person of the demo (`everybody`: nobody is signed in). */
export const visitors = {
  '/': 'trainee',
  '/inbox': 'coordinator',
  '/inbox/choices': 'trainee',
  '/inbox/delivery': 'administrator',
  '/account': 'trainee',
  '/sign-in': 'everybody',
  '/welcome/:token': 'everybody',
  '/roles': 'administrator',
  '/audit': 'administrator',

  '/me/schedule': 'trainee',
  '/me/progress': 'trainee',
  '/me/calls': 'trainee',
  '/me/hours': 'trainee',
  '/me/hours/windows': 'trainee',
  '/me/absences': 'trainee',
  '/me/preferences': 'trainee',
  '/me/documents': 'interventional',
  '/me/goals': 'trainee',
  '/me/checklists': 'leaving',
  '/call/wishes': 'trainee',
  '/swaps': 'trainee',
  '/concern': 'trainee',

  '/people': 'coordinator',
  '/people/import': 'coordinator',
  '/people/changes': 'coordinator',
  '/people/changes/:batchId': 'coordinator',
  '/people/:personId': 'coordinator',
  '/people/:personId/progress': 'coordinator',
  '/people/:personId/absences': 'coordinator',
  '/people/:personId/preferences': 'coordinator',
  '/people/:personId/documents': 'coordinator',
  '/people/:personId/checklists': 'coordinator',
  '/people/:personId/what-if': 'coordinator',
  '/documents': 'coordinator',
  '/checklists': 'coordinator',
  '/checklists/templates': 'coordinator',
  '/off-site': 'coordinator',
  '/rollover': 'coordinator',

  '/curriculum': 'coordinator',
  '/curriculum/:programId': 'coordinator',
  '/curriculum/drafts/:draftId': 'coordinator',
  '/goals': 'coordinator',
  '/rooms': 'dio',

  '/schedule': 'coordinator',
  '/schedule/history': 'coordinator',
  '/schedule/print': 'coordinator',
  '/schedule/repair': 'coordinator',
  '/schedule/scenarios': 'chief',
  '/schedule/scenarios/:scenarioId': 'chief',
  '/schedule/compare': 'chief',
  '/schedule/edit-patterns': 'coordinator',
  '/schedule/wishes': 'coordinator',
  '/schedule/wishes/results': 'coordinator',
  '/schedule/workbooks': 'coordinator',
  '/schedule/workbooks/:workbookId': 'coordinator',
  '/risk': 'director',

  '/call': 'trainee',
  '/call/schedules': 'chief',
  '/call/schedules/:scheduleId': 'chief',
  '/call/fairness': 'chief',
  '/call/pools': 'chief',
  '/call/reasons': 'chief',
  '/calls/repair': 'chief',
  '/swaps/approvals': 'chief',

  '/absences': 'coordinator',
  '/absences/settings': 'coordinator',
  '/hours': 'director',
  '/hours/violations': 'director',
  '/hours/settings': 'coordinator',
  '/hours/people/:personId': 'director',
  '/hours/concerns': 'dio',
}

/** What the address of a page says besides, by the name of a parameter. */
export const searches = { '/rollover': { program: 'programId' } }

const features = 'app/src/features'

/** The pages of the product, read from the features' own lists: path, label and the feature they belong to. */
export function pagesOf(files, read) {
  return files
    .filter((file) => file.startsWith(features) && file.endsWith('/web/index.ts'))
    .flatMap((file) =>
      [...read(file).matchAll(/path: '([^']+)',\s+label: '([^']+)'/g)].map(([, path, label]) => ({
        path,
        label,
        feature: file.slice(features.length + 1, -'/web/index.ts'.length),
      })),
    )
}

/** What is wrong with the list above, as sentences. */
export function missingVisitors(pages) {
  const paths = new Set(pages.map(({ path }) => path))
  return [
    ...pages
      .filter(({ path }) => !(path in visitors))
      .map(({ path }) => `scripts/pictures/pages.mjs does not say who visits ${path}.`),
    ...Object.keys(visitors)
      .filter((path) => !paths.has(path))
      .map((path) => `scripts/pictures/pages.mjs names ${path}, which is no page.`),
  ]
}
