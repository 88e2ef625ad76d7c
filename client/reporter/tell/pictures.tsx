/** A picture for each need, for danger now or not, and for who reads: concrete things in one line width, in the colour of the words beside them. */
import type { JSX } from 'preact'
import type { Need } from '../../../shared/case/codes.ts'
import { Drawing } from '../../ui/drawing.tsx'

type Pictured = Need | 'danger' | 'later' | 'reads' | 'passes-on'

/** Paths in a square of 48. */
const LINES: Readonly<Record<Pictured, string>> = {
  // a sign that warns
  danger: 'M24 7 43 40H5zM24 19v10M24 34h.1',
  // a cup, on a table
  later:
    'M11 17h22v12a8 8 0 0 1-8 8h-6a8 8 0 0 1-8-8zM33 20h3a5 5 0 0 1 0 10h-3M8 42h30M18 12c-2-2 1-4 0-6M26 12c-2-2 1-4 0-6',
  // somebody with a letter
  reads: 'M24 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10M11 43V29c0-7 6-11 13-11s13 4 13 11v14M16 26h16v17H16zM20 32h8M20 37h8',
  // from one to another, who has a badge
  'passes-on':
    'M12 22a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 43V33c0-5 3-8 8-8s8 3 8 8v10M36 22a4 4 0 1 0 0-8 4 4 0 0 0 0 8M28 43V33c0-5 3-8 8-8s8 3 8 8v10M34 32h4v5h-4zM15 7h17M28 3l4 4-4 4',
  // a house
  shelter: 'M7 24 24 9l17 15M12 20v20h24V20M20 40V29h8v11',
  // a cross
  health: 'M19 8h10v11h11v10H29v11H19V29H8V19h11z',
  // two who talk
  psychosocial: 'M5 9h24v15H17l-6 6v-6H5zM33 19h10v15h-4v6l-6-6H20v-5',
  // a badge
  police: 'M24 6l15 5v12c0 9-6 15-15 19-9-4-15-10-15-19V11zM24 16l2 5h5l-4 4 2 6-5-4-5 4 2-6-4-4h5z',
  // a grown-up and a child
  child_protection:
    'M17 17a5 5 0 1 0 0-10 5 5 0 0 0 0 10M8 41V30c0-5 4-9 9-9s9 4 9 9v11M35 27a4 4 0 1 0 0-8 4 4 0 0 0 0 8M29 41v-4c0-4 3-7 6-7s6 3 6 7v4',
  // a bowl of rice
  livelihood_welfare: 'M6 24h36c0 9-7 16-18 16S6 33 6 24zM17 18c-3-3 2-5 0-9M24 18c-3-3 2-5 0-9M31 18c-3-3 2-5 0-9',
  // scales
  legal: 'M24 7v33M14 40h20M10 13h28M10 13 4 27h12zM38 13l-6 14h12z',
  // a book
  education: 'M24 12C19 8 13 8 6 9v28c7-1 13-1 18 3 5-4 11-4 18-3V9c-7-1-13-1-18 3zM24 12v28',
  // a card with a picture
  registration_documents: 'M6 11h36v26H6zM12 18h10v12H12zM28 20h8M28 28h8',
  // the world
  interpretation: 'M24 41a17 17 0 1 0 0-34 17 17 0 0 0 0 34zM8 24h32M24 7c-10 10-10 24 0 34M24 7c10 10 10 24 0 34',
}

export function Picture({ of }: { readonly of: Pictured }): JSX.Element {
  return <Drawing lines={LINES[of]} />
}
