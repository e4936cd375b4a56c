import type { RouteAnswer } from '../../../contract/route.ts'
import { type Column, DataTable } from '../../../ui/data-table.tsx'
import { TextLink } from '../../../ui/navigation.tsx'
import { Section } from '../../../ui/page.tsx'
import { Status } from '../../../ui/status.tsx'
import type { getHome, ProgramState } from '../contract.ts'
import classes from './home.module.css'

type Home = NonNullable<RouteAnswer<typeof getHome>['oversight']>

const columns: readonly Column<ProgramState>[] = [
  {
    key: 'name',
    header: 'Program',
    sortBy: (row) => row.programName,
    cell: (row) => <TextLink to={`/curriculum/${row.programId}`}>{row.programName}</TextLink>,
  },
  { key: 'trainees', header: 'Trainees', align: 'right', sortBy: (row) => row.trainees, cell: (row) => row.trainees },
  {
    key: 'missed',
    header: 'Missed',
    align: 'right',
    sortBy: (row) => row.missed,
    cell: (row) => (row.missed === 0 ? 0 : <Status kind="missed">{row.missed}</Status>),
  },
  {
    key: 'risk',
    header: 'At risk',
    align: 'right',
    sortBy: (row) => row.atRisk,
    cell: (row) => (row.atRisk === 0 ? 0 : <Status kind="at-risk">{row.atRisk}</Status>),
  },
  {
    key: 'violations',
    header: 'Violations',
    align: 'right',
    sortBy: (row) => row.violations,
    cell: (row) => (row.violations === 0 ? 0 : <Status kind="violation">{row.violations}</Status>),
  },
  { key: 'warnings', header: 'Warnings', align: 'right', sortBy: (row) => row.warnings, cell: (row) => row.warnings },
  {
    key: 'published',
    header: 'This year',
    sortBy: (row) => (row.published ? 1 : 0),
    cell: (row) => (row.published ? 'Published' : 'Not published'),
  },
]

/** Risk and rules, program by program, and the people and findings behind the figures. */
export function OversightHome({ home }: { readonly home: Home }) {
  return (
    <>
      {home.risk.length === 0 ? null : (
        <Section title="Trainees at risk" aside={<TextLink to="/risk">All of them</TextLink>}>
          <ul className={classes.list}>
            {home.risk.map((trainee) => (
              <li key={`${trainee.personId} ${trainee.programName}`} className={classes.riskRow}>
                <Status kind={trainee.status} />
                <span>
                  <TextLink to={`/people/${trainee.personId}/progress`}>{trainee.personName}</TextLink>, {trainee.level}
                  , {trainee.programName}
                  <br />
                  <span className="quiet">{trainee.sentence}</span>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {home.violations.length === 0 ? null : (
        <Section
          title="Rules the published schedule breaks"
          aside={<TextLink to="/schedule">Open the schedule</TextLink>}
        >
          <ul className={classes.list}>
            {home.violations.map((violation) => (
              <li key={violation.sentence} className={classes.riskRow}>
                <Status kind="violation" />
                <span>
                  {violation.sentence}
                  <br />
                  <span className="quiet">{violation.citation}</span>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {home.programs.length === 0 ? null : (
        <Section title={home.programs.length === 1 ? 'Your program' : 'Programs'}>
          <DataTable
            caption="Today, by program"
            rows={home.programs}
            columns={columns}
            rowKey={(row) => row.programId}
            initialSort={{ key: 'name', order: 'asc' }}
          />
        </Section>
      )}
    </>
  )
}
