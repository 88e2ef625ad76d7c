/**
 * The numbers that are shown, and for what. The only place for digits to dial. Sources and grades: 191, 1669, 1300, 1323
 * and 1387 grade A; 1663 grade A, its hours grade B (not shown as certain). Checked November 2026.
 */
import type { Key } from '../words/reporter.en.ts'

export interface Hotline {
  readonly number: string
  readonly about: Key
}

const POLICE: Hotline = { number: '191', about: 'hotline.police' }
const AMBULANCE: Hotline = { number: '1669', about: 'hotline.ambulance' }
const SOCIAL: Hotline = { number: '1300', about: 'hotline.social' }

export const ALL_HOTLINES: readonly Hotline[] = [
  POLICE,
  AMBULANCE,
  SOCIAL,
  { number: '1323', about: 'hotline.mind' },
  { number: '1387', about: 'hotline.child' },
  { number: '1663', about: 'hotline.pregnancy' },
]

/** When seconds count. */
export const DANGER_HOTLINES: readonly Hotline[] = [POLICE, AMBULANCE]

/** Beside trouble with this page. */
export const FEW_HOTLINES: readonly Hotline[] = [POLICE, AMBULANCE, SOCIAL]
