import {
  ActionIcon,
  Indicator,
  Menu,
  Select,
  Text,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { IconBell, IconKey, IconLogout, IconMoon, IconSearch, IconSun, IconUserCircle } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { signOut } from '../features/accounts/contract.ts'
import { listYears } from '../features/schedule/blocks/years-contract.ts'
import { readRecord } from '../features/schedule/blocks/policy.ts'
import { useActor, useSession } from '../ui/actor.tsx'
import { useAction, useRoute } from '../ui/api.ts'
import { usePageSearch } from '../ui/navigation.tsx'
import { Brand } from './rail.tsx'
import classes from './top-bar.module.css'

function ProgramPicker() {
  const { programs } = useActor()
  const [search, change] = usePageSearch()
  if (programs.length < 2) return null
  return (
    <Select
      aria-label="Program"
      size="sm"
      className={classes.program ?? ''}
      placeholder="All my programs"
      data={programs.map((program) => ({ value: program.id, label: program.name }))}
      value={search.program ?? null}
      onChange={(program) => change({ program: program ?? undefined })}
      searchable={programs.length > 8}
      clearable
      clearButtonProps={{ 'aria-label': 'Show all my programs' }}
      comboboxProps={{ width: 340, position: 'bottom-start' }}
    />
  )
}

function YearPicker() {
  const actor = useActor()
  const [search, change] = usePageSearch()
  const query = useRoute(listYears, {}, { enabled: actor.may(readRecord) })
  if (query.data === undefined || query.data.years.length === 0) return null
  return (
    <Select
      aria-label="Academic year"
      size="sm"
      className={classes.year ?? ''}
      data={query.data.years.map((year) => ({ value: String(year.startYear), label: year.label }))}
      value={String(search.year ?? query.data.current)}
      onChange={(year) => change({ year: Number(year) })}
      allowDeselect={false}
    />
  )
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light') === 'dark'
  const Icon = dark ? IconSun : IconMoon
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={dark ? 'Use light colours' : 'Use dark colours'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <Icon size={20} stroke={1.7} aria-hidden />
    </ActionIcon>
  )
}

function Inbox() {
  const { unread } = useSession()
  return (
    <Indicator
      label={unread > 99 ? '99+' : unread}
      size={18}
      offset={8}
      disabled={unread === 0}
      className={classes.inbox ?? ''}
    >
      <Link to="/inbox" className={classes.icon} aria-label={unread === 0 ? 'Inbox' : `Inbox, ${unread} unread`}>
        <IconBell size={20} stroke={1.7} aria-hidden />
      </Link>
    </Indicator>
  )
}

function AccountMenu() {
  const actor = useActor()
  const navigate = useNavigate()
  // A fresh load, so that nothing of what was seen stays in this window's memory.
  const leave = useAction(signOut, { onDone: () => window.location.assign('/sign-in') })
  return (
    <Menu width={240} position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={`Account of ${actor.name}`}>
          <IconUserCircle size={22} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="sm" fw={600} px="sm" py="xs">
          {actor.name}
        </Text>
        <Menu.Item leftSection={<IconKey size={18} aria-hidden />} onClick={() => void navigate({ to: '/account' })}>
          Account and password
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => leave.mutate({})}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

export function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  return (
    <header className={classes.bar}>
      <div className={classes.brand}>
        <Brand />
      </div>
      <div className={classes.scope}>
        <ProgramPicker />
        <YearPicker />
      </div>
      <UnstyledButton
        className={classes.search}
        onClick={onSearch}
        aria-label="Search"
        aria-keyshortcuts="Control+K Meta+K"
      >
        <IconSearch size={18} stroke={1.7} aria-hidden />
        <span className={classes.searchWords}>Search</span>
        <kbd className={classes.keys}>Ctrl K</kbd>
      </UnstyledButton>
      <Inbox />
      <SchemeSwitch />
      <AccountMenu />
    </header>
  )
}
