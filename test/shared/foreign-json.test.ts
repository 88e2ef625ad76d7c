/** Every parser of foreign JSON, given what almost holds: it answers, and never throws. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDocumentStore } from '../../client/storage/document-store.ts'
import { parseIntroductionRequest } from '../../server/cli/introduce.ts'
import { parseDeployment } from '../../server/data-folder.ts'
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { encodeText } from '../../shared/bytes/cursor.ts'
import { verifyDirectory } from '../../shared/trust/directory.ts'
import { verifyIntakeSheet } from '../../shared/trust/intake-sheet.ts'
import { verifyMemberSheet } from '../../shared/trust/member-sheet.ts'
import { parseAreaId } from '../../shared/wire/api.ts'
import * as documents from '../../shared/wire/documents.ts'
import * as introduction from '../../shared/wire/introduction.ts'
import { parseJson } from '../../shared/wire/json.ts'
import { parseProblem } from '../../shared/wire/problem.ts'
import { nearValid } from '../near-valid.ts'
import { makeWorld, p, signDirectory, signIntakeSheet, signMemberSheet, TODAY } from './trust/world.ts'

const bytes = (length: number): string => encodeBase64url(new Uint8Array(length).fill(7))
const description = { area: 'phuket', kind: 'agency', type: 'shelter', names: { th: 'บ้านพัก', en: 'Shelter' } }
const signed = { payload: bytes(30), signatures: [{ key: bytes(32), signature: bytes(64) }] }
const bundle = { directory: signed, memberSheets: { [bytes(32)]: signed }, intakeSheets: { [bytes(32)]: signed } }

const whole: Readonly<Record<string, readonly [valid: unknown, parse: (json: unknown) => unknown]>> = {
  'a signed document': [signed, documents.parseSignedDocument],
  'the documents of an area': [bundle, documents.parseAreaBundle],
  'the directory’s answer': [{ directory: signed }, documents.parseDirectoryAnswer],
  'a document that is put': [
    { kind: 'member-sheet', agency: bytes(32), document: signed },
    documents.parsePutDocumentRequest,
  ],
  'a version': [{ version: 3 }, documents.parseVersionAnswer],
  'an agency’s description': [description, introduction.parseAgencyDescription],
  'an introduction': [
    { token: bytes(32), agency: bytes(32), signingKey: bytes(32) },
    introduction.parseIntroduceRequest,
  ],
  'the list of introductions': [
    [{ ...description, id: bytes(32), signingKey: bytes(32) }],
    introduction.parseIntroducedList,
  ],
  'a problem': [{ type: 'urn:sosafe:problem:price', status: 428, price: 12 }, parseProblem],
  'a request for an introduction': [{ ...description, dataFolder: 'data' }, parseIntroductionRequest],
  'an area’s id': ['bangkok_central', parseAreaId],
  'a deployment': [
    { rootHash: 'ab'.repeat(32), demo: false, name: 'x', roots: [] },
    (json) => parseDeployment(encodeText(JSON.stringify(json))),
  ],
}

test.each(Object.entries(whole))(
  '%s that almost holds is read or refused, and nothing throws',
  (_name, [valid, parse]) => {
    expect(parse(valid)).not.toBeNull()
    const refused: unknown[] = []
    fc.assert(
      fc.property(nearValid(valid), (json) => {
        const parsed = parse(json)
        if (parsed === null || parsed === undefined) refused.push(json)
      }),
      { numRuns: 500 },
    )
    expect(refused.length).toBeGreaterThan(0)
  },
)

describe('a payload that almost holds', async () => {
  const world = await makeWorld()
  const { front } = world
  const agency = { agency: front.id, signingKey: front.signing.publicKey, today: TODAY }
  const sheet = await verifyMemberSheet(p, await signMemberSheet(front.memberSheet, front.signing), agency)
  if (!sheet.ok || front.devices[0] === undefined) throw new Error('the fixture does not hold')
  const memberSheet = sheet.value
  const cases = {
    directory: {
      document: await signDirectory(world.directory, world.roots.slice(0, 2)),
      verify: (document: documents.UnverifiedDocument) =>
        verifyDirectory(p, document, { rootHash: world.rootHash, today: TODAY }),
    },
    'member sheet': {
      document: await signMemberSheet(front.memberSheet, front.signing),
      verify: (document: documents.UnverifiedDocument) => verifyMemberSheet(p, document, agency),
    },
    'intake sheet': {
      document: await signIntakeSheet(front.intakeSheet, front.devices[0]),
      verify: (document: documents.UnverifiedDocument) =>
        verifyIntakeSheet(p, document, { agency: front.id, memberSheet, today: TODAY, online: true }),
    },
  }

  test.each(Object.entries(cases))('of a %s is refused', async (_name, { document, verify }) => {
    expect((await verify(document)).ok).toBe(true)
    await fc.assert(
      fc.asyncProperty(nearValid(parseJson(document.payload)), async (payload) => {
        const text = JSON.stringify(payload)
        fc.pre(text !== new TextDecoder().decode(document.payload))
        expect((await verify({ ...document, payload: encodeText(text) })).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
})

test('what lies on a phone and almost holds is read or passed over', async () => {
  const kept = {
    directory: signed,
    versions: { checkedDay: 20_600, seen: [['directory', 3, bytes(32)]] },
    [`sheets/${bytes(32)}`]: { memberSheet: signed, intakeSheet: signed },
  }
  const load = (records: unknown): Promise<unknown> => {
    const pairs = Object.entries(records as Record<string, unknown>)
    const store = { getAllKeys: async () => pairs.map(([key]) => key), getAll: async () => pairs.map(([, one]) => one) }
    const database = { run: (work: (db: never) => unknown) => work({ transaction: () => ({ store }) } as never) }
    return createDocumentStore(database as never).load()
  }
  expect(await load(kept)).toMatchObject({ checkedDay: 20_600 })
  await fc.assert(
    fc.asyncProperty(nearValid(kept), async (records) => {
      if (typeof records === 'object' && records !== null) await load(records)
    }),
    { numRuns: 500 },
  )
})
