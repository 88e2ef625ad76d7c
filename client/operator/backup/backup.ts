/**
 * `sosafe backup`: a sealed copy of what the relay holds, made while it runs. The relay's own program writes the copy to a
 * pipe; it is sealed here before any byte of it reaches a disk. Source: docs/decisions/009-backups.md.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Primitives, Random } from '../../../shared/crypto/primitives.ts'
import type { Day } from '../../../shared/day.ts'
import type { ListedFile } from '../../../shared/wire/copy.ts'
import { dateOf } from '../date.ts'
import { hexOf, readDeployment, type Deployment } from '../deployment.ts'
import { liesIn } from '../lies-in.ts'
import { type CommandOutcome, type Refused, refusal } from '../outcome.ts'
import { outputOf, ProgramError } from '../relay-program.ts'
import { newBackupPath, removeOldBackups } from './keep.ts'
import { sealCopy } from './sealed-copy.ts'
import { sealedFile, writeCopyFile } from './sealed-file.ts'

export interface BackupInput {
  readonly data: string
  readonly pepperFile: string | null
  readonly to: string
  readonly keepDays: number
  readonly today: Day
}

interface Written {
  readonly path: string
  readonly day: Day
  readonly rows: number
}

const rowsOf = (files: readonly ListedFile[]): number => files.reduce((sum, { rows }) => sum + rows, 0)

const NO_KEY =
  'This deployment has no backup key. Make one: "backup-key --data DIR --keys DIR", with a keys folder that leaves this machine.'

async function write(
  p: Primitives,
  random: Random,
  { data, pepperFile, to, today }: BackupInput,
  deployment: Deployment,
): Promise<Written | Refused> {
  const { backupKey } = deployment
  if (backupKey === null) return refusal(NO_KEY)
  const about = { day: today, rootHash: hexOf(deployment.rootHash) }
  const copy = outputOf('copy', { dataFolder: data, pepperFile })
  const path = newBackupPath(to, today)
  try {
    const sealed = await sealCopy(p, random, backupKey, about, copy)
    const read = await writeCopyFile(p, random, sealedFile(p, path, sealed))
    if (read === null) return refusal(`What was written to ${to} could not be read back whole. There is no new backup.`)
    return { path, day: read.about.day, rows: rowsOf(read.files) }
  } catch (error) {
    if (error instanceof ProgramError) return refusal(error.message)
    throw error
  }
}

export async function makeBackup(p: Primitives, random: Random, input: BackupInput): Promise<CommandOutcome> {
  const { data, to, keepDays, today } = input
  if (liesIn(to, data) || liesIn(data, to)) {
    return refusal(
      'The backups must lie apart from the data folder, best on another machine: what takes one takes both.',
    )
  }
  const deployment = existsSync(data) ? await readDeployment(p, [data]) : null
  if (deployment === null) return refusal(`${data} has no deployment.json that holds.`)
  if (existsSync(join(to, 'pepper'))) {
    return refusal(`The pepper lies in ${to}. Keep it apart from the backups, on paper or another medium.`)
  }
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const written = await write(p, random, input, deployment)
  // Also when there is no new one: what people erased goes, come what may.
  const removed = await removeOldBackups(to, hexOf(deployment.rootHash), today, keepDays)
  const removedLines = removed.map((path) => `Removed, older than ${keepDays} days: ${path}`)
  if ('ok' in written) return { ...written, message: [written.message, ...removedLines].join('\n') }
  return {
    ok: true,
    json: { file: written.path, day: written.day, rows: written.rows, removed },
    lines: [
      `Backup of ${dateOf(written.day)}, read back and found whole: ${written.path}`,
      ...removedLines,
      `It holds no pepper. Without the pepper and the backup key it restores nothing.`,
    ],
  }
}
