/** The documents hold together: every link leads somewhere, every file that is named is there, every table is whole. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.md'),
)
const documents = ['README.md', ...inDocs.map((path) => join('docs', path))]

/** `test/bench/NAME.ts` stands for many. */
const PLACEHOLDER = /\b(NAME|TAG|ID)\b/

/** As people read it: what stands in a fence is not the document's own. */
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8').replace(/^```[\s\S]*?^```$/gm, '')

/** As GitHub and most others name a heading's anchor. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-')

const anchorsOf = (path: string): readonly string[] =>
  [...textOf(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

function isThere(from: string, link: string): boolean {
  const [file = '', anchor] = link.split('#')
  const path = file === '' ? from : join(dirname(from), file)
  return existsSync(join(root, path)) && (anchor === undefined || anchorsOf(path).includes(anchor))
}

describe.each(documents)('%s', (path) => {
  const text = textOf(path)

  test('has no link that leads nowhere', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !isThere(path, link))).toEqual([])
  })

  test('names only files that are there', () => {
    const named = [...text.matchAll(/`((?:client|server|shared|test|tools|docs)\/[\w./-]+\.\w+)`/g)]
    const files = named.map(([, file = '']) => file).filter((file) => !PLACEHOLDER.test(file))
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  test('has no table that an empty line cuts in two', () => {
    const tables = text.split(/\n(?!\|)/).flatMap((block) => /^\|.*(\n\|.*)*/m.exec(block)?.[0] ?? [])
    const torn = tables.filter((table) => !/^\|[ :|-]+\|$/.test(table.split('\n')[1] ?? ''))
    expect(torn).toEqual([])
  })
})
