/**
 * The vault: keys at rest on a desk. A random vault key seals the contents; the passphrase wraps the vault key
 * (Argon2id), and so does the recovery kit, if one was made. Each save takes a fresh salt, hence a fresh key, so that the
 * zero nonce of `secretbox` never repeats. A wrong passphrase, a wrong kit and a damaged vault have one outcome: null.
 */
import { concat, encodeText, lp, parseBytes, u8, type Bytes } from '../../shared/bytes/cursor.ts'
import type { KitVaultKey } from '../../shared/crypto/kit.ts'
import type { Primitives, Random } from '../../shared/crypto/primitives.ts'
import type { Argon2id } from '../../shared/crypto/ticket.ts'
import { LABEL, VAULT_KDF } from '../../shared/protocol.ts'
import { encodeVaultContents, parseVaultContents, type VaultContents } from './contents.ts'

/** The vault key, wrapped once for each way in. */
interface WaysIn {
  readonly passphraseSalt: Bytes
  /** salt 32 || box of the vault key. */
  readonly wrapped: Bytes
  /** The same for the recovery kit; null: none was made. */
  readonly kit: Bytes | null
}

/** As it lies in storage: ciphertext and salts, nothing else. */
export interface SealedVault extends WaysIn {
  /** salt 32 || box of the contents. */
  readonly contents: Bytes
}

/** What is given opens the vault, and the one of before no more. */
export interface ChangedWays {
  readonly passphrase?: string
  readonly kit?: KitVaultKey
}

export interface Vault {
  readonly contents: VaultContents
  /** Seals new contents under the same vault key. The ways in stay as they are, but for those that are changed. */
  reseal(contents: VaultContents, changed?: ChangedWays): Promise<SealedVault>
  /**
   * What was stored meanwhile under the same vault key, whose ways in count from now on; null when it is another vault, or
   * damaged.
   */
  reopen(sealed: SealedVault): Promise<VaultContents | null>
  /** What is being written at this desk, under the same vault key. */
  sealDrafts(plain: Bytes): Promise<Bytes>
  /** Null: not of this vault, or damaged. */
  openDrafts(box: Bytes): Promise<Bytes | null>
}

export interface VaultTools {
  readonly primitives: Primitives
  readonly random: Random
  readonly argon2id: Argon2id
}

const SALT_BYTES = 32
/** Names the cost of Argon2id (VAULT_KDF) and the boxes below; a vault of another form is not opened here. */
const FORM = 1
const FORM_WITH_KIT = 2

/**
 * One piece, so that it can be one file that goes as a whole: form(1) salt(32) lp(wrapped) lp(contents), and between the two
 * last lp(kit) where there is one.
 */
export function encodeSealedVault({ passphraseSalt, wrapped, kit, contents }: SealedVault): Bytes {
  return kit === null
    ? concat(u8(FORM), passphraseSalt, lp(wrapped), lp(contents))
    : concat(u8(FORM_WITH_KIT), passphraseSalt, lp(wrapped), lp(kit), lp(contents))
}

export function parseSealedVault(bytes: Uint8Array): SealedVault | null {
  return parseBytes(bytes, (cursor) => {
    const form = cursor.u8()
    if (form !== FORM && form !== FORM_WITH_KIT) return null
    const passphraseSalt = cursor.take(SALT_BYTES)
    const wrapped = cursor.lp(bytes.length)
    const kit = form === FORM_WITH_KIT ? cursor.lp(bytes.length) : null
    return { passphraseSalt, wrapped, kit, contents: cursor.lp(bytes.length) }
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

function vaultOf(tools: VaultTools, key: Bytes, sealed: WaysIn, contents: VaultContents): Vault {
  const waysOf = ({ passphraseSalt, wrapped, kit }: WaysIn): WaysIn => ({ passphraseSalt, wrapped, kit })
  let ways = waysOf(sealed)
  return {
    contents,
    async reseal(next, { passphrase, kit } = {}) {
      const byPassphrase = passphrase === undefined ? ways : await wrapUnder(tools, passphrase, key)
      const byKit = kit === undefined ? ways.kit : await sealUnder(tools, kit, 'kit', key)
      const box = await sealUnder(tools, key, 'contents', encodeVaultContents(next))
      return { ...byPassphrase, kit: byKit, contents: box }
    },
    async reopen(stored) {
      const found = await openContents(tools, key, stored)
      if (found !== null) ways = waysOf(stored)
      return found
    },
    sealDrafts: (plain) => sealUnder(tools, key, 'drafts', plain),
    openDrafts: (box) => openUnder(tools, key, 'drafts', box),
  }
}

/** NFKC, so that the same passphrase typed on two keyboards is the same bytes. */
const passphraseBytes = (passphrase: string): Bytes => encodeText(passphrase.normalize('NFKC'))

async function wrapUnder(tools: VaultTools, passphrase: string, key: Bytes): Promise<Omit<WaysIn, 'kit'>> {
  const passphraseSalt = tools.random(SALT_BYTES)
  const wrapping = await tools.argon2id(passphraseBytes(passphrase), passphraseSalt, VAULT_KDF)
  return { passphraseSalt, wrapped: await sealUnder(tools, wrapping, 'key', key) }
}

/** Makes a vault under a new vault key; `kit` opens it too. Argon2id's own failure (no memory) is passed on. */
export async function createVault(
  tools: VaultTools,
  passphrase: string,
  contents: VaultContents,
  kit?: KitVaultKey,
): Promise<{ readonly vault: Vault; readonly sealed: SealedVault }> {
  const key = tools.random(32)
  const byKit = kit === undefined ? null : await sealUnder(tools, kit, 'kit', key)
  const vault = vaultOf(tools, key, { ...(await wrapUnder(tools, passphrase, key)), kit: byKit }, contents)
  return { vault, sealed: await vault.reseal(contents) }
}

/** Null: wrong passphrase, or the vault is damaged; which of the two is not told. */
export async function openVault(tools: VaultTools, passphrase: string, sealed: SealedVault): Promise<Vault | null> {
  const wrapping = await tools.argon2id(passphraseBytes(passphrase), sealed.passphraseSalt, VAULT_KDF)
  const key = await openUnder(tools, wrapping, 'key', sealed.wrapped)
  return key === null ? null : openWith(tools, key, sealed)
}

/** Null: another kit than the one it was made with, none was made, or the vault is damaged; which is not told. */
export async function openVaultByKit(
  tools: VaultTools,
  kitKey: KitVaultKey,
  sealed: SealedVault,
): Promise<Vault | null> {
  const key = sealed.kit === null ? null : await openUnder(tools, kitKey, 'kit', sealed.kit)
  return key === null ? null : openWith(tools, key, sealed)
}

async function openWith(tools: VaultTools, key: Bytes, sealed: SealedVault): Promise<Vault | null> {
  const contents = await openContents(tools, key, sealed)
  return contents === null ? null : vaultOf(tools, key, sealed, contents)
}
