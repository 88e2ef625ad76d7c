/**
 * A page that has nothing but an outbox, wired as the app wires it, beside the app's own service worker. Its clock is set
 * by the test, and what its screen says of each letter is heard there. `broken` names a fault that is built in on purpose:
 * then the rounds have to find it.
 */
import { keepOffline } from '../../../client/offline/register.ts'
import { wakeWhenOnline } from '../../../client/offline/wake.ts'
import { type OutboxItem, createItem } from '../../../client/outbox/item.ts'
import { type OutboxState, createOutbox } from '../../../client/outbox/outbox.ts'
import { solveApart } from '../../../client/outbox/solve-apart.ts'
import { type SharedParts, wireOutbox } from '../../../client/outbox/wire.ts'
import { createMailRelay } from '../../../client/relay/mail.ts'
import { createTransport } from '../../../client/relay/transport.ts'
import { StorageError } from '../../../client/storage/connection.ts'
import { createDocumentStore } from '../../../client/storage/document-store.ts'
import { createMarks } from '../../../client/storage/marks.ts'
import { readSlotsApart } from '../../../client/storage/read-apart.ts'
import { connectReporterDatabase } from '../../../client/storage/reporter-database.ts'
import { encodeBase64url, parseBase64url } from '../../../shared/bytes/base64url.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { addDays, dayOf, parseDay } from '../../../shared/day.ts'
import { parseEnvelopeId } from '../../../shared/wire/address.ts'
import { parseEnvelopeBytes } from '../../../shared/wire/envelope.ts'

/** Bytes as base64url. */
export interface SealedLetter {
  readonly id: string
  readonly address: string
  readonly envelope: string
}

/** What stands on the screen of one letter; `lost` and `thrown` are said of the phone. */
export type Word = 'locked' | 'memory' | 'late' | 'expired' | 'handed'

export interface Seen {
  readonly waiting: number
  /** Letters told of as not handed over in time, or held back by the date. */
  readonly late: readonly string[]
  readonly expired: readonly string[]
  /** Slots whose envelope the browser has lost. */
  readonly broken: readonly string[]
  readonly thrown: boolean
}

declare const said: (letter: string, word: Word) => void

const given = new URLSearchParams(location.search)
const broken = given.get('broken')
let aheadDays = Number(given.get('ahead'))
const random = (bytes: number): Bytes => crypto.getRandomValues(new Uint8Array(bytes))
const today = (): ReturnType<typeof dayOf> => addDays(dayOf(Date.now()), aheadDays)
const database = connectReporterDatabase()
const relay = createMailRelay(createTransport((url, init) => fetch(url, init), location.origin))
const marks = createMarks(database, caches, random)
const documents = createDocumentStore(database)

/** With the fault built in that was asked for. */
function spoiled(parts: SharedParts): SharedParts {
  const { store } = parts
  switch (broken) {
    case 'forgets-before-the-answer': {
      const post: SharedParts['relay']['post'] = async (request) => {
        const { items } = await store.read()
        await store.remove(items.map(({ slot }) => slot))
        return relay.post(request)
      }
      return { ...parts, relay: { ...relay, post } }
    }
    case 'believes-without-an-answer': {
      const post: SharedParts['relay']['post'] = async (request) => {
        const outcome = await relay.post(request)
        return outcome.kind === 'unreachable' ? { kind: 'stored' } : outcome
      }
      return { ...parts, relay: { ...relay, post } }
    }
    case 'keeps-nothing':
      return { ...parts, store: { ...store, put: () => Promise.resolve() } }
    case 'drops-by-its-clock': {
      const dates: SharedParts['dates'] = () => Promise.resolve({ today: today(), provenDay: today() })
      return { ...parts, dates }
    }
    default:
      return parts
  }
}

const parts = wireOutbox(database, relay, today, { solve: solveApart, readSlots: readSlotsApart(database) })
const outbox = createOutbox({
  ...spoiled(parts),
  wakeLater: () => wakeWhenOnline('/'),
  chance: () => Math.random(),
})

/** Letters sealed in this page, by id: the screen speaks of them. */
const shown = new Map<string, Bytes>()

function wordOf(name: string, id: Bytes, { late, expired }: OutboxState): Word {
  const parsed = parseEnvelopeId(id)
  if (parsed === null) throw new Error('not an id')
  const among = (items: OutboxState['late']): boolean => items.some((item) => encodeBase64url(item.id) === name)
  if (outbox.handedOver(parsed)) return 'handed'
  if (among(expired)) return 'expired'
  if (among(late)) return 'late'
  return outbox.memoryOnly(parsed) === null ? 'locked' : 'memory'
}

async function show(): Promise<void> {
  const state = await outbox.state()
  for (const [name, id] of shown) said(name, wordOf(name, id, state))
}

async function itemOf({ id, address, envelope }: SealedLetter): Promise<OutboxItem> {
  const bytesOf = (text: string): Bytes => parseBase64url(text) ?? new Uint8Array()
  const [parsedId, parsed, to] = [parseEnvelopeId(bytesOf(id)), parseEnvelopeBytes(bytesOf(envelope)), bytesOf(address)]
  if (parsedId === null || parsed === null) throw new Error('not a letter')
  const { today: clock, provenDay } = await parts.dates()
  // as the app seals
  return createItem(random, parsedId, to, parsed, provenDay !== null && provenDay > clock ? provenDay : clock)
}

const api = {
  /** Resolves when the screen has said how each of them stands. @returns their slots */
  async add(letters: readonly SealedLetter[]) {
    const items = await Promise.all(letters.map(itemOf))
    await outbox.add(items)
    for (const { id } of items) shown.set(encodeBase64url(id), id)
    await show()
    return items.map(({ slot }) => slot)
  },
  send: () => outbox.send(),
  async see(): Promise<Seen> {
    const { waiting, late, expired, broken: lost } = await outbox.state()
    const idsOf = (items: OutboxState['late']): string[] => items.map(({ id }) => encodeBase64url(id))
    const thrown = (await marks.compare()) === 'thrown-away'
    return { waiting: waiting.length, late: idsOf(late), expired: idsOf(expired), broken: lost, thrown }
  },
  /** The person has read it. */
  async settle() {
    const { expired, broken: lost } = await outbox.state()
    await outbox.forget([...expired.map(({ slot }) => slot), ...lost])
    await marks.settle()
  },
  setAhead(days: number) {
    aheadDays = days
    navigator.serviceWorker.controller?.postMessage({ aheadDays: days })
  },
  /** A signed document bears witness that today is not before this day. */
  async prove(days: number) {
    const provenDay = parseDay(dayOf(Date.now()) + days)
    const nothing = { payload: new Uint8Array(), signatures: [] }
    const documentsOfThatDay = { directory: nothing, sheets: new Map(), seen: new Map(), checkedDay: null, provenDay }
    try {
      await documents.save(documentsOfThatDay)
    } catch (error) {
      // as in the app: a phone whose storage does not work goes on without
      if (!(error instanceof StorageError)) throw error
    }
  },
  goesOffline: keepOffline('/'),
}
export type Api = typeof api

outbox.onChange(() => void show())
addEventListener('online', () => void outbox.send())
void marks.compare()
void api.goesOffline.then(() => {
  api.setAhead(aheadDays)
  return outbox.askToBeWoken()
})
void outbox.send()
Object.assign(globalThis, { api })
