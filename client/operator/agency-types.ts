/** The types of agencies by code, with the names that an agency has unless somebody gives it another. */
import type { Names } from '../../shared/wire/introduction.ts'
import type { KnownArea } from './areas.ts'

/** Types of agencies that take reports. Thai names are drafts until somebody of the field has read them. */
export const AGENCY_TYPES: ReadonlyMap<string, Names> = new Map([
  [
    'province_social_development',
    { th: 'สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด', en: 'Provincial Office of Social Development and Human Security' },
  ],
  ['child_family_shelter', { th: 'บ้านพักเด็กและครอบครัวจังหวัด', en: 'Provincial Shelter for Children and Families' }],
  ['homeless_protection_centre', { th: 'ศูนย์คุ้มครองคนไร้ที่พึ่งจังหวัด', en: 'Provincial Protection Centre for the Homeless' }],
  [
    'elderly_welfare_centre',
    { th: 'ศูนย์พัฒนาการจัดสวัสดิการสังคมผู้สูงอายุจังหวัด', en: 'Provincial Social Welfare Development Centre for Older Persons' },
  ],
  ['disability_service_centre', { th: 'ศูนย์บริการคนพิการ', en: 'Disability Service Centre' }],
  [
    'domestic_violence_operation_centre',
    {
      th: 'ศูนย์ปฏิบัติการเพื่อป้องกันการกระทำความรุนแรงในครอบครัวจังหวัด',
      en: 'Provincial Operation Centre for the Prevention of Domestic Violence',
    },
  ],
  ['province_health_office', { th: 'สำนักงานสาธารณสุขจังหวัด', en: 'Provincial Public Health Office' }],
  ['oscc', { th: 'ศูนย์บริการช่วยเหลือเด็กและสตรีที่ถูกกระทำรุนแรง (OSCC)', en: 'One Stop Crisis Centre (OSCC)' }],
  ['hospital', { th: 'โรงพยาบาล', en: 'Hospital' }],
  ['health_facility', { th: 'สถานพยาบาล', en: 'Clinic or other health facility' }],
  [
    'local_government',
    { th: 'องค์กรปกครองส่วนท้องถิ่น', en: 'Local government (welfare, public health, community development)' },
  ],
  ['public_health_service_centre', { th: 'ศูนย์บริการสาธารณสุข', en: 'Public health service centre (BMA)' }],
  [
    'district_welfare_section',
    {
      th: 'ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม สำนักงานเขต',
      en: 'Community Development and Social Welfare Section, district office',
    },
  ],
  ['child_centre', { th: 'ศูนย์เด็กเล็ก', en: 'Child centre' }],
  ['school', { th: 'โรงเรียนสังกัดกรุงเทพมหานคร', en: 'School (BMA)' }],
  ['police_unit', { th: 'สถานีตำรวจ / พนักงานสอบสวน', en: 'Police station or investigation unit' }],
  ['province_justice_office', { th: 'สำนักงานยุติธรรมจังหวัด', en: 'Provincial Justice Office' }],
  ['ngo_service', { th: 'องค์กรภาคประชาสังคม', en: 'Civil society service' }],
])

/** Types of overseers: the steps above an agency. */
export const OVERSEER_TYPES: ReadonlyMap<string, Names> = new Map([
  ['province_office', { th: 'สำนักงานระดับจังหวัด', en: 'Provincial office' }],
  ['governor', { th: 'ผู้ว่าราชการจังหวัด', en: 'Provincial governor' }],
  ['municipal_clerk', { th: 'ปลัดเทศบาล', en: 'Municipal clerk' }],
  ['mayor', { th: 'นายกเทศมนตรี', en: 'Mayor' }],
  ['deputy_ps', { th: 'รองปลัดกรุงเทพมหานคร', en: 'Deputy Permanent Secretary of the BMA' }],
  ['child_protection_committee', { th: 'คณะกรรมการคุ้มครองเด็ก กรุงเทพมหานคร', en: 'Bangkok Child Protection Committee' }],
  ['ps', { th: 'ปลัดกรุงเทพมหานคร', en: 'Permanent Secretary of the BMA' }],
])

const PROVINCE = 'จังหวัด'

/** A type's name in an area: Thai puts the province's name straight behind the office. */
export function namesIn(area: Pick<KnownArea, 'names'>, type: Names): { readonly th: string; readonly en: string } {
  const [office, place] = [type['th'] ?? '', area.names['th'] ?? '']
  const th =
    office.endsWith(PROVINCE) && place.startsWith(PROVINCE)
      ? office + place.slice(PROVINCE.length)
      : `${office} ${place}`
  return { th, en: `${type['en'] ?? ''}, ${area.names['en'] ?? ''}` }
}
