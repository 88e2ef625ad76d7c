/** What `doctor` says of the machine: each fault is made for real where a test may, else stands as the kernel writes it. */
import { spawn } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Finding } from '../../../../client/operator/doctor/finding.ts'
import { machineFindings } from '../../../../client/operator/doctor/machine-checks.ts'
import { type Machine, type RelayProcess, relayProcess } from '../../../../client/operator/doctor/machine.ts'
import { proxyFindings } from '../../../../client/operator/doctor/proxy-checks.ts'
import { strayKeyFindings } from '../../../../client/operator/doctor/stray-keys.ts'
import { commandLine, thisMachine } from '../command.ts'
import { makeFolder, removeFolder } from '../real-relay.ts'

const folder = makeFolder('machine')
afterAll(() => removeFolder(folder))
const isLinux = process.platform === 'linux'

const GOOD_SPACE = { type: 0xef53, freeBytes: 50e9, totalBytes: 100e9 }
const limits = { reserveBytes: 64 * 1024 * 1024, textOnlyShare: 0.2, textOnlyBytes: 10e9, openFiles: 20_736 }
const good: Machine = { ...thisMachine, root: folder, space: () => GOOD_SPACE }
const relay: RelayProcess = { pid: 1, userId: 0, coreBytes: 0, openFiles: 65_536, swappedBytes: 0 }

const look = (changes: Partial<Machine> = {}, process: RelayProcess | null = relay): readonly Finding[] =>
  machineFindings({ ...good, ...changes }, folder, process, limits)
const says = (findings: readonly Finding[], check: string): string =>
  findings
    .filter((one) => one.check === check)
    .map((one) => `${one.severity} ${one.says} -> ${one.advice ?? ''}`)
    .join('\n')

function put(path: string, text: string): void {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, text)
}
const SWAPS = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'

