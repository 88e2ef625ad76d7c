/** Section 4: whole envelopes that other programs made, and those that must not open. */
import { parseBase64url } from '../../../../shared/bytes/base64url.ts'
import type { Bytes } from '../../../../shared/bytes/cursor.ts'
import { envelopeIdOf } from '../../../../shared/crypto/envelope-id.ts'
import { expandXWing, type XWingSecret } from '../../../../shared/crypto/kem.ts'
import { parseXWingSeed } from '../../../../shared/crypto/keys.ts'
import { open, type Source } from '../../../../shared/crypto/open.ts'
import type { Primitives } from '../../../../shared/crypto/primitives.ts'
import { seal, type Destination } from '../../../../shared/crypto/seal.ts'
import {
  parseInboxAddress,
  parseLogAddress,
  parseRecoveryAddress,
  parseReplyAddress,
} from '../../../../shared/wire/address.ts'
import vectors from '../../../vectors/envelopes.json' with { type: 'json' }
import { assert, check, fromHex, given, same, toHex, type Check } from './check.ts'

interface Target {
  readonly kind: string
  readonly address: string
  readonly seed: string
}

async function secretOf<Role extends 'intake' | 'team' | 'reply' | 'recovery'>(
  p: Primitives,
  seed: string,
): Promise<XWingSecret<Role>> {
  return expandXWing(p, given(parseXWingSeed<Role>(fromHex(seed)), 'seed'))
}

async function sourceOf(p: Primitives, { kind, address, seed }: Target): Promise<Source> {
  const bytes = fromHex(address)
  if (kind === 'inbox')
    return { kind, address: given(parseInboxAddress(bytes), 'address'), secret: await secretOf<'intake'>(p, seed) }
  if (kind === 'log')
    return { kind, address: given(parseLogAddress(bytes), 'address'), secret: await secretOf<'team'>(p, seed) }
  if (kind === 'reply')
    return { kind, address: given(parseReplyAddress(bytes), 'address'), secret: await secretOf<'reply'>(p, seed) }
  assert(kind === 'recovery', 'a kind that nobody knows')
  return { kind, address: given(parseRecoveryAddress(bytes), 'address'), secret: await secretOf<'recovery'>(p, seed) }
}

/** The other kinds of mailbox with the same address and key bytes. */
async function othersThan(p: Primitives, target: Target): Promise<readonly Source[]> {
  const kinds = ['inbox', 'log', 'reply', 'recovery'].filter((kind) => kind !== target.kind)
  return Promise.all(kinds.map((kind) => sourceOf(p, { ...target, kind })))
}

const bytesOf = (text: string): Bytes => given(parseBase64url(text), 'base64url')
const first = given(vectors.opening[1], 'vector')

async function opensTo(p: Primitives, v: (typeof vectors.opening)[number]): Promise<void> {
  const content = given(await open(p, await sourceOf(p, v), bytesOf(v.envelope)), v.name)
  assert(content.length === v.contentBytes, 'length')
  same(await p.sha256(content), v.contentHash, 'content')
  if (v.content !== undefined) same(content, v.content, 'content')
  same(await envelopeIdOf(p, bytesOf(v.envelope)), v.id, 'id')
}

async function sealAndOpen(p: Primitives, content: Bytes): Promise<void> {
  for (const v of vectors.opening) {
    const source = await sourceOf(p, v)
    const to = { ...source, hint: v.hint, key: source.secret.publicKey } as Destination
    const random = (lengthBytes: number): Bytes => crypto.getRandomValues(new Uint8Array(lengthBytes))
    const [one, two] = [await seal(p, random, to, content), await seal(p, random, to, content)]
    same(await open(p, source, one), toHex(content), 'content')
    assert(toHex(one) !== toHex(two), 'two seals of one content are the same bytes')
  }
}

/** Every byte of the header, of the commitment, of the tag; every 61st of the rest, so that a run stays short. */
const placesOf = (envelope: Bytes): readonly number[] =>
  Array.from(envelope.keys()).filter(
    (at) => at < 8 || (at >= 1090 && at < 1180) || at % 61 === 0 || at > envelope.length - 3,
  )

export const envelopeChecks: readonly Check[] = [
  ...vectors.opening.map((v) => check(`an envelope opens: ${v.name}`, (p) => opensTo(p, v))),
  ...vectors.refused.cases.map((v) =>
    check(`an envelope does not open: ${v.name}`, async (p) => {
      assert((await open(p, await sourceOf(p, vectors.refused), bytesOf(v.envelope))) === null, 'opened')
    }),
  ),
  check('what is sealed opens, for every kind of mailbox, and never as the same bytes twice', (p) =>
    sealAndOpen(p, fromHex('00ff')),
  ),
  check('an envelope does not open with any byte flipped', async (p) => {
    const source = await sourceOf(p, first)
    const envelope = bytesOf(first.envelope)
    for (const at of placesOf(envelope)) {
      envelope[at] = (envelope[at] ?? 0) ^ (1 << (at % 8))
      assert((await open(p, source, envelope)) === null, `opens with byte ${at} flipped`)
      envelope[at] = (envelope[at] ?? 0) ^ (1 << (at % 8))
    }
  }),
  check('an envelope does not open cut short, prolonged, or at another size', async (p) => {
    const source = await sourceOf(p, first)
    const envelope = bytesOf(first.envelope)
    for (const length of [0, 3, 4, 1156, 1172, 5423, 5425, 8136, 16_272]) {
      const other = new Uint8Array(length)
      other.set(envelope.subarray(0, length))
      assert((await open(p, source, other)) === null, `opens with ${length} bytes`)
    }
  }),
  check('an envelope does not open as another kind of mailbox', async (p) => {
    for (const source of await othersThan(p, first))
      assert((await open(p, source, bytesOf(first.envelope))) === null, source.kind)
  }),
  check('an envelope does not open at another address or with another key', async (p) => {
    const target = { kind: first.kind, address: first.address, seed: first.seed }
    const wrong = [
      { ...target, address: '00'.repeat(32) },
      { ...target, seed: '00'.repeat(32) },
    ]
    for (const other of wrong)
      assert((await open(p, await sourceOf(p, other), bytesOf(first.envelope))) === null, 'opened')
  }),
  check('an envelope does not open under another hint, version or suite', async (p) => {
    for (const [at, value] of [
      [0, 2],
      [1, 2],
      [2, 1],
      [3, 24],
    ] as const) {
      const envelope = bytesOf(first.envelope)
      envelope[at] = value
      assert((await open(p, await sourceOf(p, first), envelope)) === null, `byte ${at}`)
    }
  }),
]
