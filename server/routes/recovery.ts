/** `keep` and `recover` of recovery copies. Source: docs/protocol.md P8.10. */
import { recoveryAddressOf } from '../../shared/crypto/addresses.ts'
import { parseVerifyKey } from '../../shared/crypto/keys.ts'
import { verify } from '../../shared/crypto/sign.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { ADDRESS_BYTES } from '../../shared/protocol.ts'
import type { RecoveryAddress } from '../../shared/wire/address.ts'
import { PATHS } from '../../shared/wire/api.ts'
import * as wire from '../../shared/wire/recovery.ts'
import { admitMember, admitSigned } from '../gate/admit.ts'
import { ENTRY_BODY_BYTES } from '../gate/limits.ts'
import { copyKeyOf, keeperTagOf } from '../recovery/store.ts'
import { envelopeIdOf } from '../sha256.ts'
import type { RelayParts } from '../relay-parts.ts'
import type { Route } from './route.ts'

/** The address, which certifies itself; null unless the kit's own key has signed this copy. */
async function signedAddress({ p }: RelayParts, request: wire.KeepRequest): Promise<RecoveryAddress | null> {
  const reading = parseVerifyKey<'recovery'>(request.readingKey)
  if (reading === null) return null
  const address = await recoveryAddressOf(p, reading)
  const preimage = wire.copyPreimage(address, request.serial, envelopeIdOf(request.envelope))
  return (await verify(p, reading, preimage, request.signature)) ? address : null
}

export function recoveryRoutes(parts: RelayParts): readonly Route[] {
  const { answers, copies, p, pepper } = parts
  return [
    {
      method: 'POST',
      path: PATHS.keep,
      async handle(c) {
        const admitted = await admitMember(parts, c, { maxBytes: ENTRY_BODY_BYTES, parse: wire.parseKeepRequest })
        if (!admitted.ok) return admitted.answer
        const { request, key } = admitted.value
        const address = await signedAddress(parts, request)
        if (address === null) return answers.problem({ code: 'not-authorised' })
        const { serial, signature, envelope } = request
        const names = { address: copyKeyOf(pepper, address), keeper: keeperTagOf(pepper, key) }
        const result = await copies.keep({ ...names, serial, signature, envelope })
        return result.kind === 'kept'
          ? answers.nothing()
          : answers.problem({ code: 'superseded', version: result.serial })
      },
    },
    {
      method: 'POST',
      path: PATHS.recover,
      async handle(c) {
        const admitted = await admitSigned(parts, c, {
          maxBytes: ADDRESS_BYTES,
          parse: wire.parseRecoverRequest,
          stranger: 'signature',
          mayAsk: async (address, key) => {
            const reading = parseVerifyKey<'recovery'>(key)
            return reading !== null && equalBytes(await recoveryAddressOf(p, reading), address)
          },
        })
        if (!admitted.ok) return admitted.answer
        const copy = await copies.find(copyKeyOf(pepper, admitted.value.request))
        return copy === null
          ? answers.problem({ code: 'unknown-copy' })
          : answers.binary(wire.encodeRecoverAnswer(copy))
      },
    },
  ]
}
