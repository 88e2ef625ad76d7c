/**
 * One phone in several lives: somebody only reads; tells with a network; tells without one, and the letter is handed over
 * when the network returns; the same while it waits; and it is handed over at the next open only. Those that are to be held
 * against who only reads begin with the same profile.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ITEM_BYTES } from '../../client/outbox/item.ts'
import { words } from '../../client/words/reporter.en.ts'
import { envelopeIdOf } from '../../shared/crypto/envelope-id.ts'
import { detectPrimitives } from '../../shared/crypto/detect-primitives.ts'
import { ADDRESS_BYTES, WORK_NONCE_BYTES } from '../../shared/protocol.ts'
import { parseEnvelopeBytes } from '../../shared/wire/envelope.ts'
import { areas, type Demo } from '../e2e/harness/demo.ts'
import { readyForOffline } from '../e2e/harness/phone.ts'
import type { Recorder } from '../e2e/harness/recorder.ts'
import { tellAndSeal } from '../e2e/harness/reporter.ts'
import { patienceMs, type Screen } from '../e2e/harness/screen.ts'
import { ticketKeys } from './keys.ts'
import { createMarker, formsOf, formsOfKey, ticketPairs, type Needle } from './needles.ts'
import { filesOf, scanFolder } from './scan.ts'

/** A browser that was opened on a profile. */
export interface Visit {
  readonly screen: Screen
  setOffline(offline: boolean): Promise<void>
  /** As the browser does when its service worker has had nothing to do for half a minute; not while a test looks on. */
  endServiceWorker(): Promise<void>
  close(): Promise<void>
}

export interface Lives {
  /** Folder of the profile after that life. */
  folderOf(life: Life): string
  /** Life -> how long the files of its letters stayed after they were handed over, the page open. */
  readonly stayedMs: ReadonlyMap<Life, number>
  /** What was typed, what was shown once, what opens an answer: nowhere, at no time. */
  readonly secrets: readonly Needle[]
  /** Of the letters as they travelled: on the phone while they wait. */
  readonly letters: readonly Needle[]
  remove(): void
}

export const LIVES = ['reads', 'told online', 'told offline', 'waits', 'next open'] as const
export type Life = (typeof LIVES)[number]

/** Longer than the browsers take to write down what is typed and shown. */
const SETTLING_MS = 4_000
/** Longer than Firefox takes to unlink what a worker has read that then closed itself. */
const LONGEST_STAY_MS = 30_000
const PIECE_BYTES = 16
const p = await detectPrimitives(globalThis.crypto)

