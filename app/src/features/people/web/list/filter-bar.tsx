import { Button, Select, Switch, TextInput } from '@mantine/core'
import { IconFilter, IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { roleNames, roles } from '../../../../contract/roles.ts'
import { useActor } from '../../../../ui/actor.tsx'
import { verifyDocuments } from '../../../documents/policy.ts'
import { editPeople } from '../../policy.ts'
import { type ListSettings, type Status, statuses } from '../../views-contract.ts'
import classes from './filter-bar.module.css'
import { statusNames } from './lines.ts'
import { filterCount } from './settings.ts'

/** Search and filters; on a phone the filters fold behind one button. The program is chosen in the top bar. */
export function FilterBar(props: {
  readonly settings: ListSettings
  readonly onChange: (next: Partial<ListSettings>) => void
  readonly levels: readonly string[]
  /** Arrow down from the search goes to the list. */
  readonly onDown: () => void
}) {
  const { settings, onChange } = props
  const actor = useActor()
  const [isOpen, setOpen] = useState(false)
  const count = filterCount(settings)
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    props.onDown()
  }
  const known: readonly Status[] = actor.may(editPeople) ? statuses : statuses.filter((name) => name !== 'archived')
  return (
    <div className={classes.bar}>
      <TextInput
        label="Search"
        placeholder="Name, e-mail or staff number"
        type="search"
        leftSection={<IconSearch size={18} aria-hidden />}
        value={settings.text}
        maxLength={100}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
        onKeyDown={press}
        className={classes.search}
      />
      <Button
        variant="default"
        className={classes.toggle}
        aria-expanded={isOpen}
        leftSection={<IconFilter size={18} aria-hidden />}
        onClick={() => setOpen(!isOpen)}
      >
        {count === 0 ? 'Filters' : `Filters (${count})`}
      </Button>
      <div className={classes.more} data-open={isOpen}>
        <Select
          label="Role"
          placeholder="Every role"
          clearable
          clearButtonProps={{ 'aria-label': 'Every role' }}
          data={roles.map((name) => ({ value: name, label: roleNames[name] }))}
          value={settings.role}
          onChange={(value) => onChange({ role: roles.find((name) => name === value) ?? null })}
          w={165}
        />
        <Select
          label="Level"
          placeholder="Every level"
          clearable
          clearButtonProps={{ 'aria-label': 'Every level' }}
          data={[...props.levels]}
          value={settings.level}
          onChange={(level) => onChange({ level })}
          w={125}
        />
        <Select
          label="Status"
          placeholder="Every status"
          clearable
          clearButtonProps={{ 'aria-label': 'Every status' }}
          data={known.map((name) => ({ value: name, label: statusNames[name] }))}
          value={settings.status}
          onChange={(value) => onChange({ status: statuses.find((name) => name === value) ?? null })}
          w={135}
        />
        <Switch
          label="Combined"
          checked={settings.combined}
          onChange={(event) => onChange({ combined: event.currentTarget.checked })}
          mb={8}
        />
        {actor.may(verifyDocuments) ? (
          <Switch
            label="Documents due"
            checked={settings.documents}
            onChange={(event) => onChange({ documents: event.currentTarget.checked })}
            mb={8}
          />
        ) : null}
        <Switch
          label="Without an account"
          checked={settings.withoutAccount}
          onChange={(event) => onChange({ withoutAccount: event.currentTarget.checked })}
          mb={8}
        />
      </div>
    </div>
  )
}
