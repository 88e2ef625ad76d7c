import { describe, expect, it } from 'vitest'
import { headsAfter } from '../../../shared/case/heads.ts'
import { MAX_HEADS } from '../../../shared/case/limits.ts'
import { createCaseEvent, createRecord, createTaken } from '../../../shared/case/log-create.ts'
import { foldCases } from '../../../shared/case/fold.ts'
import { envelopeName, type EventHash } from '../../../shared/case/names.ts'
import { caseOf, hash, replyTo, standingOf, taken } from './records.ts'
import { AT, repeatable, reportBody } from './samples.ts'
import { present } from '../../present.ts'

const random = repeatable(21)
const many = Array.from({ length: 70 }, (_, number) => hash(number)).sort()
const common = { random, at: AT, case: caseOf(1), heads: many.toReversed() }

describe('The heads of an event', () => {
  it('are the first eight by hash, whatever its type; the others stay heads for the next', () => {
    const first = many.slice(0, MAX_HEADS)
    const body = {
      envelope: envelopeName(random(32)),
      epoch: 0,
      author: present(first[0]),
      signature: random(64),
      text: '',
    }
    expect(createCaseEvent('note', common, { words: 'x' }).heads).toEqual(first)
    expect(createRecord('plan', common, {}).heads).toEqual(first)
    expect(createTaken(common, body as unknown as Parameters<typeof createTaken>[1]).heads).toEqual(first)
    const next = hash(500)
    expect(headsAfter(many, next)).toEqual([...many.slice(MAX_HEADS), next].sort())
  })

  it('join all branches after so many events that each could name some', () => {
    let heads: readonly EventHash[] = many
    let events = 0
    for (; heads.length > 1; events++) heads = headsAfter(heads, hash(1000 + events))
    expect(events).toBe(Math.ceil(69 / (MAX_HEADS - 1)))
  })

  it('chain a batch: of seventy mails of one case, taken in one after the other, one head is left', () => {
    let heads: readonly EventHash[] = []
    const records = Array.from({ length: 70 }, (_, number) => {
      const body = reportBody(replyTo(1))
      const record = taken(number, 'report', body, { inner: number })
      const written = { ...record, event: { ...record.event, ...createdHeads(heads) } }
      heads = headsAfter(heads, record.hash)
      return written
    })
    expect(foldCases(records, standingOf).cases.get(caseOf(1))?.heads).toEqual(heads)
    expect(heads).toHaveLength(1)
  })
})

const createdHeads = (heads: readonly EventHash[]): { readonly heads: readonly EventHash[] } => ({
  heads: createCaseEvent('note', { ...common, heads }, { words: '' }).heads,
})
