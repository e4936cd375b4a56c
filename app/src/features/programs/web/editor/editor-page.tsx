import { Button, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useRoute } from '../../../../ui/api.ts'
import { dayWords } from '../../../../ui/date-words.ts'
import { Loaded } from '../../../../ui/loaded.tsx'
import { usePathParams } from '../../../../ui/navigation.tsx'
import { EmptyState } from '../../../../ui/notices.tsx'
import { Page, Section } from '../../../../ui/page.tsx'
import {
  diffDefinitions,
  parseDefinition,
  type Path,
  pathText,
  plainData,
  type Problem,
} from '../../../curriculum/contract.ts'
import { getDraft } from '../../drafts/contract.ts'
import { ChangeList } from '../change-list.tsx'
import { type Editing, EditingContext } from './editing.ts'
import { type Draft, EditorActions } from './editor-actions.tsx'
import { EffectPanel } from './effect-panel.tsx'
import { parts, type PartId, partOf } from './field-words.ts'
import { idsOf, pathOf, problemsByPath } from './places.ts'
import { ProblemList } from './problem-list.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { NodeField } from './record-fields.tsx'
import { SaveTrouble, SaveWords } from './save-state.tsx'
import { fieldsOf, formatSchema } from './schema-node.ts'
import { TextPanel } from './text-panel.tsx'
import { useDraftText } from './use-draft-text.ts'
import classes from './editor.module.css'

type View = 'form' | 'text' | 'effect' | 'changes'

/** A draft of a definition: forms for all of the format, the text beside them, and what it would mean before it is a version. */
export function EditorPage() {
  const { draftId = '' } = usePathParams()
  const query = useRoute(getDraft, { params: { draftId } })
  return (
    <Loaded query={query} shape="cards">
      {(draft) => <Editor key={draft.id} draft={draft} />}
    </Loaded>
  )
}

