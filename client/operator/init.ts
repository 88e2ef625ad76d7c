/** `sosafe init`: makes the root keys, the pepper and the deployment of a real relay. Source: docs/protocol.md section 3, P7.2, P8.1. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateSigningKey } from '../../shared/crypto/keys.ts'
import type { Primitives, Random } from '../../shared/crypto/primitives.ts'
import { PEPPER_BYTES, ROOT_KEYS } from '../../shared/protocol.ts'
import { rootHashOf } from '../../shared/trust/directory.ts'
import { writeBackupKey } from './backup/backup-key.ts'
import { DEPLOYMENT_FILE, hexOf, writeDeployment } from './deployment.ts'
import { liesIn } from './lies-in.ts'
import { type CommandOutcome, refusal } from './outcome.ts'
import { writeRootKey } from './root-keys.ts'

export interface InitInput {
  readonly data: string
  readonly keys: string
  readonly name: string
}

const PEPPER_FILE = 'pepper'

export async function initialise(
  p: Primitives,
  random: Random,
  { data, keys, name }: InitInput,
): Promise<CommandOutcome> {
  if (liesIn(keys, data) || liesIn(data, keys)) {
    return refusal('The keys folder must lie apart from the data folder: the relay never holds root keys.')
  }
  if (existsSync(join(data, DEPLOYMENT_FILE))) return refusal(`${data} is a deployment already. Nothing was changed.`)
  if (existsSync(keys) && readdirSync(keys).length > 0) return refusal(`${keys} is not empty. Nothing was changed.`)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  const roots = await Promise.all(Array.from({ length: ROOT_KEYS }, () => generateSigningKey<'root'>(p, random)))
  const files = roots.map((root, index) => writeRootKey(keys, index + 1, root))
  const publicKeys = roots.map(({ publicKey }) => publicKey)
  const backup = await writeBackupKey(p, random, keys)
  const rootHashBytes = await rootHashOf(p, publicKeys)
  const deployment = { name, demo: false, roots: publicKeys, rootHash: rootHashBytes, backupKey: backup.publicKey }
  writeDeployment(keys, deployment)
  // The pepper first: a folder with a deployment is one that the relay may start on.
  if (!existsSync(join(data, PEPPER_FILE))) {
    writeFileSync(join(data, PEPPER_FILE), random(PEPPER_BYTES), { flag: 'wx', mode: 0o600 })
  }
  writeDeployment(data, deployment)
  const rootHash = hexOf(deployment.rootHash)
  return {
    ok: true,
    json: { rootHash, name, data, keyFiles: files, backupKeyFile: backup.file },
    lines: [
      `Made the deployment "${name}" in ${data}.`,
      `Root hash: ${rootHash}`,
      ...files.map((file) => `Root key: ${file}`),
      `Backup key: ${backup.file}`,
      'Next: start the relay, then run "directory sign" once: the first directory is empty, and lets agencies found themselves.',
      'Then give each root key file to another person on an offline medium, with deployment.json, then erase it here.',
      'Two of the three are needed to sign a directory. Without two of them nothing can be changed any more.',
      'The backup key opens the backups and nothing else: keep it like a root key, in two places. Write the pepper down: "paper".',
    ],
  }
}
