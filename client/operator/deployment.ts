/**
 * `deployment.json`: what makes a deployment this one and no other. Public; lies in the data folder, where the relay reads
 * it for the build of the apps, and beside the root keys. Source: docs/protocol.md P7.2.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { type BackupPublicKey, parseVerifyKey, parseXWingPublicKey, type VerifyKey } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { ED25519_KEY_BYTES, ROOT_KEYS, XWING_PUBLIC_BYTES } from '../../shared/protocol.ts'
import { rootHashOf } from '../../shared/trust/directory.ts'
import {
  type JsonObject,
  parseBytesField,
  parseEach,
  parseJson,
  parseList,
  parseObject,
} from '../../shared/wire/json.ts'

export const DEPLOYMENT_FILE = 'deployment.json'

export interface Deployment {
  readonly name: string
  readonly demo: boolean
  readonly roots: readonly VerifyKey<'root'>[]
  readonly rootHash: Bytes
  /** What backups are sealed to; null in a deployment without one. */
  readonly backupKey: BackupPublicKey | null
}

/** 64 lower-case hex digits, as the build takes it. */
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export function deploymentJson({ name, demo, roots, rootHash, backupKey }: Deployment): JsonObject {
  const key = backupKey === null ? {} : { backupKey: encodeBase64url(backupKey) }
  return { rootHash: hexOf(rootHash), name, demo, roots: roots.map((root) => encodeBase64url(root)), ...key }
}

const contentOf = (deployment: Deployment): string => `${JSON.stringify(deploymentJson(deployment), null, 2)}\n`

/** Never overwrites. */
export function writeDeployment(folder: string, deployment: Deployment): void {
  writeFileSync(join(folder, DEPLOYMENT_FILE), contentOf(deployment), { flag: 'wx' })
}

/** In one step: a reader sees the old one or the new one. */
export function replaceDeployment(folder: string, deployment: Deployment): void {
  const file = join(folder, DEPLOYMENT_FILE)
  writeFileSync(`${file}.new`, contentOf(deployment), { flush: true })
  renameSync(`${file}.new`, file)
}

function parseRoot(value: unknown): VerifyKey<'root'> | null {
  const bytes = parseBytesField(value, ED25519_KEY_BYTES)
  return bytes === null ? null : parseVerifyKey<'root'>(bytes)
}

function parseBackupKey(value: unknown): BackupPublicKey | null {
  const bytes = parseBytesField(value, XWING_PUBLIC_BYTES)
  return bytes === null ? null : parseXWingPublicKey<'backup'>(bytes)
}

/** From the first folder that has one; null when none has, or when its roots do not hash to its root hash. */
export async function readDeployment(p: Primitives, folders: readonly string[]): Promise<Deployment | null> {
  const folder = folders.find((candidate) => existsSync(join(candidate, DEPLOYMENT_FILE)))
  if (folder === undefined) return null
  const content = parseObject(parseJson(readFileSync(join(folder, DEPLOYMENT_FILE))))
  const roots = parseEach(parseList(content?.['roots']) ?? [], parseRoot)
  const [name, demo] = [content?.['name'], content?.['demo']]
  if (roots?.length !== ROOT_KEYS || typeof name !== 'string' || typeof demo !== 'boolean') return null
  const key = content?.['backupKey']
  const backupKey = key === undefined ? null : parseBackupKey(key)
  if (key !== undefined && backupKey === null) return null
  const rootHash = await rootHashOf(p, roots)
  const stated = Buffer.from(String(content?.['rootHash']), 'hex')
  return equalBytes(rootHash, stated) ? { name, demo, roots, rootHash, backupKey } : null
}