function Editor({ draft }: { readonly draft: Draft }) {
  const isOpen = draft.state === 'open'
  const text = useDraftText(draft.id, { source: draft.source, version: draft.version, isOpen })
  const read = useDeferredValue(text.text)
  const parsed = useMemo(() => parseDefinition(read), [read])
  // The form goes on showing what could last be read.
  const now = useMemo(() => plainData(read), [read])
  const [last, setLast] = useState(now)
  if (now !== null && now !== last) setLast(now)
  const problems = useMemo(() => (parsed.ok ? [] : parsed.problems), [parsed])
  const changes = useMemo(
    () => (parsed.ok ? diffDefinitions(draft.baseDefinition, parsed.definition) : null),
    [parsed, draft.baseDefinition],
  )
  const [part, setPart] = useState<PartId>('about')
  const [view, setView] = useState<View>('effect')
  const [target, setTarget] = useState<{ readonly path: Path } | null>(null)
  const [line, setLine] = useState<{ readonly line: number } | null>(null)
  const [publishing, setPublishing] = useState(false)
  const fixedIds = useMemo(() => idsOf(draft.baseDefinition), [draft.baseDefinition])
  const byPath = useMemo(() => problemsByPath(problems), [problems])
  useHotkeys([
    ['mod+Z', () => text.undo?.()],
    ['mod+shift+Z', () => text.redo?.()],
  ])
  useEffect(() => {
    if (target === null) return
    // A place without an input of its own stands in the one above it.
    const place = target.path
      .map((_, left) => document.getElementById(`field-${pathText(target.path.slice(0, target.path.length - left))}`))
      .find((element) => element !== null)
    place?.scrollIntoView({ block: 'center' })
    place?.focus({ preventScroll: true })
  }, [target])
  const go = (problem: Problem) => {
    const path = pathOf(problem.path)
    if (path.length === 0 || now === null) {
      setView('text')
      setLine({ line: problem.line })
      return
    }
    setPart(partOf(path[0]))
    if (view === 'text') setLine({ line: problem.line })
    setTarget({ path })
  }
  const editing: Editing = {
    data: last ?? {},
    problems: byPath,
    locked: !isOpen || now === null,
    fixedIds,
    edit: text.edit,
    target,
  }
  const effectiveOn = parsed.ok ? parsed.definition.version.effectiveOn : draft.effectiveOn
  const views = [
    { value: 'form', label: 'Form' },
    { value: 'text', label: 'Text' },
    ...(draft.maySeeEffect ? [{ value: 'effect', label: 'Effect' }] : []),
    { value: 'changes', label: 'Changes' },
  ]
  return (
    <EditingContext value={editing}>
      <Page
        wide
        title={`${draft.programName}: ${isOpen ? 'a draft' : 'a closed draft'}`}
        answer={
          <>
            {`Started from “${draft.baseLabel}”${effectiveOn === null ? '' : `, to take effect on ${dayWords(effectiveOn)}`}. `}
            {isOpen ? (
              <SaveWords state={text.state} />
            ) : (
              <strong>{draft.state === 'published' ? 'It has become a version.' : 'It was put away.'}</strong>
            )}
          </>
        }
        actions={
          <EditorActions draft={draft} text={text}>
            {isOpen && draft.mayPublish ? (
              <Button disabled={!parsed.ok || text.state !== 'saved'} onClick={() => setPublishing(true)}>
                Make it a version
              </Button>
            ) : null}
          </EditorActions>
        }
      >
        <SaveTrouble draft={text} />
        <ProblemList problems={problems} isReadable={now !== null} onGo={go} />
        <SegmentedControl
          className={classes.views ?? ''}
          aria-label="What to look at"
          data={views}
          value={view}
          onChange={(next) => setView(next as View)}
        />
        <div className={classes.editor} data-view={view}>
          <nav aria-label="Parts of the definition" className={classes.parts}>
            {parts.map(({ id, label, keys }) => {
              const wrong = problems.filter(({ path }) =>
                (keys as readonly string[]).includes(String(pathOf(path)[0])),
              ).length
              return (
                <button
                  key={id}
                  type="button"
                  aria-current={part === id ? 'true' : undefined}
                  onClick={() => setPart(id)}
                >
                  <span>{label}</span>
                  {wrong === 0 ? null : (
                    <span className={classes.count} aria-label={`${wrong} to put right`}>
                      {wrong}
                    </span>
                  )}
                </button>
              )
            })}
          </nav>
          <div className={classes.form}>
            <NativeSelect
              className={classes.partChoice ?? ''}
              label="Part"
              data={parts.map(({ id, label }) => ({ value: id, label }))}
              value={part}
              onChange={(event) => setPart(event.currentTarget.value as PartId)}
            />
            <Section title={parts.find(({ id }) => id === part)?.label ?? ''}>
              <PartFields part={part} />
            </Section>
          </div>
          <aside className={classes.panel} aria-label="Beside the form">
            {view === 'text' ? (
              <TextPanel text={text.text} locked={!isOpen} problems={problems} line={line} onChange={text.type} />
            ) : view === 'changes' ? (
              <Changes changes={changes} baseLabel={draft.baseLabel} />
            ) : draft.maySeeEffect && isOpen ? (
              <EffectPanel draftId={draft.id} version={text.savedVersion} isWaiting={text.state !== 'saved'} />
            ) : (
              <Changes changes={changes} baseLabel={draft.baseLabel} />
            )}
          </aside>
        </div>
        {parsed.ok && changes !== null ? (
          <Publishing
            draft={draft}
            version={text.savedVersion}
            effectiveOn={parsed.definition.version.effectiveOn}
            changes={changes}
            opened={publishing}
            onClose={() => setPublishing(false)}
          />
        ) : null}
      </Page>
    </EditingContext>
  )
}

function Publishing(
  props: Pick<Parameters<typeof PublishDialog>[0], 'version' | 'effectiveOn' | 'changes' | 'opened' | 'onClose'> & {
    readonly draft: Draft
  },
) {
  const navigate = useNavigate()
  const { draft, ...rest } = props
  return (
    <PublishDialog
      {...rest}
      draftId={draft.id}
      isRevision={draft.versions.some((version) => version.effectiveOn === props.effectiveOn)}
      onDone={(programId) => void navigate({ to: `/curriculum/${programId}` })}
    />
  )
}

function PartFields({ part }: { readonly part: PartId }) {
  const keys: readonly string[] = parts.find(({ id }) => id === part)?.keys ?? []
  return (
    <Stack gap="md">
      {fieldsOf(formatSchema())
        .filter(({ key }) => keys.includes(key))
        .sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key))
        .map((field) => (
          <NodeField key={field.key} path={[field.key]} schema={field.schema} required={field.required} />
        ))}
    </Stack>
  )
}

function Changes(props: {
  readonly changes: Parameters<typeof ChangeList>[0]['changes'] | null
  readonly baseLabel: string
}) {
  if (props.changes === null) return <Text>What changes can be told once the problems are put right.</Text>
  if (props.changes.length === 0)
    return <EmptyState title="Nothing has changed yet">{`It says what “${props.baseLabel}” says.`}</EmptyState>
  return (
    <Stack gap="xs">
      <Text
        fw={600}
      >{`${props.changes.length} ${props.changes.length === 1 ? 'change' : 'changes'} to “${props.baseLabel}”`}</Text>
      <ChangeList changes={props.changes} />
    </Stack>
  )
}
