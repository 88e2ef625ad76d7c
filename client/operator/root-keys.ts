/**
 * The three root keys as files, one each, so that three people can carry them away. A folder also has a copy of
 * `deployment.json` (public) and remembers the newest directory that was signed with it.
 * Source: docs/protocol.md section 3, P7.2, P7.6.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { encodeText } from '../../shared/bytes/cursor.ts'
import { parseSigningSeed, type SigningKey, signingKeyOf } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { ED25519_KEY_BYTES, HASH_BYTES } from '../../shared/protocol.ts'
import type { SeenVersion } from '../../shared/trust/document.ts'
import { parseBytesField, parseJson, parseObject } from '../../shared/wire/json.ts'

const FORMAT = 'sosafe/root-key'
const LAST_FILE = 'last-directory.json'

const rootKeyFile = (number: number): string => `root-${number}.key`

/** Never overwrites; readable by its owner only. */
export function writeRootKey(folder: string, number: number, { seed, publicKey }: SigningKey<'root'>): string {
  const file = join(folder, rootKeyFile(number))
  const content = { format: FORMAT, number, publicKey: encodeBase64url(publicKey), seed: encodeBase64url(seed) }
  writeFileSync(file, `${JSON.stringify(content)}\n`, { flag: 'wx', mode: 0o600 })
  return file
}

/** Every root key that lies in the folders, each once. A file that is none is skipped. */
export async function readRootKeys(p: Primitives, folders: readonly string[]): Promise<readonly SigningKey<'root'>[]> {
  const keys = new Map<string, SigningKey<'root'>>()
  for (const folder of folders) {
    for (const name of readdirSync(folder)) {
      if (!/^root-.*\.key$/.test(name)) continue
      const content = parseObject(parseJson(readFileSync(join(folder, name))))
      const bytes = parseBytesField(content?.['seed'], ED25519_KEY_BYTES)
      const seed = bytes === null || content?.['format'] !== FORMAT ? null : parseSigningSeed<'root'>(bytes)
      if (seed === null) continue
      const key = await signingKeyOf(p, seed)
      keys.set(encodeBase64url(key.publicKey), key)
    }
  }
  return [...keys.values()]
}

/** The newest directory that these folders signed: a relay that shows an older one is not followed. */
export function readLastDirectory(folders: readonly string[]): SeenVersion | null {
  let newest: SeenVersion | null = null
  for (const folder of folders) {
    const file = join(folder, LAST_FILE)
    const content = existsSync(file) ? parseObject(parseJson(readFileSync(file))) : null
    const version = content?.['version']
    const hash = parseBytesField(content?.['hash'], HASH_BYTES)
    if (typeof version !== 'number' || !Number.isSafeInteger(version) || hash === null) continue
    if (newest === null || version > newest.version) newest = { version, hash }
  }
  return newest
}

export function writeLastDirectory(folders: readonly string[], { version, hash }: SeenVersion): void {
  const content = encodeText(`${JSON.stringify({ version, hash: encodeBase64url(hash) })}\n`)
  for (const folder of folders) writeFileSync(join(folder, LAST_FILE), content)
}
