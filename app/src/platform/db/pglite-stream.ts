import { Duplex } from 'node:stream'
import type { Engine } from './pglite-engine.ts'
import { createRunReader } from './wire-messages.ts'

type Finish = (error?: Error | null) => void

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
    void this.#begin()
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

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, finish: Finish): void {
    this.#send(chunk).then(() => finish(), finish)
  }

  override _writev(chunks: { chunk: Uint8Array }[], finish: Finish): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk))).then(() => finish(), finish)
  }

  override _final(finish: Finish): void {
    this.push(null)
    finish()
  }

  override _destroy(reason: Error | null, finish: Finish): void {
    const reset = this.#engine ? this.#engine.resetSession() : Promise.resolve()
    // An engine that cannot be reset has stopped; the next connection starts another.
    reset.then(
      () => finish(reason),
      () => finish(reason),
    )
  }

  async #begin(): Promise<void> {
    try {
      this.#engine = await this.#openEngine()
      this.emit('connect')
    } catch (error) {
      this.destroy(error as Error)
    }
  }

  async #send(chunk: Uint8Array): Promise<void> {
    // An engine in this thread answers at once, and pg's parser cannot take an answer while it still handles the last one.
    await Promise.resolve()
    for (const run of this.#reader.read(chunk)) {
      const answer = await this.#engine?.execute(run)
      if (answer && !this.destroyed) this.push(answer)
    }
  }
}
