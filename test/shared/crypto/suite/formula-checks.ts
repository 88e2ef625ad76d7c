/** Names, chains, tickets, requests, frames: the formulas of the protocol against a second writing of them. */
import { parseBase64url } from '../../../../shared/bytes/base64url.ts'
import { concat, lp, type Bytes } from '../../../../shared/bytes/cursor.ts'
import { equalBytes } from '../../../../shared/bytes/equal.ts'
import { fingerprintOf, logAddressOf, pseudonymOf, replyAddressOf } from '../../../../shared/crypto/addresses.ts'
import { chainKeysFor, intakeKeyOf, parseChainSeed, stepChain } from '../../../../shared/crypto/chain.ts'
import { H } from '../../../../shared/crypto/hash.ts'
import { expandXWing } from '../../../../shared/crypto/kem.ts'
import { isMarked, markOf } from '../../../../shared/crypto/chain-mark.ts'
import { teamCheckOf } from '../../../../shared/crypto/key-check.ts'
import { deriveKitKeys, parseKit } from '../../../../shared/crypto/kit.ts'
import {
  parseSigningSeed,
  parseVerifyKey,
  parseXWingPublicKey,
  parseXWingSeed,
  signingKeyOf,
} from '../../../../shared/crypto/keys.ts'
import { signRequest, signerOf, verifyRequest } from '../../../../shared/crypto/request.ts'
import { sign, verify } from '../../../../shared/crypto/sign.ts'
import { openChunks, sealChunks } from '../../../../shared/crypto/stream.ts'
import { deriveTicketKeys, parseTicket } from '../../../../shared/crypto/ticket.ts'
import { checkWork, solveWork } from '../../../../shared/crypto/work.ts'
import { parseDay } from '../../../../shared/day.ts'
import { parseEnvelopeId, parseInboxAddress, parseLogAddress } from '../../../../shared/wire/address.ts'
import { copyPreimage } from '../../../../shared/wire/recovery.ts'
import { tombstonePreimage } from '../../../../shared/wire/tombstone.ts'
import vectors from '../../../vectors/formulas.json' with { type: 'json' }
import { assert, check, fromHex, given, same, scripted, type Check } from './check.ts'

const dayFrom = (value: number) => given(parseDay(value), 'day')

const names = vectors.names.map((v, i) =>
  check(`addresses, pseudonym and fingerprint of key ${i} (P3.3, P3.4)`, async (p) => {
    const key = fromHex(v.key)
    same(await replyAddressOf(p, given(parseVerifyKey<'reading'>(key), 'key')), v.replyAddress, 'reply address')
    same(await pseudonymOf(p, given(parseVerifyKey<'follow-up'>(key), 'key')), v.pseudonym, 'pseudonym')
    assert((await fingerprintOf(p, given(parseVerifyKey<'agency'>(key), 'key'))) === v.fingerprint, 'fingerprint')
    const inbox = given(parseInboxAddress(fromHex(v.inbox)), 'address')
    same(await logAddressOf(p, inbox, v.team), v.logAddress, 'log address')
  }),
)

const chain = check('an intake chain steps and gives the keys of its epochs (P3.1)', async (p) => {
  const start = given(vectors.chain[0], 'vector')
  const first = { number: 1, epoch: start.epoch, seed: given(parseChainSeed(fromHex(start.seed)), 'seed') }
  let at = first
  for (const v of vectors.chain) {
    assert(at.epoch === v.epoch, 'epoch')
    same(at.seed, v.seed, 'seed')
    same((await intakeKeyOf(p, at.seed)).publicKey, v.publicKey, 'public key')
    same(
      (await expandXWing(p, given(parseXWingSeed<'intake'>(fromHex(v.keySeed)), 'seed'))).publicKey,
      v.publicKey,
      'key',
    )
    at = await stepChain(p, at)
  }
  const keys = given(await chainKeysFor(p, first, start.epoch + 1, 5), 'keys')
  for (const [i, { epoch, key }] of keys.entries()) {
    assert(epoch === start.epoch + 1 + i, 'epoch of a key')
    same(key, given(vectors.chain[i + 1], 'vector').publicKey, 'key of an epoch')
  }
})

const keyChecks = check('the member sheet’s checks of a chain and of a team key (P3.5, P3.6)', async (p) => {
  const { chain: mark, team } = vectors.keyChecks
  const seeds = vectors.chain.map(({ epoch, seed }) => {
    return { number: mark.number, epoch, seed: given(parseChainSeed(fromHex(seed)), 'seed') }
  })
  const marked = { ...mark, check: fromHex(mark.check) }
  same((await markOf(p, given(seeds[0], 'vector'))).check, mark.check, 'check of a chain')
  for (const seed of seeds) assert(await isMarked(p, seed, marked), 'a later seed of the chain')
  const key = given(parseXWingPublicKey<'team'>(fromHex(team.key)), 'key')
  same(await teamCheckOf(p, { ...team, key }), team.check, 'check of a team key')
})

const tickets = vectors.tickets.map((v, i) =>
  check(`the keys of ticket ${i} (P5.3), Argon2id taken from the vector`, async (p) => {
    const parsed = parseTicket(v.code)
    assert(parsed.ok, 'a good code is refused')
    const argon2id = async () => fromHex(v.root)
    const keys = await deriveTicketKeys(p, argon2id, parsed.code, fromHex(v.deploymentId))
    same(keys.reading.seed, v.readingSeed, 'reading seed')
    same(keys.reading.publicKey, v.readingKey, 'reading key')
    same(keys.reply.seed, v.replySeed, 'reply seed')
    same(keys.reply.publicKey, v.replyKey, 'reply key')
    same(keys.followUp.seed, v.followUpSeed, 'follow-up seed')
    same(keys.followUp.publicKey, v.followUpKey, 'follow-up key')
    same(keys.address, v.address, 'address')
    same(keys.pseudonym, v.pseudonym, 'pseudonym')
  }),
)

