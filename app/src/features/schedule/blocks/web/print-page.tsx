import { Button, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useRoute } from '../../../../ui/api.ts'
import { dayWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { ButtonLink, useScope } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page } from '../../../../ui/page.tsx'
import { getRecord, listYears, type ScheduleView } from '../contract.ts'
import { layOut } from './grid/rows.ts'
import { WallPrint } from './wall-print.tsx'
import './print-page.css'

/** More names than this are hard to read from a wall. */
const readable = 80

export function PrintPage() {
  const { startYear, programId } = useScope()
  const years = useRoute(listYears, {}, { enabled: startYear === undefined })
  const year = startYear ?? years.data?.current
  const query = useRoute(
    getRecord,
    { params: { startYear: String(year) }, query: { programId } },
    { enabled: year !== undefined },
  )
  return (
    <Page
      wide
      title="Wall print"
      answer="The whole year on one A3 sheet on its side. Choose a program above to print it alone."
      actions={
        <>
          <ButtonLink to="/schedule" variant="default">
            Back to the schedule
          </ButtonLink>
          <Button leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <Loaded query={query} shape="grid">
        {(view) =>
          view.assignments.length === 0 ? (
            <EmptyState title="Nothing to print yet">Publish a schedule for {view.label} first.</EmptyState>
          ) : (
            <Sheet view={view} programId={programId} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Sheet({ view, programId }: { readonly view: ScheduleView; readonly programId: string | undefined }) {
  const rows = useMemo(() => layOut(view, { programId }), [view, programId])
  const program = view.programs.find(({ id }) => id === programId)
  const title = `${program?.name ?? 'All programs'}, ${view.label}`
  return (
    <>
      {rows.people.length > readable ? (
        <Text className="no-print" size="sm">
          {rows.people.length} names on one sheet are small from a distance; a sheet per program reads better.
        </Text>
      ) : null}
      <WallPrint
        view={view}
        rows={rows}
        title={title}
        note={`Version ${view.version}, printed ${dayWords(view.today)}`}
      />
    </>
  )
}
