import { describe, expect, it } from 'vitest'
import * as codes from '../../../shared/case/codes.ts'

const lists = Object.entries(codes)

describe.each(lists)('The codes of %s', (_name, list) => {
  it('are ASCII, without capitals, and each stands once', () => {
    expect(new Set(list).size).toBe(list.length)
    for (const code of list) expect(code).toMatch(/^[a-z][a-z0-9_-]*$/)
  })
})

describe('The codes', () => {
  it('of what ends a case are statuses, and what a case is before any status is one too', () => {
    for (const code of codes.ENDED_STATUSES) expect(codes.CASE_STATUSES).toContain(code)
    expect(codes.CASE_STATUSES).toContain('received')
    expect(codes.CASE_STATUSES).toContain('reopened')
  })

  it('of urgency begin with the most urgent: the fold rests on it', () => {
    expect(codes.TRIAGES).toEqual(['emergency', 'high', 'medium', 'low', 'info'])
  })
})
