/**
 * `npm run bench -- NAME --json` measures one thing and prints one JSON object as the last line of its output, whatever the
 * figure is. `npm run bench` measures all and writes docs/performance.md. Everything else goes to the error output.
 *
 * A benchmark is a file of this folder that exports `run(): Promise<BenchResult>`.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { progress, type BenchResult } from './measure.ts'

const folder = import.meta.dirname
const report = join(folder, '..', '..', 'docs', 'performance.md')

interface Bench {
  readonly run: () => Promise<BenchResult>
}

const names: readonly string[] = readdirSync(folder)
  .filter(
    (file) =>
      file.endsWith('.ts') && /^export (async )?(function|const) run\b/m.test(readFileSync(join(folder, file), 'utf8')),
  )
  .map((file) => basename(file, '.ts'))
  .toSorted()

async function measure(name: string): Promise<BenchResult> {
  progress(name)
  const { run } = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as Bench
  return run()
}

/** Three significant digits: the machine's moods are larger. */
const short = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en-GB', { maximumSignificantDigits: 3 })

function table(results: readonly BenchResult[]): string {
  const rows = results.map(({ name, value, unit, baseline, ratio }) => {
    const held = Object.entries(baseline).map(([what, rate]) => `${what} ${short(rate)}`)
    return `| ${name} | ${short(value)} ${unit} | ${held.join(', ')} | ${ratio.toFixed(2)} |`
  })
  return ['| what | value | held against | ratio |', '|---|---|---|---|', ...rows].join('\n')
}

function page(results: readonly BenchResult[], failed: readonly string[]): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
  return `# Performance

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. Machine: ${machine}.
Each figure is a median of rounds in turns with what it is held against (the first of its row gives the ratio), because absolute figures of one machine move by half within an hour. What each measures stands in the head of \`test/bench/NAME.ts\`.

${table(results)}
${failed.map((name) => `\nNot measured here: ${name}.`).join('')}`
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  progress(`There is no benchmark ${unknown.join(', ')}. There are: ${names.join(', ')}`)
  process.exit(2)
}

const results: BenchResult[] = []
const failed: string[] = []
for (const name of positionals.length > 0 ? positionals : names) {
  try {
    results.push(await measure(name))
  } catch (error) {
    // The others still count; one asked for by name must not look measured.
    progress(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    failed.push(name)
  }
}
if (positionals.length === 0) writeFileSync(report, page(results, failed))
const lines = values.json ? results.map((result) => JSON.stringify(result)).join('\n') : table(results)
// Not before all of it is written; but a benchmark may leave a server or a worker behind.
process.stdout.write(`${lines}\n`, () => process.exit(failed.length > 0 ? 1 : 0))
