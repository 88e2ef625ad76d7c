/**
 * The key pair of the backups: the public half in `deployment.json`, the secret half in a file beside the root keys and
 * on no machine that runs a relay. Source: docs/decisions/009-backups.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { decodeText, type Bytes } from '../../../shared/bytes/cursor.ts'
import { expandXWing, type XWingSecret } from '../../../shared/crypto/kem.ts'
import { type BackupPublicKey, generateXWingSeed, parseXWingSeed, type XWingSeed } from '../../../shared/crypto/keys.ts'
import type { Primitives, Random } from '../../../shared/crypto/primitives.ts'
import { XWING_SEED_BYTES } from '../../../shared/protocol.ts'
import { parseBytesField, parseJson, parseObject } from '../../../shared/wire/json.ts'
import { readPaper } from '../paper.ts'

const FORMAT = 'sosafe/backup-key'
export const BACKUP_KEY_FILE = 'backup.key'

/** Writes the secret half, never over another one; returns its path and the public half. */
export async function writeBackupKey(
  p: Primitives,
  random: Random,
  folder: string,
): Promise<{ readonly file: string; readonly publicKey: BackupPublicKey }> {
  const seed = generateXWingSeed<'backup'>(random)
  const { publicKey } = await expandXWing(p, seed)
  const file = join(folder, BACKUP_KEY_FILE)
  const content = `${JSON.stringify({ format: FORMAT, seed: encodeBase64url(seed) })}\n`
  writeFileSync(file, content, { flag: 'wx', mode: 0o600, flush: true })
  return { file, publicKey }
}

export type SecretRead<T> =
  | { readonly ok: true; readonly value: T }
  /** A sentence for whoever typed it. */
  | { readonly ok: false; readonly why: string }

/** 32 bytes from a file that holds them as digits from paper. */
export async function readSecretPaper(p: Primitives, file: string, content: Bytes): Promise<SecretRead<Bytes>> {
  const read = await readPaper(p, decodeText(content) ?? '')
  if (read.ok) return { ok: true, value: read.bytes }
  const why =
    read.line === null ? 'is neither such a file nor nine lines of digits' : `has a wrong digit in line ${read.line}`
  return { ok: false, why: `${file} ${why}.` }
}

async function readSeed(p: Primitives, file: string): Promise<SecretRead<XWingSeed<'backup'>>> {
  const content = new Uint8Array(readFileSync(file))
  const fields = parseObject(parseJson(content))
  const own = fields?.['format'] === FORMAT ? parseBytesField(fields['seed'], XWING_SEED_BYTES) : null
  const bytes = own === null ? await readSecretPaper(p, file, content) : { ok: true as const, value: own }
  if (!bytes.ok) return bytes
  const seed = parseXWingSeed<'backup'>(bytes.value)
  return seed === null ? { ok: false, why: `${file} is no backup key.` } : { ok: true, value: seed }
}

/** From the file of `init`, or from digits on paper typed into a file. */
export async function readBackupKey(p: Primitives, file: string): Promise<SecretRead<XWingSecret<'backup'>>> {
  const seed = await readSeed(p, file)
  return seed.ok ? { ok: true, value: await expandXWing(p, seed.value) } : seed
}

/** What stands on paper of it. */
export async function backupSeedBytes(p: Primitives, file: string): Promise<SecretRead<Bytes>> {
  return readSeed(p, file)
}
