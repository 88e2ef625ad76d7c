/** `sosafe backup-key`: for a deployment of before there were backup keys, and after one was lost or stolen. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Primitives, Random } from '../../../shared/crypto/primitives.ts'
import { DEPLOYMENT_FILE, readDeployment, replaceDeployment } from '../deployment.ts'
import { liesIn } from '../lies-in.ts'
import { type CommandOutcome, refusal } from '../outcome.ts'
import { BACKUP_KEY_FILE, writeBackupKey } from './backup-key.ts'

export interface BackupKeyInput {
  readonly data: string
  readonly keys: string
  readonly replace: boolean
}

export async function makeBackupKey(
  p: Primitives,
  random: Random,
  { data, keys, replace }: BackupKeyInput,
): Promise<CommandOutcome> {
  const deployment = await readDeployment(p, [data])
  if (deployment === null) return refusal(`${data} has no deployment.json that holds.`)
  if (liesIn(keys, data) || liesIn(data, keys)) {
    return refusal('The keys folder must lie apart from the data folder: the relay never holds the backup key.')
  }
  if (deployment.backupKey !== null && !replace) {
    return refusal(
      'This deployment has a backup key. With --replace it gets another; the old one still opens the old backups.',
    )
  }
  if (existsSync(join(keys, BACKUP_KEY_FILE))) {
    return refusal(`${keys} holds a ${BACKUP_KEY_FILE} already: it opens older backups. Give another folder.`)
  }
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  // The secret first: a public half without it would seal backups that nobody opens.
  const { file, publicKey } = await writeBackupKey(p, random, keys)
  const next = { ...deployment, backupKey: publicKey }
  replaceDeployment(data, next)
  const copies = existsSync(join(keys, DEPLOYMENT_FILE)) ? [keys] : []
  for (const folder of copies) replaceDeployment(folder, next)
  return {
    ok: true,
    json: { backupKeyFile: file },
    lines: [
      `Backup key: ${file}`,
      'It opens the backups and nothing else. Take it off this machine, in two places; "paper --key" prints it.',
    ],
  }
}