const kits = vectors.kits.map((v, i) =>
  check(`the keys of recovery kit ${i} and what they sign (P3.5, P8.10)`, async (p) => {
    const keys = await deriveKitKeys(p, given(parseKit(fromHex(v.kit)), 'kit'))
    same(keys.vault, v.vaultKey, 'vault key')
    same(keys.reading.publicKey, v.readingKey, 'reading key')
    same(keys.recovery.publicKey, v.recoveryKey, 'recovery key')
    same(keys.address, v.address, 'address')
    const preimage = copyPreimage(keys.address, v.serial, given(parseEnvelopeId(fromHex(v.envelope)), 'id'))
    same(await sign(p, keys.reading.seed, preimage), v.signature, 'signature')
  }),
)

const requests = vectors.requests.map((v, i) =>
  check(`a signed request is written and read as section 8 says (${i})`, async (p) => {
    const key = await signingKeyOf(p, given(parseSigningSeed<'device'>(fromHex(v.seed)), 'seed'))
    const parts = { method: v.method, path: v.path, origin: v.origin, body: fromHex(v.body) }
    const headers = await signRequest(p, signerOf(p, key), { ...parts, day: dayFrom(v.day) })
    assert(JSON.stringify(headers) === JSON.stringify(v.headers), 'headers')
    for (const today of [v.day - 1, v.day, v.day + 1]) {
      assert((await verifyRequest(p, v.headers, { ...parts, today: dayFrom(today) })).ok, `refused on day ${today}`)
    }
  }),
)

const frames = vectors.frames.map((v) =>
  check(`the signature and the hash of a frame for purpose ${v.purpose} (P6.1)`, async (p) => {
    const frame = fromHex(v.frame)
    const author = given(parseVerifyKey(frame.slice(0, 32)), 'author')
    same(author, v.author, 'author')
    const preimage = (purpose: string) =>
      concat(lp('sosafe/v1/event'), lp(purpose), lp(fromHex(v.receiver)), lp(frame.slice(96)))
    assert(await verify(p, author, preimage(v.purpose), frame.slice(32, 96)), 'refused')
    assert(!(await verify(p, author, preimage('another'), frame.slice(32, 96))), 'accepted for another purpose')
    same(await H(p, 'sosafe/v1/event-hash', frame), v.hash, 'hash')
  }),
)

const preimages = check('documents and tombstones: what is signed and hashed (P7.1, P8.6)', async (p) => {
  const { document, tombstone, key: hex } = vectors.preimages
  const key = given(parseVerifyKey(fromHex(hex)), 'key')
  const payload = fromHex(document.payload)
  const signed = concat(lp('sosafe/v1/document'), lp(document.kind), lp(payload))
  assert(await verify(p, key, signed, fromHex(document.signature)), 'document')
  same(await H(p, 'sosafe/v1/document-hash', document.kind, payload), document.hash, 'hash of the document')
  const log = given(parseLogAddress(fromHex(tombstone.log)), 'address')
  const erased = tombstonePreimage(log, tombstone.number, fromHex(tombstone.hash))
  assert(await verify(p, key, erased, fromHex(tombstone.signature)), 'tombstone')
})

const work = check('proof of work (P8.2)', async () => {
  for (const v of vectors.work) {
    const what = { address: v.address === '' ? null : fromHex(v.address), id: fromHex(v.id) }
    let from: Bytes | null = null
    for (const { bits, nonce, most } of v.solved) {
      assert(checkWork(what, fromHex(nonce), most), 'good work is refused')
      assert(!checkWork(what, fromHex(nonce), most + 1), 'more is believed than there is')
      same(await solveWork(what, bits), nonce, 'the first numbers that do')
      from = await solveWork(what, bits, { from })
      same(from, nonce, 'the same, from what a lower price has found')
    }
  }
})

const attachments = vectors.attachments.map((v) =>
  check(`an attachment of ${v.length} bytes is cut and sealed as section 4 says`, async (p) => {
    const plain = Uint8Array.from({ length: v.length }, (_, i) => (i * 31) & 255)
    const stream = given(sealChunks(p, scripted(fromHex(v.key + v.prefix)), plain), 'stream')
    const chunks: Bytes[] = []
    for await (const chunk of stream.chunks) {
      same(await p.sha256(chunk), given(v.hashes[chunks.length], 'chunk'), `chunk ${chunks.length}`)
      chunks.push(chunk)
    }
    assert(chunks.length === v.hashes.length, 'number of chunks')
    const key = { key: fromHex(v.key), prefix: fromHex(v.prefix), lengthBytes: v.length }
    assert(equalBytes(given(await openChunks(p, key, chunks), 'attachment'), plain), 'content')
  }),
)

const encodedKeys = check('keys travel as base64url (P1.3)', async () => {
  for (const v of vectors.requests) assert(parseBase64url(v.headers['sosafe-key'])?.length === 32, 'key')
})

export const formulaChecks: readonly Check[] = [
  ...names,
  chain,
  keyChecks,
  ...tickets,
  ...kits,
  ...requests,
  ...frames,
  preimages,
  work,
  ...attachments,
  encodedKeys,
]
