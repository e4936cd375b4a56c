import type { z } from 'zod'
import type { Access } from './permission.ts'

type Shape = z.ZodType

/**
 * One HTTP route: what it is called, who may use it and what it carries. The server validates with it, the browser calls through it,
 * OpenAPI is written from it; a route without `access` does not compile.
 * `answer` is `'file'` for a download and `'events'` for a server-sent stream.
 */
export interface Route<Params = unknown, Query = unknown, Body = unknown, Answer = unknown> {
  readonly id: string
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly params?: z.ZodType<Params> | undefined
  readonly query?: z.ZodType<Query> | undefined
  readonly body?: z.ZodType<Body> | undefined
  readonly answer: z.ZodType<Answer> | 'file' | 'events'
  /** Success status; 200 unless told. */
  readonly status?: 200 | 201 | 202 | 204
  /** Largest body taken, in bytes; 1 MB unless told. */
  readonly maxBytes?: number
  /** `'bytes'`: the body is a file, not JSON. */
  readonly bodyKind?: 'json' | 'bytes'
}

interface Declared<P, Q, B, A> extends Omit<Route, 'params' | 'query' | 'body' | 'answer'> {
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly answer: A
}

type InputOf<T> = T extends Shape ? z.input<T> : undefined
type OutputOf<T> = T extends Shape ? z.output<T> : undefined

/** What the browser passes for one part of a route: required when the route declares it. */
export type RouteInput<R> = Part<R, 'params'> & Part<R, 'query'> & Part<R, 'body'>
type Part<R, K extends string> = K extends keyof R
  ? R[K] extends Shape
    ? { readonly [X in K]: InputOf<R[K]> }
    : unknown
  : unknown

/** What the handler receives, parsed. */
export interface Received<R> {
  readonly params: K<R, 'params'>
  readonly query: K<R, 'query'>
  readonly body: K<R, 'body'>
}
type K<R, X extends string> = X extends keyof R ? OutputOf<R[X]> : undefined

export type RouteAnswer<R> = R extends { answer: infer A } ? (A extends Shape ? z.output<A> : Response) : never

export type AnyRoute = Declared<Shape | undefined, Shape | undefined, Shape | undefined, Shape | 'file' | 'events'>

/** Declares a route, keeping its exact types. Path parameters are written `:name`. */
export const route = <const R extends AnyRoute>(declared: R): R => declared
