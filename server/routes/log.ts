/** `take`, `append` and `sync`: an agency's log. Source: docs/protocol.md P8.4 to P8.7. */
import { logAddressOf } from '../../shared/crypto/addresses.ts'
import { parseVerifyKey } from '../../shared/crypto/keys.ts'
import { verify } from '../../shared/crypto/sign.ts'
import { agencyIdOf } from '../../shared/wire/address.ts'
import { PATHS } from '../../shared/wire/api.ts'
import * as log from '../../shared/wire/log.ts'
import { parseTombstone, tombstonePreimage, type UnverifiedTombstone } from '../../shared/wire/tombstone.ts'
import { admitMember } from '../gate/admit.ts'
import { ENTRY_BODY_BYTES, SYNC_BODY_BYTES } from '../gate/limits.ts'
import { deviceTagOf, mailboxKeyOf } from '../mailboxes/mailbox-key.ts'
import { envelopeIdOf } from '../sha256.ts'
import type { RelayParts } from '../relay-parts.ts'
import type { Route } from './route.ts'

type TombstoneRequest = Extract<log.AppendRequest, { kind: 'tombstone' }>

/** Null unless a device of the agency, a former one too, signed exactly this erasure in this log. */
async function verifiedTombstone(
  { p, registry }: RelayParts,
  request: TombstoneRequest,
): Promise<UnverifiedTombstone | null> {
  const { agency, team, replaces } = request
  const tombstone = parseTombstone(request.tombstone)
  const device = tombstone === null ? null : parseVerifyKey<'device'>(tombstone.device)
  if (tombstone === null || device === null || !registry.wasMember(agencyIdOf(agency), device)) return null
  const preimage = tombstonePreimage(await logAddressOf(p, agency, team), replaces, tombstone.hash)
  return (await verify(p, device, preimage, tombstone.signature)) ? tombstone : null
}

export function logRoutes(parts: RelayParts): readonly Route[] {
  const { answers, pepper, store, today } = parts

  const replace = async (request: TombstoneRequest): Promise<Response> => {
    const tombstone = await verifiedTombstone(parts, request)
    if (tombstone === null) return answers.problem({ code: 'not-authorised' })
    const { agency, team, replaces } = request
    const place = { mailbox: mailboxKeyOf(pepper, agency), team, replaces }
    const result = await store.tombstone({ ...place, tombstone: request.tombstone, entryId: tombstone.hash })
    switch (result) {
      case 'replaced':
        return answers.binary(log.encodeNumberAnswer(replaces))
      case 'other-tombstone':
        return answers.problem({ code: 'tombstone' })
      case 'unknown-entry':
        return answers.problem({ code: 'unknown-entry' })
    }
  }

  return [
    {
      method: 'POST',
      path: PATHS.take,
      async handle(c) {
        const admitted = await admitMember(parts, c, { maxBytes: ENTRY_BODY_BYTES, parse: log.parseTakeRequest })
        if (!admitted.ok) return admitted.answer
        const { request, key } = admitted.value
        const { agency, team, envelopeId, entry } = request
        const result = await store.take({
          mailbox: mailboxKeyOf(pepper, agency),
          team,
          envelopeId,
          entry,
          entryId: envelopeIdOf(entry),
          device: deviceTagOf(pepper, key),
          today: today(),
        })
        switch (result.kind) {
          case 'taken':
            return answers.binary(log.encodeNumberAnswer(result.number))
          case 'conflict':
            return answers.problem({ code: 'taken', number: result.number })
          case 'unknown-envelope':
            return answers.problem({ code: 'unknown-envelope' })
        }
      },
    },
    {
      method: 'POST',
      path: PATHS.append,
      async handle(c) {
        const admitted = await admitMember(parts, c, { maxBytes: ENTRY_BODY_BYTES, parse: log.parseAppendRequest })
        if (!admitted.ok) return admitted.answer
        const { request } = admitted.value
        if (request.kind === 'tombstone') return replace(request)
        const { agency, team, entry } = request
        const number = await store.append({
          mailbox: mailboxKeyOf(pepper, agency),
          team,
          entry,
          entryId: envelopeIdOf(entry),
        })
        return answers.binary(log.encodeNumberAnswer(number))
      },
    },
    {
      method: 'POST',
      path: PATHS.sync,
      async handle(c) {
        const admitted = await admitMember(parts, c, { maxBytes: SYNC_BODY_BYTES, parse: log.parseSyncRequest })
        if (!admitted.ok) return admitted.answer
        const { request, key } = admitted.value
        const { agency, ...rest } = request
        const answer = await store.sync({
          mailbox: mailboxKeyOf(pepper, agency),
          device: deviceTagOf(pepper, key),
          ...rest,
        })
        return answers.binary(log.encodeSyncAnswer(answer))
      },
    },
  ]
}