export async function liveLives(
  { origin, dataFolder }: Demo,
  recorder: Recorder,
  asked: readonly Life[],
  open: (profile: string) => Promise<Visit>,
): Promise<Lives> {
  const root = mkdtempSync(join(tmpdir(), 'sosafe-lives-'))
  const markers = ['words', 'number', 'hours', 'say'].map(createMarker)
  const [said = '', number = '', hours = '', say = ''] = markers
  const told = { area: areas.first, words: `${said} เขาไม่ให้ฉันออกจากบ้าน`, phone: { number, hours, say } }
  const tickets: string[] = []
  const stayedMs = new Map<Life, number>()
  const folderOf = (life: Life): string => join(root, life)
  const copy = (from: string, to: string): void => {
    // sockets and locks of a running browser are no files
    cpSync(from, to, { recursive: true, filter: (source) => !/(Singleton|lock$)/.test(source) })
  }
  const live = async (folder: string, from: string, act: (visit: Visit) => Promise<void>): Promise<void> => {
    if (existsSync(from)) copy(from, folder)
    else mkdirSync(folder)
    const visit = await open(folder)
    await visit.screen.open(origin)
    await visit.screen.sees(words['home.title'])
    await readyForOffline(visit.screen)
    await act(visit)
    await visit.close()
  }
  const first = join(root, 'first')
  const tell = async ({ screen }: Visit): Promise<void> => void tickets.push(await tellAndSeal(screen, told))
  const handedOver = async ({ screen }: Visit, life: Life): Promise<void> => {
    await screen.sees(words['state.handed'])
    await screen.tap(words['ticket.finished'])
    await screen.sees(words['calm.title'])
    stayedMs.set(life, await letterFilesGone(folderOf(life)))
  }
  const lives: Record<Exclude<Life, 'waits'>, () => Promise<void>> = {
    reads: () =>
      live(folderOf('reads'), first, async ({ screen }) => {
        for (const [door, title] of [
          ['home.help', 'help.title'],
          ['home.use', 'use.title'],
          ['home.ticket', 'my.title'],
        ] as const) {
          await screen.tap(words[door])
          await screen.sees(words[title])
          await screen.tap(words['home'])
          await screen.sees(words['home.title'])
        }
        await wait(SETTLING_MS)
      }),
    'told online': () =>
      live(folderOf('told online'), first, async (visit) => {
        await tell(visit)
        await handedOver(visit, 'told online')
      }),
    'told offline': () =>
      live(folderOf('told offline'), first, async (visit) => {
        await visit.setOffline(true)
        await tell(visit)
        await wait(SETTLING_MS)
        copy(folderOf('told offline'), folderOf('waits'))
        await visit.setOffline(false)
        await visit.screen.sees(words['state.handed'])
        // the browser may have woken it before the page had sent
        await visit.endServiceWorker()
        await handedOver(visit, 'told offline')
      }),
    'next open': () =>
      live(folderOf('next open'), folderOf('waits'), async ({ screen, endServiceWorker }) => {
        await screen.tap(words['home.ticket'])
        await screen.sees(words['my.label'])
        const until = Date.now() + patienceMs
        while ((await screen.text()).includes(words['my.phone']) && Date.now() < until) await wait(200)
        // it was woken as soon as the browser started, and has read the letter if it came before the page
        await endServiceWorker()
        stayedMs.set('next open', await letterFilesGone(folderOf('next open')))
      }),
  }

  if (asked.includes('reads')) {
    await live(first, first, async ({ screen }) => {
      await screen.tap(words['home.help'])
      await screen.sees(words['help.title'])
      await wait(SETTLING_MS)
    })
  }
  for (const life of asked) if (life !== 'waits') await lives[life]()

  const keys = await Promise.all(tickets.map((ticket) => ticketKeys(ticket, dataFolder)))
  return {
    folderOf,
    stayedMs,
    secrets: [
      ...markers.flatMap((marker) => formsOf(marker.slice(0, 6), marker)),
      ...tickets.flatMap((digits) => [...formsOf('ticket', digits), ...ticketPairs(digits)]),
      ...keys.flatMap(({ secret, names }) => [...secret, ...names]),
    ],
    letters: await lettersOf(recorder),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** Waits, the page open, until the browser has unlinked them; at the most so long that only a defect takes longer. */
async function letterFilesGone(profile: string): Promise<number> {
  const from = Date.now()
  const left = (): boolean =>
    filesOf(profile).some(({ place, bytes }) => /\.(blob|files)\//.test(place) && bytes.length === ITEM_BYTES)
  while (left() && Date.now() - from < LONGEST_STAY_MS) await wait(100)
  return Date.now() - from
}

/** Of each post: the address, the work, the envelope's name and pieces of the envelope. */
async function lettersOf({ exchanges }: Recorder): Promise<Needle[]> {
  const needles: Needle[] = []
  for (const { body } of exchanges.filter(({ path }) => path === '/v1/post')) {
    const [address, nonce] = [body.subarray(0, ADDRESS_BYTES), body.subarray(ADDRESS_BYTES)]
    const envelope = parseEnvelopeBytes(new Uint8Array(nonce.subarray(WORK_NONCE_BYTES)))
    if (envelope === null) throw new Error('not an envelope')
    // as a text it stands in the directory, on every phone
    needles.push({ name: 'address', bytes: address })
    needles.push(...formsOfKey('work', nonce.subarray(0, PIECE_BYTES)))
    needles.push(...formsOfKey('envelope id', await envelopeIdOf(p, envelope)))
    for (let at = 4; at + PIECE_BYTES <= envelope.length; at += 256) {
      needles.push(...formsOfKey('envelope', envelope.subarray(at, at + PIECE_BYTES)))
    }
  }
  return needles
}

/** Files of the profile after that life in which one of these is found. */
export const placesOf = (lives: Lives, life: Life, needles: readonly Needle[]): string[] => [
  ...new Set(scanFolder(lives.folderOf(life), needles, { inflate: false }).map(({ place }) => place)),
]
