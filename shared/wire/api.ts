/** Where each verb of the relay lives and what a signed request carries. Source: docs/protocol.md section 8. */

export const PATHS = {
  post: '/v1/post',
  inbox: '/v1/inbox',
  replies: '/v1/replies',
  take: '/v1/take',
  append: '/v1/append',
  sync: '/v1/sync',
  erase: '/v1/erase',
  put: '/v1/put',
  get: '/v1/get',
  keep: '/v1/keep',
  recover: '/v1/recover',
  documents: '/v1/documents',
  directory: '/v1/directory',
  areas: '/v1/areas/',
  agencies: '/v1/agencies/',
  introduce: '/v1/introduce',
  introduced: '/v1/introduced',
} as const

/** Public key, day and Ed25519 signature of a signed request; the two byte fields in base64url. */
export const KEY_HEADER = 'sosafe-key'
export const DAY_HEADER = 'sosafe-day'
export const SIGNATURE_HEADER = 'sosafe-signature'

export const BINARY_TYPE = 'application/octet-stream'
export const JSON_TYPE = 'application/json'
export const PROBLEM_TYPE = 'application/problem+json'

const AREA = /^[A-Za-z0-9_-]{1,64}$/

/** Id of an area, as it stands in the directory and in the path. */
export function parseAreaId(text: unknown): string | null {
  return typeof text === 'string' && AREA.test(text) ? text : null
}
