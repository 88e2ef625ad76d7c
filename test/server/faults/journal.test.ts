/**
 * A journal that is torn: the machine lost its power, or the disk its mind, and what a relay finds at its start is cut off,
 * bent or blank somewhere. It goes on from a moment that there was, or says in a sentence that it does not.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DataFolderError } from '../../../server/data-folder.ts'
import { openFolder } from '../../../server/open-folder.ts'
import { openDatabase } from '../../../server/sqlite/database.ts'
import { rounds } from '../../long.ts'
import { envelope, filled, idOf } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { inboxAddress } from '../relay-fixture.ts'
import { chanceOf } from './chance.ts'
import { clientOf, makeDeployment, memberOf, now, postPaid, type Deployment } from './deployment.ts'
import { sayFigures } from './figures.ts'
import { leftIn, type Left } from './left.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'

let folder: string
let whole: string
let deployment: Deployment

/** What lies in the mail and in the log, in words, at each moment between two answers of the relay. */
let moments: string[]
const hexOf = (number: number): string => Buffer.from(idOf(envelope(number))).toString('hex')
const ENTRIES_FROM = 1_000
const STEPS = 24

interface Moment {
  readonly waiting: readonly string[]
  readonly taken: readonly string[]
  readonly log: readonly string[]
}
const inWords = ({ waiting, taken, log }: Moment): string => JSON.stringify([waiting.toSorted(), taken.toSorted(), log])

function momentOf({ mail, log }: Left): string {
  return inWords({
    waiting: mail.filter(({ isTaken }) => !isTaken).map(({ id }) => id),
    taken: mail.filter(({ isTaken }) => isTaken).map(({ id }) => id),
    log: log.map(({ number, entry, source }) => `${number} ${entry} ${source ?? ''}`),
  })
}

/** A relay that never empties its journal takes two of three pieces of mail in, and is killed. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-journal-'))
  whole = join(folder, 'whole')
  deployment = await makeDeployment()
  const start = (): Promise<RelayProcess> =>
    startRelayProcess({ folder: whole, rootHash: deployment.rootHash, upkeepEveryMs: 3_600_000 })
  let relay = await start()
  await deployment.publish(clientOf(relay.origin))
  // What is there before the journal begins.
  relay.kill('SIGTERM')
  await relay.ended
  relay = await start()
  const client = clientOf(relay.origin)
  const agency = inboxAddress(deployment.front)
  let moment: Moment = { waiting: [], taken: [], log: [] }
  moments = [inWords(moment)]
  for (let number = 0; number < STEPS; number++) {
    const stored = await postPaid(client, agency, envelope(number))
    if (stored.kind !== 'stored') throw new Error(stored.kind)
    moment = { ...moment, waiting: [...moment.waiting, hexOf(number)] }
    moments.push(inWords(moment))
    if (number % 3 === 0) continue
    const entry = envelope(ENTRIES_FROM + number)
    const taken = await memberOf(client, deployment.front, 0).take({
      agency,
      team: 0,
      envelopeId: idOf(envelope(number)),
      entry,
    })
    if (taken.kind !== 'taken') throw new Error(taken.kind)
    moment = {
      waiting: moment.waiting.filter((id) => id !== hexOf(number)),
      taken: [...moment.taken, hexOf(number)],
      log: [...moment.log, `${taken.number} ${hexOf(ENTRIES_FROM + number)} ${hexOf(number)}`],
    }
    moments.push(inWords(moment))
  }
  relay.kill('SIGKILL')
  await relay.ended
  // Not written through by a power cut.
  rmSync(join(whole, 'relay.db-shm'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const chance = chanceOf('journal')
type Harm = (journal: Buffer) => Buffer
const harms: Readonly<Record<string, Harm>> = {
  'cut off': (journal) => journal.subarray(0, chance.below(journal.length)),
  'a bit turned': (journal) => {
    const at = chance.below(journal.length)
    journal[at] = (journal[at] ?? 0) ^ (1 << chance.below(8))
    return journal
  },
  'a sector blank': (journal) => journal.fill(0, ...sectorOf(journal)),
  'a sector of another place': (journal) => {
    const [to] = sectorOf(journal)
    journal.copyWithin(to, ...sectorOf(journal))
    return journal
  },
}
function sectorOf(journal: Buffer): [number, number] {
  const from = 512 * chance.below(Math.floor(journal.length / 512))
  return [from, from + 512]
}

interface Outcome {
  /** How many answers are as if they had not been given; null when the relay refuses to start. */
  readonly back: number | null
  /** The sentence of a refusal, or nothing. */
  readonly word: string
  readonly damagedBodies: number
  /** What is wrong with what it would go on with. */
  readonly faults: readonly string[]
}

