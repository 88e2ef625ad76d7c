/**
 * The offices that this phone knows: directory and sheets of all areas, fetched from the relay when it can be reached,
 * kept on the phone. What lies there is verified every time it is used, what the relay shows when it comes. Promises that an
 * older or forged document never takes the place of a genuine one, that reporting works without a network after the first
 * visit, and that neither what lies on the phone nor, once all areas of the day are here, what is asked tells which area
 * somebody looked at. Source: docs/protocol.md section 7, P9.1; docs/state.md.
 */
import {
  type AreaOptions,
  type Door,
  type VerifiedArea,
  isOvertaken,
  seenKey,
  verifyArea,
} from '../../../shared/trust/area.ts'
import type { Day } from '../../../shared/day.ts'
import { type Directory, verifyDirectory } from '../../../shared/trust/directory.ts'
import { refusalAfter } from '../../../shared/trust/document.ts'
import { type Outcome, type Refusal, refused } from '../../../shared/trust/outcome.ts'
import type { AgencyId } from '../../../shared/wire/address.ts'
import type { AreaBundle, UnverifiedDocument } from '../../../shared/wire/documents.ts'
import { type Copy, type Taken, bundleOf, loadCopy, saveCopy, withDirectory, withTaken } from './copy.ts'
import { type LostMail, findLostMail } from './lost-mail.ts'
import { type Speakers, findDoor, findKeptSpeakers, findSpeakers } from './one-agency.ts'
import type { OfficesParts, View } from './view.ts'

export interface Offices {
  /** Fetches all areas, once a day. */
  refresh(): Promise<void>
  /** Waits for the relay only when the phone has nothing. */
  directory(): Promise<View<Directory>>
  /**
   * By what the relay showed today with all areas: then nobody on the way learns which one is looked at. Else it is asked, once
   * while the page is open, and waited for only briefly when the phone has the sheets.
   */
  area(id: string): Promise<View<VerifiedArea>>
  /** An agency that has answered, to write to it again: by the relay's newest sheets, else by those on the phone. */
  door(agency: AgencyId): Promise<View<Door>>
  /** Today is not before it, by the documents verified so far. */
  provenDay(): Day | null
  /** Who may speak for the agency: by the relay's newest sheet, waiting for it only briefly where the phone has one. */
  speakers(agency: AgencyId): Promise<Speakers | null>
  /** The same by what this phone has kept, asking nobody. */
  keptSpeakers(agency: AgencyId): Promise<Speakers | null>
  /** Offices that lost keys, and when: by what the relay shows once a day, waiting for it only briefly. */
  lostMail(): Promise<readonly LostMail[]>
}

interface Listed {
  readonly document: UnverifiedDocument
  readonly directory: Directory
}

/** What came of asking for an area. */
type Answer = Taken | 'refused' | 'unreachable'

const isTaken = (answer: Answer): answer is Taken => typeof answer === 'object'

/** On a slow network the copy on the phone is good enough after this. */
const PATIENCE_MS = 5_000

const isWhole = ({ doors }: VerifiedArea): boolean => Object.values(doors).every(({ ok }) => ok)
const hasDoor = ({ doors }: VerifiedArea): boolean => doors.frontDesk.ok || doors.secondDoor.ok
const hasSheets = ({ memberSheets }: AreaBundle, { area }: VerifiedArea): boolean =>
  memberSheets.has(area.frontDesk) || memberSheets.has(area.secondDoor)

