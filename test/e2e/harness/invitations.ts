/** Who is invited to which desk, as a first start prints it for people. */
import { parseDeskFragment } from '../../../client/agency/link.ts'

export type Part = 'front-desk' | 'second-door' | 'agency' | 'overseer'
export type AreaId = 'lamphun' | 'yala-city'

export interface Invitation {
  readonly area: AreaId
  /** Its id. */
  readonly agency: string
  readonly names: { readonly en: string }
  readonly part: Part
  readonly role: string
  readonly link: string
}

const ids: Readonly<Record<string, AreaId>> = { Lamphun: 'lamphun', 'Yala City Municipality': 'yala-city' }

/** An area, below it each office with its part, below it the links. */
export function invitationsIn(output: string): Invitation[] {
  const found: Invitation[] = []
  let [area, office, part] = ['', '', '']
  for (const line of output.split('\n')) {
    const [, role, link] = /^ {4}(\S+)\s+(http\S+)$/.exec(line) ?? []
    const named = /^ {2}(\S.*) - ([a-z ]+)$/.exec(line)
    if (role !== undefined && link !== undefined) {
      const { hash } = new URL(link)
      const parsed = parseDeskFragment(hash)
      const agency = parsed?.kind === 'join' ? parsed.agency : ''
      found.push({ area: ids[area]!, agency, names: { en: office }, part: part.replace(' ', '-') as Part, role, link })
    } else if (named !== null) [, office = '', part = ''] = named
    else if (line in ids) area = line
  }
  return found
}
