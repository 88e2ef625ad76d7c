/** `post`, `list` of both kinds, `erase`. Source: docs/protocol.md P8.1 to P8.3. */
import { createCipheriv } from 'node:crypto'
import { replyAddressOf } from '../../shared/crypto/addresses.ts'
import { parseVerifyKey } from '../../shared/crypto/keys.ts'
import type { RequestKey } from '../../shared/crypto/request.ts'
import { checkWork } from '../../shared/crypto/work.ts'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { addDays } from '../../shared/day.ts'
import { ADDRESS_BYTES, INBOX_EXPIRY_DAYS, REPLY_EXPIRY_DAYS, REPLY_PAGE_BYTES } from '../../shared/protocol.ts'
import { agencyIdOf, parseInboxAddress, type ReplyAddress } from '../../shared/wire/address.ts'
import { PATHS } from '../../shared/wire/api.ts'
import * as list from '../../shared/wire/list.ts'
import { parsePostRequest } from '../../shared/wire/post.ts'
import { admitBytes, admitMember, admitSigned } from '../gate/admit.ts'
import { LIST_BODY_BYTES, POST_BODY_BYTES } from '../gate/limits.ts'
import { derivedKeyOf, mailboxKeyOf, type Pepper } from '../mailboxes/mailbox-key.ts'
import { envelopeIdOf } from '../sha256.ts'
import type { RelayParts } from '../relay-parts.ts'
import type { Command, Route } from './route.ts'

const PAGE_OF_ZEROS = new Uint8Array(REPLY_PAGE_BYTES)
const FIRST_COUNTER = new Uint8Array(16)

/** Looks like ciphertext, and the same for the same question: an unknown mailbox does not flicker. */
function fillerOf(pepper: Pepper, request: list.RepliesRequest): Bytes {
  const key = derivedKeyOf(pepper, 'filler', Buffer.concat([request.address, request.after]))
  return new Uint8Array(createCipheriv('aes-256-ctr', key, FIRST_COUNTER).update(PAGE_OF_ZEROS))
}

/** A reply mailbox certifies itself: its address is the hash of the key that reads it. */
async function holds({ p }: RelayParts, key: RequestKey, address: ReplyAddress): Promise<boolean> {
  const reading = parseVerifyKey<'reading'>(key)
  return reading !== null && equalBytes(await replyAddressOf(p, reading), address)
}

export function mailRoutes(parts: RelayParts): readonly Route[] {
  const { answers, disk, pepper, prices, registry, store, today } = parts
  const expiryDays = (address: Bytes): number => {
    const inbox = parseInboxAddress(address)
    return inbox !== null && registry.knows(agencyIdOf(inbox)) ? INBOX_EXPIRY_DAYS : REPLY_EXPIRY_DAYS
  }
  const post: Command = {
    maxBytes: POST_BODY_BYTES,
    async run(body) {
      const request = parsePostRequest(body)
      if (request === null) return { code: 'malformed' }
      const { address, nonce, envelope } = request
      const id = envelopeIdOf(envelope)
      const isDummy = address.every((byte) => byte === 0)
      const mailbox = mailboxKeyOf(pepper, address)
      // Everybody's dummies go to one address: they must not make each other dearer than real mail.
      const name = isDummy ? null : Buffer.from(mailbox).toString('latin1')
      if (!checkWork({ address, id }, nonce, prices.takenOf(name))) {
        return { code: 'price', price: prices.priceOf(name) }
      }
      prices.note(name)
      if (!disk.takesMail()) return { code: 'disk' }
      const expiresDay = addDays(today(), expiryDays(address))
      if (isDummy) await store.drop(envelope, today())
      else await store.post({ mailbox, id, envelope, today: today(), expiresDay })
      return null
    },
  }
  return [
    {
      method: 'POST',
      path: PATHS.post,
      command: post,
      async handle(c) {
        const body = await admitBytes(parts, c, post.maxBytes)
        if (!body.ok) return body.answer
        const refusal = await post.run(body.value)
        return refusal === null ? answers.nothing() : answers.problem(refusal)
      },
    },
    {
      method: 'POST',
      path: PATHS.inbox,
      async handle(c) {
        const admitted = await admitMember(parts, c, { maxBytes: LIST_BODY_BYTES, parse: list.parseInboxRequest })
        if (!admitted.ok) return admitted.answer
        const { agency, after } = admitted.value.request
        const page = await store.listInbox({ mailbox: mailboxKeyOf(pepper, agency), after })
        return answers.binary(list.encodeInboxAnswer(page))
      },
    },
    {
      method: 'POST',
      path: PATHS.replies,
      async handle(c) {
        const admitted = await admitSigned(parts, c, {
          maxBytes: LIST_BODY_BYTES,
          parse: list.parseRepliesRequest,
          mayAsk: ({ address }, key) => holds(parts, key, address),
          stranger: 'signature',
        })
        if (!admitted.ok) return admitted.answer
        const { request } = admitted.value
        const page = await store.listReplies({ mailbox: mailboxKeyOf(pepper, request.address), after: request.after })
        return answers.binary(list.encodeRepliesAnswer(page, fillerOf(pepper, request)))
      },
    },
    {
      method: 'POST',
      path: PATHS.erase,
      async handle(c) {
        const admitted = await admitSigned(parts, c, {
          maxBytes: ADDRESS_BYTES,
          parse: list.parseEraseRequest,
          mayAsk: (address, key) => holds(parts, key, address),
          stranger: 'signature',
        })
        if (!admitted.ok) return admitted.answer
        await store.erase(mailboxKeyOf(pepper, admitted.value.request))
        return answers.nothing()
      },
    },
  ]
}