export function createOffices(parts: OfficesParts): Offices {
  const { primitives: p, rootHash, relay, store, today } = parts
  /** The newest that this page has verified. */
  let copy: Copy | null = null
  let refusal: Refusal | null = null
  /** Areas of which the relay has shown the newest on that day while the page is open, and requests for them. */
  const fresh = new Set<string>()
  const asked = new Map<string, Promise<Answer>>()
  let askedDay = today()
  /** Areas that held on that day with everything in them. */
  const proven = new Map<string, { readonly area: VerifiedArea; readonly day: Day }>()
  let refreshing: Promise<void> | null = null
  let listing: Promise<Listed | null> | null = null

  /** Loaded once: a second look at the disk must not take the place of what came in meanwhile. */
  let loading: Promise<Copy> | null = null
  const current = async (): Promise<Copy> => {
    loading ??= loadCopy(store)
    const loaded = await loading
    return (copy ??= loaded)
  }
  const optionsOf = (area: string, { seen }: Copy): AreaOptions => ({
    rootHash,
    area,
    today: today(),
    online: false,
    seen,
  })

  const takeDirectory = async (document: UnverifiedDocument): Promise<Outcome<Directory>> => {
    const { seen } = await current()
    const lastVersion = seen.get(seenKey('directory'))
    const verdict = await verifyDirectory(p, document, { rootHash, today: today(), lastVersion, mayBeSlow: true })
    if (!verdict.ok) {
      refusal = verdict.reason
      return verdict
    }
    const now = await current()
    const newest = now.seen.get(seenKey('directory'))
    const overtaken = newest === undefined ? null : refusalAfter(verdict.value, newest)
    if (overtaken !== null) return refused(overtaken)
    refusal = null
    copy = withDirectory(now, document, verdict.value)
    return verdict
  }

  const list = async (): Promise<Listed | null> => {
    const outcome = await relay.directory()
    const verdict = outcome.kind === 'document' ? await takeDirectory(outcome.document) : null
    if (outcome.kind !== 'document' || verdict?.ok !== true) return null
    return { document: outcome.document, directory: verdict.value }
  }
  const askDirectory = (): Promise<Listed | null> => (listing ??= list().finally(() => (listing = null)))

  const takeBundle = async (area: string, bundle: AreaBundle): Promise<Taken | 'refused' | 'overtaken'> => {
    const options = optionsOf(area, await current())
    // as strictly as the screens do first: then it is not verified again for them
    const strict = await verifyArea(p, bundle, { ...options, online: true })
    const holds = strict.ok && isWhole(strict.value)
    const verdict = holds ? strict : await verifyArea(p, bundle, options)
    if (!verdict.ok) {
      refusal = verdict.reason
      return 'refused'
    }
    // read again: another area, or a newer directory, may have been taken in while this one was verified
    const now = await current()
    if (isOvertaken(verdict.value, now.seen)) return 'overtaken'
    refusal = null
    const taken = { area: verdict.value, bundle }
    copy = withTaken(now, taken)
    fresh.add(area)
    if (holds) proven.set(area, { area: verdict.value, day: options.today })
    return taken
  }

  const fetchArea = async (area: string): Promise<Answer | 'overtaken'> => {
    const outcome = await relay.area(area)
    return outcome.kind === 'bundle' ? takeBundle(area, outcome.bundle) : 'unreachable'
  }

  /** In memory only: somebody looks at this area, and that is not to be written down. */
  const ask = (area: string): Promise<Answer> => {
    const onItsWay = asked.get(area)
    if (onItsWay !== undefined) return onItsWay
    const fetch = async (): Promise<Answer> => {
      const first = await fetchArea(area)
      const answer = first === 'overtaken' ? await fetchArea(area) : first
      if (answer !== 'overtaken' && isTaken(answer)) return answer
      asked.delete(area)
      return answer === 'overtaken' ? 'refused' : answer
    }
    const request = fetch()
    asked.set(area, request)
    return request
  }

  /** An answer of before, unless the disk or the directory knows something newer by now. */
  const askNewest = async (id: string, kept: Copy): Promise<Answer> => {
    const answer = await ask(id)
    if (!isTaken(answer) || !isOvertaken(answer.area, kept.seen)) return answer
    asked.delete(id)
    const again = await ask(id)
    return isTaken(again) && isOvertaken(again.area, kept.seen) ? 'refused' : again
  }

  /** A page may be open over midnight: what was asked before is of that day. */
  const beginDay = (): void => {
    if (askedDay === today()) return
    askedDay = today()
    fresh.clear()
    asked.clear()
  }

  /** All areas in the order of the directory, each written down as it comes. */
  const refreshAll = async (): Promise<void> => {
    let kept = await loadCopy(store)
    if ((await current()).checkedDay === today()) return
    beginDay()
    const listed = await askDirectory()
    if (listed === null) return
    const { areas } = listed.directory
    kept = withDirectory(kept, listed.document, listed.directory)
    for (const { id } of areas) {
      const answer = await askNewest(id, kept)
      if (answer === 'unreachable') break
      if (answer === 'refused') continue
      kept = withTaken(kept, answer)
      await saveCopy(store, kept)
    }
    const checkedDay = areas.every(({ id }) => fresh.has(id)) ? today() : null
    copy = { ...(await current()), checkedDay }
    await saveCopy(store, { ...kept, checkedDay })
  }

  const refresh = (): Promise<void> => (refreshing ??= refreshAll().finally(() => (refreshing = null)))

  const directoryNow = async (): Promise<View<Directory>> => {
    const { directory, seen } = await current()
    if (directory === null) return { ok: false, reason: refusal ?? 'unreachable' }
    const lastVersion = seen.get(seenKey('directory'))
    const verdict = await verifyDirectory(p, directory, { rootHash, today: today(), lastVersion, mayBeSlow: true })
    return verdict.ok ? { ...verdict, warning: refusal } : verdict
  }

  /** Where the relay was asked for all areas today, and everything of this one holds as strictly as what it shows now. */
  const ofToday = async (id: string): Promise<VerifiedArea | null> => {
    const now = await current()
    const before = proven.get(id)
    if (before?.day === today() && !isOvertaken(before.area, now.seen)) return before.area
    const bundle = now.checkedDay === today() ? bundleOf(now) : null
    const verdict = bundle === null ? null : await verifyArea(p, bundle, { ...optionsOf(id, now), online: true })
    if (verdict?.ok !== true || !isWhole(verdict.value)) return null
    proven.set(id, { area: verdict.value, day: today() })
    return verdict.value
  }

  /** Waits for the relay's answer, only briefly where the phone has sheets of this area. */
  const askFor = async (id: string): Promise<Answer | null> => {
    const has = bundleOf(await current())
    const before = has === null ? null : await verifyArea(p, has, optionsOf(id, await current()))
    const isKnown = before?.ok === true && hasDoor(before.value)
    return (await (isKnown ? Promise.race([ask(id), patience()]) : ask(id))) ?? null
  }

  return {
    refresh,
    async directory() {
      const view = await directoryNow()
      void refresh()
      if (view.ok) return view
      // Not for all areas: on a slow network each takes many seconds.
      await askDirectory()
      return directoryNow()
    },
    async area(id) {
      const known = await ofToday(id)
      if (known !== null) return { ok: true, value: known, warning: refusal }
      const answer = fresh.has(id) ? null : await askFor(id)
      const now = await current()
      const bundle = bundleOf(now)
      if (bundle === null) return { ok: false, reason: refusal ?? 'unreachable' }
      const verdict = await verifyArea(p, bundle, { ...optionsOf(id, now), online: fresh.has(id) })
      if (!verdict.ok) return verdict
      // Nothing of this area is here yet, which does not mean that nobody reads there.
      if (answer === 'unreachable' && !hasSheets(bundle, verdict.value)) return { ok: false, reason: 'unreachable' }
      return { ...verdict, warning: refusal }
    },
    provenDay: () => copy?.provenDay ?? null,
    door: async (agency) => findDoor(parts, await current(), agency),
    speakers: async (agency) => findSpeakers(parts, await current(), agency, patience),
    keptSpeakers: async (agency) => findKeptSpeakers(parts, await current(), agency),
    async lostMail() {
      await Promise.race([refresh(), patience()])
      return findLostMail(parts, await current())
    },
  }
}

const patience = (): Promise<void> => new Promise((done) => void setTimeout(done, PATIENCE_MS))
