/**
 * X-Wing: ML-KEM-768 and X25519 under one combiner. Promises the strict checks of P2.3 in front of every implementation and
 * one outcome (null) for what they refuse. A ciphertext that was tampered with decapsulates to a secret nobody else has: the
 * commitment (seal.ts) tells. No other KEM may stand under this combiner.
 * Sources: docs/protocol.md P2.3, P2.4; draft-connolly-cfrg-xwing-kem.
 */
import { sha3_256, shake256 } from '@noble/hashes/sha3.js'
import { concat, type Bytes } from '../bytes/cursor.ts'
import { equalBytes } from '../bytes/equal.ts'
import { XWING_CIPHERTEXT_BYTES } from '../protocol.ts'
import { isStrictCoordinate, isStrictXWingPublicKey } from './kem-checks.ts'
import { MLKEM_CIPHERTEXT_BYTES, MLKEM_PUBLIC_BYTES, MLKEM_SEED_BYTES, X25519_BYTES } from './kem-sizes.ts'
import type { XWingPublicKey, XWingRole, XWingSeed } from './keys.ts'
import type { MlkemKey, MlkemPublicKey, Primitives, Random, X25519Key } from './primitives.ts'

/** `\.//^\`: the ASCII drawing of an X-wing, last in the preimage. */
const COMBINER_LABEL = Uint8Array.of(0x5c, 0x2e, 0x2f, 0x2f, 0x5e, 0x5c)

/** An expanded secret key. Expand once per key, not per message: it costs an ML-KEM key generation. */
export interface XWingSecret<Role extends XWingRole = XWingRole> {
  readonly publicKey: XWingPublicKey<Role>
  readonly mlkem: MlkemKey
  readonly x25519: X25519Key
}

export interface Encapsulation {
  /** `enc`: 1,120 bytes. */
  readonly ciphertext: Bytes
  /** 32 bytes. */
  readonly shared: Bytes
}

export async function expandXWing<Role extends XWingRole>(
  p: Primitives,
  seed: XWingSeed<Role>,
): Promise<XWingSecret<Role>> {
  const expanded = new Uint8Array(shake256(seed, { dkLen: MLKEM_SEED_BYTES + X25519_BYTES }))
  const [mlkem, x25519] = await Promise.all([
    p.mlkemKey(expanded.slice(0, MLKEM_SEED_BYTES)),
    p.x25519Key(expanded.slice(MLKEM_SEED_BYTES)),
  ])
  return { publicKey: concat(mlkem.publicKey, x25519.publicKey) as XWingPublicKey<Role>, mlkem, x25519 }
}

function combine(mlkemShared: Bytes, x25519Shared: Bytes, ciphertextPoint: Bytes, publicPoint: Bytes): Bytes {
  return new Uint8Array(sha3_256(concat(mlkemShared, x25519Shared, ciphertextPoint, publicPoint, COMBINER_LABEL)))
}

interface Recipient {
  readonly mlkem: MlkemPublicKey
  readonly point: Bytes
}

async function prepareRecipient(p: Primitives, publicKey: XWingPublicKey): Promise<Recipient | null> {
  if (!isStrictXWingPublicKey(publicKey)) return null
  const mlkem = await p.mlkemPublicKey(publicKey.slice(0, MLKEM_PUBLIC_BYTES))
  return mlkem === null ? null : { mlkem, point: publicKey.slice(MLKEM_PUBLIC_BYTES) }
}

const recipients = new WeakMap<
  Primitives,
  WeakMap<XWingPublicKey, { readonly bytes: Bytes; readonly recipient: Promise<Recipient | null> }>
>()

/** A desk seals thousands of messages to one team key: checked and prepared once. */
function recipientOf(p: Primitives, publicKey: XWingPublicKey): Promise<Recipient | null> {
  const known =
    recipients.get(p) ?? new WeakMap<XWingPublicKey, { bytes: Bytes; recipient: Promise<Recipient | null> }>()
  recipients.set(p, known)
  const remembered = known.get(publicKey)
  // Bytes can be written to: what was prepared must be what is asked for.
  if (remembered !== undefined && equalBytes(remembered.bytes, publicKey)) return remembered.recipient
  const recipient = prepareRecipient(p, publicKey)
  known.set(publicKey, { bytes: publicKey.slice(), recipient })
  return recipient
}

/** Null for a public key that P2.3 refuses. */
export async function encapsulate(
  p: Primitives,
  random: Random,
  publicKey: XWingPublicKey,
): Promise<Encapsulation | null> {
  const recipient = await recipientOf(p, publicKey)
  if (recipient === null) return null
  const [lattice, ephemeral] = await Promise.all([
    recipient.mlkem.encapsulate(random),
    p.x25519Key(random(X25519_BYTES)),
  ])
  const shared = await ephemeral.agree(recipient.point)
  if (shared === null) return null
  return {
    ciphertext: concat(lattice.ciphertext, ephemeral.publicKey),
    shared: combine(lattice.shared, shared, ephemeral.publicKey, recipient.point),
  }
}

/** 32 bytes. Null for another length, or for a point that P2.3 refuses. */
export async function decapsulate(secret: XWingSecret, ciphertext: Bytes): Promise<Bytes | null> {
  if (ciphertext.length !== XWING_CIPHERTEXT_BYTES) return null
  const point = ciphertext.slice(MLKEM_CIPHERTEXT_BYTES)
  if (!isStrictCoordinate(point)) return null
  const [lattice, shared] = await Promise.all([
    secret.mlkem.decapsulate(ciphertext.slice(0, MLKEM_CIPHERTEXT_BYTES)),
    secret.x25519.agree(point),
  ])
  return shared === null ? null : combine(lattice, shared, point, secret.publicKey.slice(MLKEM_PUBLIC_BYTES))
}
