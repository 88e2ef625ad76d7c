/** Signing documents, and finding who signed one. Source: docs/protocol.md P7.1. */
import { encodeBase64url } from '../bytes/base64url.ts'
import { type Bytes, concat, lp } from '../bytes/cursor.ts'
import type { SigningSeed, VerifyKey } from '../crypto/keys.ts'
import type { Primitives } from '../crypto/primitives.ts'
import { sign, verify } from '../crypto/sign.ts'
import type { DocumentKind, UnverifiedDocument } from '../wire/documents.ts'

type Signer = 'root' | 'agency' | 'device'

const preimage = (kind: DocumentKind, payload: Bytes): Bytes => concat(lp('sosafe/v1/document'), lp(kind), lp(payload))

/** One signature per seed, in their order. */
export async function signDocument(
  p: Primitives,
  kind: DocumentKind,
  payload: Bytes,
  seeds: readonly SigningSeed<Signer>[],
): Promise<UnverifiedDocument> {
  const message = preimage(kind, payload)
  const signatures = await Promise.all(
    seeds.map(async (seed) => ({ key: await p.ed25519PublicKey(seed), signature: await sign(p, seed, message) })),
  )
  return { payload, signatures }
}

/** Which of `keys` signed the document, each once. Strangers do not count. */
export async function signersOf<Role extends Signer>(
  p: Primitives,
  kind: DocumentKind,
  document: UnverifiedDocument,
  keys: readonly VerifyKey<Role>[],
): Promise<readonly VerifyKey<Role>[]> {
  const message = preimage(kind, document.payload)
  const candidates = new Map(keys.map((key) => [encodeBase64url(key), key]))
  const signers = new Map<string, VerifyKey<Role>>()
  for (const { key, signature } of document.signatures) {
    const name = encodeBase64url(key)
    const candidate = candidates.get(name)
    if (candidate === undefined || signers.has(name)) continue
    if (await verify(p, candidate, message, signature)) signers.set(name, candidate)
  }
  return [...signers.values()]
}

/** How many different ones of `keys` signed the document. */
export async function countSigners(...args: Parameters<typeof signersOf<Signer>>): Promise<number> {
  return (await signersOf(...args)).length
}
