import type { z } from 'zod'
import type { Actor } from '../../../contract/roles.ts'
import type { Who } from '../../../platform/audit/write.ts'
import type { Platform } from '../../../platform/platform.ts'

/** What the page of a link says before anything is done. `over` is the sentence that says why there is nothing left to do. */
export interface OneTapView {
  readonly title: string
  readonly detail: string
  /** What it is about, line by line. */
  readonly lines?: readonly string[]
  /** What the one button says, such as "Approve". */
  readonly button: string
  readonly over: string | null
}

/** Who taps, and on what. `actor` holds the person's roles of this moment. */
export interface OneTapCall<T> {
  readonly actor: Actor
  readonly who: Who
  readonly data: T
}

/**
 * One thing a person can do from a message without signing in. `run` calls the service function that the page calls, with the same
 * checks, made at that moment; a refusal is an `AppError` and its sentence is shown. It may run again after a crash, so the service
 * must refuse what was done already, and `describe` then says so in `over`.
 */
export interface OneTapAction<T extends object> {
  readonly action: string
  readonly shape: z.ZodType<T>
  /** The words of the link in the message, such as "Approve this swap". */
  readonly linkWords: string
  /** The page of the application for whoever wants something else than what the button does. */
  elsewhere?(data: T): Elsewhere
  describe(platform: Platform, call: OneTapCall<T>): Promise<OneTapView>
  /** Gives the sentence that says what was done; what it was done with may follow, each on a line of its own. */
  run(platform: Platform, call: OneTapCall<T>): Promise<string>
}

export interface Elsewhere {
  readonly words: string
  readonly link: string
}

/** An action with its data type folded away, for the list of all. */
export interface AnyOneTap {
  readonly action: string
  readonly linkWords: string
  readonly elsewhere: (data: unknown) => Elsewhere | null
  readonly describe: (platform: Platform, call: OneTapCall<unknown>) => Promise<OneTapView>
  readonly run: (platform: Platform, call: OneTapCall<unknown>) => Promise<string>
}

/** Declares an action. List it in `featureOneTaps` of features/server.ts; an action that is not listed cannot be used. */
export const oneTap = <T extends object>(
  declared: OneTapAction<T>,
): OneTapAction<T> & { readonly folded: AnyOneTap } => ({
  ...declared,
  folded: {
    action: declared.action,
    linkWords: declared.linkWords,
    elsewhere: (data) => declared.elsewhere?.(declared.shape.parse(data)) ?? null,
    describe: (platform, call) => declared.describe(platform, { ...call, data: declared.shape.parse(call.data) }),
    run: (platform, call) => declared.run(platform, { ...call, data: declared.shape.parse(call.data) }),
  },
})

/** What a message says of an action; enough to offer it without its code. */
type OneTapLink = Pick<AnyOneTap, 'action' | 'linkWords'>

/** A link offered with a notice, on one object, until then. */
export interface OneTapOffer extends OneTapLink {
  readonly data: object
  readonly expiresAt: Date
}

export const offer = ({ action, linkWords }: OneTapLink, data: object, expiresAt: Date): OneTapOffer => ({
  action,
  linkWords,
  data,
  expiresAt,
})
