/** Directory, sheets and introductions. Source: docs/protocol.md section 8, P8.8, P8.9. */
import type { Context } from 'hono'
import { MAX_DOCUMENT_BYTES } from '../../shared/protocol.ts'
import { parseAgencyId } from '../../shared/wire/address.ts'
import { parseAreaId, PATHS } from '../../shared/wire/api.ts'
import {
  bundleTag,
  bundleText,
  encodeSignedDocument,
  parseDocumentClaim,
  parsePutDocumentRequest,
  type AreaBundle,
  type PutDocumentRequest,
} from '../../shared/wire/documents.ts'
import { encodeIntroducedAgency, parseIntroduceRequest } from '../../shared/wire/introduction.ts'
import { createPacker, takes } from '../coding.ts'
import { admitJson } from '../gate/admit.ts'
import { INTRODUCE_BODY_BYTES } from '../gate/limits.ts'
import { keeperTagOf } from '../recovery/store.ts'
import { sha256 } from '../sha256.ts'
import type { RelayParts } from '../relay-parts.ts'
import type { Route } from './route.ts'

export function documentRoutes(parts: RelayParts): readonly Route[] {
  const { answers, copies, pepper, registry, today } = parts
  /** Whoever is removed has no copy at the relay either (P8.10). */
  const forgetRemoved = async (request: PutDocumentRequest): Promise<void> => {
    if (request.kind !== 'member-sheet') return
    await copies.forget(registry.former(request.agency).map((device) => keeperTagOf(pepper, device)))
  }
  const pack = createPacker()
  const bundleAnswer = (c: Context, bundle: AreaBundle | null): Response => {
    if (bundle === null) return answers.problem({ code: 'not-found' })
    const { text, packed, hash } = pack(c.req.path, bundleText(bundle))
    if (c.req.header('if-none-match') === bundleTag(hash)) return answers.unchanged()
    return takes('gzip', c.req.header('accept-encoding'))
      ? answers.jsonText(packed, { 'content-encoding': 'gzip' })
      : answers.jsonText(text)
  }
  return [
    {
      method: 'GET',
      path: PATHS.directory,
      handle() {
        const directory = registry.directory()
        if (directory === null) return answers.problem({ code: 'not-found' })
        return answers.json({ directory: encodeSignedDocument(directory) })
      },
    },
    {
      method: 'GET',
      path: `${PATHS.areas}:area`,
      handle(c) {
        const area = parseAreaId(c.req.param('area'))
        return bundleAnswer(c, area === null ? null : registry.area(area))
      },
    },
    {
      method: 'GET',
      path: `${PATHS.agencies}:agency`,
      handle(c) {
        const agency = parseAgencyId(c.req.param('agency'))
        return bundleAnswer(c, agency === null ? null : registry.agency(agency))
      },
    },
    {
      method: 'POST',
      path: PATHS.documents,
      async handle(c) {
        const admitted = await admitJson(parts, c, MAX_DOCUMENT_BYTES, (json) => {
          const claim = parseDocumentClaim(json)
          return claim === null ? null : { claim, json }
        })
        if (!admitted.ok) return admitted.answer
        const { claim, json } = admitted.value
        if (!registry.mayBring(claim)) return answers.problem({ code: 'not-authorised' })
        const request = parsePutDocumentRequest(json)
        if (request === null) return answers.problem({ code: 'malformed' })
        const result = await registry.put(request, today())
        switch (result.kind) {
          case 'stored':
            await forgetRemoved(request)
            return answers.json({ version: result.version })
          case 'superseded':
            return answers.problem({ code: 'superseded', version: result.version })
          case 'malformed':
          case 'not-authorised':
            return answers.problem({ code: result.kind })
        }
      },
    },
    {
      method: 'POST',
      path: PATHS.introduce,
      async handle(c) {
        const admitted = await admitJson(parts, c, INTRODUCE_BODY_BYTES, parseIntroduceRequest)
        if (!admitted.ok) return admitted.answer
        const result = await registry.introduce(admitted.value, sha256(admitted.value.token))
        if (result.kind !== 'introduced') return answers.problem({ code: result.kind })
        const { area, kind, type, names } = result.description
        return answers.json({ area, kind, type, names })
      },
    },
    {
      method: 'GET',
      path: PATHS.introduced,
      handle: () => answers.json(registry.introduced().map(encodeIntroducedAgency)),
    },
  ]
}
