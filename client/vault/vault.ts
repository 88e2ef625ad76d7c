/**
 * The vault: keys at rest on a desk. A random vault key seals the contents; the passphrase wraps the vault key
 * (Argon2id). Each save takes a fresh salt, hence a fresh key, so that the zero nonce of `secretbox` never repeats.
 * A wrong passphrase and a damaged vault have one outcome: null.
 */
import { concat, encodeText, lp, parseBytes, u8, type Bytes } from '../../shared/bytes/cursor.ts'
import type { Primitives, Random } from '../../shared/crypto/primitives.ts'
import type { Argon2id } from '../../shared/crypto/ticket.ts'
import { LABEL, VAULT_KDF } from '../../shared/protocol.ts'
import { encodeVaultContents, parseVaultContents, type VaultContents } from './contents.ts'

/** As it lies in storage: ciphertext and salts, nothing else. */
export interface SealedVault {
  readonly passphraseSalt: Bytes
  /** salt 32 || box of the vault key. */
  readonly wrapped: Bytes
  /** salt 32 || box of the contents. */
  readonly contents: Bytes
}

export interface Vault {
  readonly contents: VaultContents
  /** Seals new contents under the same vault key; the wrap stays as it is. */
  reseal(contents: VaultContents): Promise<SealedVault>
  /** What another page has stored meanwhile under the same vault key; null when it is another vault, or damaged. */
  reopen(sealed: SealedVault): Promise<VaultContents | null>
}

export interface VaultTools {
  readonly primitives: Primitives
  readonly random: Random
  readonly argon2id: Argon2id
}

const SALT_BYTES = 32
/** Names the cost of Argon2id (VAULT_KDF) and the boxes below; a vault of another version is not opened here. */
const FORM = 1

/** One piece, so that it can be one file that goes as a whole: version(1) salt(32) lp(wrapped) lp(contents). */
export function encodeSealedVault({ passphraseSalt, wrapped, contents }: SealedVault): Bytes {
  return concat(u8(FORM), passphraseSalt, lp(wrapped), lp(contents))
}

export function parseSealedVault(bytes: Uint8Array): SealedVault | null {
  return parseBytes(bytes, (cursor) => {
    const form = cursor.u8()
    const passphraseSalt = cursor.take(SALT_BYTES)
    const [wrapped, contents] = [cursor.lp(bytes.length), cursor.lp(bytes.length)]
    return form === FORM ? { passphraseSalt, wrapped, contents } : null
  })
}

async function sealUnder(
  { primitives, random }: VaultTools,
  key: Bytes,
  purpose: string,
  plain: Bytes,
): Promise<Bytes> {
  const salt = random(SALT_BYTES)
  const once = await primitives.hkdfSha256(salt, key, lp(`${LABEL}/vault/${purpose}`), 32)
  return concat(salt, primitives.secretboxSeal(plain, once))
}

async function openUnder({ primitives }: VaultTools, key: Bytes, purpose: string, box: Bytes): Promise<Bytes | null> {
  const parts = parseBytes(box, (cursor) => ({ salt: cursor.take(SALT_BYTES), sealed: cursor.rest() }))
  if (parts === null) return null
  const once = await primitives.hkdfSha256(parts.salt, key, lp(`${LABEL}/vault/${purpose}`), 32)
  return primitives.secretboxOpen(parts.sealed, once)
}

async function openContents(tools: VaultTools, key: Bytes, { contents }: SealedVault): Promise<VaultContents | null> {
  const plain = await openUnder(tools, key, 'contents', contents)
  return plain === null ? null : parseVaultContents(plain)
}

function vaultOf(tools: VaultTools, key: Bytes, sealed: Omit<SealedVault, 'contents'>, contents: VaultContents): Vault {
  const { passphraseSalt, wrapped } = sealed
  return {
    contents,
    async reseal(next) {
      const box = await sealUnder(tools, key, 'contents', encodeVaultContents(next))
      return { passphraseSalt, wrapped, contents: box }
    },
    reopen: (stored) => openContents(tools, key, stored),
  }
}

/** NFKC, so that the same passphrase typed on two keyboards is the same bytes. */
const passphraseBytes = (passphrase: string): Bytes => encodeText(passphrase.normalize('NFKC'))

/** Makes a vault under a new vault key. Argon2id's own failure (no memory) is passed on. */
export async function createVault(
  tools: VaultTools,
  passphrase: string,
  contents: VaultContents,
): Promise<{ readonly vault: Vault; readonly sealed: SealedVault }> {
  const key = tools.random(32)
  const passphraseSalt = tools.random(SALT_BYTES)
  const wrapping = await tools.argon2id(passphraseBytes(passphrase), passphraseSalt, VAULT_KDF)
  const wrapped = await sealUnder(tools, wrapping, 'key', key)
  const vault = vaultOf(tools, key, { passphraseSalt, wrapped }, contents)
  return { vault, sealed: await vault.reseal(contents) }
}

/** Null: wrong passphrase, or the vault is damaged; which of the two is not told. */
export async function openVault(tools: VaultTools, passphrase: string, sealed: SealedVault): Promise<Vault | null> {
  const wrapping = await tools.argon2id(passphraseBytes(passphrase), sealed.passphraseSalt, VAULT_KDF)
  const key = await openUnder(tools, wrapping, 'key', sealed.wrapped)
  if (key === null) return null
  const contents = await openContents(tools, key, sealed)
  return contents === null ? null : vaultOf(tools, key, sealed, contents)
}
