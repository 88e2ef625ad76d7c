/**
 * The areas that are known by name, and which type of agency takes in first there. Names and types: areas of the pilot and
 * after. Every other area is named by options: docs/areas.md, section 0.
 */
import type { Names } from '../../shared/wire/introduction.ts'

export interface KnownArea {
  readonly id: string
  readonly names: Names
  /** Type of the agency that is the front desk unless somebody says otherwise. */
  readonly frontDeskType: string
}

const PROVINCE_OFFICE = 'province_social_development'

export const KNOWN_AREAS: readonly KnownArea[] = [
  { id: 'lamphun', names: { th: 'จังหวัดลำพูน', en: 'Lamphun' }, frontDeskType: PROVINCE_OFFICE },
  { id: 'phayao', names: { th: 'จังหวัดพะเยา', en: 'Phayao' }, frontDeskType: PROVINCE_OFFICE },
  { id: 'phuket', names: { th: 'จังหวัดภูเก็ต', en: 'Phuket' }, frontDeskType: PROVINCE_OFFICE },
  { id: 'khon-kaen', names: { th: 'จังหวัดขอนแก่น', en: 'Khon Kaen' }, frontDeskType: PROVINCE_OFFICE },
  { id: 'yala-city', names: { th: 'เทศบาลนครยะลา', en: 'Yala City Municipality' }, frontDeskType: 'local_government' },
  { id: 'bangkok', names: { th: 'กรุงเทพมหานคร', en: 'Bangkok' }, frontDeskType: 'district_welfare_section' },
]

export const findArea = (id: string): KnownArea | null => KNOWN_AREAS.find((area) => area.id === id) ?? null
