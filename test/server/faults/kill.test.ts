/** The relay's process is killed at random moments under a load of every verb, and started again on the same files. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rounds } from '../../long.ts'
import { chanceOf } from './chance.ts'
import { clientOf, makeDeployment, type Deployment } from './deployment.ts'
import { sayFigures } from './figures.ts'
import { countOf, emptyLedger, faultsOf, type Ledger } from './ledger.ts'
import { leftIn } from './left.ts'
import { createLoad } from './load.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'

let folder: string
let deployment: Deployment
let relay: RelayProcess | undefined
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-kill-'))
  deployment = await makeDeployment()
})
afterEach(async () => {
  relay?.kill('SIGKILL')
  await relay?.ended
  rmSync(folder, { recursive: true, force: true })
})

async function start(preload: readonly string[] = []): Promise<RelayProcess> {
  // Journals are emptied often, so that many a kill falls into it.
  relay = await startRelayProcess({ folder, rootHash: deployment.rootHash, upkeepEveryMs: 60, preload })
  return relay
}

/** A start that is cut off on its way, most often while it looks through what the last kill left. */
async function startInVain(afterMs: number): Promise<void> {
  const started = startRelayProcess({
    folder,
    rootHash: deployment.rootHash,
    onSpawn: (child) => void setTimeout(() => child.kill('SIGKILL'), afterMs),
  })
  await started.then(
    async (one) => one.ended,
    () => null,
  )
}

/** A life ends after so many acknowledgements, at the most, and so many milliseconds more. */
const MOST_ACKNOWLEDGED = rounds(16, 48)
const MOST_MS_MORE = 25
/** Every so many lives. */
const START_IN_VAIN = 4

interface Kills {
  readonly ledger: Ledger
  /** After each round. */
  readonly faults: readonly string[]
  readonly startsInVain: number
}

async function killOften(count: number, mostMsMore: number, preload: readonly string[] = []): Promise<Kills> {
  const ledger = emptyLedger()
  const load = await createLoad(deployment, ledger)
  const chance = chanceOf('kill')
  const faults: string[] = []
  let startsInVain = 0
  // with a store that keeps what it acknowledges: without these documents nobody could read anything
  const before = await start()
  await deployment.publish(clientOf(before.origin))
  before.kill('SIGTERM')
  await before.ended
  for (let round = 0; round < count; round++) {
    const one = await start(preload)
    const enough = countOf(ledger) + 1 + chance.below(MOST_ACKNOWLEDGED)
    const running = load.run(one.origin)
    while (countOf(ledger) < enough) await wait(2)
    await wait(chance.below(mostMsMore))
    one.kill('SIGKILL')
    await Promise.all([one.ended, running])
    if (round % START_IN_VAIN === 1) {
      startsInVain += 1
      await startInVain(chance.below(600))
    }
    faults.push(...faultsOf(ledger, leftIn(folder, deployment.front.id)).map((fault) => `round ${round}: ${fault}`))
  }
  return { ledger, faults, startsInVain }
}

describe('a relay that is killed at random moments under load', () => {
  it('has lost nothing that it acknowledged, has nothing twice or torn, and nothing erased comes back', async () => {
    const kills = rounds(4, 220)
    const { ledger, faults, startsInVain } = await killOften(kills, MOST_MS_MORE)
    const last = await start()
    last.kill('SIGTERM')
    expect(await last.ended).toBe(0)
    expect(last.output()).not.toContain('"failed"')
    const after = faultsOf(ledger, leftIn(folder, deployment.front.id))
    sayFigures('killed under load', {
      kills,
      'starts in vain': startsInVain,
      acknowledged: countOf(ledger),
      mail: ledger.inbox.size,
      'reply mailboxes': ledger.boxes.length,
      'taken in, confirmed': ledger.confirmed.size,
      'entries erased': ledger.tombstones.size,
      chunks: ledger.blobs.size,
      sheets: ledger.sheet.acknowledged,
      copies: ledger.copy.acknowledged,
      faults: faults.length + after.length,
    })
    expect([...faults, ...after]).toEqual([])
    expect(countOf(ledger)).toBeGreaterThan(kills)
  }, 1_800_000)
})

describe('the same load on a store that acknowledges before it commits', () => {
  it('loses something', async () => {
    const kills = rounds(2, 10)
    const { ledger, faults } = await killOften(kills, 1, [join(import.meta.dirname, 'acknowledge-early.ts')])
    const lost = faults.filter((fault) => fault.includes('is lost'))
    sayFigures('killed under load, acknowledging early', { kills, acknowledged: countOf(ledger), lost: lost.length })
    expect(lost.length).toBeGreaterThan(0)
  }, 120_000)
})
