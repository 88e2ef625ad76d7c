/** Made-up reports for Lamphun, filed through the public API as a phone does it. */
import type { AgencyContext } from '../../../client/agency/context.ts'
import { fileReport } from '../../../client/operator/demo/file-report.ts'
import type { DemoReport } from '../../../client/operator/demo/reports.ts'
import { createRelay } from '../../../client/relay/relay.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { dayOf } from '../../../shared/day.ts'
import { rootHashOf } from '../../../shared/trust/directory.ts'
import { verifyArea, type VerifiedArea } from '../../../shared/trust/area.ts'
import { p } from '../../shared/trust/world.ts'

/** Files one report; what is not said is filled in. */
export type File = (changes: Partial<Record<keyof DemoReport, unknown>>) => Promise<void>

/** As the directory of the relay names them. */
async function rootHashAt(context: AgencyContext): Promise<Bytes> {
  const answer = await context.relay.directory()
  if (answer.kind !== 'document') throw new Error(answer.kind)
  const { roots } = JSON.parse(Buffer.from(answer.document.payload).toString()) as { roots: string[] }
  return rootHashOf(p, roots.map((root) => new Uint8Array(Buffer.from(root, 'base64url'))) as never)
}

export interface Lamphun {
  readonly context: AgencyContext
  readonly rootHash: Bytes
  /** Its offices, as a phone verifies them now. */
  read(): Promise<VerifiedArea>
}

export async function openLamphun(origin: string): Promise<Lamphun> {
  const today = (): ReturnType<typeof dayOf> => dayOf(Date.now())
  const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))
  const relay = createRelay({ fetch, origin, today, p })
  const context: AgencyContext = { p, random, relay, today, now: () => Date.now() }
  const rootHash = await rootHashAt(context)
  return {
    context,
    rootHash,
    async read() {
      const answer = await relay.area('lamphun')
      if (answer.kind !== 'bundle') throw new Error(answer.kind)
      const options = { rootHash, area: 'lamphun', today: today(), online: true, seen: new Map() }
      const verified = await verifyArea(p, answer.bundle, options)
      if (!verified.ok) throw new Error(verified.reason)
      return verified.value
    },
  }
}

export async function openFiling(origin: string): Promise<File> {
  const { context, rootHash, read } = await openLamphun(origin)
  return async (changes) => {
    const plain = {
      area: 'lamphun',
      door: 'frontDesk',
      issues: ['other'],
      needs: ['legal'],
      role: 'self',
      danger: false,
      language: 'en',
      contact: { method: 'ticket_only' },
      words: 'Words',
    }
    await fileReport(context, await read(), rootHash, { ...plain, ...changes } as DemoReport)
  }
}