function startOn(harmed: string): Outcome {
  let damagedBodies = 0
  try {
    const opened = openFolder({ dataFolder: harmed, pepperFile: null, random: (length) => filled(length, 1) })
    damagedBodies = opened.damagedBodies
    opened.close(now())
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error
    return {
      back: null,
      word: error.message,
      damagedBodies,
      faults: [],
    }
  }
  const left = leftIn(harmed, deployment.front.id)
  const at = moments.lastIndexOf(momentOf(left))
  const faults = [...left.broken]
  if (at === -1) faults.push('a moment that there never was')
  const torn = [...left.mail, ...left.log].filter(({ isWhole }) => !isWhole).length
  if (torn !== damagedBodies) faults.push(`${torn} torn bodies, ${damagedBodies} said`)
  return { back: moments.length - 1 - at, word: '', damagedBodies, faults }
}

/** Copies of the folder, each with a journal harmed in another way and place. */
function harmEach(from: string, count: number): Outcome[] {
  const ways = Object.values(harms)
  return Array.from({ length: count }, (_, number) => {
    const harmed = join(folder, 'harmed')
    cpSync(from, harmed, { recursive: true })
    const journal = join(harmed, 'relay.db-wal')
    writeFileSync(journal, present(ways[number % ways.length])(readFileSync(journal)))
    const outcome = startOn(harmed)
    rmSync(harmed, { recursive: true })
    return outcome
  })
}

/** The same with the journal written through, which stays as it is until something more is written. */
function writtenThrough(): string {
  const [copy, through] = [join(folder, 'copy'), join(folder, 'through')]
  cpSync(whole, copy, { recursive: true })
  const sqlite = openDatabase(join(copy, 'relay.db'))
  sqlite.pragma('wal_checkpoint(PASSIVE)')
  cpSync(copy, through, { recursive: true })
  sqlite.close()
  rmSync(join(through, 'relay.db-shm'))
  return through
}

function say(what: string, outcomes: readonly Outcome[]): void {
  const back = outcomes.flatMap((outcome) => outcome.back ?? [])
  sayFigures(what, {
    starts: outcomes.length,
    'answers given': moments.length - 1,
    'gone at most': Math.max(...back),
    'none gone': back.filter((count) => count === 0).length,
    refused: outcomes.length - back.length,
  })
}

describe('a relay whose journal is torn', () => {
  it('goes on from a moment that there was: an answer is there whole, or not at all, and so is none after it', () => {
    const outcomes = harmEach(whole, rounds(12, 400))
    say('journal torn', outcomes)
    expect(outcomes.filter(({ faults, word }) => faults.length > 0 || word !== '')).toEqual([])
  }, 300_000)

  it('when it had been written through already does the same, or says in a sentence that it does not start', () => {
    const outcomes = harmEach(writtenThrough(), rounds(12, 400))
    say('journal torn that was written through', outcomes)
    expect(outcomes.flatMap(({ faults }) => faults)).toEqual([])
    for (const { back, word } of outcomes)
      expect(word).toMatch(back === null ? /damaged.* Put back the last backup/ : /^$/)
  }, 300_000)

  it('loses nothing when the journal is whole', () => {
    cpSync(whole, join(folder, 'same'), { recursive: true })
    expect(startOn(join(folder, 'same'))).toEqual({ back: 0, word: '', damagedBodies: 0, faults: [] })
  })
})
