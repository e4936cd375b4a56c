import { Duplex } from 'node:stream'
import type { Engine } from './pglite-engine.ts'
import { createRunReader } from './wire-messages.ts'

/**
 * What `pg` takes for its socket: the bytes of one connection go to the embedded engine and its answers come back.
 * When the connection ends, however it ends, the engine's only session is cleaned before the next one begins.
 */
export class PGliteStream extends Duplex {
  readonly #openEngine: () => Promise<Engine>
  readonly #reader = createRunReader()
  #engine: Engine | undefined

  constructor(openEngine: () => Promise<Engine>) {
    super()
    this.#openEngine = openEngine
  }

  /** Called by pg with a port and a host, which mean nothing here. */
  connect(): this {
    this.#openEngine().then(
      (engine) => {
        this.#engine = engine
        this.emit('connect')
      },
      (error: Error) => this.destroy(error),
    )
    return this
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  override _read(): void {
    // Answers are pushed as the engine gives them.
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk).then(() => done(), done)
  }

  override _writev(chunks: { chunk: Uint8Array }[], done: (error?: Error | null) => void): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => done(), done)
  }

  override _final(done: (error?: Error | null) => void): void {
    this.push(null)
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.#engine) return done(error)
    this.#engine.resetSession().then(
      () => done(error),
      () => done(error),
    )
  }

  async #send(chunk: Uint8Array): Promise<void> {
    for (const run of this.#reader.read(chunk)) {
      await this.#engine?.execute(run, (bytes) => {
        if (!this.destroyed) this.push(bytes)
      })
    }
  }
}
