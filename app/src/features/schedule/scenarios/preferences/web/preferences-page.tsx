import { useActor } from '../../../../../ui/actor.tsx'
import { useRoute } from '../../../../../ui/api.ts'
import { Loaded } from '../../../../../ui/loaded.tsx'
import { TextLink } from '../../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../../ui/notices.tsx'
import { Page } from '../../../../../ui/page.tsx'
import { listYears } from '../../../blocks/contract.ts'
import { getPreferences } from '../contract.ts'
import { WishForm } from './wish-form.tsx'
import { answerOf } from './wish-words.ts'

/** What a trainee would like in the coming year: its schedule is still to be made. */
export function PreferencesPage() {
  const years = useRoute(listYears, {})
  if (years.data === undefined)
    return (
      <Page title="My wishes">
        <Loaded query={years} shape="cards">
          {() => null}
        </Loaded>
      </Page>
    )
  return <WishesOfYear startYear={String(years.data.current + 1)} />
}

function WishesOfYear({ startYear }: { readonly startYear: string }) {
  const { personId } = useActor()
  const query = useRoute(getPreferences, { params: { personId, startYear } })
  const results = <TextLink to={`/schedule/wishes/results?year=${Number(startYear) - 1}`}>This year’s wishes</TextLink>
  return (
    <Page title="My wishes" answer={query.data === undefined ? undefined : answerOf(query.data)} actions={results}>
      <Loaded query={query} shape="cards">
        {(view) =>
          view.programs.length === 0 ? (
            <EmptyState title={`You hold no appointment in ${view.label}`}>
              Wishes are for years in which you are in training. Speak with your coordinator if this is not right.
            </EmptyState>
          ) : (
            <WishForm view={view} personId={personId} startYear={startYear} />
          )
        }
      </Loaded>
    </Page>
  )
}
