/** What `doctor` says of the files in a data folder and of the backups, without looking into any database. */
import { chmodSync, chownSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { KEEP_DAYS } from '../../../../client/operator/backup/keep.ts'
import { readDeployment, type Deployment } from '../../../../client/operator/deployment.ts'
import { backupFindings } from '../../../../client/operator/doctor/backup-checks.ts'
import { dayFindings } from '../../../../client/operator/doctor/database-checks.ts'
import type { Contents } from '../../../../client/operator/doctor/examined.ts'
import type { Finding } from '../../../../client/operator/doctor/finding.ts'
import {
  deploymentFindings,
  folderFindings,
  leftoverFindings,
  pepperFindings,
} from '../../../../client/operator/doctor/folder-checks.ts'
import { addDays, dayOf } from '../../../../shared/day.ts'
import { concat, encodeText, lp } from '../../../../shared/bytes/cursor.ts'
import { present } from '../../../present.ts'
import { p, TODAY } from '../../../shared/trust/world.ts'
import { commandLine, thisMachine } from '../command.ts'
import { makeFolder, removeFolder } from '../real-relay.ts'

let folder = ''
let data = ''
let deployment: Deployment
const pepper = (): string => join(data, 'pepper')
const lines = (findings: readonly Finding[]): string =>
  findings.map(({ severity, check, says, advice }) => `${severity} ${check}: ${says} -> ${advice ?? ''}`).join('\n')

beforeEach(async () => {
  folder = makeFolder('folder')
  data = join(folder, 'data')
  await commandLine()('init', '--data', data, '--keys', join(folder, 'keys'), '--name', 'Trial')
  deployment = present(await readDeployment(p, [data]))
})
afterEach(() => removeFolder(folder))

describe('of a data folder, the doctor', () => {
  it('finds nothing in a new one', async () => {
    expect(lines(folderFindings(thisMachine, data, null))).toMatch(/^ok folder: Only its owner/)
    expect(pepperFindings(thisMachine, pepper())).toEqual([])
    expect(leftoverFindings(data, TODAY)).toEqual([])
    expect(lines((await deploymentFindings(p, data)).findings)).toMatch(/^ok deployment: "Trial" is a real/)
  })

  it('sees a pepper that is missing, cut, or readable by others', () => {
    chmodSync(pepper(), 0o640)
    expect(lines(pepperFindings(thisMachine, pepper()))).toContain('wrong pepper: Other users may read')
    truncateSync(pepper(), 31)
    expect(lines(pepperFindings(thisMachine, pepper()))).toMatch(/^wrong pepper: .* has 31 bytes and not 32/)
    rmSync(pepper())
    expect(lines(pepperFindings(thisMachine, pepper()))).toContain('wrong pepper: There is no pepper')
  })

  it('sees a relay that runs as another user than the folder’s', () => {
    const relay = { pid: 1, userId: 12_345, coreBytes: 0, openFiles: 1, swappedBytes: 0 }
    expect(lines(folderFindings(thisMachine, data, relay))).toContain(
      'but the relay runs as user 12345. -> chown -R 12345',
    )
  })

  it.runIf(thisMachine.userId === 0)(
    'sees files that somebody has made as root, and lets root look after the relay’s folder',
    () => {
      chownSync(data, 12_345, 12_345)
      expect(lines(folderFindings(thisMachine, data, null))).toContain('wrong owner: deployment.json, pepper in')
      for (const name of ['deployment.json', 'pepper']) chownSync(join(data, name), 12_345, 12_345)
      expect(lines(folderFindings(thisMachine, data, null))).not.toContain('owner:')
    },
  )

  it('sees a deployment that does not hold, a demonstration, and one without a backup key', async () => {
    const file = join(data, 'deployment.json')
    const said = async (changes: Record<string, unknown>): Promise<string> => {
      const { roots, rootHash } = deployment
      const json = {
        rootHash: Buffer.from(rootHash).toString('hex'),
        name: 'Trial',
        demo: false,
        roots: roots.map((root) => Buffer.from(root).toString('base64url')),
      }
      writeFileSync(file, JSON.stringify({ ...json, ...changes }))
      return lines((await deploymentFindings(p, data)).findings)
    }
    expect(await said({})).toContain('look backup-key: There is no backup key')
    expect(await said({ demo: true })).toContain('look deployment: "Trial" is a demonstration')
    expect(await said({ rootHash: 'ab'.repeat(32) })).toContain('wrong deployment')
    rmSync(file)
    expect(lines((await deploymentFindings(p, data)).findings)).toContain('wrong deployment')
  })

  it('sees what a restore has left, and when it is high time', () => {
    const aside = join(data, 'before-restore-2026-01-01')
    mkdirSync(aside)
    const today = dayOf(Date.now())
    expect(lines(leftoverFindings(data, today))).toContain('look aside')
    expect(lines(leftoverFindings(data, addDays(today, KEEP_DAYS)))).toContain('wrong aside')
  })
})

describe('of backups, the doctor', () => {
  const look = (today = TODAY, where: string | null = join(folder, 'backups')): Promise<readonly Finding[]> =>
    backupFindings(where, data, pepper(), deployment, today)
  /** The head of a backup is all that is looked at here. */
  const put = (name: string, day: number, rootHash = Buffer.from(deployment.rootHash).toString('hex')): void => {
    const head = encodeText(JSON.stringify({ day, rootHash, key: 'ab'.repeat(32) }))
    mkdirSync(join(folder, 'backups'), { recursive: true })
    writeFileSync(join(folder, 'backups', name), concat(lp('sosafe/v1/sealed-copy'), lp(head), new Uint8Array(2000)))
  }

  it('wants to know where they lie, and sees that there are none', async () => {
    expect(lines(await look(TODAY, null))).toContain('look backup: Where the backups lie is not known')
    expect(lines(await look())).toContain('wrong backup: There is no folder')
    put('sosafe-2026-05-01.backup', TODAY, 'cd'.repeat(32))
    expect(lines(await look())).toContain('wrong backup: There is no backup of this deployment')
  })

  it('counts the days since the newest, and names those that are kept too long', async () => {
    put('sosafe-2026-05-20.backup', TODAY)
    expect(lines(await look())).toContain('0 days old')
    expect(lines(await look(addDays(TODAY, 3)))).toContain('look backup: The newest backup')
    expect(lines(await look(addDays(TODAY, 8)))).toContain('wrong backup: The newest backup')
    expect(lines(await look(addDays(TODAY, 28)))).not.toContain('is older than')
    expect(lines(await look(addDays(TODAY, 29)))).toContain('sosafe-2026-05-20.backup is older than 28 days')
  })
})

describe('of the days in a database, the doctor', () => {
  const contents: Contents = {
    pepperFit: 'fits',
    newest: TODAY,
    earliestExpiry: addDays(TODAY, 10),
    waitingSince: TODAY,
    documents: [],
    introduced: [],
  }
  const look = (days: number, changes: Partial<Contents> = {}): string =>
    lines(dayFindings({ ...contents, ...changes }, true, addDays(TODAY, days), 14))

  it('bears the midnight between the relay’s day and its own, and no more', () => {
    expect(look(-1)).not.toContain('wrong')
    expect(look(-2)).toContain('wrong clock')
    expect(look(11)).not.toContain('expiry')
    expect(look(12)).toContain('wrong expiry')
    expect(look(11)).not.toContain('waiting')
    expect(look(15)).toContain('look waiting')
    expect(look(0, { newest: null, earliestExpiry: null, waitingSince: null })).toMatch(/^ok clock/)
  })
})