describe('of the machine, the doctor', () => {
  it('finds nothing on a good one', () => {
    put('proc/swaps', SWAPS)
    expect(look().filter(({ severity }) => severity !== 'ok')).toEqual([])
    put('proc/swaps', `${SWAPS}/dev/zram0 partition\t4194300\t\t0\t\t100\n`)
    expect(says(look(), 'swap')).toContain('ok Memory never lands')
  })

  it('sees swap on a disk, and that parts of the relay lie there', () => {
    put('proc/swaps', `${SWAPS}/swap.img file\t4194300\t\t0\t\t-2\n`)
    expect(says(look(), 'swap')).toContain('wrong Swap is on (/swap.img)')
    expect(says(look(), 'swap')).toContain('swapoff -a')
    expect(says(look({}, { ...relay, swappedBytes: 4096 }), 'swap')).toContain('are there now')
    expect(says(look({ root: join(folder, 'nothing') }), 'swap')).toContain('look Whether this machine swaps')
  })

  it('sees another runtime than the pinned one', () => {
    expect(says(look({ runtime: 'v20.20.2' }), 'runtime')).toContain('wrong This runs on Node v20.20.2')
  })

  it('sees a full disk, and one that is nearly full', () => {
    const on = (freeBytes: number): string => says(look({ space: () => ({ ...GOOD_SPACE, freeBytes }) }), 'room')
    expect(on(10e6)).toContain('wrong The disk is full')
    expect(on(9e9)).toContain('attachments are refused')
    expect(on(11e9)).toContain('ok There is room')
  })

  it.runIf(isLinux)('sees that data in memory are gone with the machine', () => {
    expect(says(look({ space: () => thisMachine.space('/dev/shm') }), 'disk-type')).toContain('wrong')
    expect(says(look({ space: () => thisMachine.space('/dev/shm') }), 'disk-type')).toContain('tmpfs')
  })

  it.each([
    [0x9123683e, 'look', 'btrfs'],
    [0x2fc12fc1, 'look', 'zfs'],
    [0x6969, 'wrong', 'nfs'],
    [0xff534d42, 'wrong', 'cifs'],
    [0x65735546, 'wrong', 'fuse'],
    [0x794c7630, 'look', 'overlayfs'],
  ])('knows file system %i as one not to keep letters on (%s %s)', (type, severity, name) => {
    const line = says(look({ space: () => ({ ...GOOD_SPACE, type }) }), 'disk-type')
    expect(line.startsWith(severity)).toBe(true)
    expect(line).toContain(name)
  })

  it.runIf(isLinux)('sees what the relay’s own process may do: core dumps, open files', async () => {
    const lock = join(folder, 'lock')
    const program = `import { lockFolder } from './server/sqlite/folder-lock.ts'; globalThis.held = lockFolder(${JSON.stringify(lock)}); console.log('held'); setInterval(() => 0, 1000)`
    const shell = `ulimit -n 300; ulimit -c 4; exec "${process.execPath}" --input-type=module-typescript -e '${program.replaceAll("'", `'"'"'`)}'`
    const child = spawn('/bin/sh', ['-c', shell], {
      cwd: join(import.meta.dirname, '../../../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((done) => child.stdout.once('data', done))
    const found = relayProcess(thisMachine, lock)
    child.kill('SIGKILL')
    await new Promise((done) => child.once('close', done))
    expect(found).toMatchObject({ pid: child.pid, userId: thisMachine.userId, openFiles: 300 })
    expect(says(look({}, found), 'core')).toContain('wrong If the relay crashes')
    expect(says(look({}, found), 'open-files')).toContain('wrong The relay may open 300 files only')
    expect(says(look({}, { ...relay, openFiles: 4096 }), 'open-files')).toContain('look The relay may open 4096')
    expect(relayProcess(thisMachine, lock)).toBeNull()
  })
})

describe('of keys that lie about, the doctor', () => {
  it('finds each root key and backup key under the folders that it is told, and nothing else', async () => {
    const keys = join(folder, 'somewhere', 'deep', 'keys')
    await commandLine()('init', '--data', join(folder, 'data'), '--keys', keys)
    symlinkSync('/', join(folder, 'somewhere', 'link'))
    const found = strayKeyFindings([join(folder, 'somewhere'), join(folder, 'no-such-folder')])
    expect(found.map(({ severity, says: words }) => [severity, /A (root|backup) key/.exec(words)?.[1]])).toEqual([
      ['wrong', 'backup'],
      ['wrong', 'root'],
      ['wrong', 'root'],
      ['wrong', 'root'],
    ])
    expect(found[1]?.advice).toContain(`shred -u ${join(keys, 'root-1.key')}`)
    expect(strayKeyFindings([join(folder, 'data')])).toMatchObject([{ severity: 'ok' }])
  })
})

describe('of the proxy, the doctor', () => {
  const site = (lines: string): string =>
    `server {\n  listen 443 ssl;\n${lines}\n  location / {\n    proxy_pass http://127.0.0.1:8787;\n  }\n}\n`
  const asAdvised =
    '  access_log off;\n  error_log /dev/null crit;\n  client_body_buffer_size 2m;\n  proxy_max_temp_file_size 0;'
  const lines = (): string[] => proxyFindings(good).map(({ severity, says: words }) => `${severity} ${words}`)

  it('says that it found none', () =>
    expect(lines()).toEqual(['look No nginx or Caddy was found here that leads to the relay.']))

  it('sees an access log of nginx that is on, also where the line is a comment', () => {
    put('etc/nginx/nginx.conf', 'http {\n  access_log /var/log/nginx/access.log;\n  include conf.d/*.conf;\n}\n')
    put('etc/nginx/sites-enabled/other', 'server { proxy_pass http://10.0.0.1; }')
    put('etc/nginx/sites-enabled/sosafe', site(asAdvised))
    expect(lines()).toEqual(['ok nginx writes down nobody’s requests (/etc/nginx/sites-enabled/sosafe).'])
    put('etc/nginx/sites-enabled/sosafe', site(asAdvised.replace('access_log', '# access_log')))
    expect(lines()).toEqual(['wrong nginx writes who asks for what and when (/etc/nginx/sites-enabled/sosafe).'])
    put('etc/nginx/sites-enabled/sosafe', site('  access_log off;'))
    expect(lines().map((line) => line.slice(0, 39))).toEqual([
      'look nginx writes network addresses int',
      'look nginx may write letters to tempora',
    ])
  })

  it('sees the log of Caddy', () => {
    put('etc/nginx/sites-enabled/sosafe', '')
    put('etc/caddy/Caddyfile', 'sosafe.example {\n  reverse_proxy 127.0.0.1:8787\n}\n')
    expect(lines()).toEqual(['ok Caddy writes down nobody’s requests (/etc/caddy/Caddyfile).'])
    put('etc/caddy/Caddyfile', 'sosafe.example {\n  log\n  reverse_proxy 127.0.0.1:8787\n}\n')
    expect(lines()).toEqual(['wrong Caddy writes who asks for what and when (/etc/caddy/Caddyfile).'])
  })
})
