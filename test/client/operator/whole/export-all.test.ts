/** `sosafe export-all`: everything the relay holds, for somebody who has no SoSafe. */
import { execFileSync } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inboxOf } from '../../../../shared/wire/address.ts'
import { envelope, filled, idOf } from '../../../server/mailboxes/contract-fixture.ts'
import { publish } from '../../../server/relay-fixture.ts'
import { commandLine } from '../command.ts'
import { makeRelayApart, type RelayApart } from '../relay-apart.ts'

let relay: RelayApart
beforeAll(async () => {
  relay = await makeRelayApart('export')
  await relay.start()
  await publish(relay)
}, 60_000)
afterAll(() => relay.close())

const rowsIn = (folder: string, table: string): Record<string, unknown>[] =>
  readdirSync(join(folder, table))
    .toSorted()
    .flatMap((name) =>
      readFileSync(join(folder, table, name), 'utf8')
        .trim()
        .split('\n'),
    )
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('an export', () => {
  it('is read by tar, by whoever knows nothing but its README: mail under keyed names, documents, hashes', async () => {
    const inbox = inboxOf(relay.world.front.id)
    const mail = envelope(5, 1)
    await relay.post(inbox, mail)
    const file = join(relay.folder, 'export.tar')
    const made = await commandLine()('export-all', '--data', relay.data, '--to', file, '--plain', '--json')
    expect(made).toMatchObject({ exitCode: 0, stderr: '' })
    expect(JSON.parse(made.stdout)).toMatchObject({ file, sealed: false })
    const out = join(relay.folder, 'out')
    mkdirSync(out)
    execFileSync('tar', ['-xf', file, '-C', out])
    expect(readFileSync(join(out, 'README.txt'), 'utf8')).toContain('mail_0 mail_1 mail_2')

    const pepper = readFileSync(join(relay.data, 'pepper'))
    const mailbox = createHmac('sha256', pepper).update(inbox).digest('base64url')
    const [row, ...others] = rowsIn(out, 'relay/mail_1').filter((one) => one['mailbox'] === mailbox)
    expect(others).toEqual([])
    expect(row?.['id']).toBe(Buffer.from(idOf(mail)).toString('base64url'))
    const body = rowsIn(out, 'relay/mail_1_body').find(({ key }) => key === row?.['key'])
    expect(body?.['bytes']).toBe(Buffer.from(mail).toString('base64url'))
    expect(
      rowsIn(out, 'relay/document')
        .map(({ kind }) => kind)
        .toSorted(),
    ).toContain('directory')

    const manifest = readFileSync(join(out, 'manifest.json'))
    const { files } = JSON.parse(manifest.toString()) as { files: { name: string; sha256: string; rows: number }[] }
    for (const { name, sha256 } of files) {
      expect(
        createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex'),
      ).toBe(sha256)
    }
    const hash = createHash('sha256').update(manifest).digest()
    const tag = createHmac('sha256', pepper).update('sosafe/v1/copy-tag').update(hash).digest('base64url')
    expect(JSON.parse(readFileSync(join(out, 'manifest.tag'), 'utf8'))).toBe(tag)
  })

  it('is sealed unless somebody wants it plain, and restores like a backup', async () => {
    await relay.post(filled(32, 3), envelope(6))
    const file = join(relay.folder, 'export.sealed')
    const made = await commandLine()('export-all', '--data', relay.data, '--to', file)
    expect(made.exitCode).toBe(0)
    expect(readFileSync(file).includes('manifest.json')).toBe(false)
    const into = join(relay.folder, 'moved')
    const [key, pepper] = [join(relay.keys, 'backup.key'), join(relay.data, 'pepper')]
    const argv = ['restore', '--from', file, '--key', key, '--pepper', pepper, '--data', into]
    expect((await commandLine()(...argv)).exitCode).toBe(0)
    expect(existsSync(join(into, 'relay.db'))).toBe(true)
    // Over nothing that is there, and not into the folder itself.
    expect((await commandLine()('export-all', '--data', relay.data, '--to', file)).exitCode).toBe(1)
    expect((await commandLine()('export-all', '--data', relay.data, '--to', join(relay.data, 'x'))).exitCode).toBe(1)
  })
})
