/** `put` and `get` of attachment chunks. Source: docs/protocol.md section 8. */
import { checkWork } from '../../shared/crypto/work.ts'
import { addDays } from '../../shared/day.ts'
import { ID_BYTES, INBOX_EXPIRY_DAYS } from '../../shared/protocol.ts'
import { PATHS } from '../../shared/wire/api.ts'
import { parseBlobId, parsePutRequest } from '../../shared/wire/blob.ts'
import { admit } from '../gate/admit.ts'
import { PUT_BODY_BYTES } from '../gate/limits.ts'
import type { RelayParts } from '../relay-parts.ts'
import type { Route } from './route.ts'

export function blobRoutes(parts: RelayParts): readonly Route[] {
  const { answers, blobs, disk, prices, today } = parts
  return [
    {
      method: 'POST',
      path: PATHS.put,
      async handle(c) {
        const admitted = await admit(parts, c, PUT_BODY_BYTES, parsePutRequest)
        if (!admitted.ok) return admitted.answer
        const { id, nonce, chunk } = admitted.value
        if (!checkWork({ address: null, id }, nonce, prices.takenOf(null)))
          return answers.problem({ code: 'price', price: prices.priceOf(null) })
        prices.note(null)
        if (!disk.takesBlobs()) return answers.problem({ code: 'disk' })
        const result = await blobs.put({ id, chunk, today: today(), expiresDay: addDays(today(), INBOX_EXPIRY_DAYS) })
        return result === 'stored' ? answers.nothing() : answers.problem({ code: 'exists' })
      },
    },
    {
      method: 'POST',
      path: PATHS.get,
      async handle(c) {
        const admitted = await admit(parts, c, ID_BYTES, parseBlobId)
        if (!admitted.ok) return admitted.answer
        const chunk = await blobs.get(admitted.value)
        return chunk === null ? answers.problem({ code: 'unknown-blob' }) : answers.binary(chunk)
      },
    },
  ]
}
