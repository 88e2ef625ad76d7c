/**
 * Attackers: `node flood-child.ts ORIGIN ADDRESS`. Floods one mailbox with all that one core can pay for, always the least
 * that is still taken, and sends a post without work beside every paid one. Prints a line of JSON ten times a second.
 */
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { createMailRelay } from '../../../client/relay/mail.ts'
import { createTransport } from '../../../client/relay/transport.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { ENVELOPE_BYTES, WORK_MAX_BITS, WORK_MIN_BITS, WORK_NONCE_BYTES } from '../../../shared/protocol.ts'
import { parseEnvelopeBytes, type Envelope } from '../../../shared/wire/envelope.ts'
import { idOf } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'

export interface FloodCount {
  /** Paid and taken. */
  accepted: number
  /** Hashes, on average, that were paid for what was taken. */
  paid: number
  /** Paid, for less than was asked by then. */
  turnedAway: number
  /** Without work. */
  refused: number
}

const [, , origin = '', hex = ''] = process.argv
const address = new Uint8Array(Buffer.from(hex, 'hex'))
const relay = createMailRelay(createTransport((url, init) => fetch(url, init), origin))
const count: FloodCount = { accepted: 0, paid: 0, turnedAway: 0, refused: 0 }
let bits: number = WORK_MIN_BITS

function junk(): Envelope {
  const bytes = new Uint8Array(randomBytes(ENVELOPE_BYTES[0]))
  bytes.set([1, 1])
  return present(parseEnvelopeBytes(bytes))
}

async function pay(): Promise<void> {
  const envelope = junk()
  const what = { address, id: idOf(envelope) }
  let nonce: Bytes | null = null
  for (let tries = 0; tries < 8; tries++) {
    const shown = bits
    nonce = await solveWork(what, shown, { from: nonce })
    const outcome = await relay.post({ address, nonce, envelope })
    if (outcome.kind === 'stored') {
      count.accepted++
      count.paid += 2 ** shown
      return
    }
    count.turnedAway++
    // What cannot be paid is no price.
    if (outcome.kind !== 'price' || outcome.bits > WORK_MAX_BITS) return
    bits = Math.max(bits, outcome.bits - 1)
  }
}

async function sendRubbish(): Promise<void> {
  const outcome = await relay.post({ address, nonce: new Uint8Array(WORK_NONCE_BYTES), envelope: junk() })
  if (outcome.kind === 'price') count.refused++
}

async function attack(): Promise<void> {
  for (;;) await Promise.all([pay(), sendRubbish()])
}

setInterval(() => process.stdout.write(`${JSON.stringify(count)}\n`), 100)
await Promise.all(Array.from({ length: 8 }, attack))
