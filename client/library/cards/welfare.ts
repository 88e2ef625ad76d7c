/** Money from the state. Amounts change: each of these is of grade B. */
import type { Card } from '../card.ts'

export const welfare: readonly Card[] = [
  {
    id: 'child-grant',
    situations: ['welfare_rights'],
    stages: ['child_0_9'],
    groups: ['teen_parent'],
    facts: ['child-grant'],
    picture: 'mother',
    en: {
      title: 'Money for a small child',
      text: '600 baht a month for a Thai child up to 6 years. For homes with at most 100,000 baht per person and year, on average.',
    },
    th: {
      title: 'เงินอุดหนุนเด็กเล็ก',
      text: 'เดือนละ 600 บาท สำหรับเด็กไทยอายุไม่เกิน 6 ปี ในบ้านที่รายได้เฉลี่ยไม่เกิน 100,000 บาทต่อคนต่อปี',
    },
  },
  {
    id: 'disability-allowance',
    situations: ['welfare_rights', 'disability'],
    stages: ['adult_20_59'],
    groups: ['disability'],
    facts: ['disability-allowance'],
    picture: 'coins',
    en: {
      title: 'Money with a disability',
      text: 'The disability allowance is 800 baht a month. With the state welfare card too, it comes to 1,000 baht.',
    },
    th: {
      title: 'เบี้ยความพิการ',
      text: 'เบี้ยความพิการเดือนละ 800 บาท ถ้ามีบัตรสวัสดิการแห่งรัฐด้วย รวมเป็น 1,000 บาท',
    },
  },
  {
    id: 'disability-allowance-young',
    situations: ['disability'],
    stages: ['child_0_9'],
    groups: ['disability'],
    facts: ['disability-allowance'],
    picture: 'child',
    en: {
      title: 'Money for a child with a disability',
      text: 'Under 18 the disability allowance is 1,000 baht a month.',
    },
    th: { title: 'เบี้ยความพิการของเด็ก', text: 'อายุไม่ถึง 18 ปี เบี้ยความพิการเดือนละ 1,000 บาท' },
  },
  {
    id: 'old-age',
    situations: ['welfare_rights', 'elder_care'],
    stages: ['older_60_plus'],
    groups: ['older_person'],
    facts: ['old-age'],
    picture: 'cane',
    en: {
      title: 'Money every month from 60',
      text: 'From 60 years on there is an allowance every month. It grows with age. You register at the local office.',
    },
    th: {
      title: 'เบี้ยผู้สูงอายุ ตั้งแต่ 60 ปี',
      text: 'อายุ 60 ปีขึ้นไป มีเบี้ยยังชีพทุกเดือน อายุมากขึ้นได้มากขึ้น ลงทะเบียนที่สำนักงานท้องถิ่น',
    },
  },
]
