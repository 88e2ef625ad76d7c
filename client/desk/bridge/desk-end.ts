/**
 * The page's end: asks the worker, and has what it last told of the desk. No key, no seed and no vault is ever on this side;
 * a passphrase only until it is posted.
 */
import type { Pseudonym } from '../../../shared/case/names.ts'
import { parseTold, type Answer, type Ask, type Input, type Verb } from './messages.ts'
import type { Port } from './port.ts'
import { withNews, type ScreenState } from '../view/screen-state.ts'

export interface DeskEnd {
  /** Rejects for a bug of the worker, never for an expected failure. Never settles once the worker is gone. */
  ask<V extends Verb>(verb: V, input: Input<V>): Promise<Answer<V>>
  /** Null: no desk is open. */
  state(): ScreenState | null
  /** Calls back after every change, until the answer is called. */
  subscribe(listener: () => void): () => void
  /** The case to have in full; null: none. */
  look(pseudonym: Pseudonym | null): void
  /** Nothing is in flight that was to be handed over. Never, once the worker is gone. */
  untilSent(): Promise<void>
}

interface Waiting {
  readonly verb: Verb
  readonly done: (answer: Answer<Verb>) => void
  readonly failed: (error: Error) => void
}

/** The worker broke while it did this. */
class WorkerBroken extends Error {
  override readonly name = 'WorkerBroken'
}

/** Ask and change nothing. */
const IDLE_VERBS: ReadonlySet<Verb> = new Set([
  'desks',
  'link',
  'look',
  'hear',
  'written',
  'recover',
  'tryKit',
  'draftKit',
])

/** `onReady`: the worker runs. */
export function createDeskEnd(port: Port, onReady: () => void): DeskEnd {
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<() => void>()
  let state: ScreenState | null = null
  let lastId = 0
  let sent: (() => void)[] = []

  /** A round that has nothing to hand over may end anywhere. */
  const isSending = (): boolean =>
    [...waiting.values()].some(({ verb }) => !IDLE_VERBS.has(verb) && (verb !== 'refresh' || (state?.waiting ?? 0) > 0))
  const settle = (id: number, how: (one: Waiting) => void): void => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (one !== undefined) how(one)
    if (isSending()) return
    for (const done of sent) done()
    sent = []
  }
  port.addEventListener('message', ({ data }) => {
    const told = parseTold(data)
    if (told === null) throw new TypeError('not a message of the worker')
    switch (told.kind) {
      case 'ready':
        return onReady()
      case 'answer':
        return settle(told.id, ({ done }) => done(told.answer))
      case 'broken':
        return settle(told.id, ({ failed }) => failed(new WorkerBroken(told.name)))
      case 'news':
        state = withNews(state, told.news)
        for (const listener of listeners) listener()
    }
  })

  const ask: DeskEnd['ask'] = (verb, input) =>
    new Promise((done, failed) => {
      lastId += 1
      // The answer to a verb, which the compiler cannot follow through the number.
      waiting.set(lastId, { verb, done: done as Waiting['done'], failed })
      port.postMessage({ id: lastId, verb, input } as Ask)
    })
  return {
    ask,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    look: (pseudonym) => void ask('look', { pseudonym }),
    untilSent: () => new Promise((done) => (isSending() ? sent.push(done) : done())),
  }
}
