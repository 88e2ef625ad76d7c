/**
 * What the borders' tests see of a file: its imports, and which facilities of the platform its code names. Read from
 * the syntax tree, so that a word in a comment, a string, a type or a parameter of the same name does not count.
 */
import { posix } from 'node:path'
import { parseSync } from 'vite'

export type Import = {
  readonly specifier: string
  /** Path inside the repository, or the package's name, or `node:x`. */
  readonly target: string
  readonly typeOnly: boolean
}
export type Source = {
  readonly path: string
  readonly lines: number
  readonly imports: readonly Import[]
  /** Free names, chains of two and imported names: `fetch`, `Date.now`, `new Date()`, `.innerHTML`, `node:fs.rmSync`. */
  readonly uses: ReadonlySet<string>
  readonly classes: readonly string[]
  /** Sentences and other literal texts long enough to be found again in a bundle. */
  readonly texts: readonly string[]
  /** Nothing but `export ... from`. */
  readonly barrel: boolean
}

type Node = { readonly type: string; readonly [key: string]: unknown }

const markerLength = 16
/** Wrappers whose value is code; every other TS node is a type. */
const typedExpressions = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
])
const wholes = new Set(['globalThis', 'window', 'self'])
const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

function children(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  )
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' ? (value['name'] as string) : undefined
}

/** Names bound by a pattern: `a`, `{ a, b: c }`, `[a, ...b]`, `a = 1`. */
function boundBy(pattern: unknown): string[] {
  if (!isNode(pattern)) return []
  const name = nameOf(pattern)
  if (name !== undefined) return [name]
  if (pattern.type === 'Property') return boundBy(pattern['value'])
  if (pattern.type === 'AssignmentPattern') return boundBy(pattern['left'])
  if (pattern.type === 'RestElement') return boundBy(pattern['argument'])
  return children(pattern).flatMap(boundBy)
}

/** Names declared inside a function or module, not looking into functions within. */
function declaredIn(node: Node): string[] {
  if (node.type.startsWith('TS')) return []
  const own =
    node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration'
      ? boundBy(node['id'])
      : node.type.startsWith('Import') && 'local' in node
        ? boundBy(node['local'])
        : node.type === 'CatchClause'
          ? boundBy(node['param'])
          : []
  return functions.has(node.type) ? own : [...own, ...children(node).flatMap(declaredIn)]
}

function usesOf(program: Node): Set<string> {
  const uses = new Set<string>()
  function visit(node: Node, bound: ReadonlySet<string>): void {
    if (typedExpressions.has(node.type)) return visitPart(node['expression'], bound)
    if (node.type.startsWith('TS') || node.type === 'ImportDeclaration') return
    if (functions.has(node.type)) {
      const params = (node['params'] as unknown[]).flatMap(boundBy)
      const inside = isNode(node['body']) ? children(node['body']).flatMap(declaredIn) : []
      bound = new Set([...bound, ...params, ...inside])
    }
    const name = nameOf(node)
    if (name !== undefined && !bound.has(name)) uses.add(name)
    if (node.type === 'NewExpression') noteConstruction(node, bound)
    if (node.type === 'VariableDeclarator' && wholes.has(nameOf(node['init']) ?? '')) notePicked(node['id'])
    if (node.type === 'MemberExpression') return visitMember(node, bound)
    if (node.type === 'JSXAttribute' && isNode(node['name'])) uses.add(`.${String(node['name']['name'])}`)
    if (node.type === 'Property' || node.type === 'PropertyDefinition' || node.type === 'MethodDefinition') {
      if (node['computed'] === true) visitPart(node['key'], bound)
      return visitPart(node['value'], bound)
    }
    for (const child of children(node)) visit(child, bound)
  }
  function visitPart(part: unknown, bound: ReadonlySet<string>): void {
    if (isNode(part)) visit(part, bound)
  }
  function visitMember(node: Node, bound: ReadonlySet<string>): void {
    const property = node['property']
    const key = node['computed'] === true && isNode(property) ? property['value'] : nameOf(property)
    if (typeof key === 'string') {
      uses.add(`.${key}`)
      const object = nameOf(node['object'])
      if (object !== undefined && !bound.has(object)) uses.add(`${object}.${key}`)
      if (object !== undefined && wholes.has(object)) uses.add(key)
    } else visitPart(property, bound)
    visitPart(node['object'], bound)
  }
  /** `const { fetch } = globalThis` */
  function notePicked(pattern: unknown): void {
    if (!isNode(pattern)) return
    for (const property of children(pattern)) {
      const key = nameOf(property['key'])
      if (key !== undefined) uses.add(key)
    }
  }
  function noteConstruction(node: Node, bound: ReadonlySet<string>): void {
    const made = nameOf(node['callee'])
    if (made !== undefined && !bound.has(made) && (node['arguments'] as unknown[]).length === 0)
      uses.add(`new ${made}()`)
  }
  visit(program, new Set(children(program).flatMap(declaredIn)))
  return uses
}

function collect(node: Node, into: { classes: string[]; texts: string[]; typeImports: string[] }): void {
  if (node.type === 'ClassDeclaration') into.classes.push(...boundBy(node['id']))
  const text = node.type === 'Literal' || node.type === 'JSXText' ? node['value'] : undefined
  if (typeof text === 'string' && text.trim().length >= markerLength) into.texts.push(text.trim())
  if (node.type === 'TSImportType' && isNode(node['source'])) into.typeImports.push(String(node['source']['value']))
  if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return
  for (const child of children(node)) collect(child, into)
}

function targetOf(from: string, specifier: string): string {
  const clean = specifier.replace(/\?.*$/, '')
  if (clean.startsWith('.')) return posix.join(posix.dirname(from), clean)
  if (clean.startsWith('node:')) return clean
  return clean
    .split('/')
    .slice(0, clean.startsWith('@') ? 2 : 1)
    .join('/')
}

/** @throws when the text is not the language its file name promises. */
export function parseSource(path: string, text: string): Source {
  const { program, module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message ?? 'does not parse'}`)
  const tree = program as unknown as Node
  const found = { classes: [] as string[], texts: [] as string[], typeImports: [] as string[] }
  collect(tree, found)
  const all = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.moduleRequest ? [{ specifier: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      specifier: text.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
      typeOnly: false,
    })),
    ...found.typeImports.map((specifier) => ({ specifier, typeOnly: true })),
  ]
  const statements = tree['body'] as Node[]
  const uses = usesOf(tree)
  for (const { moduleRequest, entries } of module.staticImports)
    for (const { importName, isType } of entries)
      if (!isType && importName.name) uses.add(`${moduleRequest.value}.${importName.name}`)
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: all.map((one) => ({ ...one, target: targetOf(path, one.specifier) })),
    uses,
    classes: found.classes,
    texts: found.texts,
    barrel: statements.length > 0 && statements.every((one) => one.type.startsWith('Export') && isNode(one['source'])),
  }
}
