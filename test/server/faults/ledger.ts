/**
 * What clients of a relay remember of it: what they sent, and what it has acknowledged. `faultsOf` compares that with what
 * lies in the files after the relay was killed: nothing acknowledged may be missing, nothing doubled,
 * nothing erased come back, nothing be there that nobody sent.
 */
import type { Left } from './left.ts'

/** Ids in hex. */
export interface Ledger {
  /** Mail to inboxes: acknowledged or not. */
  readonly inbox: Map<string, boolean>
  /** Reply mailboxes: what was sent there, and how far erasing has come. */
  readonly boxes: { readonly mail: Map<string, boolean>; erase: 'no' | 'asked' | 'done' }[]
  /** Entries of the log by id: number when acknowledged; the envelope that it was taken from. */
  readonly entries: Map<string, { number: number | null; readonly from: string | null }>
  /** By number of the entry. */
  readonly tombstones: Map<number, boolean>
  /** Envelopes whose entry a second device has confirmed. */
  readonly confirmed: Set<string>
  readonly blobs: Map<string, boolean>
  /** Versions of one agency's intake sheet: each in the place of the one before. */
  readonly sheet: Latest
  /** Serials of one kit's recovery copy, likewise. */
  readonly copy: Latest
  /** Answers that no relay may give which has kept everything. */
  readonly surprises: string[]
}

export interface Latest {
  sent: number
  acknowledged: number
}

export const emptyLedger = (): Ledger => ({
  inbox: new Map(),
  boxes: [],
  entries: new Map(),
  tombstones: new Map(),
  confirmed: new Set(),
  blobs: new Map(),
  sheet: { sent: 1, acknowledged: 1 },
  copy: { sent: 0, acknowledged: 0 },
  surprises: [],
})

/** How much was acknowledged. */
export function countOf(ledger: Ledger): number {
  const yes = (map: ReadonlyMap<unknown, boolean>): number => [...map.values()].filter(Boolean).length
  const boxes = ledger.boxes.map(({ mail, erase }) => yes(mail) + (erase === 'done' ? 1 : 0))
  const entries = [...ledger.entries.values()].filter(({ number }) => number !== null)
  return (
    yes(ledger.inbox) +
    boxes.reduce((sum, count) => sum + count, 0) +
    entries.length +
    yes(ledger.tombstones) +
    ledger.confirmed.size +
    yes(ledger.blobs) +
    ledger.sheet.acknowledged +
    ledger.copy.acknowledged
  )
}

/** What was acknowledged and is not so, or is so and was never asked for. */
export function faultsOf(ledger: Ledger, { mail, log, blobs, sheets, copies, broken }: Left): string[] {
  const faults = [...ledger.surprises, ...broken.map((word) => `integrity: ${word}`)]
  const check = (isFault: boolean, what: string): void => {
    if (isFault) faults.push(what)
  }
  const checkOnce = (names: readonly string[], what: string): void =>
    check(new Set(names).size !== names.length, `${what} is there twice`)
  const checkLatest = (found: readonly number[], { sent, acknowledged }: Latest, what: string): void => {
    const [only = 0] = found
    check(found.length > 1, `${what} is there twice`)
    check(only < acknowledged, `${what} ${acknowledged} is lost`)
    check(only > sent, `${what}: nobody sent ${only}`)
  }
  checkOnce(
    mail.map(({ mailbox, id }) => `${mailbox} ${id}`),
    'mail',
  )
  checkOnce(
    log.map(({ entry }) => entry),
    'an entry',
  )
  checkOnce(
    log.flatMap(({ source }) => source ?? []),
    'what came from one envelope',
  )
  const blobIds = blobs.map(({ id }) => id)
  checkOnce(blobIds, 'a blob')
  checkLatest(sheets, ledger.sheet, 'sheet')
  checkLatest(copies, ledger.copy, 'copy')
  for (const row of [...mail, ...log, ...blobs]) check(!row.isWhole, `a body is torn: ${JSON.stringify(row)}`)

  const byId = new Map(mail.map((row) => [row.id, row]))
  const bySource = new Map(log.map((row) => [row.source, row]))
  for (const [id, isAcknowledged] of ledger.inbox) {
    const [row, entry] = [byId.get(id), bySource.get(id)]
    check(isAcknowledged && row === undefined && entry === undefined, `inbox: ${id} is lost`)
    check(entry !== undefined && row?.isTaken === false, `inbox: ${id} is in the log and waits as well`)
    check(entry === undefined && row?.isTaken === true, `inbox: ${id} is marked as taken and in no log`)
  }
  for (const { mail: sent, erase } of ledger.boxes) {
    for (const [id, isAcknowledged] of sent) {
      check(isAcknowledged && erase === 'no' && !byId.has(id), `reply: ${id} is lost`)
      check(erase === 'done' && byId.has(id), `reply: ${id} was erased and is there`)
    }
  }
  for (const id of ledger.confirmed) check(byId.has(id), `inbox: ${id} was confirmed and is still there`)
  const known = new Set([...ledger.inbox.keys(), ...ledger.boxes.flatMap((box) => [...box.mail.keys()])])
  for (const { id } of mail) check(!known.has(id), `mail: nobody sent ${id}`)

  log.forEach(({ number }, at) => check(number !== at + 1, `log: number ${at + 1} is not there`))
  const byEntry = new Map(log.map((row) => [row.entry, row]))
  for (const [id, { number, from }] of ledger.entries) {
    const row = byEntry.get(id)
    check(number !== null && row === undefined, `log: entry ${id} is lost`)
    check(number !== null && row !== undefined && row.number !== number, `log: entry ${id} is not at ${number}`)
    check(row !== undefined && row.source !== from, `log: entry ${id} came from elsewhere`)
  }
  for (const { entry } of log) check(!ledger.entries.has(entry), `log: nobody sent ${entry}`)
  for (const [number, isAcknowledged] of ledger.tombstones)
    check(isAcknowledged && log[number - 1]?.isErased !== true, `log: ${number} was erased and is there`)
  for (const { number, isErased } of log)
    check(isErased && !ledger.tombstones.has(number), `log: nobody erased ${number}`)

  for (const [id, isAcknowledged] of ledger.blobs) check(isAcknowledged && !blobIds.includes(id), `blob: ${id} is lost`)
  for (const id of blobIds) check(!ledger.blobs.has(id), `blob: nobody sent ${id}`)
  return faults
}
