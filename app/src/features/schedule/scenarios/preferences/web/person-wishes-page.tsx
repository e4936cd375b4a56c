import { useRoute } from '../../../../../ui/api.ts'
import { Loaded } from '../../../../../ui/loaded.tsx'
import { TextLink, usePathParams, useScope } from '../../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../../ui/notices.tsx'
import { Page } from '../../../../../ui/page.tsx'
import { listYears } from '../../../blocks/contract.ts'
import { getPreferences } from '../contract.ts'
import { WishForm } from './wish-form.tsx'
import { answerOf } from './wish-words.ts'

/** The wishes of one trainee, for the desk: also after the last day, with a reason. */
export function PersonWishesPage() {
  const { personId = '' } = usePathParams()
  const { startYear } = useScope()
  const years = useRoute(listYears, {})
  const year = startYear ?? (years.data === undefined ? undefined : years.data.current + 1)
  const params = { personId, startYear: String(year ?? 2000) }
  const query = useRoute(getPreferences, { params }, { enabled: year !== undefined })
  return (
    <Page
      title={query.data === undefined ? 'Wishes' : `Wishes of ${query.data.personName}`}
      answer={query.data === undefined ? undefined : answerOf(query.data)}
      actions={<TextLink to="/schedule/wishes">All wishes</TextLink>}
    >
      <Loaded query={query} shape="cards">
        {(view) =>
          view.programs.length === 0 ? (
            <EmptyState title={`No appointment in ${view.label}`}>
              Wishes are for years in which somebody is in training.
            </EmptyState>
          ) : (
            <WishForm key={params.startYear} view={view} personId={personId} startYear={params.startYear} />
          )
        }
      </Loaded>
    </Page>
  )
}
