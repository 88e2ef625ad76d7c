import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../../shared/bytes/base64url.ts'
import { encodeText } from '../../../shared/bytes/cursor.ts'
import { parseAgencyId, type AgencyId } from '../../../shared/wire/address.ts'
import { parseAreaId } from '../../../shared/wire/api.ts'
import * as documents from '../../../shared/wire/documents.ts'
import * as introduction from '../../../shared/wire/introduction.ts'
import { parseJson } from '../../../shared/wire/json.ts'
import { encodeProblem, parseProblem, PROBLEM_STATUS, type ProblemCode } from '../../../shared/wire/problem.ts'

const filled = (length: number, value = 7): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(value)
const travelled = (json: unknown): unknown => JSON.parse(JSON.stringify(json)) as unknown

function agencyId(value: number): AgencyId {
  const id = parseAgencyId(encodeBase64url(filled(32, value)))
  if (id === null) throw new Error('the fixture does not parse')
  return id
}

const document: documents.UnverifiedDocument = {
  payload: encodeText('{"kind":"directory"}'),
  signatures: [{ key: filled(32, 1), signature: filled(64, 2) }],
}
const description = { area: 'phuket', kind: 'agency', type: 'shelter', names: { th: 'บ้านพัก', en: 'Shelter' } } as const

describe('JSON of the relay', () => {
  it('never throws on foreign JSON', () => {
    const parsers: readonly ((json: unknown) => unknown)[] = [
      documents.parseSignedDocument,
      documents.parseAreaBundle,
      documents.parseDirectoryAnswer,
      documents.parsePutDocumentRequest,
      documents.parseVersionAnswer,
      introduction.parseAgencyDescription,
      introduction.parseIntroduceRequest,
      introduction.parseIntroducedList,
      introduction.parseNames,
      parseProblem,
    ]
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const parse of parsers) expect(() => parse(json)).not.toThrow()
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(() => parseJson(bytes)).not.toThrow()
      }),
    )
  })

  it('is undefined where the bytes are no JSON', () => {
    expect(parseJson(encodeText('{"a":1}'))).toEqual({ a: 1 })
    expect(parseJson(encodeText('{"a":'))).toBeUndefined()
    expect(parseJson(new Uint8Array([0xff]))).toBeUndefined()
  })
})

describe('a signed document', () => {
  it('keeps the exact bytes of its payload', () => {
    expect(documents.parseSignedDocument(travelled(documents.encodeSignedDocument(document)))).toEqual(document)
  })

  it('is refused with a padded payload, a short key, or nine signatures', () => {
    const json = documents.encodeSignedDocument(document)
    const signature = { key: encodeBase64url(filled(32)), signature: encodeBase64url(filled(64)) }
    expect(documents.parseSignedDocument({ ...json, payload: 'AA==' })).toBeNull()
    expect(documents.parseSignedDocument({ ...json, signatures: [{ ...signature, key: 'AA' }] })).toBeNull()
    expect(
      documents.parseSignedDocument({ ...json, signatures: Array.from({ length: 8 }, () => signature) }),
    ).not.toBeNull()
    expect(
      documents.parseSignedDocument({ ...json, signatures: Array.from({ length: 9 }, () => signature) }),
    ).toBeNull()
  })

  it('travels in a bundle by agency', () => {
    const sheets = new Map([[agencyId(1), document]])
    const bundle = { directory: document, memberSheets: sheets, intakeSheets: new Map() }
    expect(documents.parseAreaBundle(travelled(documents.encodeAreaBundle(bundle)))).toEqual(bundle)
    expect(documents.parseAreaBundle({ ...documents.encodeAreaBundle(bundle), memberSheets: { short: {} } })).toBeNull()
  })

  it('is put with an agency unless it is the directory', () => {
    const requests: readonly documents.PutDocumentRequest[] = [
      { kind: 'directory', document },
      { kind: 'member-sheet', agency: agencyId(1), document },
      { kind: 'intake-sheet', agency: agencyId(1), document },
    ]
    for (const request of requests) {
      expect(documents.parsePutDocumentRequest(travelled(documents.encodePutDocumentRequest(request)))).toEqual(request)
    }
    const json = documents.encodeSignedDocument(document)
    expect(documents.parsePutDocumentRequest({ kind: 'member-sheet', document: json })).toBeNull()
    expect(documents.parsePutDocumentRequest({ kind: 'directory', agency: agencyId(1), document: json })).toBeNull()
    expect(documents.parsePutDocumentRequest({ kind: 'other', agency: agencyId(1), document: json })).toBeNull()
  })
})

describe('an introduction', () => {
  it('reads back', () => {
    const request = { token: filled(32), agency: agencyId(2), signingKey: filled(32, 3) }
    const listed = { ...description, id: agencyId(2), signingKey: filled(32, 3) }
    expect(introduction.parseIntroduceRequest(travelled(introduction.encodeIntroduceRequest(request)))).toEqual(request)
    expect(introduction.parseIntroducedList(travelled([introduction.encodeIntroducedAgency(listed)]))).toEqual([listed])
  })

  it('names an area, a kind, a type and at least one name', () => {
    expect(introduction.parseAgencyDescription(description)).toEqual(description)
    expect(introduction.parseAgencyDescription({ ...description, kind: 'relay' })).toBeNull()
    expect(introduction.parseAgencyDescription({ ...description, area: 'a/b' })).toBeNull()
    expect(introduction.parseAgencyDescription({ ...description, names: {} })).toBeNull()
    expect(introduction.parseAgencyDescription({ ...description, names: { __proto__: 'x', 'x y': 'x' } })).toBeNull()
    expect(introduction.parseAgencyDescription({ ...description, type: 'A b' })).toBeNull()
  })

  it('takes no area that would leave its path', () => {
    for (const area of ['', '..', 'a/b', 'a b', 'ก', 'x'.repeat(65)]) expect(parseAreaId(area)).toBeNull()
    expect(parseAreaId('bangkok_central')).toBe('bangkok_central')
  })
})

describe('a problem', () => {
  it('reads back with its fields, every code', () => {
    for (const code of Object.keys(PROBLEM_STATUS) as ProblemCode[])
      expect(parseProblem(travelled(encodeProblem({ code })))).toEqual({ code })
    expect(parseProblem(encodeProblem({ code: 'price', price: 12 }))).toEqual({ code: 'price', price: 12 })
    expect(parseProblem(encodeProblem({ code: 'taken', number: 3 }))).toEqual({ code: 'taken', number: 3 })
  })

  it('of another origin, of an unknown code or with another status is none', () => {
    expect(parseProblem({ type: 'about:blank', status: 404 })).toBeNull()
    expect(parseProblem({ type: 'urn:sosafe:problem:toString', status: 404 })).toBeNull()
    expect(parseProblem({ type: 'urn:sosafe:problem:price', status: 500 })).toBeNull()
    expect(parseProblem({ type: 'urn:sosafe:problem:price', status: 428, price: -1 })).toBeNull()
  })
})
